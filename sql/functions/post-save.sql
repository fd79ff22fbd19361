-- galley.post_save: stores one field of a post, and says what came of it.
--
-- The outcome is saved; or unchanged, when the value is there already; or conflict, when somebody else changed the row since
-- base_version and the value there is another one: then nothing is written, and the result has that value. The version is that
-- of the row the field is in: post and post_development count separately. Without base_version whatever is there is replaced.
--
-- Promises that it can be done twice; GY003 without such a post; GY004 for a field or a value that cannot be.

CREATE OR REPLACE FUNCTION galley.post_save(post integer, field text, value text, base_version integer DEFAULT NULL)
RETURNS galley.save_result
LANGUAGE plpgsql
AS $$
DECLARE
    target record;
    row_is text;
    result galley.save_result;
BEGIN
    PERFORM galley.post_find(post);
    target := galley.post_field(field);
    row_is := CASE target.table_name WHEN 'post' THEN 'id = $1' ELSE 'post_id = $1' END;
    IF target.table_name = 'post_development' THEN
        INSERT INTO public.post_development (post_id) VALUES (post) ON CONFLICT (post_id) DO NOTHING;
    END IF;
    EXECUTE format('SELECT version, %I FROM public.%I WHERE %s FOR NO KEY UPDATE', target.column_name, target.table_name, row_is)
    INTO result.version, result.value USING post;
    IF result.value IS NOT DISTINCT FROM value THEN
        result.outcome := 'unchanged';
    ELSIF base_version <> result.version THEN
        result.outcome := 'conflict';
    ELSE
        PERFORM galley.post_check(post, target.column_name, value);
        EXECUTE format('UPDATE public.%I SET %I = $2%s WHERE %s RETURNING version, %2$I', target.table_name, target.column_name,
            CASE target.column_name WHEN 'status' THEN '::public.post_status'
                                    WHEN 'header_image_id' THEN '::integer' ELSE '' END, row_is)
        INTO result.version, result.value USING post, value;
        result.outcome := 'saved';
    END IF;
    RETURN result;
END
$$;
COMMENT ON FUNCTION galley.post_save(integer, text, text, integer) IS 'Stores one field of a post.';

-- galley.post_check: GY004 unless the value can be that of the field.  Texts of post_development can be anything.
CREATE OR REPLACE FUNCTION galley.post_check(post integer, field text, value text)
RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    other integer;
BEGIN
    IF field IN ('title', 'slug', 'status') AND coalesce(value, '') = '' THEN
        PERFORM galley.refuse_argument(format('A post needs a %s.', field), field, 'Give one, or leave the one that it has.');
    ELSIF field IN ('title', 'slug') AND length(value) > 200 THEN
        PERFORM galley.refuse_argument(format('The %s is too long.', field), format('%s has %s characters', field, length(value)),
            'At most 200 characters can be stored.');
    ELSIF field = 'slug' AND value ~ '[\s/?#]' THEN
        PERFORM galley.refuse_argument('The slug has a character that a web address cannot have.', format('slug is "%s"', value),
            'Use letters, digits and hyphens.');
    ELSIF field = 'status' AND NOT value = ANY (enum_range(NULL::public.post_status)::text[]) THEN
        PERFORM galley.refuse_argument(format('"%s" is no status of a post.', value), 'status',
            'The statuses are ' || array_to_string(enum_range(NULL::public.post_status), ', ') || '.');
    ELSIF field = 'header_image_id'
          AND NOT EXISTS (SELECT FROM public.image WHERE id::text = value) AND value IS NOT NULL
    THEN
        PERFORM galley.refuse_argument(format('There is no image %s.', value), 'header_image_id', 'Add the image first.');
    END IF;
    IF field = 'slug' THEN
        SELECT p.id INTO other FROM public.post AS p WHERE p.slug = value AND p.id <> post_check.post;
        IF FOUND THEN
            PERFORM galley.refuse_argument(format('Post %s has the slug "%s".', other, value), 'slug', 'Choose another one.');
        END IF;
    END IF;
END
$$;
COMMENT ON FUNCTION galley.post_check(integer, text, text) IS 'Raises GY004 unless the value can be that of the field.';
