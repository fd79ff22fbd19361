-- kind: read
-- The document of a post.
SELECT galley.post_document($1::integer) AS document
