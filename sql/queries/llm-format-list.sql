-- kind: read
-- The forms of questions and answers.
SELECT id, name, description, format_type AS direction, llm_instructions AS instructions
FROM public.workflow_format_template
ORDER BY id
