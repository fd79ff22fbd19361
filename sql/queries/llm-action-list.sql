-- kind: read
-- The actions, in their order; of a scope ($1), or all for NULL.
SELECT
    id,
    name,
    description,
    scope,
    place,
    input_field,
    output_field,
    provider_id,
    provider_name,
    model,
    system_prompt,
    task_prompt,
    format,
    temperature,
    max_tokens,
    timeout
FROM galley.action_list()
WHERE $1::text IS NULL OR scope = $1::text
ORDER BY place, id
