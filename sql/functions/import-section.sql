-- galley.import_section: one section of a document, checked: an object with its columns (fields), its elements and
-- parked_elements as rows without their keys, and the keys of its list item.
--
-- Promises GY004, with the place in DETAIL, for whatever is not as it has to be.

CREATE OR REPLACE FUNCTION galley.import_section(section jsonb, place text)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
AS $$
DECLARE
    parts   constant text[] := '{elements,parked_elements,keys,id}';
    aliases constant jsonb := '{"heading": "section_heading", "title": "section_heading", "description": "section_description",
                                "first_draft": "draft", "uk_british": "polished"}';
BEGIN
    PERFORM galley.import_type(section, 'object', place);
    IF coalesce(section -> 'keys', 'null') <> 'null' THEN
        PERFORM galley.import_type(section -> 'keys', 'object', place || '.keys');
    END IF;
    RETURN jsonb_build_object(
        'fields', galley.import_references(galley.import_fields(section - parts, 'public.post_section',
            '{id,post_id,section_order,created_at,updated_at,version}', aliases, place)),
        'keys', nullif(coalesce(section -> 'keys', '{}'), '{}'),
        'elements', galley.import_elements(section -> 'elements', place || '.elements'),
        'parked_elements', galley.import_elements(section -> 'parked_elements', place || '.parked_elements'));
END
$$;
COMMENT ON FUNCTION galley.import_section(jsonb, text) IS 'A section of a document, checked.';

-- galley.import_elements: the elements of a section, checked, as rows without their keys.
CREATE OR REPLACE FUNCTION galley.import_elements(elements jsonb, place text)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
AS $$
DECLARE
    element record;
    fields  jsonb;
    rows    jsonb := '[]';
BEGIN
    IF coalesce(elements, 'null') = 'null' THEN
        RETURN rows;
    END IF;
    PERFORM galley.import_type(elements, 'array', place);
    FOR element IN
        SELECT value, format('%s[%s]', place, number - 1) AS place
        FROM jsonb_array_elements(elements) WITH ORDINALITY AS e (value, number)
    LOOP
        PERFORM galley.import_type(element.value, 'object', element.place);
        fields := galley.import_fields(element.value - 'id', 'public.post_section_elements',
            '{id,post_id,section_id,element_order,created_at,updated_at,version}',
            '{"type": "element_type", "text": "element_text"}', element.place);
        PERFORM galley.import_type(fields -> 'element_text', 'string', element.place || '.text');
        IF NOT coalesce(fields ->> 'element_type', '') = ANY ('{fact,idea,theme}') THEN
            PERFORM galley.refuse_argument(format('"%s" is no type of an element.', fields ->> 'element_type'),
                element.place || '.type', 'The types are fact, idea and theme.');
        END IF;
        rows := rows || fields;
    END LOOP;
    RETURN rows;
END
$$;
COMMENT ON FUNCTION galley.import_elements(jsonb, text) IS 'The elements of a section of a document, checked.';

-- galley.import_references: fields without references to images and examples that are not in this database.
CREATE OR REPLACE FUNCTION galley.import_references(fields jsonb)
RETURNS jsonb
LANGUAGE sql
STABLE
AS $$
    SELECT fields - ARRAY(
        SELECT key
        FROM jsonb_each_text(fields) AS f (key, value)
        WHERE CASE
            WHEN key IN ('image_id', 'header_image_id') THEN NOT EXISTS (SELECT FROM public.image WHERE id = value::integer)
            WHEN key = 'image_prompt_example_id' THEN NOT EXISTS (SELECT FROM public.image_prompt_example WHERE id = value::integer)
            ELSE false END)
$$;
COMMENT ON FUNCTION galley.import_references(jsonb) IS 'Fields without references that lead nowhere.';
