-- galley.section_restore_rows(sections): moves sections out of the trash, set-based; for the verbs that restore.
-- Promises: each comes back with its id, its texts, its elements and the keys of its list item, without a place: the caller gives
-- it one and writes the master list. A text that somebody is just saving into the trash is waited for. An element whose id lives
-- on elsewhere, because its section was merged with another, comes back as a copy. The guard is on.
CREATE OR REPLACE FUNCTION galley.section_restore_rows(sections integer[]) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
BEGIN
    WITH parked AS (
        DELETE FROM galley.parked_section WHERE section_id = ANY (sections) RETURNING *
    ), section AS (
        INSERT INTO public.post_section
        SELECT (jsonb_populate_record(NULL::public.post_section,
                                      section || jsonb_build_object('section_order', NULL, 'updated_at', now() AT TIME ZONE 'UTC'))).*
          FROM parked
    ), key AS (
        INSERT INTO galley.section_keys (section_id, post_id, keys) SELECT section_id, post_id, keys FROM parked WHERE keys IS NOT NULL
    ), element AS (
        INSERT INTO public.post_section_elements
        SELECT (jsonb_populate_record(NULL::public.post_section_elements, element || CASE
                    WHEN EXISTS (SELECT FROM public.post_section_elements AS e WHERE e.id = (element ->> 'id')::integer)
                    THEN jsonb_build_object('id', nextval('public.post_section_elements_id_seq')) ELSE '{}' END)).*
          FROM parked, jsonb_array_elements(elements) AS element
        RETURNING id
    )
    INSERT INTO galley.search_mark (kind, id) SELECT 's', section_id FROM parked UNION ALL SELECT 'e', id FROM element;
END
$$;
