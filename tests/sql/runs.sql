-- Runs and proposals: from what is asked to what the writer takes over.
\ir include/outline.psql
BEGIN;
SELECT no_plan();
SET galley.session = 'me';

SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
SELECT pg_temp.section(:post, 'A') AS a \gset
SELECT pg_temp.section(:post, 'B') AS b \gset
SELECT pg_temp.section(:post, 'C') AS c \gset
SELECT galley.section_save(:a, 'draft', 'old draft') \g /dev/null
SELECT id AS fix FROM public.llm_action WHERE field_name = 'Fix the language' \gset
SELECT id AS titles FROM public.llm_action WHERE field_name = 'Titles' \gset
SELECT id AS demo FROM public.llm_provider WHERE name = 'Demo' \gset

CREATE FUNCTION pg_temp.states(run integer) RETURNS text LANGUAGE sql AS $$
    SELECT r.status || ' ' || r.n_finished || '/' || r.n_proposals || ':'
           || (SELECT string_agg(p.status || '=' || p.text, ' ' ORDER BY p.place) FROM galley.proposal AS p WHERE p.run_id = r.id)
    FROM galley.run AS r WHERE r.id = run
$$;

-- Actions
SELECT is((SELECT array_agg(name ORDER BY place) FROM galley.action_list() WHERE scope = 'section'),
    '{"Ideas for a section","Draft a section","Edit a section","Fix the language","Review a section","Image concept","Image prompt",'
    '"Image caption","Alternative text"}', 'what a section can be given to');
SELECT is((SELECT array_agg(name) FROM galley.action_list() WHERE system_prompt IS NULL OR task_prompt IS NULL), NULL,
    'every action has a role and a task');
SELECT is((SELECT input_field || ' ' || output_field FROM galley.action_list() WHERE id = :fix), 'draft polished',
    'the fields come from the row');
SELECT isnt((SELECT format FROM galley.action_list() WHERE id = :fix), NULL, 'and the form of the answer from its step');
SELECT is((SELECT system_prompt FROM galley.action_list() WHERE name = 'Conclusion'),
    (SELECT prompt_text FROM public.llm_prompt WHERE name = 'Role: Author'), 'also where a step has two actions');

-- What is asked
SELECT galley.run_new(:post, :fix, ARRAY[:b, :a], jsonb_build_object('provider_id', :demo, 'model', 'demo', 'temperature', -1)) AS run \gset
SELECT is(pg_temp.states(:run), 'queued 0/2:queued= queued=', 'nothing is sent yet');
SELECT is((SELECT concat_ws('|', post_id = :post, action_name, provider_name, model, input_field, output_field, max_tokens, timeout, session)
           FROM galley.run WHERE id = :run), 't|Fix the language|Demo|demo|draft|polished|1500|360|me', 'as it is at the time');
SELECT is((SELECT temperature FROM galley.run WHERE id = :run), NULL, 'a negative temperature is none');
SELECT is((SELECT array_agg(section_id ORDER BY place) FROM galley.proposal WHERE run_id = :run), ARRAY[:b, :a], 'in the order given');
SELECT throws_ok(format('SELECT galley.run_new(%s, %s, %L)', :post, :fix, '{}'), 'GY004', NULL, 'no section');
SELECT throws_ok(format('SELECT galley.run_new(%s, %s, ARRAY[%s, %s])', :post, :fix, :a, :a), 'GY004', NULL, 'one twice');
SELECT throws_ok(format('SELECT galley.run_new(%s, %s, %L)', :post, :fix, '{0}'), 'GY003', NULL, 'one of no post');
SELECT throws_ok(format('SELECT galley.run_new(%s, 0, ARRAY[%s])', :post, :a), 'GY003', NULL, 'no action');
SELECT throws_ok(format('SELECT galley.run_new(0, %s, ARRAY[%s])', :fix, :a), 'GY003', NULL, 'no post');
SELECT throws_ok(format('SELECT galley.run_new(%s, %s, ARRAY[%s])', :post, :titles, :a), 'GY004', NULL, 'not an action for sections');
SELECT throws_ok(format('SELECT galley.run_new(%s, %s, ARRAY[%s], %L)', :post, :fix, :a, '{"model": ""}'), 'GY004', NULL, 'no model');
SELECT throws_ok(format('SELECT galley.run_new(%s, NULL, ARRAY[%s])', :post, :a), 'GY003', NULL, 'no provider');
SELECT lives_ok(format('SELECT galley.run_new(%s, NULL, ARRAY[%s], %L)', :post, :a, jsonb_build_object('provider_id', :demo, 'model', 'demo',
    'task_prompt', 'Do it.', 'output_field', 'draft')), 'an action is not needed');

-- What comes
SELECT id AS first FROM galley.proposal WHERE run_id = :run AND place = 1 \gset
SELECT id AS second FROM galley.proposal WHERE run_id = :run AND place = 2 \gset
\set messages '[{"role": "system", "content": "Be."}, {"role": "user", "content": "Do."}]'
SELECT is(galley.proposal_progress(:first, 'x'), NULL, 'nothing comes before it was asked for');
SELECT is(galley.proposal_start(:first, :'messages', NULL, 1), 2, 'the first one is asked for');
SELECT is(galley.proposal_start(:first, :'messages', NULL, 1), 2, 'once');
SELECT is(pg_temp.states(:run), 'running 0/2:running= queued=', 'and the run is running');
SELECT is(galley.proposal_progress(:first, 'some'), 3, 'a text comes');
SELECT is(galley.proposal_progress(:first, 'some'), 3, 'the same is no change');
SELECT throws_ok(format('SELECT galley.proposal_accept(%s)', :first), 'GY004', NULL, 'what is not complete is not accepted');
SELECT throws_ok(format('SELECT galley.proposal_reject(%s)', :first), 'GY004', NULL, 'nor rejected');
SELECT throws_ok(format('SELECT galley.proposal_finish(%s, %L, %L)', :first, 'accepted', ''), 'GY004', NULL, 'nor accepted by itself');
SELECT is(galley.proposal_finish(:first, 'proposed', 'some text', '{"finish_reason": "stop", "input_tokens": 4, "output_tokens": 2, "duration": 1.5}'),
          4, 'it is there');
SELECT is(galley.proposal_finish(:first, 'failed', 'other', '{}'), 4, 'once');
SELECT is(pg_temp.states(:run), 'running 1/2:proposed=some text queued=', 'the other one is to come');
SELECT is((SELECT concat_ws(' ', input_text, output_text, interaction_metadata ->> 'tokens_used', interaction_metadata ->> 'model_used')
           FROM public.llm_interaction), E'system: Be.\n\nuser: Do. some text 6 demo', 'the interaction is in the table of interactions, once');
SELECT is((SELECT concat_ws(' ', action_id = :fix, post_id = :post, output_text, status) FROM public.llm_action_history), 't t some text proposed',
          'and in the history, once');
SELECT galley.proposal_start(:second, :'messages', 'old', 5) \g /dev/null
SELECT galley.proposal_finish(:second, 'failed', 'half', '{"error": "No server."}') \g /dev/null
SELECT is(pg_temp.states(:run), 'failed 2/2:proposed=some text failed=half', 'with the last one the run is over');
SELECT is((SELECT error FROM galley.run WHERE id = :run), 'No server.', 'and says why');

-- What the writer takes over
CREATE FUNCTION pg_temp.accepted(proposal integer, value text DEFAULT NULL, base_version integer DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT outcome || ' ' || coalesce(value, '-') || ' ' || coalesce(previous, '-') FROM galley.proposal_accept(proposal, value, base_version)
$$;
CREATE FUNCTION pg_temp.undone(proposal integer) RETURNS text LANGUAGE sql AS $$
    SELECT outcome || ' ' || coalesce(value, '-') || ' ' || coalesce(previous, '-') FROM galley.proposal_undo(proposal)
$$;
SELECT is(pg_temp.accepted(:first), 'saved some text -', 'accepted');
SELECT is(pg_temp.accepted(:first), 'unchanged some text -', 'twice is the same');
SELECT is((SELECT polished FROM public.post_section WHERE id = :b), 'some text', 'it is in its section');
SELECT is((SELECT count(*)::integer FROM public.post_section WHERE post_id = :post AND polished IS NOT NULL), 1, 'and in no other');
SELECT is((SELECT draft FROM public.post_section WHERE id = :a), 'old draft', 'no other field is touched');
SELECT throws_ok(format('SELECT galley.proposal_reject(%s)', :first), 'GY004', NULL, 'what was accepted is not rejected');
SELECT is(pg_temp.undone(:first), 'saved - some text', 'taken back');
SELECT is((SELECT polished FROM public.post_section WHERE id = :b), NULL, 'the section is as it was');
SELECT is((SELECT status::text FROM galley.proposal WHERE id = :first), 'proposed', 'and the proposal waits');
SELECT throws_ok(format('SELECT galley.proposal_undo(%s)', :first), 'GY004', NULL, 'once');
SELECT galley.section_save(:b, 'draft', 'typed on') \g /dev/null
SELECT is(pg_temp.accepted(:first, 'part of it'), 'saved part of it -', 'the section moved on, but not this field; some of it will do');
SELECT galley.section_save(:b, 'polished', 'mine') \g /dev/null
SELECT is(pg_temp.undone(:first), 'conflict mine part of it', 'what was changed since is not overwritten by taking it back');
SELECT is(pg_temp.accepted(:first), 'conflict mine mine', 'nor by accepting it again');
SELECT is((SELECT polished FROM public.post_section WHERE id = :b), 'mine', 'it stays');
SELECT is(pg_temp.accepted(:first, 'both', (SELECT version FROM public.post_section WHERE id = :b)), 'saved both mine', 'unless the writer has seen it');
SELECT is(galley.proposal_reject(:second), galley.proposal_reject(:second), 'a failed one can be put away, once');

-- The trash
SELECT galley.section_park(:b) \g /dev/null
SELECT is((SELECT count(*)::integer FROM galley.proposal WHERE section_id = :b), 1, 'a section in the trash keeps its proposals');
SELECT is(pg_temp.accepted(:first, 'in the trash', (SELECT (section ->> 'version')::integer FROM galley.parked_section WHERE section_id = :b)),
          'parked in the trash both', 'which can be accepted there');

-- Stopping
SELECT galley.run_new(:post, :fix, ARRAY[:a, :c]) AS run \gset
SELECT id AS first FROM galley.proposal WHERE run_id = :run AND place = 1 \gset
SELECT galley.proposal_start(:first, :'messages', NULL, 1) \g /dev/null
SELECT galley.proposal_progress(:first, 'so far') \g /dev/null
SELECT is(galley.run_cancel(:run), galley.run_cancel(:run), 'a run is stopped, once');
SELECT is(pg_temp.states(:run), 'cancelled 2/2:cancelled=so far cancelled=', 'and keeps what came');
SELECT is(galley.proposal_progress(:first, 'more'), NULL, 'nobody waits for more');
SELECT galley.proposal_finish(:first, 'cancelled', 'so far and', '{}') \g /dev/null
SELECT is(pg_temp.states(:run), 'cancelled 2/2:cancelled=so far and cancelled=', 'but the last words are taken');
SELECT is(galley.proposal_start((SELECT id FROM galley.proposal WHERE run_id = :run AND place = 2), :'messages', NULL, 1), NULL, 'the next is not asked for');
SELECT throws_ok('SELECT galley.run_cancel(0)', 'GY003', NULL, 'a run that is none');

-- A program that is gone
SELECT galley.run_new(:post, :fix, ARRAY[:a, :c]) AS run \gset
SELECT id AS first FROM galley.proposal WHERE run_id = :run AND place = 1 \gset
SELECT galley.proposal_start(:first, :'messages', NULL, 1) \g /dev/null
SELECT galley.proposal_progress(:first, 'so far') \g /dev/null
SELECT is(galley.run_recover(), 0, 'one''s own run is alive');
SET LOCAL galley.session = 'other';
SELECT is(galley.run_recover(), 0, 'and so is that of a program that is connected');
UPDATE galley.run SET created_at = '2000-01-01', started_at = '2000-01-01' WHERE id = :run;
SELECT is(galley.run_recover(), 0, 'also of one that was connected again since, by a new process');
UPDATE galley.run SET backend = 0 WHERE id = :run;
SELECT is(galley.run_recover(), 1, 'not that of one that is gone');
SELECT is(pg_temp.states(:run), 'failed 2/2:failed=so far failed=', 'what came is kept');
SELECT is((SELECT error FROM galley.run WHERE id = :run), 'interrupted', 'and it says why');
SELECT is(galley.proposal_progress(:first, 'stolen'), NULL, 'nobody else goes on with it');
SET LOCAL galley.session = 'me';
SELECT isnt(galley.proposal_progress(:first, 'so far and on'), NULL, 'a program that was only cut off goes on');
SELECT is(pg_temp.states(:run), 'running 0/2:running=so far and on queued=', 'with all of it');
SELECT galley.proposal_finish(:first, 'proposed', 'all', '{}') \g /dev/null
SELECT is(pg_temp.states(:run), 'running 1/2:proposed=all queued=', 'to its end');

-- Providers and models
SELECT galley.provider_save(NULL, ' Home ', 'openai', 'http://localhost:1234/v1/ ') AS home \gset
SELECT is((SELECT concat_ws(' ', name, type, api_url) FROM public.llm_provider WHERE id = :home), 'Home other http://localhost:1234/v1', 'a new provider');
SELECT is(galley.provider_save(:home, 'House', 'ollama', 'https://example.org'), :home, 'changed');
SELECT throws_ok(format('SELECT galley.provider_save(%s, %L, %L, %L)', :home, 'Demo', 'openai', 'http://x'), 'GY004', NULL, 'a name that is taken');
SELECT throws_ok(format('SELECT galley.provider_save(%s, %L, %L, %L)', :home, 'House', 'openai', 'file:///etc'), 'GY004', NULL, 'no address');
SELECT throws_ok(format('SELECT galley.provider_save(%s, %L, %L, %L)', :home, 'House', 'mail', 'http://x'), 'GY004', NULL, 'no kind');
SELECT throws_ok('SELECT galley.provider_save(0, ''X'', ''openai'', ''http://x'')', 'GY003', NULL, 'no provider');
SELECT is(galley.model_add(:home, 'm'), galley.model_add(:home, 'm'), 'a model is remembered once');
SELECT galley.model_learn(:home, 'm', '{"a": 1}'), galley.model_learn(:home, 'm', '{"b": 2}') \g /dev/null
SELECT is((SELECT api_params FROM public.llm_model WHERE provider_id = :home AND name = 'm'), '{"a": 1, "b": 2}', 'with all that was learnt of it');
SELECT is(galley.action_save(:fix, :home, 'm'), :fix, 'an action asks it');
SELECT is((SELECT provider_name || ' ' || model FROM galley.action_list() WHERE id = :fix), 'House m', 'from now on');
SELECT throws_ok(format('SELECT galley.action_save(0, %s, %L)', :home, 'm'), 'GY003', NULL, 'an action that is none');
SELECT throws_ok(format('SELECT galley.model_add(%s, %L)', :home, ''), 'GY004', NULL, 'a model without a name');
SELECT isnt((SELECT id FROM galley.identity), NULL, 'the database knows who it is');

SELECT * FROM finish();
ROLLBACK;
