-- galley.outline_sync(post, direction): brings master list and sections together by hand.
-- Promises: to_sections makes the sections those of the stored list (a list that is missing or blank asks for nothing);
-- to_development, or to_headings, writes the list anew from the sections; both does the first and then the second. The triggers
-- do all this by themselves: this is for a post that was changed while they were not there. A list that cannot be read is
-- rejected, with the reason. Raises GY003 when there is no such post, GY004 for another direction.
CREATE OR REPLACE FUNCTION galley.outline_sync(post integer, direction text DEFAULT 'both') RETURNS galley.outline_result
LANGUAGE plpgsql
AS $$
DECLARE
    list   text;
    result galley.outline_result;
BEGIN
    PERFORM galley.section_check(direction IN ('both', 'to_sections', 'to_development', 'to_headings'),
                                 'A direction is both, to_sections or to_development.');
    PERFORM galley.outline_lock(post);
    SELECT d.section_headings INTO list FROM public.post_development AS d WHERE d.post_id = post;
    IF direction IN ('both', 'to_sections') AND btrim(coalesce(list, ''), E' \t\r\n') <> '' THEN
        RETURN galley.outline_reset(post, 'sync', list);
    END IF;
    SELECT 'unchanged', coalesce((SELECT d.outline_version FROM public.post_development AS d WHERE d.post_id = post), 1), count(*),
           0, 0, 0, 0, 0
      INTO result
      FROM public.post_section AS s WHERE s.post_id = post;
    IF direction = 'to_sections' THEN
        RETURN result;
    END IF;
    PERFORM galley.outline_count_places(post);
    RETURN galley.outline_store(post, 'sync', galley.outline_text(post), result);
END
$$;
COMMENT ON FUNCTION galley.outline_sync(integer, text) IS 'Brings master list and sections together by hand.';
