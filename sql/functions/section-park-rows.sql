-- galley.section_park_rows(sections): moves sections into the trash, set-based; for the verbs and triggers that park.
-- Promises: each row goes whole, with its elements and the keys of its list item, as it is at this moment: rows that somebody is
-- still changing are waited for, so nothing that was committed is lost. The guard is on; the caller writes the master list.
CREATE OR REPLACE FUNCTION galley.section_park_rows(sections integer[]) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
BEGIN
    -- The strong lock first: once it is held, no element can be added unseen, and the next statement sees all that was.
    PERFORM FROM public.post_section WHERE id = ANY (sections) ORDER BY id FOR UPDATE;
    WITH element AS (
        DELETE FROM public.post_section_elements AS e WHERE e.section_id = ANY (sections) RETURNING e.*
    ), elements AS (
        SELECT section_id, jsonb_agg(to_jsonb(element) ORDER BY element_order, id) AS elements FROM element GROUP BY section_id
    ), key AS (
        DELETE FROM galley.section_keys AS k WHERE k.section_id = ANY (sections) RETURNING k.*
    ), section AS (
        DELETE FROM public.post_section AS s WHERE s.id = ANY (sections) RETURNING s.*
    ), parked AS (
        INSERT INTO galley.parked_section (section_id, post_id, heading, section_order, has_text, section, elements, keys)
        SELECT s.id, s.post_id, s.section_heading, s.section_order,
               elements IS NOT NULL OR concat(s.draft, s.polished, s.ideas_to_include, s.facts_to_include) <> '',
               to_jsonb(s), coalesce(elements, '[]'), keys
          FROM section AS s
               LEFT JOIN elements ON elements.section_id = s.id
               LEFT JOIN key ON key.section_id = s.id
    )
    INSERT INTO galley.search_mark (kind, id) SELECT 's', id FROM section UNION ALL SELECT 'e', id FROM element;
END
$$;
