-- galley.post_new: makes a post out of a title and returns its id.
--
-- Promises that any title of one to 200 characters does, in any script (blanks and line breaks are made single blanks), and
-- that the slug is unique; GY004 for an empty or too long one.

CREATE OR REPLACE FUNCTION galley.post_new(title text)
RETURNS integer
LANGUAGE sql
AS $$
    SELECT galley.post_insert(trim(regexp_replace(title, '[\s\u00a0\x01-\x1f]+', ' ', 'g')))
$$;
COMMENT ON FUNCTION galley.post_new(text) IS 'Makes a post.';
