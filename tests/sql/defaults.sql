-- What a new database has, and that it is given once.
BEGIN;
SELECT plan(30);

SELECT is((SELECT string_agg(name, ', ' ORDER BY stage_order) FROM workflow_stage_entity),
    'Planning, Writing, Structuring, Images, Publishing',
    'the stages');
SELECT is((SELECT string_agg(s.name || ': ' || ss.name, ', ' ORDER BY stage_order, sub_stage_order)
           FROM workflow_sub_stage_entity AS ss JOIN workflow_stage_entity AS s ON s.id = ss.stage_id),
    'Planning: Idea, Planning: Research, Planning: Structure, Writing: Content, Structuring: Post info, Structuring: '
    'Metadata, Images: Sections, '
    'Images: Header, Images: Finish, Publishing: Preflight, Publishing: Launch, Publishing: Syndication', 'the sub-stages');
SELECT is((SELECT string_agg(st.name, ', ' ORDER BY step_order) FROM workflow_step_entity AS st
           JOIN workflow_sub_stage_entity AS ss ON ss.id = st.sub_stage_id WHERE ss.name = sub_stage), steps,
               format('steps of %s', sub_stage))
FROM (VALUES
    ('Idea', 'Initial Concept, Provisional Title'),
    ('Research', 'Interesting Facts, Topics to Cover'),
    ('Structure', 'Section Headings, Section Order, Allocate Facts'),
    ('Content', 'Create Sections, Ideas to Include, Author First Drafts, Edit Section Content, Fix Language, Review Sections, Allocate Facts to Sections'),
    ('Post info', 'Titles, Summary, Introduction and Conclusion'),
    ('Metadata', 'Basic Metadata, Tags, Categories'),
    ('Sections', 'Image Concepts, Image Prompts, Section Illustrations, Image Captions, Meta Descriptions'),
    ('Header', 'Header Description, Header Image'),
    ('Finish', 'Watermark and Optimise'),
    ('Preflight', 'Self Review, Peer Review, SEO Optimization, Final Check'),
    ('Launch', 'Scheduling, Deployment, Verification'),
    ('Syndication', 'Platform Selection, Content Adaptation, Distribution, Engagement Tracking, Feedback Collection, Content Updates'))
    AS t (sub_stage, steps);
SELECT is((SELECT config -> 'outputs' FROM workflow_step_entity WHERE name = 'Fix Language'),
    '{"output1": {"label": "Polished", "db_table": "post_section", "db_field": "polished", "type": "textarea"}}',
        'a step says where its result goes');

-- They fit together
SELECT is((SELECT array_agg(st.name || ' ' || field::text) FROM workflow_step_entity AS st,
               jsonb_path_query(st.config, '$.*.* ? (exists (@.db_field))') AS field
           WHERE NOT EXISTS (SELECT FROM information_schema.columns AS c WHERE c.table_schema = 'public'
                             AND c.table_name = field ->> 'db_table' AND c.column_name = field ->> 'db_field')),
    NULL, 'every field of a step is a column');
SELECT is((SELECT array_agg(step.name || ' ' || used[1])
           FROM workflow_step_entity AS step JOIN workflow_step_prompt AS p ON p.step_id = step.id JOIN llm_prompt
               AS task ON task.id = p.task_prompt_id
               CROSS JOIN LATERAL regexp_matches(task.prompt_text, '\[data:(\w+)\]', 'g') AS used
           WHERE NOT jsonb_path_exists(step.config, '$.inputs.*.db_field ? (@ == $field)', jsonb_build_object('field', used[1]))),
    NULL, 'every field that a step''s prompt speaks of is an input of the step');
SELECT is((SELECT array_agg(name) FROM llm_prompt WHERE prompt_text !~ '^[A-Z].*' OR prompt_text ~ '\\n'), NULL,
    'every prompt has a text');
SELECT is((SELECT array_agg(a.field_name) FROM llm_action AS a WHERE NOT EXISTS (
               SELECT FROM llm_model AS m WHERE m.provider_id = a.provider_id
                   AND m.name = a.llm_model) OR a.prompt_template_id IS NULL),
    NULL, 'every action has a model that its provider has, and a prompt');
SELECT is((SELECT array_agg(step.name ORDER BY step.id) FROM workflow_step_entity AS step
           WHERE default_output_format_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM workflow_step_prompt AS p WHERE p.step_id = step.id)),
    ARRAY['Create Sections', 'Allocate Facts to Sections']::varchar[],
        'every step that a model can do has prompts, but for those another step does');
SELECT is((SELECT array_agg(column_name::text ORDER BY 1) FROM information_schema.columns
           WHERE table_schema = 'public' AND table_name = 'post_development'
             AND column_name NOT IN ('id', 'post_id', 'updated_at', 'version', 'outline_version')
             AND NOT EXISTS (SELECT FROM workflow_field_mapping AS m WHERE m.field_name = column_name)), NULL,
                 'every field has its stage');
SELECT set_has('SELECT name::text, type::text FROM llm_provider',
    $$VALUES ('Demo', 'other'), ('Ollama', 'ollama'), ('OpenAI', 'openai'), ('Anthropic', 'other'), ('Gemini', 'other')$$,
        'the providers');

-- Once
CREATE FUNCTION pg_temp.all_rows() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['workflow_stage_entity', 'workflow_sub_stage_entity', 'workflow_step_entity',
        'workflow_step_prompt',
        'workflow_format_template', 'workflow_field_mapping', 'llm_provider', 'llm_model', 'llm_prompt', 'llm_action',
            'substage_action_default',
        'image_style', 'image_format', 'image_setting', 'image_prompt_example']
    LOOP
        RETURN QUERY EXECUTE format('SELECT %L || to_jsonb(t)::text FROM public.%I AS t', name, name);
    END LOOP;
END
$$;
CREATE TEMP TABLE first_time AS SELECT * FROM pg_temp.all_rows();
\ir ../../sql/defaults/10-formats.sql
\ir ../../sql/defaults/20-workflow.sql
\ir ../../sql/defaults/30-providers.sql
\ir ../../sql/defaults/40-prompts.sql
\ir ../../sql/defaults/50-actions.sql
\ir ../../sql/defaults/60-images.sql
\ir ../../sql/defaults/70-field-mapping.sql
SELECT bag_eq('SELECT * FROM pg_temp.all_rows()', 'SELECT * FROM first_time', 'given once more, nothing changes');

UPDATE llm_prompt SET name = 'Mine', prompt_text = 'Mine' WHERE name = 'Fix the language';
UPDATE workflow_step_entity SET name = 'Polish', description = NULL WHERE name = 'Fix Language';
DELETE FROM llm_model WHERE name = 'gpt-3.5-turbo';
DELETE FROM workflow_sub_stage_entity WHERE name = 'Finish';
DELETE FROM image_prompt_example;
CREATE TEMP TABLE edited AS SELECT * FROM pg_temp.all_rows();
\ir ../../sql/defaults/10-formats.sql
\ir ../../sql/defaults/20-workflow.sql
\ir ../../sql/defaults/30-providers.sql
\ir ../../sql/defaults/40-prompts.sql
\ir ../../sql/defaults/50-actions.sql
\ir ../../sql/defaults/60-images.sql
\ir ../../sql/defaults/70-field-mapping.sql
SELECT bag_eq('SELECT * FROM pg_temp.all_rows()', 'SELECT * FROM edited', 'what was changed, renamed or deleted stays so');

-- What a later version adds is what was never given.
DELETE FROM llm_model WHERE name = 'demo';
DELETE FROM galley.given_default WHERE name = 'llm_model/Demo/demo';
\ir ../../sql/defaults/30-providers.sql
SELECT is((SELECT count(*) FROM llm_model WHERE name = 'demo'), 1::bigint, 'what is missing is added');

-- A database that has a workflow of its own
SET LOCAL client_min_messages TO warning;
TRUNCATE galley.given_default, workflow_stage_entity, workflow_step_entity, workflow_sub_stage_entity,
    workflow_field_mapping CASCADE;
INSERT INTO workflow_stage_entity (name, stage_order) VALUES ('Planning', 1), ('authoring', 2);
\ir ../../sql/defaults/20-workflow.sql
\ir ../../sql/defaults/50-actions.sql
\ir ../../sql/defaults/70-field-mapping.sql
SELECT is((SELECT count(*) FROM workflow_stage_entity), 2::bigint, 'a database with stages keeps those');
SELECT is((SELECT count(*) FROM workflow_sub_stage_entity), 0::bigint, 'without others'' sub-stages');
SELECT lives_ok($$SELECT galley.post_new('In an own workflow')$$, 'and posts can be made in it');
SELECT is((SELECT s.name FROM workflow AS w JOIN workflow_stage_entity AS s ON s.id = w.stage_id), 'Planning',
    'at its beginning');
TRUNCATE workflow_stage_entity CASCADE;
SELECT lives_ok($$SELECT galley.post_new('Without a workflow')$$, 'or in none');

SELECT * FROM finish();
ROLLBACK;
