-- galley.outline_tidy(items): brings the items of a list into one form.
-- Promises: returns objects: a string becomes an object with this heading, title becomes heading where there is none, blanks
-- around a heading and line ends in it go, known keys that are null go, items that are null or blank strings go. An item that is
-- neither string nor object, and a heading that is no text, is refused (GY001) with its number.
CREATE OR REPLACE FUNCTION galley.outline_tidy(items jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    bad  record;
    tidy jsonb;
BEGIN
    SELECT place, item INTO bad
      FROM jsonb_array_elements(items) WITH ORDINALITY AS i (item, place)
     WHERE jsonb_typeof(item) NOT IN ('object', 'string', 'null')
        OR jsonb_typeof(galley.outline_heading(item)) NOT IN ('string', 'number')
     ORDER BY place
     LIMIT 1;
    IF FOUND THEN
        PERFORM galley.outline_refuse(
            CASE jsonb_typeof(bad.item) WHEN 'object' THEN 'a heading is not text.' ELSE 'an item is no heading.' END,
            'item ' || bad.place || ': ' || left(bad.item::text, 200));
    END IF;
    SELECT jsonb_agg(rest || CASE WHEN heading = '' THEN '{}' ELSE jsonb_build_object('heading', heading) END ORDER BY place)
      INTO tidy
      FROM (SELECT place,
                   coalesce(btrim(regexp_replace(galley.outline_heading(item) #>> '{}', '[\n\r\t\f]+', ' ', 'g')), '') AS heading,
                   galley.outline_rest(item) AS rest
              FROM jsonb_array_elements(items) WITH ORDINALITY AS i (item, place)) AS i
     WHERE heading <> '' OR rest <> '{}';
    IF tidy IS NULL THEN
        PERFORM galley.outline_refuse('there is no heading in it.', 'all items',
                                      'Give at least one heading; to park all sections, set an empty text.');
    END IF;
    RETURN tidy;
END
$$;

-- galley.outline_is_rough(items): whether a heading is not as it is stored.
-- Promises: true when one is blank, has blanks around it or a line end in it, or is too long.
CREATE OR REPLACE FUNCTION galley.outline_is_rough(items jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    RETURN (SELECT bool_or(i.heading ~ '^$|^\s|\s$|[\n\r\t\f]' OR length(i.heading) > 1000)
              FROM jsonb_to_recordset(items) AS i (heading text));
END
$$;

-- galley.outline_heading(item): the value that is an item's heading.
-- Promises: returns the item itself when it is no object, else its heading, else its title; NULL when there is none.
CREATE OR REPLACE FUNCTION galley.outline_heading(item jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE
AS $$
    SELECT nullif(CASE WHEN jsonb_typeof(item) <> 'object' THEN item
                       ELSE coalesce(nullif(item -> 'heading', 'null'), item -> 'title') END, 'null')
$$;

-- galley.outline_rest(item): what an item has besides its heading.
-- Promises: returns an object without heading, without the title that stands for it, and without known keys that are null.
CREATE OR REPLACE FUNCTION galley.outline_rest(item jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE
AS $$
    SELECT coalesce(jsonb_object_agg(key, value), '{}')
      FROM jsonb_each(CASE jsonb_typeof(item) WHEN 'object' THEN item ELSE '{}' END)
     WHERE key <> 'heading'
       AND (key <> 'title' OR nullif(item -> 'heading', 'null') IS NOT NULL)
       AND NOT (value = 'null' AND key IN ('id', 'order', 'description', 'status'))
$$;
