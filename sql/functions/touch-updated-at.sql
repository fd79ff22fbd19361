-- galley.touch_updated_at: keeps updated_at (in workflow: updated) the time of the last change of a row, in UTC. A statement
-- that changes nothing is no change. For the tables without a version; those with one have post-touch.sql,
-- development-touch.sql, section-touch.sql and element-touch.sql.

CREATE OR REPLACE FUNCTION galley.touch_updated_at()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    NEW.updated_at := now() AT TIME ZONE 'UTC';
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION galley.touch_updated_at() IS 'Trigger: the row was changed now.';

CREATE OR REPLACE FUNCTION galley.touch_updated()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    NEW.updated := now() AT TIME ZONE 'UTC';
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION galley.touch_updated() IS 'Trigger: the row was changed now.';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'image', 'image_format', 'image_prompt_example', 'image_setting', 'image_style', 'media',
        'llm_action', 'llm_model', 'llm_prompt', 'llm_provider',
        'workflow_format_template', 'workflow_step_format', 'workflow_step_prompt', 'user']
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER touch_updated_at BEFORE UPDATE ON public.%I
             FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION galley.touch_updated_at()', name);
    END LOOP;
END
$$;

CREATE OR REPLACE TRIGGER touch_updated
BEFORE UPDATE ON public.workflow
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION galley.touch_updated();
