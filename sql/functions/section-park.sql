-- galley.section_park(section): moves a section into the trash.
-- Promises: the section is there with all its texts and elements, its place in the post is closed, the master list written;
-- returns its id. A section that is in the trash already stays there. Raises GY003 when there is no such section.
CREATE OR REPLACE FUNCTION galley.section_park(section integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    post integer;
BEGIN
    SELECT s.post_id INTO post FROM public.post_section AS s WHERE s.id = section;
    IF FOUND THEN
        PERFORM galley.outline_lock(post);
    END IF;
    IF EXISTS (SELECT FROM galley.parked_section AS p WHERE p.section_id = section_park.section) THEN
        RETURN section;
    END IF;
    post := galley.section_post(section);
    PERFORM galley.outline_guard(true);
    PERFORM galley.section_park_rows(ARRAY[section]);
    PERFORM galley.outline_guard(false);
    PERFORM galley.outline_count_places(post);
    PERFORM galley.outline_store(post, 'park', galley.outline_text(post), NULL);
    RETURN section;
END
$$;
COMMENT ON FUNCTION galley.section_park(integer) IS 'Moves a section into the trash.';
