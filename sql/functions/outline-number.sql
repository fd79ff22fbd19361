-- galley.outline_number(value): a number in a list item, as an id or an order.
-- Promises: returns it; 0 when there is none, or what stands there is no whole number that a column can hold.
CREATE OR REPLACE FUNCTION galley.outline_number(value text) RETURNS integer
LANGUAGE sql IMMUTABLE
AS $$
    SELECT CASE WHEN value ~ '^[0-9]{1,9}$' THEN value::integer ELSE 0 END
$$;
