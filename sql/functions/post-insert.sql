-- galley.post_insert: makes a post with everything that each post has: its row, its post_development, and its place at the
-- beginning of the workflow; returns the id.
--
-- Promises never to fail for a slug: one that is taken gets a number, also when somebody else takes it at this moment. Raises
-- GY004 when the title is empty or too long.

CREATE OR REPLACE FUNCTION galley.post_insert(title text, slug text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    base text := coalesce(nullif(slug, ''), galley.slug(title));
    made integer;
BEGIN
    IF coalesce(title, '') = '' THEN
        PERFORM galley.refuse_argument('A post needs a title.', 'title',
            'Give it a working title; it can be changed at any time.');
    ELSIF length(title) > 200 THEN
        PERFORM galley.refuse_argument('The title is too long.', format('title has %s characters', length(title)),
            'A title has at most 200 characters.');
    END IF;
    FOR attempt IN 1 .. 5 LOOP
        BEGIN
            INSERT INTO public.post (title, slug)
            VALUES (post_insert.title, CASE WHEN attempt < 5 THEN galley.slug_free(base)
                                            ELSE left(base, 160) || '-' || replace(gen_random_uuid()::text, '-', '') END)
            RETURNING id INTO made;
            EXIT;
        EXCEPTION WHEN unique_violation THEN
            -- Somebody else took it between the look and the insert. In a transaction that does not see others' posts the look
            -- finds the same slug again; the last attempt does not depend on it.
            NULL;
        END;
    END LOOP;
    INSERT INTO public.post_development (post_id) VALUES (made);
    PERFORM galley.post_workflow(made);
    RETURN made;
END
$$;
COMMENT ON FUNCTION galley.post_insert(text, text) IS 'Makes a post with everything that each post has.';

-- galley.post_workflow: puts a post at the beginning of the workflow: all stages and sub-stages are there from the start, none
-- begun.
CREATE OR REPLACE FUNCTION galley.post_workflow(post integer)
RETURNS void
LANGUAGE sql
AS $$
    WITH first_stage AS (
        SELECT id FROM public.workflow_stage_entity ORDER BY stage_order LIMIT 1
    ), made AS (
        INSERT INTO public.workflow (post_id, stage_id) SELECT post, (SELECT id FROM first_stage)
    ), stage AS (
        INSERT INTO public.post_workflow_stage (post_id, stage_id)
        SELECT post, id FROM public.workflow_stage_entity ORDER BY stage_order
        RETURNING id, stage_id
    )
    INSERT INTO public.post_workflow_sub_stage (post_workflow_stage_id, sub_stage_id)
    SELECT stage.id, sub_stage.id
    FROM stage JOIN public.workflow_sub_stage_entity AS sub_stage USING (stage_id)
    ORDER BY stage.id, sub_stage.sub_stage_order
$$;
COMMENT ON FUNCTION galley.post_workflow(integer) IS 'Puts a post at the beginning of the workflow.';
