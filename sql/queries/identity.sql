-- kind: read
-- What tells this database from all others.
SELECT id FROM galley.identity
