-- galley.outline_ordered(match, section_ids): puts the items of a list into the order that their "order" keys ask for.
-- Promises: returns the match with items and sections in that order if every item has such a key, no two the same, and they are
-- not merely the old numbers that were carried along by items that were moved; else as it is. section_ids are the sections of the
-- post in their order.
CREATE OR REPLACE FUNCTION galley.outline_ordered(match galley.outline_match, section_ids integer[]) RETURNS galley.outline_match
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    decides boolean;
BEGIN
    SELECT bool_and(i.wanted > 0) AND count(DISTINCT i.wanted) = count(*)
           AND (count(old.place) = 0 OR bool_or(i.wanted <> old.place))
      INTO decides
      FROM (SELECT galley.outline_number(i."order") AS wanted, i.section
              FROM ROWS FROM (jsonb_to_recordset(match.items) AS ("order" text), unnest(match.sections)) AS i ("order", section)) AS i
           LEFT JOIN unnest(section_ids) WITH ORDINALITY AS old (id, place) ON old.id = i.section;
    IF decides THEN
        SELECT jsonb_agg(i.item ORDER BY i.wanted), array_agg(i.section ORDER BY i.wanted) INTO match.items, match.sections
          FROM (SELECT i.item, i.section, galley.outline_number(i."order") AS wanted
                  FROM ROWS FROM (jsonb_array_elements(match.items), jsonb_to_recordset(match.items) AS ("order" text),
                                  unnest(match.sections)) AS i (item, "order", section)) AS i;
    END IF;
    RETURN match;
END
$$;
