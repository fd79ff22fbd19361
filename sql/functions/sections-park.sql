-- galley.sections_park(sections): moves several sections of one post into the trash.
-- Promises: as galley.section_park for each, in one change of the outline; returns how many went. Those that are in the trash already
-- stay there. Raises GY003 when one does not exist, GY004 when they belong to several posts.
CREATE OR REPLACE FUNCTION galley.sections_park(sections integer[]) RETURNS integer
LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
DECLARE
    post CONSTANT integer := (SELECT min(s.post_id) FROM public.post_section AS s WHERE s.id = ANY (sections));
    here integer[];
BEGIN
    IF post IS NOT NULL THEN
        PERFORM galley.outline_lock(post);
    END IF;
    here := ARRAY(SELECT s.id FROM public.post_section AS s WHERE s.id = ANY (sections));
    PERFORM galley.section_post(n.id) FROM unnest(sections) AS n (id)
      WHERE n.id <> ALL (here) AND NOT EXISTS (SELECT FROM galley.parked_section AS p WHERE p.section_id = n.id);
    IF here = '{}' THEN
        RETURN 0;
    END IF;
    PERFORM galley.sections_check(post, here);
    PERFORM galley.outline_guard(true);
    PERFORM galley.section_park_rows(here);
    PERFORM galley.outline_guard(false);
    PERFORM galley.outline_count_places(post);
    PERFORM galley.outline_store(post, 'park', galley.outline_text(post), NULL);
    RETURN cardinality(here);
END
$$;
COMMENT ON FUNCTION galley.sections_park(integer[]) IS 'Moves several sections of one post into the trash.';
