-- galley.outline_lines(list): reads an outline that is plain text, one heading a line.
-- Promises: returns an array of objects with heading and, where there is one, description. Numbers (1. 1) 1 -), bullets, Markdown
-- headings and bold are stripped. Lines indented below a numbered or bulleted item, and all lines below a Markdown heading,
-- describe it; so does what follows a bold heading in its line. A heading of more than 300 characters is prose: refused (GY001).
CREATE OR REPLACE FUNCTION galley.outline_lines(list text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    parts  CONSTANT text[] := galley.outline_split(list);
    hash   CONSTANT text := '^\s{0,3}#{1,6}\s+';
    -- Four digits are a year, unless so many lines are numbered.
    digits CONSTANT text := CASE WHEN cardinality(parts) > 999 THEN '{1,5}' ELSE '{1,3}' END;
    marker CONSTANT text := '^\s*(?:#{1,6}\s+|[-*+•–]\s+|\(?\d' || digits || '(?:[.)]+(?!\d)|\s+-\s)\s*)';
    rule   CONSTANT text := '^\s*(?:[-*_=]\s*){3,}$';
    bold   CONSTANT text := '^\*\*([^*]+)\*\*\s*(?:[:–—-]\s*)?(.*)$';
    longest CONSTANT integer := 300;
    items  jsonb;
    prose  integer;
BEGIN
    WITH line AS (
        SELECT number, btrim(text) AS text,
               text ~ hash AS headed,
               text ~ marker AS marked,
               length(text) - length(ltrim(text)) AS indent,
               btrim(regexp_replace(regexp_replace(text, marker, ''), '\s+#+\s*$', '')) AS bare
          FROM unnest(parts) WITH ORDINALITY AS l (text, number)
         WHERE text ~ '\S' AND text !~ rule
    ), form AS (
        SELECT bool_or(headed) AS headed,
               bool_or(marked) AS marked,
               min(number) FILTER (WHERE marked) AS first_marked,
               min(indent) FILTER (WHERE marked) AS least_indent
          FROM line
    ), numbered AS (
        SELECT line.*,
               CASE WHEN form.headed THEN line.headed
                    WHEN form.marked THEN line.indent <= form.least_indent
                    ELSE true
               END AS starts
          FROM line, form
         -- "Here is the outline:" before a numbered list is no heading.
         WHERE NOT (form.marked AND line.number < form.first_marked AND line.text LIKE '%:')
    ), parted AS (
        SELECT number, starts, text,
               count(*) FILTER (WHERE starts) OVER (ORDER BY number) AS item,
               btrim(rtrim(coalesce(substring(bare FROM bold), bare), ':')) AS heading,
               nullif(regexp_replace(bare, bold, '\2'), bare) AS rest
          FROM numbered
    ), item AS (
        SELECT item,
               min(number) AS number,
               min(heading) FILTER (WHERE starts) AS heading,
               concat_ws(E'\n', nullif(min(rest) FILTER (WHERE starts), ''),
                                string_agg(text, E'\n' ORDER BY number) FILTER (WHERE NOT starts)) AS description
          FROM parted
         WHERE item > 0
         GROUP BY item
    )
    SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('heading', heading, 'description', nullif(description, ''))) ORDER BY item)
               FILTER (WHERE heading <> ''),
           min(number) FILTER (WHERE length(heading) > longest)
      INTO items, prose
      FROM item;
    IF prose IS NOT NULL THEN
        PERFORM galley.outline_refuse('it is prose, not a list of headings: a line has more than ' || longest || ' characters.',
                                      'line ' || prose, 'Give one heading a line; nothing was changed.');
    END IF;
    IF items IS NULL THEN
        PERFORM galley.outline_refuse('there is no heading in it.', 'all lines',
                                      'Give at least one heading; to park all sections, set an empty text.');
    END IF;
    RETURN items;
END
$$;
