-- galley.proposal_finish(proposal, status, value, details): the answer is over; returns the version.
--
-- The status is proposed, failed or cancelled. The details, a JSON object, are what is known of error, finish_reason,
-- input_tokens, output_tokens and duration (seconds).
--
-- Promises: text and details are stored; a proposal that is over already keeps its status, but takes the text of a cancelled one
-- that was still on its way. The run is over with its last proposal. What was asked and answered is in llm_interaction and
-- llm_action_history as well, once. Done twice it is the same. GY003 without such a proposal; GY004 for another status.

CREATE OR REPLACE FUNCTION galley.proposal_finish(proposal integer, status text, value text, details jsonb DEFAULT '{}')
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    ended   galley.proposal := galley.proposal_revive(galley.proposal_lock(proposal));
    version integer;
BEGIN
    IF status IS NULL OR status NOT IN ('proposed', 'failed', 'cancelled') THEN
        PERFORM galley.refuse_argument('A proposal ends as proposed, failed or cancelled.', 'status');
    END IF;
    IF ended.status IN ('queued', 'running') THEN
        UPDATE galley.proposal AS p
           SET status = proposal_finish.status::galley.proposal_status,
               text = coalesce(value, ''),
               error = details ->> 'error',
               finish_reason = details ->> 'finish_reason',
               input_tokens = (details ->> 'input_tokens')::integer,
               output_tokens = (details ->> 'output_tokens')::integer,
               duration = (details ->> 'duration')::double precision
         WHERE p.id = proposal;
        PERFORM galley.proposal_record(proposal);
        PERFORM galley.run_settle(ended.run_id);
    ELSIF ended.status = 'cancelled' AND length(value) > length(ended.text) THEN
        UPDATE galley.proposal AS p SET text = value WHERE p.id = proposal;
    END IF;
    SELECT p.version INTO version FROM galley.proposal AS p WHERE p.id = proposal;
    RETURN version;
END
$$;
COMMENT ON FUNCTION galley.proposal_finish(integer, text, text, jsonb) IS 'Says that the answer is over.';

-- galley.proposal_record: writes a proposal that is over into the tables of the original blog system.
CREATE OR REPLACE FUNCTION galley.proposal_record(proposal integer)
RETURNS void
LANGUAGE sql
AS $$
    INSERT INTO public.llm_interaction (prompt_id, input_text, output_text, parameters_used, interaction_metadata)
    SELECT action.prompt_template_id, galley.messages_text(p.messages), p.text,
           jsonb_strip_nulls(jsonb_build_object('temperature', r.temperature, 'max_tokens', r.max_tokens, 'timeout', r.timeout)),
           jsonb_strip_nulls(jsonb_build_object(
               'post_id', p.post_id, 'section_id', p.section_id, 'run_id', p.run_id, 'proposal_id', p.id,
               'provider', r.provider_name, 'model_used', r.model, 'status', p.status,
               'tokens_used', p.input_tokens + p.output_tokens, 'duration', p.duration))
    FROM galley.proposal AS p
        JOIN galley.run AS r ON r.id = p.run_id
        LEFT JOIN public.llm_action AS action ON action.id = r.action_id
    WHERE p.id = proposal AND p.messages IS NOT NULL;

    INSERT INTO public.llm_action_history (action_id, post_id, input_text, output_text, status, error_message)
    SELECT r.action_id, p.post_id, galley.messages_text(p.messages), p.text, p.status, p.error
    FROM galley.proposal AS p
        JOIN galley.run AS r ON r.id = p.run_id
    WHERE p.id = proposal AND p.messages IS NOT NULL
$$;
COMMENT ON FUNCTION galley.proposal_record(integer) IS 'Writes a proposal into the tables of interactions and of history.';

-- galley.messages_text: messages as one text, as a person reads them.
CREATE OR REPLACE FUNCTION galley.messages_text(messages jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT string_agg(format('%s: %s', message ->> 'role', message ->> 'content'), E'\n\n' ORDER BY place)
    FROM jsonb_array_elements(messages) WITH ORDINALITY AS m (message, place)
$$;
COMMENT ON FUNCTION galley.messages_text(jsonb) IS 'Messages as one text.';
