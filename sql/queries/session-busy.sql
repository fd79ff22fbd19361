-- kind: read
-- Tells whether the server is at work for a session ($1 int, its process): one row if so; none if it has nothing to do, or is gone.
SELECT 1 AS busy
FROM pg_catalog.pg_stat_activity
WHERE pid = $1
    AND state IN ('active', 'fastpath function call', 'disabled')
