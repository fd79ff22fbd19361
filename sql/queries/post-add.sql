-- kind: once
-- Makes a post.
SELECT galley.post_new($1::text)
