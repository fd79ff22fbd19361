-- galley.proposal_accept(proposal, value, base_version): puts a text into the section that a proposal is for.
--
-- The value is what the writer takes over: the proposal, or some of it, or what was made of it; NULL for all of the proposal.
-- Without base_version, the field has to be what it was when the model was asked; with it, the writer has seen that version
-- since.
--
-- Promises: exactly that field of that section is saved, by galley.section_save; the outcome is that of saving, and the
-- result has what was there before, so that it can be undone. In a conflict nothing is changed, nor is the proposal's status. GY003
-- without such a proposal; GY004 when there is nothing to accept.

CREATE OR REPLACE FUNCTION galley.proposal_accept(proposal integer, value text DEFAULT NULL, base_version integer DEFAULT NULL)
RETURNS galley.accept_result
LANGUAGE plpgsql
AS $$
DECLARE
    taken  galley.proposal := galley.proposal_lock(proposal);
    wanted CONSTANT text := coalesce(value, taken.text);
    saved  galley.save_result;
    result galley.accept_result;
BEGIN
    IF taken.status IN ('queued', 'running') THEN
        PERFORM galley.refuse_argument('The proposal is not complete.', 'proposal', 'Wait for it, or stop it first.');
    ELSIF wanted = '' THEN
        PERFORM galley.refuse_argument('The proposal is empty.', 'value', 'Run the action again.');
    END IF;
    result.previous := galley.section_text(taken.section_id, taken.field);
    IF taken.status = 'accepted' AND result.previous IS NOT DISTINCT FROM wanted THEN
        result.previous := taken.previous_text;
    END IF;
    saved := galley.section_save(taken.section_id, taken.field, wanted, coalesce(base_version, taken.base_version),
                                 CASE WHEN base_version IS NULL THEN md5(coalesce(taken.base_text, '')) END);
    IF saved.outcome <> 'conflict' THEN
        UPDATE galley.proposal AS p
           SET status = 'accepted', accepted_text = wanted, accepted_version = saved.version, previous_text = result.previous
         WHERE p.id = proposal;
    END IF;
    result.outcome := saved.outcome;
    result.version := saved.version;
    result.value := saved.value;
    SELECT p.version INTO result.proposal_version FROM galley.proposal AS p WHERE p.id = proposal;
    RETURN result;
END
$$;
COMMENT ON FUNCTION galley.proposal_accept(integer, text, integer) IS 'Puts a text into the section that a proposal is for.';

-- galley.section_text: a text of a section, be it in the trash; NULL when it has none, or there is no such section.
CREATE OR REPLACE FUNCTION galley.section_text(section integer, field text)
RETURNS text
LANGUAGE sql STABLE
AS $$
    SELECT galley.section_value(s, field) FROM public.post_section AS s WHERE s.id = section
    UNION ALL
    SELECT p.section ->> field FROM galley.parked_section AS p WHERE p.section_id = section_text.section
    LIMIT 1
$$;
COMMENT ON FUNCTION galley.section_text(integer, text) IS 'A text of a section, be it in the trash.';
