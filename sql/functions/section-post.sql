-- galley.section_post(section): the post of a section.
-- Promises: returns it; raises GY003 when there is no such section, or when it is in the trash.
CREATE OR REPLACE FUNCTION galley.section_post(section integer) RETURNS integer
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    post integer;
BEGIN
    SELECT s.post_id INTO post FROM public.post_section AS s WHERE s.id = section;
    IF FOUND THEN
        RETURN post;
    ELSIF EXISTS (SELECT FROM galley.parked_section AS p WHERE p.section_id = section_post.section) THEN
        RAISE EXCEPTION USING ERRCODE = 'GY003', MESSAGE = 'Section ' || section || ' is in the trash.',
            HINT = 'Restore it first.';
    END IF;
    PERFORM galley.refuse_missing('section', section);
END
$$;

-- galley.section_hold(section): makes the caller the only one who changes the outline that a section stands in.
-- Promises: takes the advisory lock of its post and returns the post; the section was there when the lock was held, and the
-- places of the post are 1, 2, 3 …  The caller locks the rows that it changes, in the order of their ids. Raises as
-- galley.section_post does.
CREATE OR REPLACE FUNCTION galley.section_hold(section integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    post CONSTANT integer := galley.section_post(section);
BEGIN
    PERFORM galley.outline_hold(post);
    IF galley.section_post(section) <> post THEN
        RAISE EXCEPTION USING ERRCODE = 'GY002', MESSAGE = 'Section ' || section || ' was just moved to another post.',
            HINT = 'Try again.';
    END IF;
    RETURN post;
END
$$;
