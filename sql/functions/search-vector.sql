-- galley.search_vector: the words of a text with a weight, as they are looked for.
--
-- Words are what is between everything else: parts of addresses, of paths and of compounds are words of their own. Scripts
-- without blanks between words are taken character by character, and a word that is looked for is a row of them. Tags of HTML
-- are no words. A text is read up to its 100,000th character: PostgreSQL takes a megabyte of words for one row.

CREATE OR REPLACE FUNCTION galley.search_vector(content text, weight "char")
RETURNS tsvector
LANGUAGE sql
IMMUTABLE PARALLEL SAFE
AS $$
    SELECT setweight(to_tsvector('pg_catalog.simple', galley.search_words(left(content, 100000))), weight)
$$;
COMMENT ON FUNCTION galley.search_vector(text, "char") IS 'The words of a text with a weight.';

-- galley.search_words: a text folded, with blanks between all its words.
CREATE OR REPLACE FUNCTION galley.search_words(content text)
RETURNS text
LANGUAGE plpgsql
IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
    IF position('</' IN content) > 0 THEN
        content := regexp_replace(content, '<[a-zA-Z/!][^<>]*>', ' ', 'g');
    END IF;
    content := translate(galley.search_fold(content), '/_-.@:~=+%#?\<>', '               ');
    IF octet_length(content) > length(content) THEN
        content := regexp_replace(content,
            '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\U00020000-\U0003ffff])',
                                  ' \1 ', 'g');
    END IF;
    RETURN content;
END
$$;
COMMENT ON FUNCTION galley.search_words(text) IS 'A text folded, with blanks between its words.';
