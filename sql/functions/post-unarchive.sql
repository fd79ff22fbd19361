-- galley.post_unarchive: takes a post out of the archive, gives it the status that it had before, and says what came of it, as
-- galley.post_save does; the value is the status that the post has now. A post that was made archived becomes a draft.
--
-- Promises that nothing happens when the post is not in the archive, so that it can be done twice; that nothing happens either when
-- somebody else changed the post since base_version; and GY003 without such a post.

CREATE OR REPLACE FUNCTION galley.post_unarchive(post integer, base_version integer DEFAULT NULL)
RETURNS galley.save_result
LANGUAGE plpgsql
AS $$
DECLARE
    result galley.save_result;
BEGIN
    PERFORM galley.post_find(post);
    SELECT 'unchanged', p.version, p.status::text INTO result
    FROM public.post AS p WHERE p.id = post_unarchive.post FOR NO KEY UPDATE;
    IF result.value <> 'archived' THEN
        RETURN result;
    END IF;
    RETURN galley.post_save(post, 'status',
        coalesce((SELECT archived.status::text FROM galley.archived_post AS archived WHERE archived.id = post_unarchive.post), 'draft'),
        base_version);
END
$$;
COMMENT ON FUNCTION galley.post_unarchive(integer, integer) IS 'Takes a post out of the archive.';
