-- galley.proposal_progress(proposal, value): stores what came of a proposal so far; returns the version.
--
-- Promises: the text is stored while the proposal is running; returns NULL, and stores nothing, when it was cancelled meanwhile.
-- GY003 without such a proposal.

CREATE OR REPLACE FUNCTION galley.proposal_progress(proposal integer, value text)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    written galley.proposal := galley.proposal_revive(galley.proposal_lock(proposal));
    version integer;
BEGIN
    IF written.status <> 'running' THEN
        RETURN NULL;
    END IF;
    UPDATE galley.run AS r SET backend = pg_backend_pid() WHERE r.id = written.run_id AND r.backend <> pg_backend_pid();
    UPDATE galley.proposal AS p SET text = value WHERE p.id = proposal;
    SELECT p.version INTO version FROM galley.proposal AS p WHERE p.id = proposal;
    RETURN version;
END
$$;
COMMENT ON FUNCTION galley.proposal_progress(integer, text) IS 'Stores what came of a proposal so far.';
