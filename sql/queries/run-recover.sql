-- kind: idempotent
-- Ends runs whose program is gone; returns how many.
SELECT galley.run_recover()
