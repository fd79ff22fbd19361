-- galley.search_parse: what somebody typed into a search field, as a query.
--
-- Blanks part words, all of which must be found; the last one may be the beginning of a word, unless it is a single letter.
-- What is no word counts for nothing: there is no syntax, so there is nothing to get wrong. Of very long input the first twenty
-- words count. Promises never to fail, and a query of NULLs when there is no word at all.

CREATE OR REPLACE FUNCTION galley.search_parse(typed text)
RETURNS galley.search_query
LANGUAGE plpgsql
STABLE PARALLEL SAFE
-- PostgreSQL remarks upon input without words.
SET client_min_messages TO warning
AS $$
DECLARE
    parts   text[] := regexp_split_to_array(coalesce(left(typed, 1000), ''), '[\s\u00a0]+');
    phrase  tsquery;
    pattern text;
    parsed  galley.search_query;
    is_last boolean := true;
BEGIN
    FOR at IN REVERSE cardinality(parts) .. 1 LOOP
        phrase := phraseto_tsquery('pg_catalog.simple', galley.search_words(parts[at]));
        pattern := galley.search_pattern(parts[at], is_last);
        CONTINUE WHEN numnode(phrase) = 0 OR pattern IS NULL;
        parsed.exact := coalesce(phrase && parsed.exact, phrase);
        IF is_last AND pattern LIKE '%*' THEN
            phrase := (phrase::text || ':*')::tsquery;
        END IF;
        parsed.words := coalesce(phrase && parsed.words, phrase);
        parsed.any_word := coalesce(phrase || parsed.any_word, phrase);
        parsed.patterns := pattern || parsed.patterns;
        is_last := false;
    END LOOP;
    IF cardinality(parsed.patterns) > 20 THEN
        parsed := galley.search_parse(array_to_string((regexp_split_to_array(trim(left(typed, 1000)), '[\s\u00a0]+'))[:20], ' '));
    END IF;
    RETURN parsed;
END
$$;
COMMENT ON FUNCTION galley.search_parse(text) IS 'A query out of what somebody typed.';

-- galley.search_pattern: a regular expression that finds a word, or the words that begin like it, in a folded text; NULL for
-- what has neither a letter nor a digit. Between the parts of a word may be what galley.search_words takes out there.
CREATE OR REPLACE FUNCTION galley.search_pattern(word text, is_beginning boolean)
RETURNS text
LANGUAGE plpgsql
STABLE PARALLEL SAFE STRICT
AS $$
DECLARE
    unparted constant text := '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]';
    parts text[];
BEGIN
    SELECT array_agg(part ORDER BY place) INTO parts
    FROM regexp_split_to_table(galley.search_words(word), '[^[:alnum:]]+') WITH ORDINALITY AS p (part, place)
    WHERE part <> '';
    IF parts IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN CASE WHEN parts[1] ~ unparted THEN '' ELSE '(?<![[:alnum:]])' END
        || array_to_string(parts, '[^[:alnum:]]{0,3}')
        || CASE WHEN parts[cardinality(parts)] ~ unparted THEN ''
                WHEN is_beginning AND length(parts[cardinality(parts)]) > 1 THEN '[[:alnum:]]*'
                ELSE '(?![[:alnum:]])' END;
END
$$;
COMMENT ON FUNCTION galley.search_pattern(text, boolean) IS 'A regular expression that finds a word in a folded text.';
