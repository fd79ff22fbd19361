-- kind: idempotent
-- Lets others change the schema again.
SELECT pg_advisory_unlock(hashtextextended('galley.migration', 0))
