-- galley.outline_splice(post, verb, lines_before, lines_after): replaces lines of the master list.
-- Promises: where the list has exactly these lines, they are replaced, without the others being read or made anew; version, log
-- and notice follow, the log keeping just the lines (every 64th time the whole list, so that going back is never a long way).
-- Where it has not, because somebody wrote it in another form, it is made anew from the sections. Returns the new version of the
-- outline.
CREATE OR REPLACE FUNCTION galley.outline_splice(post integer, verb text, lines_before text, lines_after text) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    whole   CONSTANT integer := 64;
    before  record;
    spliced text;
    result  galley.outline_result;
BEGIN
    SELECT section_headings AS list, outline_version AS version INTO before
      FROM public.post_development WHERE post_id = post FOR NO KEY UPDATE;
    -- A line begins after a line end and is closed by its own brace, so this cannot be met inside of another line.
    spliced := replace(before.list, E'\n' || lines_before, E'\n' || lines_after);
    IF lines_before = lines_after THEN
        RETURN before.version;
    ELSIF spliced = before.list OR spliced IS NULL THEN
        result := galley.outline_store(post, verb, galley.outline_text(post), result);
        RETURN result.outline_version;
    END IF;
    PERFORM galley.outline_guard(true);
    UPDATE public.post_development
       SET section_headings = spliced, outline_version = before.version + 1, updated_at = now() AT TIME ZONE 'UTC'
     WHERE post_id = post;
    PERFORM galley.outline_guard(false);
    INSERT INTO galley.sync_log (post_id, outline_version, verb, outcome, list_before, lines_before, lines_after)
    SELECT post, before.version, verb, 'changed',
           CASE WHEN keep_whole THEN before.list END,
           CASE WHEN NOT keep_whole THEN E'\n' || lines_before END,
           CASE WHEN NOT keep_whole THEN E'\n' || lines_after END
      FROM (SELECT before.version % whole = 0 AS keep_whole) AS k;
    IF before.version % whole = 0 THEN
        PERFORM galley.outline_forget(post, before.version);
    END IF;
    PERFORM galley.notice('outline', post, post, before.version + 1, 'U');
    RETURN before.version + 1;
END
$$;
