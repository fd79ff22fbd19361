-- galley.post_duplicate: makes a copy of a post with all its sections, elements, tags, categories and settings, and returns the
-- copy's id. Without a title the copy is called as the original is.
--
-- Promises that the copy is a draft of its own, with a slug and ids of its own, and that the trash stays with the original; that a title
-- is cut off where it is too long; GY003 without such a post.

CREATE OR REPLACE FUNCTION galley.post_duplicate(post integer, title text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    document constant jsonb := galley.post_document_living(post);
    row_is   jsonb := (document -> 'post') - '{created_at,updated_at,status}'::text[];
    made     integer;
BEGIN
    -- The slug is made of the title where there is none.
    IF title IS NOT NULL THEN
        row_is := row_is - 'slug' || jsonb_build_object('title', left(title, 200));
    END IF;
    made := galley.post_import(jsonb_set(document, '{post}', row_is));
    INSERT INTO public.post_workflow_step_action (post_id, step_id, action_id, input_field, output_field,
                                                  button_label, button_order)
    SELECT made, step_id, action_id, input_field, output_field, button_label, button_order
    FROM public.post_workflow_step_action AS a WHERE a.post_id = post_duplicate.post ORDER BY id;
    INSERT INTO public.post_substage_action (post_id, substage, action_id, input_field, output_field, button_label, button_order)
    SELECT made, substage, action_id, input_field, output_field, button_label, button_order
    FROM public.post_substage_action AS a WHERE a.post_id = post_duplicate.post ORDER BY id;
    INSERT INTO public.workflow_step_format (step_id, post_id, input_format_id, output_format_id)
    SELECT step_id, made, input_format_id, output_format_id
    FROM public.workflow_step_format AS f WHERE f.post_id = post_duplicate.post ORDER BY id;
    UPDATE public.post_workflow_stage AS copy
    SET input_field = original.input_field, output_field = original.output_field
    FROM public.post_workflow_stage AS original
    WHERE copy.post_id = made AND original.post_id = post_duplicate.post AND copy.stage_id = original.stage_id;
    UPDATE public.post_workflow_sub_stage AS copy
    SET content = original.content, notes = original.notes
    FROM public.post_workflow_stage AS copy_stage,
        public.post_workflow_stage AS original_stage,
        public.post_workflow_sub_stage AS original
    WHERE copy_stage.post_id = made AND copy.post_workflow_stage_id = copy_stage.id
      AND original_stage.post_id = post_duplicate.post AND original.post_workflow_stage_id = original_stage.id
      AND original.sub_stage_id = copy.sub_stage_id;
    RETURN made;
END
$$;
COMMENT ON FUNCTION galley.post_duplicate(integer, text) IS 'Makes a copy of a post.';
