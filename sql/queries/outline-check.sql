-- kind: read
-- Checks the outline of a post, or of all when $1 is NULL.
SELECT
    post_id,
    finding,
    detail
FROM galley.outline_check($1::integer)
