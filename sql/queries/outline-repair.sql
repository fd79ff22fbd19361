-- kind: idempotent
-- Repairs the outline of a post.
SELECT
    post_id,
    finding,
    detail
FROM galley.outline_repair($1::integer)
