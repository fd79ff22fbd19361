-- kind: once
-- Makes a post out of a document.
SELECT galley.post_import($1::jsonb)
