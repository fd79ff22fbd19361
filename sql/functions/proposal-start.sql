-- galley.proposal_start(proposal, messages, base_text, base_version): the message is about to be sent; returns the version.
--
-- Promises: a queued proposal is running, and its run too, with what is sent and what it is based on; done twice it is the same.
-- Returns NULL when it is not to be sent any more, because it was cancelled, say. GY003 without such a proposal.

CREATE OR REPLACE FUNCTION galley.proposal_start(proposal integer, messages jsonb, base_text text, base_version integer)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    started galley.proposal := galley.proposal_revive(galley.proposal_lock(proposal));
    version integer;
BEGIN
    IF started.status NOT IN ('queued', 'running') THEN
        RETURN NULL;
    END IF;
    UPDATE galley.run AS r
       SET status = 'running', started_at = coalesce(r.started_at, clock_timestamp()), backend = pg_backend_pid()
     WHERE r.id = started.run_id;
    UPDATE galley.proposal AS p
       SET status = 'running',
           messages = proposal_start.messages,
           base_text = proposal_start.base_text,
           base_version = proposal_start.base_version
     WHERE p.id = proposal;
    SELECT p.version INTO version FROM galley.proposal AS p WHERE p.id = proposal;
    RETURN version;
END
$$;
COMMENT ON FUNCTION galley.proposal_start(integer, jsonb, text, integer) IS 'Says that a proposal is being asked for.';
