-- galley.outline_targets(post, match): what a list wants each section to be.
-- Promises: returns a row for each item, in no order. The one description of a change: it is planned, counted and written from
-- it. A key that an item does not have leaves what is there; so does an empty status.
CREATE OR REPLACE FUNCTION galley.outline_targets(post integer, match galley.outline_match) RETURNS SETOF galley.outline_target
LANGUAGE sql STABLE
AS $$
    SELECT CASE WHEN r.id IS NOT NULL THEN 'restored'
                WHEN s.id IS NULL THEN 'added'
                WHEN w.heading <> coalesce(s.section_heading, '') THEN 'renamed'
                WHEN w.moved THEN 'moved'
                ELSE 'kept' END,
           w.place::integer,
           w.section,
           coalesce(w.heading, s.section_heading, p.heading),
           coalesce(w.description, s.section_description, p.section ->> 'section_description'),
           coalesce(nullif(w.status, ''), s.status, p.section ->> 'status'),
           coalesce(coalesce(k.keys, p.keys) || w.keys, k.keys, p.keys, w.keys),
           s.section_order, coalesce(s.section_heading, p.heading), s.section_description, s.status, k.keys
      FROM (SELECT i.*, nullif(i.item - '{id,order,heading,description,status}'::text[], '{}') AS keys
              FROM ROWS FROM (unnest((match).sections), unnest((match).moved), jsonb_array_elements((match).items),
                              jsonb_to_recordset((match).items) AS (heading text, description text, status text)) WITH ORDINALITY
                   AS i (section, moved, item, heading, description, status, place)) AS w
           LEFT JOIN public.post_section AS s ON s.post_id = post AND s.id = w.section
           LEFT JOIN galley.section_keys AS k ON k.post_id = post AND k.section_id = w.section
           LEFT JOIN unnest((match).restored) AS r (id) ON r.id = w.section
           LEFT JOIN galley.parked_section AS p ON p.post_id = post AND p.section_id = r.id
$$;

-- galley.outline_is_reworded(target): whether a section gets another heading, description or status.
-- Promises: what is missing is the same as an empty text, or the status draft.
CREATE OR REPLACE FUNCTION galley.outline_is_reworded(target galley.outline_target) RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$
    SELECT coalesce(target.heading, '') <> coalesce(target.old_heading, '')
           OR coalesce(target.description, '') <> coalesce(target.old_description, '')
           OR coalesce(target.status, 'draft') <> coalesce(target.old_status, 'draft')
$$;

-- galley.outline_details(target): what changes of a section beside its heading and place.
-- Promises: NULL for nothing, and for a section that is new or comes back; what is missing is as for galley.outline_is_reworded.
CREATE OR REPLACE FUNCTION galley.outline_details(target galley.outline_target) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT nullif(concat_ws(', ',
               CASE WHEN coalesce(target.description, '') <> coalesce(target.old_description, '') THEN 'description' END,
               CASE WHEN coalesce(target.status, 'draft') <> coalesce(target.old_status, 'draft') THEN 'status' END), '')
     WHERE target.action NOT IN ('added', 'restored')
$$;
