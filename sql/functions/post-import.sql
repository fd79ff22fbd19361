-- galley.post_import: makes a new post out of a document, as galley.post_document returns it, and returns its id.
--
-- Promises everything or nothing: a document that has a key not known here, a value of a wrong type, or no title, is refused by
-- GY004, with the place in DETAIL. Ids are ignored; a slug that is taken gets a number; tags and categories that do not exist
-- are made; the sections have the order that they have in the document; what was in the trash of the post is in the trash of
-- the new one. For sections first_draft and uk_british, title and heading are understood.

CREATE OR REPLACE FUNCTION galley.post_import(document jsonb)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    fields      jsonb;
    development jsonb;
    sections    jsonb;
    parked      jsonb;
    made        integer;
BEGIN
    PERFORM galley.import_envelope(document);
    fields := galley.import_references(galley.import_fields(
        (document -> 'post') - '{id,updated_at}'::text[], 'public.post', '{id,version,substage_id}', '{}', 'post'));
    development := galley.import_fields(coalesce(nullif(document -> 'development', 'null'), '{}'), 'public.post_development',
        '{id,post_id,section_headings,updated_at,version,outline_version}', '{}', 'development');
    sections := galley.import_sections(document -> 'sections', 'sections');
    parked := galley.import_sections(document -> 'parked', 'parked');
    IF fields ->> 'slug' ~ '[\s/?#]' THEN
        PERFORM galley.refuse_argument('The slug has a character that a web address cannot have.', 'post.slug',
            'Use letters, digits and hyphens.');
    END IF;

    made := galley.post_insert(fields ->> 'title', fields ->> 'slug');
    PERFORM set_config('galley.guard', 'on', true);
    PERFORM galley.import_post(made, fields, development);
    PERFORM galley.import_rows(made, sections, 0);
    PERFORM galley.section_park_rows(galley.import_rows(made, parked, jsonb_array_length(sections)));
    PERFORM set_config('galley.guard', 'off', true);
    PERFORM galley.import_names(made, document -> 'categories', 'categories', 'category'),
            galley.import_names(made, document -> 'tags', 'tags', 'tag');
    IF sections <> '[]' THEN
        PERFORM galley.outline_sync(made, 'to_development');
    END IF;
    INSERT INTO galley.search_mark (kind, id) VALUES ('w', made);
    RETURN made;
END
$$;
COMMENT ON FUNCTION galley.post_import(jsonb) IS 'Makes a post out of a document.';

-- galley.import_envelope: GY004 unless this is the document of a post, of a version that is known, with a post and nothing
-- unknown.
CREATE OR REPLACE FUNCTION galley.import_envelope(document jsonb)
RETURNS void
LANGUAGE plpgsql
IMMUTABLE
AS $$
DECLARE
    version constant jsonb := coalesce(document -> 'version', document -> 'format_version');
    unknown text;
BEGIN
    PERFORM galley.import_type(document, 'object', 'the document');
    IF document -> 'format' IS DISTINCT FROM '"galley-post"' THEN
        PERFORM galley.refuse_argument('This is not the document of a post.', 'format', 'Its "format" has to be "galley-post".');
    ELSIF version IS DISTINCT FROM '1' THEN
        PERFORM galley.refuse_argument(
            format('The document has version %s, which is not known here.', coalesce(version::text, 'none')),
            'version', 'Version 1 can be imported; for a newer one use a newer Galley.');
    END IF;
    SELECT key INTO unknown
    FROM jsonb_object_keys(document) AS key
    WHERE key <> ALL ('{format,version,format_version,post,development,categories,tags,sections,parked}');
    IF FOUND THEN
        PERFORM galley.refuse_argument(format('The document has a part that is not known here: "%s".', unknown), unknown,
            'Remove it, or use the version of Galley that wrote the document.');
    END IF;
    PERFORM galley.import_type(document -> 'post', 'object', 'post');
    IF coalesce(btrim(document #>> '{post,title}'), '') = '' THEN
        PERFORM galley.refuse_argument('The document has no title.', 'post.title', 'Give the post a title.');
    END IF;
END
$$;
COMMENT ON FUNCTION galley.import_envelope(jsonb) IS 'Raises GY004 unless this is the document of a post.';

-- galley.import_sections: the sections of a document, each checked.
CREATE OR REPLACE FUNCTION galley.import_sections(sections jsonb, place text)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
AS $$
BEGIN
    IF coalesce(sections, 'null') = 'null' THEN
        RETURN '[]';
    END IF;
    PERFORM galley.import_type(sections, 'array', place);
    RETURN (
        SELECT coalesce(jsonb_agg(galley.import_section(section, format('%s[%s]', place, number - 1)) ORDER BY number), '[]')
        FROM jsonb_array_elements(sections) WITH ORDINALITY AS s (section, number));
END
$$;
COMMENT ON FUNCTION galley.import_sections(jsonb, text) IS 'The sections of a document, checked.';

-- galley.import_post: puts fields into the rows of a post that was just made.  The guard is on.
CREATE OR REPLACE FUNCTION galley.import_post(post integer, fields jsonb, development jsonb)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE public.post AS p
    SET summary = fields ->> 'summary',
        status = coalesce((fields ->> 'status')::public.post_status, p.status),
        header_image_id = (fields ->> 'header_image_id')::integer,
        created_at = coalesce(galley.import_time(fields ->> 'created_at', 'post.created_at'), p.created_at)
    WHERE p.id = import_post.post;
    IF development <> '{}' THEN
        EXECUTE (
            SELECT format('UPDATE public.post_development SET %s WHERE post_id = $1',
                string_agg(format('%I = $2 ->> %L', key, key), ', '))
            FROM jsonb_object_keys(development) AS key)
        USING post, development;
    END IF;
END
$$;
COMMENT ON FUNCTION galley.import_post(integer, jsonb, jsonb) IS 'Puts fields into the rows of a new post.';

-- galley.import_rows: inserts checked sections with all that belongs to them, from the place after the given one on, and
-- returns their ids. The guard is on.
CREATE OR REPLACE FUNCTION galley.import_rows(post integer, sections jsonb, after integer)
RETURNS integer[]
LANGUAGE plpgsql
AS $$
DECLARE
    now_utc constant timestamp := now() AT TIME ZONE 'UTC';
    section record;
    made    integer;
    ids     integer[] := '{}';
BEGIN
    FOR section IN
        SELECT value AS parts, number FROM jsonb_array_elements(sections) WITH ORDINALITY AS s (value, number) ORDER BY number
    LOOP
        made := nextval('public.post_section_id_seq');
        ids := ids || made;
        INSERT INTO public.post_section
        SELECT (jsonb_populate_record(NULL::public.post_section,
            '{"status": "draft", "version": 1}' || (section.parts -> 'fields') || jsonb_build_object(
                'id', made, 'post_id', post, 'section_order', after + section.number,
                'created_at', now_utc, 'updated_at', now_utc))).*;
        INSERT INTO public.post_section_elements (post_id, section_id, element_type, element_text, element_order)
        SELECT import_rows.post, made, value ->> 'element_type', value ->> 'element_text', number
        FROM jsonb_array_elements(section.parts -> 'elements') WITH ORDINALITY AS e (value, number) ORDER BY number;
        INSERT INTO galley.parked_element (id, post_id, section_id, content)
        SELECT nextval('public.post_section_elements_id_seq'), import_rows.post, made,
               value || jsonb_build_object('element_order', number, 'created_at', now_utc, 'version', 1)
        FROM jsonb_array_elements(section.parts -> 'parked_elements') WITH ORDINALITY AS e (value, number) ORDER BY number;
        INSERT INTO galley.section_keys (section_id, post_id, keys)
        SELECT made, import_rows.post, section.parts -> 'keys' WHERE section.parts -> 'keys' <> 'null';
    END LOOP;
    RETURN ids;
END
$$;
COMMENT ON FUNCTION galley.import_rows(integer, jsonb, integer) IS 'Inserts the sections of a document.';

-- galley.import_names: gives a post its tags or categories by name; those that do not exist are made.
CREATE OR REPLACE FUNCTION galley.import_names(post integer, names jsonb, place text, kind text)
RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    name record;
    made integer;
BEGIN
    IF coalesce(names, 'null') = 'null' THEN
        RETURN;
    END IF;
    PERFORM galley.import_type(names, 'array', place);
    FOR name IN
        SELECT value, format('%s[%s]', place, number - 1) AS place
        FROM jsonb_array_elements(names) WITH ORDINALITY AS n (value, number)
    LOOP
        PERFORM galley.import_value(name.value, 'character varying', 50, name.place);
        IF btrim(name.value #>> '{}') = '' THEN
            PERFORM galley.refuse_argument('The document has an empty name.', name.place, 'Give it a name, or remove it.');
        END IF;
        made := galley.name_find(kind, name.value #>> '{}');
        EXECUTE format('INSERT INTO public.%I (post_id, %I) VALUES ($1, $2) ON CONFLICT DO NOTHING',
            'post_' || place, kind || '_id')
        USING post, made;
    END LOOP;
END
$$;
COMMENT ON FUNCTION galley.import_names(integer, jsonb, text, text) IS 'Gives a post its tags or categories.';

-- galley.name_find: the id of the tag or the category of a name; it is made, with a slug that no other has, if there is none.
CREATE OR REPLACE FUNCTION galley.name_find(kind text, name text)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    found integer;
    slug  text := left(galley.slug(name), 42);
    taken boolean;
BEGIN
    EXECUTE format('SELECT id FROM public.%I WHERE name = $1', kind) INTO found USING name;
    IF found IS NOT NULL THEN
        RETURN found;
    END IF;
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I WHERE slug = $1)', kind) INTO taken USING slug;
    IF taken THEN
        slug := slug || '-' || substr(md5(name), 1, 7);
    END IF;
    EXECUTE format('INSERT INTO public.%I (name, slug) VALUES ($1, $2)
                    ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id', kind)
    INTO found USING name, slug;
    RETURN found;
END
$$;
COMMENT ON FUNCTION galley.name_find(text, text) IS 'The id of the tag or the category of a name.';
