-- galley.outline_split(list): the lines of a plain text.
-- Promises: returns them in their order, as they are. In a text of one line, an escaped line end (backslash, n) ends a line too,
-- and so does a number that counts on from the one before: "1. One 2. Two". More lines than an outline can have are refused
-- (GY001).
CREATE OR REPLACE FUNCTION galley.outline_split(list text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    most   CONSTANT integer := 100000;
    number CONSTANT text := '\s+(?=\d{1,3}[.)]+\s)';
    plain  text := replace(replace(replace(list, E'\r\n', E'\n'), E'\r', E'\n'), E'\u2028', E'\n');
    parts  text[];
BEGIN
    IF length(plain) - length(replace(plain, E'\n', '')) > most THEN
        PERFORM galley.outline_refuse('it has more than ' || most || ' lines.', 'line ' || most + 1);
    END IF;
    parts := string_to_array(btrim(plain, E'\n'), E'\n');
    IF cardinality(parts) > 1 THEN
        RETURN parts;
    END IF;
    IF position('\n' IN plain) > 0 THEN
        RETURN string_to_array(plain, '\n');
    END IF;
    parts := regexp_split_to_array(plain, number);
    IF (SELECT bool_and(part ~ ('^\s*' || place || '[.)]')) FROM unnest(parts) WITH ORDINALITY AS p (part, place)) THEN
        RETURN parts;
    END IF;
    RETURN ARRAY[plain];
END
$$;
