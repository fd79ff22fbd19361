-- galley.post_field: which table and column a field of a post is. A name alone means post, where post has such a column, and
-- post_development else; post_development.summary, and any other, can be named with its table.
--
-- Promises GY004 for what is no field that can be written: keys, dates, versions, and the master list, which galley.outline_set
-- takes.

CREATE OR REPLACE FUNCTION galley.post_field(field text, OUT table_name text, OUT column_name text)
LANGUAGE plpgsql
STABLE
AS $$
BEGIN
    IF field IN ('section_headings', 'post_development.section_headings') THEN
        PERFORM galley.refuse_argument('The master list is not saved as a field.', field, 'Set it with galley.outline_set.');
    END IF;
    SELECT c.relname, a.attname INTO table_name, column_name
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
    WHERE c.oid IN ('public.post'::regclass, 'public.post_development'::regclass)
      AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attname NOT IN ('id', 'post_id', 'created_at', 'updated_at', 'substage_id', 'version', 'outline_version')
      AND field IN (a.attname, c.relname || '.' || a.attname)
    ORDER BY c.relname
    LIMIT 1;
    IF column_name IS NULL THEN
        PERFORM galley.refuse_argument(format('A post has no field "%s".', field), 'field',
            'The fields are the columns of post (title, slug, summary, status, header_image_id) and of post_development.');
    END IF;
END
$$;
COMMENT ON FUNCTION galley.post_field(text) IS 'The table and column of a post''s field.';
