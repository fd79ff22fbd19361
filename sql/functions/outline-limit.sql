-- galley.outline_limit(items): keeps the items of a list within what a section can be.
-- Promises: returns nothing; raises GY001 for a heading of more than 1,000 characters, and for an item with neither heading nor
-- id.
CREATE OR REPLACE FUNCTION galley.outline_limit(items jsonb) RETURNS void
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    longest CONSTANT integer := 1000;
    too_long integer;
    nameless integer;
BEGIN
    SELECT min(place) FILTER (WHERE length(heading) > longest), min(place) FILTER (WHERE heading IS NULL AND id IS NULL)
      INTO too_long, nameless
      FROM ROWS FROM (jsonb_to_recordset(items) AS (id text, heading text)) WITH ORDINALITY AS i (id, heading, place);
    IF too_long IS NOT NULL THEN
        PERFORM galley.outline_refuse('a heading has more than ' || longest || ' characters.', 'item ' || too_long,
                                      'Shorten it: what is long belongs in the description; nothing was changed.');
    ELSIF nameless IS NOT NULL THEN
        PERFORM galley.outline_refuse('an item has neither heading nor id.', 'item ' || nameless,
                                      'Give it a "heading"; nothing was changed.');
    END IF;
END
$$;
