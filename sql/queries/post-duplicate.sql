-- kind: once
-- Makes a copy of a post with all that belongs to it.
SELECT galley.post_duplicate($1::integer, $2::text)
