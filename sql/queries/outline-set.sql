-- kind: idempotent
-- Sets the master list of a post; a second time it is the list already.
SELECT
    outcome AS status,
    outline_version,
    kept AS n_kept,
    renamed AS n_renamed,
    moved AS n_moved,
    added AS n_added,
    parked AS n_parked,
    restored AS n_restored,
    conflicts,
    reason,
    log_id
FROM galley.outline_set($1::integer, $2::text, $3::integer)
