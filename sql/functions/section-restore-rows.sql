-- galley.section_restore_rows(sections): moves sections out of the trash, set-based; for the verbs that restore.
-- Promises: each comes back with its id, its texts, its elements and the keys of its list item, without a place: the caller gives
-- it one and writes the master list. A text that somebody is just saving into the trash is waited for. An element whose id lives
-- on elsewhere, because its section was merged with another, comes back as a copy. A picture that is gone by now is left out. The
-- guard is on.
CREATE OR REPLACE FUNCTION galley.section_restore_rows(sections integer[]) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
BEGIN
    WITH parked AS (
        DELETE FROM galley.parked_section WHERE section_id = ANY (sections) RETURNING *
    ), section AS (
        INSERT INTO public.post_section
        SELECT row.*
          FROM parked,
               jsonb_populate_record(NULL::public.post_section, parked.section || jsonb_build_object(
                   'section_order', NULL,
                   'image_id', (SELECT i.id FROM public.image AS i WHERE i.id = (parked.section ->> 'image_id')::integer),
                   'image_prompt_example_id', (SELECT x.id FROM public.image_prompt_example AS x
                                                WHERE x.id = (parked.section ->> 'image_prompt_example_id')::integer),
                   'updated_at', now() AT TIME ZONE 'UTC')) AS row
    ), key AS (
        INSERT INTO galley.section_keys (section_id, post_id, keys)
        SELECT section_id, post_id, keys FROM parked WHERE keys IS NOT NULL
    ), element AS (
        INSERT INTO public.post_section_elements
        SELECT row.*
          FROM parked,
               jsonb_array_elements(parked.elements) AS e (element),
               jsonb_populate_record(NULL::public.post_section_elements, e.element || CASE
                   WHEN EXISTS (SELECT FROM public.post_section_elements AS o WHERE o.id = (e.element ->> 'id')::integer)
                   THEN jsonb_build_object('id', nextval('public.post_section_elements_id_seq')) ELSE '{}' END) AS row
        RETURNING id
    )
    INSERT INTO galley.search_mark (kind, id) SELECT 's', section_id FROM parked UNION ALL SELECT 'e', id FROM element;
END
$$;
