-- galley.outline_parse(list): reads a master list in any accepted format.
-- Promises: returns a JSON array of objects, in their order. Each has a heading, or an id by which its section is known;
-- description, status, order and unknown keys only where they were given. Accepted: an array of objects (heading or title), of
-- strings; an object around it; lines, numbered, bulleted, Markdown headings; fenced or in prose. Empty items are skipped. Raises
-- GY001, saying what is wrong, where, and what to do, for anything else, and beyond 8 MiB, 20,000 items, 1,000 characters in a
-- heading.
CREATE OR REPLACE FUNCTION galley.outline_parse(list text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    most_bytes CONSTANT integer := 8 * 1024 * 1024;
    most       CONSTANT integer := 20000;
    items jsonb;
BEGIN
    IF octet_length(list) > most_bytes THEN
        PERFORM galley.outline_refuse('it is larger than 8 MiB.', octet_length(list) || ' bytes',
                                      'Set an outline of headings, not of texts; nothing was changed.');
    END IF;
    items := galley.outline_decode(list);
    IF jsonb_array_length(items) > most THEN
        PERFORM galley.outline_refuse('it has more than ' || most || ' items.', jsonb_array_length(items) || ' items');
    -- The path finds an item that is not an object with a text as its heading; mostly there is none.
    ELSIF items @? '$[*] ? (@.type() != "object" || !(@.heading.type() == "string"))' OR galley.outline_is_rough(items) THEN
        items := galley.outline_tidy(items);
        PERFORM galley.outline_limit(items);
    END IF;
    RETURN items;
END
$$;
COMMENT ON FUNCTION galley.outline_parse(text) IS 'The items of a master list in any accepted format, as a JSON array.';
