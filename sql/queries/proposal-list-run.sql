-- kind: read
-- The proposals of a run, in their order.
SELECT
    id,
    version,
    run_id,
    post_id,
    section_id,
    place,
    field,
    status,
    messages,
    base_text,
    base_version,
    text,
    accepted_text,
    error,
    finish_reason,
    coalesce(input_tokens, -1) AS input_tokens,
    coalesce(output_tokens, -1) AS output_tokens,
    coalesce(duration, 0) AS duration,
    created_at,
    updated_at
FROM galley.proposal
WHERE run_id = $1::integer
ORDER BY place
