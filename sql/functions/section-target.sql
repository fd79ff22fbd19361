-- galley.section_set_target(section, words): says how many words a section is to have.
-- Promises: returns the section's id; NULL or 0 words take the target away. All listeners are told (table section_target, the
-- section's id). Neither the section's version nor its texts change. Raises GY003 when there is no such section, GY004 for a number
-- that is no number of words.
CREATE OR REPLACE FUNCTION galley.section_set_target(section integer, words integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    post CONSTANT integer := galley.section_post(section);
BEGIN
    PERFORM galley.section_check(coalesce(words, 0) BETWEEN 0 AND 1000000, 'A target is a number of words, at most 1,000,000.');
    IF coalesce(words, 0) = 0 THEN
        DELETE FROM galley.section_target AS t WHERE t.section_id = section;
    ELSE
        INSERT INTO galley.section_target AS t (section_id, words) VALUES (section, section_set_target.words)
        ON CONFLICT (section_id) DO UPDATE SET words = excluded.words WHERE t.words <> excluded.words;
    END IF;
    IF FOUND THEN
        PERFORM galley.notice('section_target', section, post, NULL, 'U');
    END IF;
    RETURN section;
END
$$;
COMMENT ON FUNCTION galley.section_set_target(integer, integer) IS 'Says how many words a section is to have.';
