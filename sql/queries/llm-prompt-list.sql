-- kind: read
-- The prompts, in their order.
SELECT id, name, description, system_prompt, prompt_text AS text
FROM public.llm_prompt
ORDER BY "order", id
