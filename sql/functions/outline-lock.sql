-- galley.outline_lock(post): makes the caller the only one who changes the outline of a post, until its transaction ends.
-- Promises: takes the advisory lock of the post, then its section rows in the order of their ids, so that nobody who holds them
-- in the same order can be waited for in a circle; the master row comes last, when it is written. Raises GY003 when there is no
-- such post. Drafts that are being saved are waited for; other posts are not touched.
CREATE OR REPLACE FUNCTION galley.outline_lock(post integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM galley.outline_wait(post);
    PERFORM FROM public.post_section WHERE post_id = post ORDER BY id FOR NO KEY UPDATE;
END
$$;

-- galley.outline_hold(post): the same for a verb that changes a few rows and locks just these.
-- Promises: the advisory lock of the post; its places are 1, 2, 3 … without a gap. Raises GY003 when there is no such post.
CREATE OR REPLACE FUNCTION galley.outline_hold(post integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM galley.outline_wait(post);
    IF galley.outline_has_gaps(post) THEN
        PERFORM FROM public.post_section WHERE post_id = post ORDER BY id FOR NO KEY UPDATE;
        PERFORM galley.outline_count_places(post);
    END IF;
END
$$;

-- galley.outline_wait(post): the advisory lock of a post, the first in the order of locks.
-- Promises: returns when nobody else changes the post's outline by a verb. Raises GY003 when there is no such post.
CREATE OR REPLACE FUNCTION galley.outline_wait(post integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM galley.outline_advise(post);
    IF NOT EXISTS (SELECT FROM public.post AS p WHERE p.id = post) THEN
        PERFORM galley.refuse_missing('post', post);
    END IF;
END
$$;

-- galley.outline_advise(post): the advisory lock itself.
-- Promises: nobody else has it until the transaction ends.
CREATE OR REPLACE FUNCTION galley.outline_advise(post integer) RETURNS void
LANGUAGE sql
AS $$
    -- The first number only keeps Galley's locks apart from those of others; it is "outl" in ASCII.
    SELECT pg_advisory_xact_lock(1869968492, post)
$$;
