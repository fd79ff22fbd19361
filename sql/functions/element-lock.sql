-- galley.element_lock: makes the caller the only one who changes the elements of some sections, until its transaction ends, and
-- raises GY003 where there is no such section.
--
-- Promises to take the rows in the order of their ids, as everybody does, so that nobody waits in a circle. Texts of other
-- sections are not waited for.

CREATE OR REPLACE FUNCTION galley.element_lock(VARIADIC sections integer[])
RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    missing integer;
BEGIN
    PERFORM FROM public.post_section WHERE id = ANY (sections) ORDER BY id FOR NO KEY UPDATE;
    -- The next statement sees what the one that was waited for has committed.
    SELECT wanted INTO missing
    FROM unnest(sections) AS wanted
    WHERE NOT EXISTS (SELECT FROM public.post_section WHERE id = wanted)
    LIMIT 1;
    IF FOUND THEN
        PERFORM galley.refuse_missing('section', missing, 'It may be in the trash; restore it first.');
    END IF;
END
$$;
COMMENT ON FUNCTION galley.element_lock(integer[]) IS 'Locks sections for a change of their elements.';
