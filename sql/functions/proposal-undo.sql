-- galley.proposal_undo(proposal): takes the accepting of a proposal back.
--
-- Promises: the section has the text again that it had before, and the proposal waits for the writer as before; when the text was
-- changed since, the outcome is conflict and nothing is changed. GY003 without such a proposal; GY004 when it was not accepted.

CREATE OR REPLACE FUNCTION galley.proposal_undo(proposal integer)
RETURNS galley.accept_result
LANGUAGE plpgsql
AS $$
DECLARE
    taken  galley.proposal := galley.proposal_lock(proposal);
    saved  galley.save_result;
    result galley.accept_result;
BEGIN
    IF taken.status <> 'accepted' THEN
        PERFORM galley.refuse_argument('The proposal was not accepted.', 'proposal', 'There is nothing to take back.');
    END IF;
    result.previous := taken.accepted_text;
    saved := galley.section_save(taken.section_id, taken.field, taken.previous_text, NULL, md5(taken.accepted_text));
    IF saved.outcome <> 'conflict' THEN
        UPDATE galley.proposal AS p
           SET status = 'proposed', accepted_text = NULL, accepted_version = NULL, previous_text = NULL
         WHERE p.id = proposal;
    END IF;
    result.outcome := saved.outcome;
    result.version := saved.version;
    result.value := saved.value;
    SELECT p.version INTO result.proposal_version FROM galley.proposal AS p WHERE p.id = proposal;
    RETURN result;
END
$$;
COMMENT ON FUNCTION galley.proposal_undo(integer) IS 'Takes the accepting of a proposal back.';
