-- galley.run_new(post, action, sections, settings): makes a run of an action over sections of a post, in the order given, with a
-- queued proposal for each; returns its id.
--
-- The settings, a JSON object, win over what the action says: provider_id, model, input_field, output_field, system_prompt,
-- task_prompt, format, temperature, max_tokens, timeout. Without an action they have to say it all. A negative temperature, and
-- 0 of a number, stand for none.
--
-- Promises: names, prompts and parameters are kept as they are now; nothing is sent. GY003 without such a post, action, provider,
-- or section in the post; GY004 when no section is given, one is given twice, or there is no task, model, or field of a section
-- that the answers are for.

CREATE OR REPLACE FUNCTION galley.run_new(post integer, action integer, sections integer[], settings jsonb DEFAULT '{}')
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    asked    record;
    new_run  galley.run;
    provider public.llm_provider;
    made     integer;
BEGIN
    PERFORM galley.post_find(post);
    SELECT * INTO asked FROM galley.action_list() AS a WHERE a.id = action;
    IF NOT FOUND AND action IS NOT NULL THEN
        PERFORM galley.refuse_missing('action', action);
    END IF;
    PERFORM galley.run_check_sections(post, sections);

    new_run.provider_id := coalesce((settings ->> 'provider_id')::integer, asked.provider_id);
    SELECT * INTO provider FROM public.llm_provider AS p WHERE p.id = new_run.provider_id;
    IF NOT FOUND THEN
        PERFORM galley.refuse_missing('provider', new_run.provider_id, 'Choose one of those in the preferences.');
    END IF;
    new_run.model := nullif(coalesce(settings ->> 'model', asked.model), '');
    new_run.input_field := nullif(coalesce(settings ->> 'input_field', asked.input_field), '');
    new_run.output_field := nullif(coalesce(settings ->> 'output_field', asked.output_field), '');
    new_run.system_prompt := nullif(coalesce(settings ->> 'system_prompt', asked.system_prompt), '');
    new_run.task_prompt := nullif(coalesce(settings ->> 'task_prompt', asked.task_prompt), '');
    new_run.format := nullif(coalesce(settings ->> 'format', asked.format), '');
    new_run.temperature := coalesce((settings ->> 'temperature')::double precision, asked.temperature);
    new_run.max_tokens := coalesce((settings ->> 'max_tokens')::integer, asked.max_tokens);
    new_run.timeout := coalesce((settings ->> 'timeout')::integer, asked.timeout);
    PERFORM galley.run_check(new_run);

    INSERT INTO galley.run (post_id, action_id, action_name, provider_id, provider_name, model, input_field, output_field,
                            system_prompt, task_prompt, format, n_proposals, temperature, max_tokens, timeout)
    VALUES (post, action, coalesce(asked.name, ''), provider.id, provider.name, new_run.model, new_run.input_field,
            new_run.output_field, new_run.system_prompt, new_run.task_prompt, new_run.format, cardinality(sections),
            CASE WHEN new_run.temperature >= 0 THEN new_run.temperature END, nullif(new_run.max_tokens, 0),
            nullif(new_run.timeout, 0))
    RETURNING id INTO made;
    INSERT INTO galley.proposal (run_id, post_id, section_id, place, field)
    SELECT made, post, s.id, s.place, new_run.output_field FROM unnest(sections) WITH ORDINALITY AS s (id, place);
    RETURN made;
END
$$;
COMMENT ON FUNCTION galley.run_new(integer, integer, integer[], jsonb) IS 'Makes a run with a queued proposal for each section.';

-- galley.run_check_sections: GY004 unless there are sections, each once; GY003 unless all are in the post.
CREATE OR REPLACE FUNCTION galley.run_check_sections(post integer, sections integer[])
RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    missing integer;
BEGIN
    IF coalesce(cardinality(sections), 0) = 0 THEN
        PERFORM galley.refuse_argument('A run needs a section.', 'sections', 'Add a section to the post, or choose one.');
    ELSIF cardinality(sections) <> (SELECT count(DISTINCT id) FROM unnest(sections) AS id) THEN
        PERFORM galley.refuse_argument('A section is named twice, or is none.', 'sections', 'Name each section once.');
    END IF;
    SELECT given.id INTO missing
      FROM unnest(sections) AS given (id)
     WHERE NOT EXISTS (SELECT FROM public.post_section AS s WHERE s.id = given.id AND s.post_id = post)
     LIMIT 1;
    IF FOUND THEN
        PERFORM galley.refuse_missing('section', missing, format('Choose among the sections of post %s.', post));
    END IF;
END
$$;
COMMENT ON FUNCTION galley.run_check_sections(integer, integer[]) IS 'Refuses sections that a run cannot have.';

-- galley.run_check: GY004 unless the run says what to ask, whom, and for which field.
CREATE OR REPLACE FUNCTION galley.run_check(run galley.run)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF run.model IS NULL THEN
        PERFORM galley.refuse_argument('A run needs a model.', 'model', 'Choose one of the provider''s models.');
    ELSIF run.task_prompt IS NULL THEN
        PERFORM galley.refuse_argument('There is nothing to ask the model.', 'task_prompt', 'Give the action a prompt.');
    ELSIF NOT galley.is_section_field(run.output_field) THEN
        PERFORM galley.refuse_argument(
            format('"%s" is no text of a section.', coalesce(run.output_field, '')), 'output_field',
            'Choose the field that the answers are for, such as draft or polished.');
    ELSIF run.input_field IS NOT NULL AND NOT galley.is_section_field(run.input_field) THEN
        PERFORM galley.refuse_argument(
            format('"%s" is no text of a section.', run.input_field), 'input_field', 'Choose a field of the section.');
    END IF;
END
$$;
COMMENT ON FUNCTION galley.run_check(galley.run) IS 'Refuses a run that does not say what to ask.';

-- galley.is_section_field: whether a name is that of a text of a section.
CREATE OR REPLACE FUNCTION galley.is_section_field(field text)
RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$
    SELECT coalesce(field IN (
        'section_heading', 'section_description', 'ideas_to_include', 'facts_to_include', 'draft', 'polished', 'highlighting',
        'image_concepts', 'image_prompts', 'generation', 'optimization', 'watermarking', 'image_meta_descriptions',
        'image_captions'), false)
$$;
COMMENT ON FUNCTION galley.is_section_field(text) IS 'Whether a name is that of a text of a section that a model can read and write.';
