-- galley.outline_targets(post, items, match): what a list wants each section to be.
-- Promises: returns a row for each item: its place, its section (0: new), what it is to be and what it is now. The one
-- description of a change: it is planned, counted and written from it. A key that an item does not have leaves what is there; so
-- does an empty status. action: added, restored, renamed, moved (its place among the sections that stay is another one) or kept.
CREATE OR REPLACE FUNCTION galley.outline_targets(post integer, items jsonb, match galley.outline_match)
RETURNS TABLE (action text, place integer, section_id integer, heading text, description text, status text, keys jsonb,
               old_place integer, old_heading text, old_description text, old_status text, old_keys jsonb)
LANGUAGE sql STABLE
AS $$
    WITH wanted AS (
        SELECT m.place::integer, m.section, i.heading, i.description, nullif(i.status, '') AS status,
               nullif(i.item - '{id,order,heading,description,status}'::text[], '{}') AS keys
          FROM unnest((match).items, (match).sections) WITH ORDINALITY AS m (number, section, place)
               JOIN ROWS FROM (jsonb_array_elements(items), jsonb_to_recordset(items) AS (heading text, description text, status text))
                    WITH ORDINALITY AS i (item, heading, description, status, number) USING (number)
    ), present AS (
        SELECT s.id, s.section_order, s.section_heading, s.section_description, s.status, k.keys, false AS in_trash
          FROM public.post_section AS s LEFT JOIN galley.section_keys AS k ON k.section_id = s.id
         WHERE s.post_id = post
        UNION ALL
        SELECT p.section_id, p.section_order, p.heading, p.section ->> 'section_description', p.section ->> 'status', p.keys, true
          FROM galley.parked_section AS p
         WHERE p.section_id = ANY ((match).restored)
    ), target AS (
        SELECT w.place, w.section, s.id IS NULL AS is_new, s.id = ANY ((match).restored) AS restored,
               coalesce(w.heading, s.section_heading) AS heading,
               coalesce(w.description, s.section_description) AS description,
               coalesce(w.status, s.status) AS status,
               coalesce(s.keys || w.keys, s.keys, w.keys) AS keys,
               s.section_order, s.section_heading, s.section_description, s.status AS old_status, s.keys AS old_keys
          FROM wanted AS w LEFT JOIN present AS s ON s.id = w.section
    ), ranked AS (
        SELECT *, count(*) FILTER (WHERE NOT (is_new OR restored)) OVER (ORDER BY place) AS rank,
               count(*) FILTER (WHERE NOT (is_new OR restored)) OVER (ORDER BY section_order, section) AS old_rank
          FROM target
    )
    SELECT CASE WHEN is_new THEN 'added'
                WHEN restored THEN 'restored'
                WHEN heading <> coalesce(section_heading, '') THEN 'renamed'
                WHEN rank <> old_rank THEN 'moved'
                ELSE 'kept' END,
           place, section, heading, description, status, keys,
           section_order, section_heading, section_description, old_status, old_keys
      FROM ranked
     ORDER BY place
$$;
