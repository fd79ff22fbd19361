-- kind: idempotent
-- Takes a post out of the trash.
SELECT galley.post_restore($1::integer)
