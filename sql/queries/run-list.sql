-- kind: read
-- The runs of a post ($1), the latest first; at most $2.
SELECT
    run.id,
    run.version,
    run.post_id,
    run.action_name,
    run.provider_name,
    run.status,
    run.error,
    run.started_at,
    run.finished_at,
    run.n_proposals,
    run.n_finished,
    run.action_id,
    run.provider_id,
    run.model,
    run.input_field,
    run.output_field,
    run.system_prompt,
    run.task_prompt,
    run.format,
    coalesce(run.temperature, -1) AS temperature,
    coalesce(run.max_tokens, 0) AS max_tokens,
    coalesce(run.timeout, 0) AS timeout,
    run.created_at
FROM galley.run AS run
WHERE run.post_id = $1::integer
ORDER BY run.id DESC
LIMIT $2::integer
