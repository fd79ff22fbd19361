-- galley.outline_line(…): one item of the master list.
-- Promises: returns it as one line of JSON without a line end: id, order, heading, description, status, then the keys that no
-- column holds.
CREATE OR REPLACE FUNCTION galley.outline_line(id integer, place bigint, heading text, description text, status text, keys jsonb)
RETURNS text
LANGUAGE sql STABLE
AS $$
    -- One call instead of a dozen || operators, each of which copies what is there so far.
    SELECT concat('{"id": ', id, ', "order": ', place,
                  ', "heading": ', to_json(coalesce(heading, '')),
                  ', "description": ', to_json(coalesce(description, '')),
                  ', "status": ', to_json(coalesce(status, 'draft')),
                  CASE WHEN keys IS NULL THEN '}' ELSE ', ' || substr(keys::text, 2) END)
$$;
