-- kind: read
-- The newest entries of the log of a post's outline; one row of NULL when there is none, none at all when there is no such post.
SELECT
    entry.id,
    entry.post_id,
    entry.logged_at AS time,
    entry.verb,
    entry.outcome,
    entry.reason,
    coalesce(entry.list_before, entry.lines_before) AS before,
    coalesce(entry.input, entry.lines_after) AS after
FROM public.post
LEFT JOIN galley.sync_log AS entry ON entry.post_id = post.id
WHERE post.id = $1::integer
ORDER BY entry.id DESC
LIMIT $2::integer
