-- kind: idempotent
-- Stops a run; returns its version.
SELECT galley.run_cancel($1::integer)
