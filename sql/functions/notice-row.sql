-- galley.notice_row: a notice for each changed row of the tables without a version: settings, workflow, tags and categories.

CREATE OR REPLACE FUNCTION galley.notice_row()
RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    changed jsonb := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
BEGIN
    PERFORM galley.notice(TG_TABLE_NAME, (changed ->> 'id')::integer, (changed ->> 'post_id')::integer, NULL, left(TG_OP, 1));
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION galley.notice_row() IS 'Trigger: tells all listeners about the row.';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'image', 'image_format', 'image_prompt_example', 'image_setting', 'image_style', 'media',
        'category', 'tag', 'post_categories', 'post_tags',
        'llm_action', 'llm_action_history', 'llm_model', 'llm_prompt', 'llm_provider', 'substage_action_default',
        'workflow', 'workflow_field_mapping', 'workflow_format_template', 'workflow_stage_entity', 'workflow_step_entity',
        'workflow_step_format', 'workflow_step_prompt', 'workflow_sub_stage_entity',
        'post_substage_action', 'post_workflow_stage', 'post_workflow_step_action']
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER notice_row AFTER INSERT OR DELETE ON public.%I
             FOR EACH ROW EXECUTE FUNCTION galley.notice_row()', name);
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER notice_row_update AFTER UPDATE ON public.%I
             FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION galley.notice_row()', name);
    END LOOP;
END
$$;
