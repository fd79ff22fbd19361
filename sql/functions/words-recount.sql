-- galley.words_recount: counts the words of sections whose count is missing or belongs to an older version, at most `most` of them, and
-- returns of how many.  Counting is slow where there are many sections, and a list of posts wants all counts at once; so they are kept.
--
-- It is a convenience only: lists count what has not been counted.  Where nothing may be written it does nothing.

CREATE OR REPLACE FUNCTION galley.words_recount(most integer)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    n_counted integer;
BEGIN
    IF current_setting('transaction_read_only')::boolean
       OR NOT has_table_privilege('galley.section_words', 'INSERT')
       OR NOT has_table_privilege('galley.section_words', 'UPDATE')
    THEN
        RETURN 0;
    END IF;

    -- In the order of the ids, so that two who do the same never wait for each other crosswise.
    INSERT INTO galley.section_words AS kept (section_id, version, words)
    SELECT section.id, section.version, galley.word_count(galley.readable_text(section.polished, section.draft))
    FROM public.post_section AS section
    LEFT JOIN galley.section_words AS counted ON counted.section_id = section.id
    WHERE counted.version IS DISTINCT FROM section.version
    ORDER BY section.id
    LIMIT most
    ON CONFLICT (section_id) DO UPDATE
    SET version = excluded.version, words = excluded.words
    WHERE kept.version < excluded.version;

    GET DIAGNOSTICS n_counted = ROW_COUNT;
    RETURN n_counted;
END
$$;
COMMENT ON FUNCTION galley.words_recount(integer) IS 'Counts the words of sections that changed since they were counted.';
