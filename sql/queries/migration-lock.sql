-- kind: idempotent
-- Waits until nobody else changes the schema of this database, and keeps others from it until the end of the session or the unlocking.
SELECT pg_advisory_lock(hashtextextended('galley.migration', 0))
