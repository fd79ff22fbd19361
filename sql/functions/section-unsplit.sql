-- galley.section_unsplit(section, added): takes back that a section was split.
-- Promises: the section that was split off is joined again to the one that it came from, wherever it was moved meanwhile: the text is
-- what it was, byte by byte, where nobody wrote at the seam, and has everything that was written in either part. Returns the id of
-- the whole one. Raises GY003 when one of them is not there, GY004 when they belong to two posts.
CREATE OR REPLACE FUNCTION galley.section_unsplit(section integer, added integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    post  CONSTANT integer := galley.section_hold(section);
    place integer;
    other integer;
BEGIN
    PERFORM galley.section_check(galley.section_post(added) = post AND added <> section,
                                 'Sections ' || section || ' and ' || added || ' are not two of one post.');
    SELECT s.section_order INTO place FROM public.post_section AS s WHERE s.id = section;
    SELECT s.section_order INTO other FROM public.post_section AS s WHERE s.id = added;
    IF other <> place + 1 THEN
        PERFORM galley.section_move(added, CASE WHEN other < place THEN place ELSE place + 1 END);
    END IF;
    RETURN galley.section_merge(section);
END
$$;
COMMENT ON FUNCTION galley.section_unsplit(integer, integer) IS 'Takes back that a section was split.';
