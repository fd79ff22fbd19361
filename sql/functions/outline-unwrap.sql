-- galley.outline_unwrap(value): the list in a JSON value.
-- Promises: returns an array, without numbers in front of its headings: the value itself; the array in an object's sections, headings, section_headings or outline; the
-- values of an object whose keys are numbers, by number; an object with a heading or title, as the only item; what is written in
-- a string. Anything else is refused (GY001).
CREATE OR REPLACE FUNCTION galley.outline_unwrap(value jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    inner_list jsonb;
BEGIN
    CASE jsonb_typeof(value)
    WHEN 'array' THEN
        RETURN galley.outline_unnumbered(value);
    WHEN 'string' THEN
        RETURN galley.outline_decode(value #>> '{}');
    WHEN 'object' THEN
        inner_list := coalesce(value -> 'sections', value -> 'headings', value -> 'section_headings', value -> 'outline');
        IF jsonb_typeof(inner_list) IN ('array', 'object', 'string') THEN
            RETURN galley.outline_unwrap(inner_list);
        ELSIF value ?| ARRAY['heading', 'title'] THEN
            RETURN jsonb_build_array(value);
        ELSIF NOT EXISTS (SELECT FROM jsonb_object_keys(value) AS key WHERE key !~ '^\d{1,9}$') AND value <> '{}' THEN
            RETURN (SELECT jsonb_agg(item ORDER BY key::integer) FROM jsonb_each(value) AS e (key, item));
        END IF;
        PERFORM galley.outline_refuse('the JSON object holds no list.',
                                      'keys: ' || coalesce((SELECT left(string_agg(key, ', '), 200) FROM jsonb_object_keys(value) AS key),
                                                           'none'),
                                      'Give an array, or an object with an array in "sections"; nothing was changed.');
    ELSE
        PERFORM galley.outline_refuse('a list was expected, but it is ' || jsonb_typeof(value) || '.', left(value::text, 200));
    END CASE;
END
$$;
