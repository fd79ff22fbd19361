-- galley.run_cancel(run): stops a run; returns its version.
--
-- Promises: what is queued or running is cancelled, and keeps the text that it has; what is over stays as it is; a second time
-- changes nothing. GY003 without such a run.

CREATE OR REPLACE FUNCTION galley.run_cancel(run integer)
RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM galley.run_lock(run);
    UPDATE galley.proposal AS p SET status = 'cancelled' WHERE p.run_id = run AND p.status IN ('queued', 'running');
    PERFORM galley.run_settle(run);
    RETURN (SELECT r.version FROM galley.run AS r WHERE r.id = run);
END
$$;
COMMENT ON FUNCTION galley.run_cancel(integer) IS 'Stops a run.';

-- galley.run_lock: takes the row of a run for this transaction, before those of its proposals; GY003 without such a run.
CREATE OR REPLACE FUNCTION galley.run_lock(run integer)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM FROM galley.run AS r WHERE r.id = run FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM galley.refuse_missing('run', run);
    END IF;
END
$$;
COMMENT ON FUNCTION galley.run_lock(integer) IS 'Takes the row of a run for this transaction.';

-- galley.run_settle: sets how far a run is by its proposals; the caller has locked it.
-- Promises: over once no proposal is queued or running any more; failed when one failed, else cancelled when one was, else done.
CREATE OR REPLACE FUNCTION galley.run_settle(run integer)
RETURNS void
LANGUAGE sql
AS $$
    UPDATE galley.run AS r
       SET n_finished = r.n_proposals - p.open,
           status = CASE WHEN p.open > 0 THEN r.status
                         WHEN p.failed > 0 THEN 'failed'
                         WHEN p.cancelled > 0 THEN 'cancelled'
                         ELSE 'done' END,
           error = CASE WHEN p.open = 0 THEN p.error END,
           finished_at = CASE WHEN p.open = 0 THEN clock_timestamp() END
      FROM (SELECT count(*) FILTER (WHERE status IN ('queued', 'running')) AS open,
                   count(*) FILTER (WHERE status = 'failed') AS failed,
                   count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
                   (array_agg(error ORDER BY place) FILTER (WHERE status = 'failed'))[1] AS error
              FROM galley.proposal WHERE run_id = run) AS p
     WHERE r.id = run AND r.status IN ('queued', 'running')
$$;
COMMENT ON FUNCTION galley.run_settle(integer) IS 'Sets how far a run is by its proposals.';
