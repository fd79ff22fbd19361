-- kind: idempotent
-- Puts a post into the trash.
SELECT galley.post_delete($1::integer)
