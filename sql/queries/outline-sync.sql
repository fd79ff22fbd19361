-- kind: idempotent
-- Brings the master list and the sections of a post together.
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
FROM galley.outline_sync($1::integer, $2::text)
