-- galley.default_give: whether a default row is to be inserted now: it is wanted, and was never given to this database.
--
-- Promises to say so once for each name, however often it is asked: what a person changed, renamed or deleted stays as it is.
-- The parents are the rows that it belongs to: given as arguments, they have been found before anything is remembered.

CREATE OR REPLACE FUNCTION galley.default_give(name text, is_wanted boolean, VARIADIC parents integer[] DEFAULT '{}')
RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT is_wanted OR array_position(parents, NULL) IS NOT NULL THEN
        RETURN false;
    END IF;
    INSERT INTO galley.given_default (name) VALUES (default_give.name) ON CONFLICT DO NOTHING;
    RETURN FOUND;
END
$$;
COMMENT ON FUNCTION galley.default_give(text, boolean, integer[]) IS 'Whether a default row is to be inserted now.';

-- galley.default_config: the configuration of a step with the given fields as inputs and outputs, each written FIELD or
-- TABLE.FIELD; a field without a table is one of post_development.
CREATE OR REPLACE FUNCTION galley.default_config(inputs text[], outputs text[])
RETURNS jsonb
LANGUAGE sql
IMMUTABLE
AS $$
    SELECT jsonb_build_object(
        'inputs', galley.default_fields('input', inputs),
        'outputs', galley.default_fields('output', outputs),
        'settings', jsonb_build_object('llm', jsonb_build_object(
            'timeout', 360,
            'parameters', jsonb_build_object('temperature', 0.7, 'max_tokens', 1000, 'top_p', 0.9))))
$$;
COMMENT ON FUNCTION galley.default_config(text[], text[]) IS 'The configuration of a default step.';

CREATE OR REPLACE FUNCTION galley.default_fields(kind text, fields text[])
RETURNS jsonb
LANGUAGE sql
IMMUTABLE
AS $$
    SELECT coalesce(jsonb_object_agg(kind || place, jsonb_build_object(
               'label', initcap(replace(name, '_', ' ')),
               'db_table', CASE WHEN position('.' IN field) > 0 THEN split_part(field, '.', 1) ELSE 'post_development' END,
               'db_field', name,
               'type', CASE WHEN name ~ 'title$|^idea_seed$|_heading$|_url$|_id$' THEN 'text' ELSE 'textarea' END)), '{}')
    FROM unnest(fields) WITH ORDINALITY AS f (field, place)
        CROSS JOIN LATERAL regexp_replace(field, '^.*\.', '') AS name
$$;
COMMENT ON FUNCTION galley.default_fields(text, text[]) IS 'The inputs or outputs of a default step.';
