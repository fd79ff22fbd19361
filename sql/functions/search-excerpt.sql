-- galley.search_excerpt: about two hundred characters of a text around a place, in one line, cut between words; what the
-- pattern finds in it stands between U+0002 and U+0003, which nothing else in it does.

CREATE OR REPLACE FUNCTION galley.search_excerpt(content text, place integer, pattern text)
RETURNS text
LANGUAGE plpgsql
STABLE PARALLEL SAFE
AS $$
DECLARE
    ahead constant integer := 50;
    width constant integer := 200;
    start integer := greatest(place - ahead, 0);
    part  text := substr(content, start + 1, width);
BEGIN
    IF start > 0 THEN
        -- Unless the word itself would be cut off.
        part := regexp_replace(part, '^\S{0,30}\s', '');
    END IF;
    IF length(content) > start + width THEN
        part := regexp_replace(part, '\s\S{0,30}$', '');
    END IF;
    IF position('</' IN content) > 0 THEN
        part := regexp_replace(part, '<[a-zA-Z/!][^<>]*>', '', 'g');
    END IF;
    part := trim(regexp_replace(part, '[\s\x01-\x1f\x7f]+', ' ', 'g'));
    RETURN CASE WHEN start > 0 THEN '…' ELSE '' END
        || galley.search_mark_words(part, pattern)
        || CASE WHEN length(content) > start + width THEN '…' ELSE '' END;
END
$$;
COMMENT ON FUNCTION galley.search_excerpt(text, integer, text) IS 'Some text around a place, with the words marked.';

-- galley.search_mark_words: a text with what the pattern finds in it, once both are folded, between U+0002 and U+0003.
CREATE OR REPLACE FUNCTION galley.search_mark_words(content text, pattern text)
RETURNS text
LANGUAGE plpgsql
STABLE PARALLEL SAFE
AS $$
DECLARE
    folded text;
    marked text := '';
    done   integer := 0;
    first  integer;
    last   integer;
BEGIN
    IF octet_length(content) = length(content) THEN
        RETURN regexp_replace(content, pattern, E'\x02\\&\x03', 'gi');
    END IF;
    folded := galley.search_fold(content);
    FOR at IN 1 .. 20 LOOP
        EXIT WHEN regexp_instr(folded, pattern, 1, at) = 0;
        first := galley.search_unfold(content, regexp_instr(folded, pattern, 1, at) - 1);
        last := galley.search_unfold(content, regexp_instr(folded, pattern, 1, at, 1) - 1);
        marked := marked || substr(content, done + 1, first - done)
            || E'\x02' || substr(content, first + 1, last - first) || E'\x03';
        done := last;
    END LOOP;
    RETURN marked || substr(content, done + 1);
END
$$;
COMMENT ON FUNCTION galley.search_mark_words(text, text) IS 'A text with words marked.';
