-- galley.proposal_reject(proposal): the writer does not want it; returns the version.
--
-- Promises: it is rejected, and keeps its text; a second time changes nothing. GY003 without such a proposal; GY004 when it is
-- not complete, or was accepted: then undo that first.

CREATE OR REPLACE FUNCTION galley.proposal_reject(proposal integer)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    taken   galley.proposal := galley.proposal_lock(proposal);
    version integer;
BEGIN
    IF taken.status IN ('queued', 'running') THEN
        PERFORM galley.refuse_argument('The proposal is not complete.', 'proposal', 'Wait for it, or stop it first.');
    ELSIF taken.status = 'accepted' THEN
        PERFORM galley.refuse_argument('The proposal was accepted.', 'proposal', 'Undo that first.');
    END IF;
    UPDATE galley.proposal AS p SET status = 'rejected' WHERE p.id = proposal;
    SELECT p.version INTO version FROM galley.proposal AS p WHERE p.id = proposal;
    RETURN version;
END
$$;
COMMENT ON FUNCTION galley.proposal_reject(integer) IS 'Rejects a proposal.';
