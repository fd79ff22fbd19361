-- galley.run_recover(): ends runs that nobody runs any more, because the program that did is gone; returns how many.
--
-- Promises: runs of writers whose connection is there are left alone, as are the caller's own; the others, and what of them was
-- queued or running, have failed, with the text that came so far. A program that was only cut off from the server for a
-- while goes on all the same (galley.proposal_lock).

CREATE OR REPLACE FUNCTION galley.run_recover()
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    lost integer[];
BEGIN
    SELECT array_agg(id) INTO lost FROM (
        SELECT r.id
          FROM galley.run AS r
         WHERE r.status IN ('queued', 'running')
           AND r.session IS DISTINCT FROM nullif(current_setting('galley.session', true), '')
           AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity AS a
                            WHERE a.pid = r.backend
                              AND (a.datname = current_database() OR a.datname IS NULL)
                              AND coalesce(a.backend_start <= galley.run_last_sign(r), true))
           FOR NO KEY UPDATE OF r SKIP LOCKED) AS found;
    UPDATE galley.proposal AS p
       SET status = 'failed', error = galley.interrupted()
     WHERE p.run_id = ANY (lost) AND p.status IN ('queued', 'running');
    PERFORM galley.run_settle(id) FROM unnest(lost) AS id;
    RETURN coalesce(cardinality(lost), 0);
END
$$;
COMMENT ON FUNCTION galley.run_recover() IS 'Ends runs whose program is gone.';

-- galley.run_last_sign: when a run was last seen alive; a server process that began later is another one under the same number.
CREATE OR REPLACE FUNCTION galley.run_last_sign(run galley.run)
RETURNS timestamptz
LANGUAGE sql STABLE
AS $$
    SELECT greatest(run.created_at, run.started_at, (SELECT max(p.updated_at) FROM galley.proposal AS p WHERE p.run_id = run.id))
$$;
COMMENT ON FUNCTION galley.run_last_sign(galley.run) IS 'When a run was last seen alive.';

-- galley.interrupted: what the error of a run is whose program ended; programs show their own words for it.
CREATE OR REPLACE FUNCTION galley.interrupted()
RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT 'interrupted'
$$;
COMMENT ON FUNCTION galley.interrupted() IS 'What the error of a run is whose program ended.';
