-- galley.section_park_copy(section): puts a section that is about to be deleted into the trash.
-- Promises: the row as it is handed in, its elements and the keys of its list item are in the trash afterwards; the elements are
-- gone from their table, the row is the caller's to delete. The guard is on.
CREATE OR REPLACE FUNCTION galley.section_park_copy(section public.post_section) RETURNS void
LANGUAGE sql
AS $$
    WITH element AS (
        DELETE FROM public.post_section_elements AS e WHERE e.section_id = section.id RETURNING e.*
    ), elements AS (
        SELECT jsonb_agg(to_jsonb(element) ORDER BY element_order, id) AS elements FROM element
    ), key AS (
        DELETE FROM galley.section_keys AS k WHERE k.section_id = section.id RETURNING k.keys
    )
    INSERT INTO galley.parked_section (section_id, post_id, heading, section_order, has_text, section, elements, keys)
    SELECT section.id, section.post_id, section.section_heading, section.section_order,
           elements IS NOT NULL OR concat(section.draft, section.polished, section.ideas_to_include, section.facts_to_include) <> '',
           to_jsonb(section), coalesce(elements, '[]'), (SELECT keys FROM key)
      FROM elements
$$;
