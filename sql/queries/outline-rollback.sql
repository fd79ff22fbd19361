-- kind: idempotent
-- Sets the list that a post had before a logged change.
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
FROM galley.outline_rollback($1::bigint)
