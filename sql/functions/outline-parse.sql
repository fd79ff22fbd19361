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
    -- Finds an item that has not yet the form that is wanted; mostly there is none, and nothing to rewrite.
    untidy CONSTANT jsonpath := '$[*] ? (@.type() != "object" || !exists(@.heading) || @.heading.type() != "string"
                                           || @.heading like_regex "^$|^\\s|\\s$|[\\n\\r\\t\\f]"
                                           || @.description == null || @.status == null || @.id == null || @.order == null)';
    items jsonb;
BEGIN
    IF octet_length(list) > most_bytes THEN
        PERFORM galley.outline_refuse('it is larger than 8 MiB.', octet_length(list) || ' bytes',
                                      'Set an outline of headings, not of texts; nothing was changed.');
    END IF;
    items := galley.outline_decode(list);
    IF jsonb_array_length(items) = 0 THEN
        RETURN items;
    END IF;
    IF items @? untidy THEN
        items := galley.outline_tidy(items);
        IF items = '[]' THEN
            PERFORM galley.outline_refuse('there is no heading in it.', 'all items',
                                          'Give at least one heading; to park all sections, set an empty text.');
        END IF;
    END IF;
    PERFORM galley.outline_limit(items);
    RETURN items;
END
$$;
COMMENT ON FUNCTION galley.outline_parse(text) IS 'The items of a master list in any accepted format, as a JSON array.';
