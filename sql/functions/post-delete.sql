-- galley.post_delete: moves a post into the trash, where nothing of it is lost, and returns its id. galley.post_restore: brings
-- it back with the status that it had, and returns its id.
--
-- Promise that nothing happens when the post is there already, so that they can be done twice, and GY003 without such a post.

CREATE OR REPLACE FUNCTION galley.post_delete(post integer)
RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE public.post AS p SET status = 'deleted' WHERE p.id = post_delete.post AND p.status <> 'deleted';
    PERFORM galley.post_find(post);
    RETURN post;
END
$$;
COMMENT ON FUNCTION galley.post_delete(integer) IS 'Moves a post into the trash.';

CREATE OR REPLACE FUNCTION galley.post_restore(post integer)
RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE public.post AS p
    SET status = coalesce((SELECT parked.status FROM galley.parked_post AS parked WHERE parked.id = p.id), 'draft')
    WHERE p.id = post_restore.post AND p.status = 'deleted';
    PERFORM galley.post_find(post);
    RETURN post;
END
$$;
COMMENT ON FUNCTION galley.post_restore(integer) IS 'Brings a post back out of the trash.';

-- galley.post_find: GY003 unless there is such a post, be it in the trash.
CREATE OR REPLACE FUNCTION galley.post_find(post integer)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.post AS p WHERE p.id = post_find.post) THEN
        PERFORM galley.refuse_missing('post', post);
    END IF;
END
$$;
COMMENT ON FUNCTION galley.post_find(integer) IS 'Raises GY003 unless there is such a post.';
