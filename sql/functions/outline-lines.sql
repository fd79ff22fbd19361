-- galley.outline_lines(list): reads an outline that is plain text, one heading a line.
-- Promises: returns an array of objects with heading and, where there is one, description. Numbers (1. 1) 1 -), bullets, Markdown
-- headings and bold are stripped. Lines indented below a numbered or bulleted item, and all lines below a Markdown heading,
-- describe it; so does what follows a bold heading in its line, and a sentence between the items of a list. Sentences around a
-- list of two items or more, and whatever a blank line parts from it, are no headings: they greet and explain. A Markdown heading
-- of level 1 that comes first and is the only one of its level is the title of the post, when deeper ones or a list follow it: it
-- and what stands before it make no section. A heading of more than 300 characters is prose: refused (GY001).
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
    sentence CONSTANT text := '[.!:…]["”'')*_]*$|^.{80}';
    bold   CONSTANT text := '^\*\*([^*]+)\*\*\s*(?:[:–—-]\s*)?(.*)$';
    longest CONSTANT integer := 300;
    items  jsonb;
    prose  integer;
BEGIN
    WITH every AS (
        SELECT number, paragraph, btrim(text) AS text,
               text ~ hash AS headed,
               text ~ '^\s{0,3}#\s' AS topmost,
               text ~ marker AS marked,
               length(text) - length(ltrim(text)) AS indent,
               btrim(regexp_replace(regexp_replace(text, marker, ''), '\s+#+\s*$', '')) AS bare
          FROM (SELECT text, number, blank, count(*) FILTER (WHERE blank) OVER (ORDER BY number ROWS UNBOUNDED PRECEDING) AS paragraph
                  FROM (SELECT text, number, text !~ '\S' OR text ~ rule AS blank
                          FROM unnest(parts) WITH ORDINALITY AS l (text, number) OFFSET 0) AS l) AS l
         WHERE NOT blank
    ), title AS (
        SELECT CASE WHEN count(*) FILTER (WHERE topmost) = 1
                         AND min(number) FILTER (WHERE marked) = min(number) FILTER (WHERE topmost)
                         AND (count(*) FILTER (WHERE headed) > 1 OR count(*) FILTER (WHERE marked) > 2)
                    THEN min(number) FILTER (WHERE topmost) END AS number
          FROM every
    ), line AS (
        SELECT every.*
          FROM every, title
         WHERE every.number > coalesce(title.number, 0)
    ), form AS (
        SELECT bool_or(headed) AS headed,
               min(indent) FILTER (WHERE marked) AS least_indent,
               count(*) FILTER (WHERE marked) > 1 AS listed,
               min(number) FILTER (WHERE marked) AS first_marked,
               min(paragraph) FILTER (WHERE marked) AS first_paragraph,
               max(number) FILTER (WHERE marked) AS last_marked,
               max(paragraph) FILTER (WHERE marked) AS last_paragraph
          FROM line
    ), told AS (
        SELECT l.*, l.loose AND l.text ~ sentence AS told
          FROM (SELECT line.*, form.headed AS in_headed, form.least_indent, form.first_marked, form.last_marked,
                       -- On the level of the items of a list, but none of them.
                       coalesce(form.listed AND NOT marked AND indent <= form.least_indent, false) AS loose,
                       line.paragraph < form.first_paragraph OR line.paragraph > form.last_paragraph AS apart
                  FROM line, form) AS l
    ), ended AS (
        SELECT told.*,
               -- Where sentences describe the other items, the first ones behind the last item describe that.
               bool_or(told AND number BETWEEN first_marked AND last_marked) OVER ()
               AND told AND paragraph = min(paragraph) FILTER (WHERE number > last_marked) OVER () AS describes
          FROM told
    ), numbered AS (
        SELECT ended.*,
               CASE WHEN in_headed THEN headed
                    WHEN loose THEN NOT told
                    ELSE least_indent IS NULL OR indent <= least_indent
               END AS starts
          FROM ended
         WHERE in_headed OR first_marked IS NULL
            OR CASE WHEN number < first_marked THEN NOT (text LIKE '%:' OR (loose AND (told OR apart)))
                    WHEN number > last_marked THEN describes OR NOT (loose AND (told OR apart))
                    ELSE true END
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
