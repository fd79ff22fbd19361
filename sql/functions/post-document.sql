-- galley.post_document: everything a writer made of a post, as one JSON object; ARCHITECTURE.md, "The document of a post",
-- describes it. galley.post_import makes a post out of it again.
--
-- Promises that nothing a person wrote is left out, be it in the trash of the post, and that two documents of unchanged posts
-- are equal. GY003 without such a post.

CREATE OR REPLACE FUNCTION galley.post_document(post integer)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
AS $$
DECLARE
    document jsonb := galley.post_document_living(post);
    sections jsonb;
    parked   jsonb;
BEGIN
    -- Deleted elements go with their section; those of sections in the trash are with these.
    SELECT jsonb_agg(s.section || coalesce(gone.part, '{}') ORDER BY s.place)
    INTO sections
    FROM jsonb_array_elements(document -> 'sections') WITH ORDINALITY AS s (section, place)
        LEFT JOIN (
            SELECT e.section_id, jsonb_build_object('parked_elements', galley.document_elements(
                       jsonb_agg(e.content || jsonb_build_object('id', e.id) ORDER BY e.content -> 'element_order', e.id))) AS part
            FROM galley.parked_element AS e
            WHERE e.post_id = post
            GROUP BY e.section_id
        ) AS gone ON gone.section_id = (s.section ->> 'id')::integer;
    SELECT jsonb_agg(galley.document_section(p.section, p.keys, p.elements) ORDER BY p.section_order, p.section_id) INTO parked
    FROM galley.parked_section AS p
    WHERE p.post_id = post;
    RETURN document
        || jsonb_build_object('sections', coalesce(sections, '[]'))
        || CASE WHEN parked IS NULL THEN '{}' ELSE jsonb_build_object('parked', parked) END;
END
$$;
COMMENT ON FUNCTION galley.post_document(integer) IS 'Everything a writer made of a post.';

-- galley.post_document_living: the same without the trash.
CREATE OR REPLACE FUNCTION galley.post_document_living(post integer)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
AS $$
BEGIN
    PERFORM galley.post_find(post);
    RETURN jsonb_build_object(
        'format', 'galley-post',
        'version', 1,
        'post', (
            SELECT galley.document_fields(to_jsonb(p), '{version,substage_id}') || jsonb_build_object(
                'created_at', galley.document_time(p.created_at), 'updated_at', galley.document_time(p.updated_at))
            FROM public.post AS p WHERE p.id = post),
        'development', coalesce((
            SELECT galley.document_fields(to_jsonb(d), '{id,post_id,section_headings,updated_at,version,outline_version}')
            FROM public.post_development AS d WHERE d.post_id = post), '{}'),
        'categories', coalesce((
            SELECT jsonb_agg(c.name ORDER BY c.name COLLATE "C")
            FROM public.post_categories AS pc JOIN public.category AS c ON c.id = pc.category_id WHERE pc.post_id = post), '[]'),
        'tags', coalesce((
            SELECT jsonb_agg(t.name ORDER BY t.name COLLATE "C")
            FROM public.post_tags AS pt JOIN public.tag AS t ON t.id = pt.tag_id WHERE pt.post_id = post), '[]'),
        'sections', coalesce((
            SELECT jsonb_agg(galley.document_section(to_jsonb(s), k.keys, e.elements) ORDER BY s.section_order, s.id)
            FROM public.post_section AS s
                LEFT JOIN galley.section_keys AS k ON k.section_id = s.id
                LEFT JOIN (
                    SELECT section_id, jsonb_agg(to_jsonb(element) ORDER BY element_order, id) AS elements
                    FROM public.post_section_elements AS element WHERE element.post_id = post GROUP BY section_id
                ) AS e ON e.section_id = s.id
            WHERE s.post_id = post), '[]'));
END
$$;
COMMENT ON FUNCTION galley.post_document_living(integer) IS 'Everything a writer made of a post, the trash excepted.';

-- galley.document_section, galley.document_elements: a section and its elements, out of their rows.
CREATE OR REPLACE FUNCTION galley.document_section(section jsonb, keys jsonb, elements jsonb)
RETURNS jsonb
LANGUAGE sql
IMMUTABLE
AS $$
    SELECT galley.document_fields(
            section || jsonb_build_object('heading', section -> 'section_heading', 'description', section -> 'section_description'),
            '{post_id,section_order,section_heading,section_description,created_at,updated_at,version}')
        || CASE WHEN keys IS NULL THEN '{}' ELSE jsonb_build_object('keys', keys) END
        || jsonb_build_object('elements', galley.document_elements(coalesce(elements, '[]')))
$$;
COMMENT ON FUNCTION galley.document_section(jsonb, jsonb, jsonb) IS 'A section of a document.';

CREATE OR REPLACE FUNCTION galley.document_elements(elements jsonb)
RETURNS jsonb
LANGUAGE sql
IMMUTABLE
AS $$
    SELECT coalesce(jsonb_agg(
        jsonb_build_object('id', e -> 'id', 'type', e -> 'element_type', 'text', e -> 'element_text') ORDER BY place), '[]')
    FROM jsonb_array_elements(elements) WITH ORDINALITY AS t (e, place)
$$;
COMMENT ON FUNCTION galley.document_elements(jsonb) IS 'The elements of a section of a document.';

-- galley.document_fields: a row without the columns that are NULL and those that are named.
CREATE OR REPLACE FUNCTION galley.document_fields(columns jsonb, without text[])
RETURNS jsonb
LANGUAGE sql
IMMUTABLE
AS $$
    SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(columns) WHERE value <> 'null' AND key <> ALL (without)
$$;
COMMENT ON FUNCTION galley.document_fields(jsonb, text[]) IS 'The fields of a row that a document has.';

-- galley.document_time: a time as RFC 3339 has it, in UTC.
CREATE OR REPLACE FUNCTION galley.document_time(at timestamp)
RETURNS text
LANGUAGE sql
IMMUTABLE
AS $$
    SELECT (to_jsonb(at) #>> '{}') || 'Z'
$$;
COMMENT ON FUNCTION galley.document_time(timestamp) IS 'A time of a document.';
