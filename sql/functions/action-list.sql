-- galley.action_list(): the actions, each with its prompts in words.
--
-- Promises a row for each action. The role is that of galley.action_prompt, else that of the task prompt itself, else that of a
-- step that has the task; the format likewise. The scope is `section` when the action reads and writes fields of a section,
-- else `post`.

CREATE OR REPLACE FUNCTION galley.action_list()
RETURNS TABLE (
    id            integer,
    name          text,
    description   text,
    scope         text,
    place         integer,
    input_field   text,
    output_field  text,
    provider_id   integer,
    provider_name text,
    model         text,
    system_prompt text,
    task_prompt   text,
    format        text,
    temperature   double precision,
    max_tokens    integer,
    timeout       integer
)
LANGUAGE sql STABLE
AS $$
    SELECT
        action.id,
        action.field_name::text,
        task.description,
        CASE WHEN galley.is_section_field(action.output_field)
                  AND (action.input_field IS NULL OR galley.is_section_field(action.input_field))
             THEN 'section' ELSE 'post' END,
        action."order",
        action.input_field::text,
        action.output_field::text,
        action.provider_id,
        provider.name::text,
        action.llm_model::text,
        coalesce(galley.prompt_role(role), nullif(task.system_prompt, ''), galley.prompt_role(step_role)),
        coalesce(nullif(task.prompt_text, ''), action.prompt_template),
        coalesce(form.llm_instructions, step.instructions),
        action.temperature,
        action.max_tokens,
        action.timeout
    FROM public.llm_action AS action
        JOIN public.llm_provider AS provider ON provider.id = action.provider_id
        LEFT JOIN public.llm_prompt AS task ON task.id = action.prompt_template_id
        LEFT JOIN galley.action_prompt AS own ON own.action_id = action.id
        LEFT JOIN public.llm_prompt AS role ON role.id = own.system_prompt_id
        LEFT JOIN public.workflow_format_template AS form ON form.id = own.format_id
        LEFT JOIN LATERAL (
            SELECT prompt.system_prompt_id, template.llm_instructions AS instructions
            FROM public.workflow_step_prompt AS prompt
                JOIN public.workflow_step_entity AS entity ON entity.id = prompt.step_id
                LEFT JOIN public.workflow_format_template AS template ON template.id = entity.default_output_format_id
            WHERE prompt.task_prompt_id = action.prompt_template_id
            ORDER BY prompt.id
            LIMIT 1) AS step ON true
        LEFT JOIN public.llm_prompt AS step_role ON step_role.id = step.system_prompt_id
$$;
COMMENT ON FUNCTION galley.action_list() IS 'The actions, each with its prompts in words.';

-- galley.prompt_role: the words of a prompt that is a role.
CREATE OR REPLACE FUNCTION galley.prompt_role(prompt public.llm_prompt)
RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT coalesce(nullif(prompt.system_prompt, ''), nullif(prompt.prompt_text, ''))
$$;
COMMENT ON FUNCTION galley.prompt_role(public.llm_prompt) IS 'The words of a prompt that is a role.';
