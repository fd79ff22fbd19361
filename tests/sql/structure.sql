-- The tables are those of the original blog system, completely: names, types, keys, defaults, indexes; and everything is
-- commented.
SELECT plan(122);

-- A column is written NAME TYPE, with "!" where it may not be NULL.
CREATE FUNCTION pg_temp.columns_of(name text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN '!' ELSE '' END, ', '
        ORDER BY attnum)
    FROM pg_attribute WHERE attrelid = format('public.%I', name)::regclass AND attnum > 0 AND NOT attisdropped
$$;
CREATE FUNCTION pg_temp.short(list text) RETURNS text LANGUAGE sql AS $$
    SELECT replace(replace(replace(list, 'character varying', 'varchar'), 'timestamp without time zone', 'timestamp'),
        'double precision', 'float')
$$;
CREATE TEMP TABLE wanted (name text, columns text);
INSERT INTO wanted VALUES
    ('post', 'id integer!, title varchar(200)!, slug varchar(200)!, summary text, created_at timestamp!, updated_at timestamp!,
        header_image_id integer, status post_status!, substage_id integer, version integer!'),
    ('post_development',
     'id integer!, post_id integer!, basic_idea text, idea_seed text, summary text, provisional_title text, idea_scope text,
        topics_to_cover text, interesting_facts text, tartans_products text, section_planning text, section_headings text,
            section_order text,
        main_title text, subtitle text, intro_blurb text, conclusion text, basic_metadata text, tags text, categories text,
            image_captions text,
        seo_optimization text, self_review text, peer_review text, final_check text, scheduling text, deployment text,
            verification text,
        feedback_collection text, content_updates text, version_control text, platform_selection text, content_adaptation text,
            distribution text,
        engagement_tracking text, updated_at timestamp!, version integer!, outline_version integer!'),
    ('post_section', 'id integer!, post_id integer!, section_order integer, section_heading text, section_description text, ideas_to_include text,
        facts_to_include text, draft text, polished text, highlighting text, image_concepts text, image_prompts text,
            generation text,
        optimization text, watermarking text, image_meta_descriptions text, image_captions text, image_prompt_example_id integer,
        generated_image_url varchar(512), image_generation_metadata jsonb, image_id integer, status text, created_at timestamp!,
        updated_at timestamp!, version integer!'),
    ('post_section_elements', 'id integer!, post_id integer!, section_id integer!, element_type varchar(50)!, element_text text!,
        element_order integer!, created_at timestamp!, updated_at timestamp!, version integer!'),
    ('workflow', 'id integer!, post_id integer!, stage_id integer, status workflow_status_enum!, created timestamp!, updated timestamp!'),
    ('workflow_stage_entity', 'id integer!, name varchar(100)!, description text, stage_order integer!'),
    ('workflow_sub_stage_entity',
     'id integer!, stage_id integer!, name varchar(100)!, description text, sub_stage_order integer!'),
    ('workflow_step_entity',
     'id integer!, sub_stage_id integer!, name varchar(100)!, description text, step_order integer!, config jsonb,
        field_name text, order_index integer, default_input_format_id integer, default_output_format_id integer'),
    ('workflow_step_prompt',
     'id integer!, step_id integer!, system_prompt_id integer, task_prompt_id integer, created_at timestamp!,
        updated_at timestamp!'),
    ('workflow_format_template',
     'id integer!, name varchar(100)!, description text, fields jsonb!, format_type varchar(32)!, llm_instructions text,
        created_at timestamp!, updated_at timestamp!'),
    ('workflow_step_format', 'id integer!, step_id integer!, post_id integer!, input_format_id integer, output_format_id integer,
        created_at timestamp!, updated_at timestamp!'),
    ('workflow_field_mapping', 'id integer!, field_name text!, stage_id integer, substage_id integer, order_index integer!'),
    ('post_workflow_stage',
     'id integer!, post_id integer!, stage_id integer!, started_at timestamp, completed_at timestamp, status varchar(32)!,
        input_field varchar(128), output_field varchar(128)'),
    ('post_workflow_sub_stage',
     'id integer!, post_workflow_stage_id integer!, sub_stage_id integer!, content text, status varchar(32)!,
        started_at timestamp, completed_at timestamp, notes text'),
    ('post_workflow_step_action', 'id integer!, post_id integer!, step_id integer!, action_id integer, input_field varchar(128),
        output_field varchar(128), button_label text, button_order integer!'),
    ('post_substage_action', 'id integer!, post_id integer!, substage varchar(64)!, action_id integer, input_field varchar(128),
        output_field varchar(128), button_label text, button_order integer!'),
    ('substage_action_default', 'id integer!, substage varchar(64)!, action_id integer'),
    ('llm_provider', 'id integer!, name varchar(128)!, type provider_type_enum!, api_url text!, auth_token text, description text,
        created_at timestamp!, updated_at timestamp!'),
    ('llm_model', 'id integer!, name varchar(128)!, provider_id integer!, description text, strengths text, weaknesses text, api_params jsonb,
        created_at timestamp!, updated_at timestamp!'),
    ('llm_prompt', 'id integer!, name varchar(100)!, description text, prompt_text text, prompt_json jsonb, system_prompt text, parameters jsonb,
        order integer!, created_at timestamp!, updated_at timestamp!'),
    ('llm_action', 'id integer!, field_name varchar(128)!, prompt_template text, prompt_template_id integer, llm_model varchar(128)!,
        provider_id integer!, temperature float!, max_tokens integer!, timeout integer!, order integer!, input_field varchar(128),
        output_field varchar(128), created_at timestamp!, updated_at timestamp!'),
    ('llm_interaction', 'id integer!, prompt_id integer, input_text text, output_text text, parameters_used jsonb, interaction_metadata jsonb,
        created_at timestamp!'),
    ('llm_action_history',
     'id integer!, action_id integer, post_id integer, input_text text, output_text text, status varchar(50),
        error_message text, created_at timestamp!'),
    ('llm_log', 'id integer!, interaction_id integer, action_id integer, post_id integer, operation varchar(64)!, model_name varchar(128),
        model_version varchar(128), configuration jsonb, request_parameters jsonb, request_context jsonb, response_data jsonb,
            tokens_used integer,
        duration float, success boolean!, error_type varchar(64), error_message text, error_detail text, recovery_action text,
            created_at timestamp!'),
    ('image', 'id integer!, filename varchar(255)!, original_filename varchar(255), path varchar(500)!, alt_text varchar(500), caption text,
        image_prompt text, notes text, image_metadata jsonb, watermarked boolean!, watermarked_path varchar(500),
            created_at timestamp!,
        updated_at timestamp!'),
    ('image_style', 'id integer!, title varchar(100)!, description text, created_at timestamp!, updated_at timestamp!'),
    ('image_format', 'id integer!, title varchar(100)!, description varchar(255), width integer, height integer, steps integer,
        guidance_scale float, extra_settings text, created_at timestamp!, updated_at timestamp!'),
    ('image_setting', 'id integer!, name varchar(100)!, style_id integer, format_id integer, width integer, height integer, steps integer,
        guidance_scale float, extra_settings text, created_at timestamp!, updated_at timestamp!'),
    ('image_prompt_example',
     'id integer!, description text!, style_id integer, format_id integer, provider varchar(50), image_setting_id integer,
        created_at timestamp!, updated_at timestamp!'),
    ('media', 'id integer!, filename varchar(255)!, original_filename varchar(255), path varchar(500)!, media_type varchar(100),
        alt_text varchar(500), caption text, notes text, media_metadata jsonb, image_id integer, created_at timestamp!,
            updated_at timestamp!'),
    ('category', 'id integer!, name varchar(50)!, slug varchar(50)!, description text'),
    ('tag', 'id integer!, name varchar(50)!, slug varchar(50)!, description text'),
    ('post_categories', 'post_id integer!, category_id integer!'),
    ('post_tags', 'post_id integer!, tag_id integer!'),
    ('user', 'id integer!, username varchar(64)!, email varchar(120)!, password_hash varchar(128), is_active boolean!, created_at timestamp!,
        updated_at timestamp!');

SELECT is(pg_temp.short(pg_temp.columns_of(name)), regexp_replace(columns, '\s+', ' ', 'g'), format('columns of %s', name))
    FROM wanted;
SELECT bag_eq($$SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
    AND relkind IN ('r', 'v', 'm', 'p')$$,
    'SELECT name FROM wanted', 'schema public has these tables and no others');

-- Types
SELECT enum_has_labels('public', 'post_status', ARRAY['draft', 'in_process', 'published', 'archived', 'deleted'], 'post_status');
SELECT enum_has_labels('public', 'workflow_status_enum', ARRAY['draft', 'published', 'review', 'deleted'],
    'workflow_status_enum');
SELECT enum_has_labels('public', 'provider_type_enum', ARRAY['openai', 'ollama', 'other'], 'provider_type_enum');

-- Keys
SELECT is((SELECT array_agg(name ORDER BY name) FROM wanted WHERE NOT EXISTS (
    SELECT FROM pg_constraint WHERE conrelid = format('public.%I', name)::regclass AND contype = 'p')), NULL,
        'every table has a primary key');
SELECT is((SELECT array_agg(name ORDER BY name) FROM wanted WHERE columns LIKE 'id %' AND NOT EXISTS (
    SELECT FROM pg_constraint WHERE conrelid = format('public.%I', name)::regclass AND contype = 'p'
        AND pg_get_constraintdef(oid) = 'PRIMARY KEY (id)')), NULL, 'which is the id');
SELECT is((SELECT array_agg(name ORDER BY name) FROM wanted
           WHERE columns LIKE 'id %' AND pg_get_serial_sequence(format('public.%I', name), 'id') IS NULL), NULL, 'and a serial');
SELECT fk_ok('public', child, parts[1], 'public', split_part(parts[2], '(', 1), rtrim(split_part(parts[2], '(', 2), ')'),
    format('%s.%s', child, parts[1]))
FROM (VALUES
    ('post', 'header_image_id image(id)'),
    ('post_development', 'post_id post(id)'),
    ('post_section', 'post_id post(id)'),
    ('post_section', 'image_id image(id)'),
    ('post_section', 'image_prompt_example_id image_prompt_example(id)'),
    ('post_section_elements', 'section_id post_section(id)'),
    ('post_section_elements', 'post_id post(id)'),
    ('workflow', 'post_id post(id)'),
    ('workflow', 'stage_id workflow_stage_entity(id)'),
    ('workflow_sub_stage_entity', 'stage_id workflow_stage_entity(id)'),
    ('workflow_step_entity', 'sub_stage_id workflow_sub_stage_entity(id)'),
    ('workflow_step_entity', 'default_input_format_id workflow_format_template(id)'),
    ('workflow_step_entity', 'default_output_format_id workflow_format_template(id)'),
    ('workflow_step_prompt', 'step_id workflow_step_entity(id)'),
    ('workflow_step_prompt', 'system_prompt_id llm_prompt(id)'),
    ('workflow_step_prompt', 'task_prompt_id llm_prompt(id)'),
    ('workflow_step_format', 'step_id workflow_step_entity(id)'),
    ('workflow_step_format', 'post_id post(id)'),
    ('workflow_field_mapping', 'stage_id workflow_stage_entity(id)'),
    ('workflow_field_mapping', 'substage_id workflow_sub_stage_entity(id)'),
    ('post_workflow_stage', 'post_id post(id)'),
    ('post_workflow_stage', 'stage_id workflow_stage_entity(id)'),
    ('post_workflow_sub_stage', 'post_workflow_stage_id post_workflow_stage(id)'),
    ('post_workflow_sub_stage', 'sub_stage_id workflow_sub_stage_entity(id)'),
    ('post_workflow_step_action', 'post_id post(id)'),
    ('post_workflow_step_action', 'step_id workflow_step_entity(id)'),
    ('post_workflow_step_action', 'action_id llm_action(id)'),
    ('post_substage_action', 'post_id post(id)'),
    ('post_substage_action', 'action_id llm_action(id)'),
    ('substage_action_default', 'action_id llm_action(id)'),
    ('llm_model', 'provider_id llm_provider(id)'),
    ('llm_action', 'prompt_template_id llm_prompt(id)'),
    ('llm_action', 'provider_id llm_provider(id)'),
    ('llm_interaction', 'prompt_id llm_prompt(id)'),
    ('llm_action_history', 'action_id llm_action(id)'),
    ('llm_action_history', 'post_id post(id)'),
    ('image_setting', 'style_id image_style(id)'),
    ('image_setting', 'format_id image_format(id)'),
    ('image_prompt_example', 'style_id image_style(id)'),
    ('image_prompt_example', 'format_id image_format(id)'),
    ('image_prompt_example', 'image_setting_id image_setting(id)'),
    ('post_categories', 'post_id post(id)'),
    ('post_categories', 'category_id category(id)'),
    ('post_tags', 'post_id post(id)'),
    ('post_tags', 'tag_id tag(id)')) AS f (child, target)
    CROSS JOIN LATERAL regexp_split_to_array(target, ' ') AS parts;
SELECT col_is_unique('public', name, columns, format('%s: %s is unique', name, array_to_string(columns, ', ')))
FROM (VALUES
    ('post', ARRAY['slug']), ('post_development', ARRAY['post_id']), ('post_section', ARRAY['post_id', 'section_order']),
    ('post_section_elements', ARRAY['section_id', 'element_order']), ('workflow', ARRAY['post_id']),
    ('workflow_stage_entity', ARRAY['name']), ('workflow_step_entity', ARRAY['sub_stage_id', 'name']),
    ('post_workflow_stage', ARRAY['post_id', 'stage_id']),
        ('post_workflow_sub_stage', ARRAY['post_workflow_stage_id', 'sub_stage_id']),
    ('substage_action_default', ARRAY['substage']), ('llm_model', ARRAY['provider_id', 'name']), ('image', ARRAY['path']),
    ('image_style', ARRAY['title']), ('image_format', ARRAY['title']), ('image_setting', ARRAY['name']),
    ('category', ARRAY['name']), ('category', ARRAY['slug']), ('tag', ARRAY['name']), ('tag', ARRAY['slug']),
    ('user', ARRAY['username']), ('user', ARRAY['email'])) AS u (name, columns);
SELECT is((SELECT string_agg(concat_ws(' ', conname, condeferrable, condeferred), ', ' ORDER BY conname) FROM pg_constraint
           WHERE conname IN ('idx_post_section_post_order', 'idx_post_section_elements_order')),
    'idx_post_section_elements_order t f, idx_post_section_post_order t t',
    'places can be exchanged: of elements in one statement, of sections in one transaction');

-- Indexes
SELECT has_index('public', 'post_section', 'idx_post_section_post_order', ARRAY['post_id', 'section_order'],
    'idx_post_section_post_order');
SELECT has_index('public', 'post_section_elements', 'idx_post_section_elements_' || suffix, columns,
    'idx_post_section_elements_' || suffix)
FROM (VALUES ('post_id', ARRAY['post_id']), ('section_id', ARRAY['section_id']), ('type', ARRAY['element_type']),
             ('order', ARRAY['section_id', 'element_order'])) AS i (suffix, columns);

-- Checks and defaults
SELECT throws_ok($$INSERT INTO llm_provider (name, type, api_url, auth_token) VALUES ('x', 'other', 'x', 'secret')$$, '23514',
    NULL,
    'a secret cannot be stored');

-- Comments
SELECT is(
    (SELECT array_agg(c.oid::regclass::text ORDER BY 1) FROM pg_class AS c
     WHERE c.relnamespace IN ('public'::regnamespace, 'galley'::regnamespace) AND c.relkind IN ('r', 'v')
         AND obj_description(c.oid, 'pg_class') IS NULL),
    NULL, 'every table and view is commented');
SELECT is(
    (SELECT array_agg(c.oid::regclass || '.' || a.attname ORDER BY 1) FROM pg_class AS c JOIN pg_attribute
     AS a ON a.attrelid = c.oid
     WHERE c.relnamespace IN ('public'::regnamespace, 'galley'::regnamespace) AND c.relkind IN ('r', 'v', 'c') AND a.attnum > 0
       AND NOT a.attisdropped AND col_description(c.oid, a.attnum) IS NULL),
    NULL, 'every column is commented, and every part of a type');
SELECT is(
    (SELECT array_agg(t.oid::regtype::text ORDER BY 1) FROM pg_type AS t LEFT JOIN pg_class AS c ON c.oid = t.typrelid
     WHERE t.typnamespace IN ('public'::regnamespace, 'galley'::regnamespace) AND (t.typtype = 'e' OR c.relkind = 'c')
       AND obj_description(t.oid, 'pg_type') IS NULL),
    NULL, 'every type is commented');
SELECT is((SELECT array_agg(p.oid::regprocedure::text ORDER BY 1) FROM pg_proc AS p
           WHERE p.pronamespace = 'public'::regnamespace), NULL, 'schema public has no functions of ours');

-- The functions were installed without a look at their bodies; here is one.
CREATE FUNCTION pg_temp.fault_of(function oid) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE pg_get_functiondef(function);
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    RETURN function::regprocedure || ': ' || SQLERRM;
END
$$;
SELECT is((SELECT array_agg(fault ORDER BY fault) FROM pg_proc AS p CROSS JOIN LATERAL pg_temp.fault_of(p.oid) AS fault
           WHERE p.pronamespace = 'galley'::regnamespace AND p.prokind = 'f' AND fault IS NOT NULL), NULL,
               'every function can be read by PostgreSQL');

SELECT throws_ok('TRUNCATE post_section CASCADE', 'GY004', NULL, 'sections are not truncated');
SELECT throws_ok('TRUNCATE post CASCADE', 'GY004', NULL, 'nor are posts');

SELECT * FROM finish();
