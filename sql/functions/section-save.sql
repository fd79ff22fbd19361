-- galley.section_save(section, field, value, base_version, base_md5): saves one text of a section, if nobody else changed it
-- meanwhile.
-- Promises: a compare-and-swap; the base is the version of the section, or the MD5 of the text, that the writer began with
-- (either is enough; without both, whatever is stored is replaced). outcome:
--   saved      the text is stored;
--   unchanged  it was stored already, so saving it again is safe;
--   conflict   the field has another text by now, which stays; the one that was to be saved is kept in galley.section_conflict;
--   parked     the section is in the trash; the text is stored with it there.
-- A heading, description or status changes the master list too; any other text touches neither it nor its log nor any other
-- section. Raises GY003 when there is no such section, GY004 for a column that is no text of a section, a heading that is blank or too
-- long, and invalid JSON.
CREATE OR REPLACE FUNCTION galley.section_save(section integer, field text, value text, base_version integer DEFAULT NULL,
                                                base_md5 text DEFAULT NULL) RETURNS galley.save_result
LANGUAGE plpgsql
AS $$
DECLARE
    result      galley.save_result;
    post        integer;
    new_version integer;
    guard       text;
BEGIN
    IF field IS NULL OR field NOT IN ('draft', 'polished') THEN
        value := galley.section_proper(field, value);
    END IF;
    -- A section that is being parked or restored is for a moment to be seen in neither place: then look again.
    FOR attempt IN 1 .. 3 LOOP
        IF field = 'draft' THEN
            -- By itself, and without the trigger, whose work is done here: it is what is saved all the time.
            -- The guard is set by assignments, because PERFORM runs a query.
            guard := set_config('galley.guard', 'on', true);
            UPDATE public.post_section AS s
               SET draft = value, version = s.version + 1, updated_at = now() AT TIME ZONE 'UTC'
             WHERE s.id = section
               AND s.draft IS DISTINCT FROM value
               AND galley.section_is_base(s.version, s.draft, base_version, base_md5)
            RETURNING s.post_id, s.version INTO post, new_version;
            guard := set_config('galley.guard', 'off', true);
            IF post IS NOT NULL THEN
                INSERT INTO galley.search_mark (kind, id) VALUES ('s', section);
                PERFORM galley.notice('post_section', section, post, new_version, 'U');
                RETURN ('saved', new_version, value)::galley.save_result;
            END IF;
        ELSIF field IN ('section_heading', 'section_description', 'status') THEN
            PERFORM galley.outline_advise(s.post_id) FROM public.post_section AS s WHERE s.id = section;
            UPDATE public.post_section AS s
               SET section_heading = CASE field WHEN 'section_heading' THEN value ELSE s.section_heading END,
                   section_description = CASE field WHEN 'section_description' THEN value ELSE s.section_description END,
                   status = CASE field WHEN 'status' THEN value ELSE s.status END
             WHERE s.id = section
               AND galley.section_value(s, field) IS DISTINCT FROM value
               AND galley.section_is_base(s.version, galley.section_value(s, field), base_version, base_md5)
            RETURNING 'saved', s.version, value INTO result;
        ELSE
            UPDATE public.post_section AS s
               SET polished = CASE field WHEN 'polished' THEN value ELSE s.polished END,
                   ideas_to_include = CASE field WHEN 'ideas_to_include' THEN value ELSE s.ideas_to_include END,
                   facts_to_include = CASE field WHEN 'facts_to_include' THEN value ELSE s.facts_to_include END,
                   highlighting = CASE field WHEN 'highlighting' THEN value ELSE s.highlighting END,
                   image_concepts = CASE field WHEN 'image_concepts' THEN value ELSE s.image_concepts END,
                   image_prompts = CASE field WHEN 'image_prompts' THEN value ELSE s.image_prompts END,
                   generation = CASE field WHEN 'generation' THEN value ELSE s.generation END,
                   optimization = CASE field WHEN 'optimization' THEN value ELSE s.optimization END,
                   watermarking = CASE field WHEN 'watermarking' THEN value ELSE s.watermarking END,
                   image_meta_descriptions = CASE field WHEN 'image_meta_descriptions' THEN value ELSE s.image_meta_descriptions END,
                   image_captions = CASE field WHEN 'image_captions' THEN value ELSE s.image_captions END,
                   generated_image_url = CASE field WHEN 'generated_image_url' THEN value ELSE s.generated_image_url END,
                   image_generation_metadata = CASE field WHEN 'image_generation_metadata' THEN value::jsonb
                                                          ELSE s.image_generation_metadata END
             WHERE s.id = section
               AND galley.section_value(s, field) IS DISTINCT FROM value
               AND galley.section_is_base(s.version, galley.section_value(s, field), base_version, base_md5)
            RETURNING 'saved', s.version, value INTO result;
        END IF;
        IF result.outcome IS NULL THEN
            result := coalesce(galley.section_unsaved(section, field, value, base_version, base_md5),
                               galley.section_save_parked(section, field, value, base_version, base_md5));
        END IF;
        IF result.outcome IS NOT NULL THEN
            RETURN result;
        END IF;
    END LOOP;
    PERFORM galley.refuse_missing('section', section);
END
$$;
COMMENT ON FUNCTION galley.section_save(integer, text, text, integer, text) IS
    'Saves one text of a section, if nobody else changed it meanwhile.';

-- galley.section_is_base(version, value, base_version, base_md5): whether what is stored is what a writer began with.
-- Promises: true when either base agrees, or there is none.
CREATE OR REPLACE FUNCTION galley.section_is_base(version integer, value text, base_version integer, base_md5 text) RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$
    SELECT CASE WHEN base_version IS NULL AND base_md5 IS NULL THEN true
                ELSE coalesce(version = base_version, false) OR coalesce(md5(coalesce(value, '')) = base_md5, false) END
$$;

-- galley.section_proper(field, value): a text as a column takes it.
-- Promises: returns it; raises GY004 when there is no such field, or the column cannot take it.
CREATE OR REPLACE FUNCTION galley.section_proper(field text, value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    PERFORM galley.section_check(
        field IN ('section_heading', 'section_description', 'status', 'ideas_to_include', 'facts_to_include', 'highlighting',
                  'image_concepts', 'image_prompts', 'generation', 'optimization', 'watermarking', 'image_meta_descriptions',
                  'image_captions', 'generated_image_url', 'image_generation_metadata'),
        'A section has no field ' || coalesce(field, 'without a name') || '.');
    CASE field
    WHEN 'section_heading' THEN
        value := galley.section_heading(value);
        PERFORM galley.section_check(value <> '', 'A section needs a heading.');
    WHEN 'status' THEN
        RETURN coalesce(nullif(value, ''), 'draft');
    WHEN 'generated_image_url' THEN
        PERFORM galley.section_check(coalesce(length(value), 0) <= 512, 'An address has at most 512 characters.');
    WHEN 'image_generation_metadata' THEN
        BEGIN
            RETURN value::jsonb::text;
        EXCEPTION WHEN data_exception OR statement_too_complex OR program_limit_exceeded THEN
            PERFORM galley.section_check(false, 'The metadata of an image is JSON.');
        END;
    ELSE
        NULL;
    END CASE;
    RETURN value;
END
$$;

-- galley.section_unsaved(…): says why a text was not saved, when its section is in its post.
-- Promises: unchanged, or conflict, in which the text is kept in galley.section_conflict, once; NULL when the section is not
-- there, or has only just come.
CREATE OR REPLACE FUNCTION galley.section_unsaved(section integer, field text, value text, base_version integer, base_md5 text)
RETURNS galley.save_result
LANGUAGE plpgsql
AS $$
DECLARE
    stored record;
BEGIN
    SELECT s.post_id, s.version, galley.section_value(s, field) AS value INTO stored FROM public.post_section AS s WHERE s.id = section;
    IF NOT FOUND THEN
        RETURN NULL;
    ELSIF stored.value IS NOT DISTINCT FROM value THEN
        RETURN ('unchanged', stored.version, stored.value)::galley.save_result;
    ELSIF galley.section_is_base(stored.version, stored.value, base_version, base_md5) THEN
        RETURN NULL;
    END IF;
    RETURN galley.section_keep_conflict(section, stored.post_id, field, value, stored.version, stored.value);
END
$$;

-- galley.section_keep_conflict(…): keeps a text that lost a race.
-- Promises: it is in galley.section_conflict, once however often it is saved; returns the outcome conflict with what is stored.
CREATE OR REPLACE FUNCTION galley.section_keep_conflict(section integer, post integer, field text, value text, stored_version integer,
                                                         stored_value text) RETURNS galley.save_result
LANGUAGE sql
AS $$
    INSERT INTO galley.section_conflict (section_id, post_id, field, value, version)
    VALUES (section, post, field, value, stored_version)
    ON CONFLICT DO NOTHING;
    SELECT ('conflict', stored_version, stored_value)::galley.save_result
$$;

-- galley.section_save_parked(…): saves a text into a section in the trash.
-- Promises: parked, when it is stored there; conflict as above; NULL when the section is not in the trash.
CREATE OR REPLACE FUNCTION galley.section_save_parked(section integer, field text, value text, base_version integer, base_md5 text)
RETURNS galley.save_result
LANGUAGE plpgsql
AS $$
DECLARE
    stored record;
BEGIN
    SELECT p.post_id, (p.section ->> 'version')::integer AS version, p.section ->> field AS value INTO stored
      FROM galley.parked_section AS p WHERE p.section_id = section_save_parked.section FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    ELSIF stored.value IS NOT DISTINCT FROM value THEN
        RETURN ('parked', stored.version, stored.value)::galley.save_result;
    ELSIF NOT galley.section_is_base(stored.version, stored.value, base_version, base_md5) THEN
        RETURN galley.section_keep_conflict(section, stored.post_id, field, value, stored.version, stored.value);
    END IF;
    UPDATE galley.parked_section AS p
       SET section = p.section || jsonb_build_object(
               field, CASE field WHEN 'image_generation_metadata' THEN value::jsonb ELSE to_jsonb(value) END,
               'version', stored.version + 1),
           heading = CASE field WHEN 'section_heading' THEN value ELSE p.heading END,
           has_text = p.has_text OR coalesce(value, '') <> ''
     WHERE p.section_id = section_save_parked.section;
    RETURN ('parked', stored.version + 1, value)::galley.save_result;
END
$$;
