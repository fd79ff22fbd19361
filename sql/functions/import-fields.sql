-- galley.import_fields: the fields of one object of a document, as columns of a table, with the right names and types.
--
-- Promises GY004, with the place in DETAIL, for what is no object; for a key that is no field, so that nothing is dropped
-- unseen; for a value of another type, one that is too long, and one field under two names. A JSON null is as good as no key.

CREATE OR REPLACE FUNCTION galley.import_fields(object jsonb, target regclass, without text[], aliases jsonb, place text)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
AS $$
DECLARE
    field  record;
    fields jsonb := '{}';
BEGIN
    PERFORM galley.import_type(object, 'object', place);
    FOR field IN
        SELECT o.key, coalesce(aliases ->> o.key, o.key) AS name, o.value, format_type(a.atttypid, NULL) AS type,
               CASE WHEN a.atttypmod > 4 THEN a.atttypmod - 4 END AS most
        FROM jsonb_each(object) AS o
            LEFT JOIN pg_attribute AS a
                ON a.attrelid = target AND a.attname = coalesce(aliases ->> o.key, o.key) AND a.attnum > 0 AND NOT a.attisdropped
                   AND a.attname <> ALL (without)
        WHERE o.value <> 'null'
    LOOP
        IF field.type IS NULL THEN
            PERFORM galley.refuse_argument(format('The document has a field that is not known here: "%s".', field.key), place,
                'Remove the field, or use the version of Galley that wrote the document.');
        ELSIF fields ? field.name AND fields -> field.name <> field.value THEN
            PERFORM galley.refuse_argument(format('The document has "%s" under two names, with two values.', field.name),
                place || '.' || field.key, 'Leave the one that is to be kept.');
        END IF;
        PERFORM galley.import_value(field.value, field.type, field.most, place || '.' || field.key);
        fields := fields || jsonb_build_object(field.name, field.value);
    END LOOP;
    RETURN fields;
END
$$;
COMMENT ON FUNCTION galley.import_fields(jsonb, regclass, text[], jsonb, text) IS 'The fields of an object of a document.';

-- galley.import_type: GY004 unless the value is an object, an array, a string, …
CREATE OR REPLACE FUNCTION galley.import_type(value jsonb, type text, place text)
RETURNS void
LANGUAGE plpgsql
IMMUTABLE
AS $$
BEGIN
    IF jsonb_typeof(value) IS DISTINCT FROM type THEN
        PERFORM galley.refuse_argument(
            format('The document has %s where it needs %s.', coalesce('a value of the type ' || jsonb_typeof(value), 'nothing'),
                   CASE WHEN type IN ('object', 'array') THEN 'an ' ELSE 'a ' END || type),
            place, 'Compare it with a document that was exported.');
    END IF;
END
$$;
COMMENT ON FUNCTION galley.import_type(jsonb, text, text) IS 'Raises GY004 unless a value of a document has the type.';

-- galley.import_value: GY004 unless the value can be that of a column of the type, of at most so many characters.
CREATE OR REPLACE FUNCTION galley.import_value(value jsonb, type text, most integer, place text)
RETURNS void
LANGUAGE plpgsql
STABLE
AS $$
BEGIN
    IF type = 'jsonb' THEN
        RETURN;
    ELSIF type = 'integer' THEN
        PERFORM galley.import_type(value, 'number', place);
        IF value::text !~ '^-?[0-9]{1,9}$' THEN
            PERFORM galley.refuse_argument('The document has a number that cannot be used.', place, 'Give a whole number.');
        END IF;
        RETURN;
    END IF;
    PERFORM galley.import_type(value, 'string', place);
    IF type = 'post_status' AND NOT (value #>> '{}') = ANY (enum_range(NULL::public.post_status)::text[]) THEN
        PERFORM galley.refuse_argument(format('%s is no status of a post.', value), place,
            'The statuses are ' || array_to_string(enum_range(NULL::public.post_status), ', ') || '.');
    ELSIF type LIKE 'timestamp%' THEN
        PERFORM galley.import_time(value #>> '{}', place);
    ELSIF length(value #>> '{}') > most THEN
        PERFORM galley.refuse_argument('The document has a text that is too long.', place,
            format('At most %s characters can be stored.', most));
    END IF;
END
$$;
COMMENT ON FUNCTION galley.import_value(jsonb, text, integer, text) IS 'Raises GY004 unless a value of a document fits.';

-- galley.import_time: a time in UTC out of one as RFC 3339 has it; without a zone it is UTC.
CREATE OR REPLACE FUNCTION galley.import_time(value text, place text)
RETURNS timestamp
LANGUAGE plpgsql
STABLE
AS $$
BEGIN
    IF value !~ '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$' THEN
        RAISE datetime_field_overflow;
    END IF;
    RETURN CASE WHEN value ~ '(Z|[+-]\d\d:\d\d)$' THEN value::timestamptz AT TIME ZONE 'UTC' ELSE value::timestamp END;
EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format THEN
    PERFORM galley.refuse_argument(format('"%s" is not a time.', value), place, 'Write it like 2025-05-01T10:00:00Z.');
END
$$;
COMMENT ON FUNCTION galley.import_time(text, text) IS 'A time of a document.';
