-- kind: read
-- Tells whether the server is at work for a session ($1 int, its process): one row if so; none if it has nothing to do, or is gone.
-- A session counts as active from the first message of a statement to the answer to the last one, also while it waits for the rest of what
-- it is sent, or for the client to take the answer.  Then the next move is not the server's.
SELECT 1 AS busy
FROM pg_catalog.pg_stat_activity
WHERE pid = $1
    AND state IN ('active', 'fastpath function call', 'disabled')
    AND wait_event_type IS DISTINCT FROM 'Client'
