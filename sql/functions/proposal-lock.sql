-- galley.proposal_lock(proposal): takes a proposal, and its run before it, for this transaction, and returns it.
--
-- Promises: one that was given up, since its program seemed to be gone, is running again when that program turns up; GY003 without
-- such a proposal.

CREATE OR REPLACE FUNCTION galley.proposal_lock(proposal integer)
RETURNS galley.proposal
LANGUAGE plpgsql
AS $$
DECLARE
    locked galley.proposal;
    owner  integer;
BEGIN
    SELECT p.run_id INTO owner FROM galley.proposal AS p WHERE p.id = proposal;
    IF NOT FOUND THEN
        PERFORM galley.refuse_missing('proposal', proposal);
    END IF;
    PERFORM galley.run_lock(owner);
    SELECT * INTO locked FROM galley.proposal AS p WHERE p.id = proposal FOR NO KEY UPDATE;
    RETURN locked;
END
$$;
COMMENT ON FUNCTION galley.proposal_lock(integer) IS 'Takes a proposal for this transaction.';

-- galley.proposal_revive: for the program that writes a proposal: what was given up while it was cut off from the server is
-- running again.
CREATE OR REPLACE FUNCTION galley.proposal_revive(proposal galley.proposal)
RETURNS galley.proposal
LANGUAGE plpgsql
AS $$
DECLARE
    caller CONSTANT text := nullif(current_setting('galley.session', true), '');
BEGIN
    IF NOT (proposal.status = 'failed' AND proposal.error = galley.interrupted()) THEN
        RETURN proposal;
    END IF;
    UPDATE galley.run AS r
       SET status = 'running', error = NULL, finished_at = NULL, backend = pg_backend_pid()
     WHERE r.id = proposal.run_id AND r.session = caller;
    IF FOUND THEN
        UPDATE galley.proposal AS p SET status = 'queued', error = NULL
         WHERE p.run_id = proposal.run_id AND p.status = 'failed' AND p.error = galley.interrupted();
        UPDATE galley.proposal AS p SET status = 'running' WHERE p.id = proposal.id RETURNING * INTO proposal;
        PERFORM galley.run_settle(proposal.run_id);
    END IF;
    RETURN proposal;
END
$$;
COMMENT ON FUNCTION galley.proposal_revive(galley.proposal) IS 'Takes up again what was given up while its program was cut off.';
