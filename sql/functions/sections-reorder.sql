-- galley.sections_reorder(post, sections): gives the sections of a post another order.
-- Promises: they stand in the order given; sections that are not given come after them and keep their order. Rows and lines of
-- the master list that stay as they are are not written. Raises GY003 when one is no section of the post, GY004 when one is given
-- twice.
CREATE OR REPLACE FUNCTION galley.sections_reorder(post integer, sections integer[]) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM galley.section_check(sections IS NOT NULL, 'Sections are put in order by their numbers: give at least one.');
    PERFORM galley.outline_hold(post);
    PERFORM galley.sections_check(post, sections);
    PERFORM galley.outline_rearrange(post, 'reorder', sections || ARRAY(
        SELECT s.id FROM public.post_section AS s WHERE s.post_id = post AND s.id <> ALL (sections) ORDER BY s.section_order));
END
$$;
COMMENT ON FUNCTION galley.sections_reorder(integer, integer[]) IS 'Gives the sections of a post another order.';
