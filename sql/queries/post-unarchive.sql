-- kind: idempotent
-- Takes a post out of the archive; a second time it finds it taken out.
SELECT outcome, version, value FROM galley.post_unarchive($1::integer, $2::integer)
