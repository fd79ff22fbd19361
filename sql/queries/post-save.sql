-- kind: idempotent
-- Saves one field of a post; a second time it finds it saved.
SELECT outcome, version, value FROM galley.post_save($1::integer, $2::text, $3::text, $4::integer)
