-- galley.outline_store(post, verb, list, result): writes the master list after its sections were changed, and tells about it.
-- Promises: if the list is not the one that is stored, writes it with the next version, logs the list before, sends one notice,
-- and returns the result completed with version and log entry; else returns it with the outcome unchanged (merged, when there
-- were conflicts). Makes the master row if there is none.
CREATE OR REPLACE FUNCTION galley.outline_store(post integer, verb text, list text, result galley.outline_result)
RETURNS galley.outline_result
LANGUAGE plpgsql
AS $$
DECLARE
    before record;
BEGIN
    SELECT section_headings AS list, outline_version AS version INTO before
      FROM public.post_development WHERE post_id = post FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM galley.outline_guard(true);
        INSERT INTO public.post_development (post_id) VALUES (post) ON CONFLICT (post_id) DO NOTHING;
        PERFORM galley.outline_guard(false);
        SELECT section_headings AS list, outline_version AS version INTO before
          FROM public.post_development WHERE post_id = post FOR NO KEY UPDATE;
    END IF;
    IF coalesce(before.list, '[]') = list THEN
        result.outcome := CASE WHEN result.conflicts IS NULL THEN 'unchanged' ELSE 'merged' END;
        result.outline_version := before.version;
        RETURN result;
    END IF;
    PERFORM galley.outline_guard(true);
    UPDATE public.post_development
       SET section_headings = list, outline_version = before.version + 1, updated_at = now() AT TIME ZONE 'UTC'
     WHERE post_id = post;
    PERFORM galley.outline_guard(false);
    RETURN galley.outline_log(post, verb, before.list, before.version, result);
END
$$;

-- galley.outline_log(post, verb, list_before, version_before, result): logs a change of the master list and tells about it.
-- Promises: one entry, one notice; old entries go now and then; returns the result completed.
CREATE OR REPLACE FUNCTION galley.outline_log(post integer, verb text, list_before text, version_before integer,
                                              result galley.outline_result) RETURNS galley.outline_result
LANGUAGE plpgsql
AS $$
BEGIN
    result.outcome := CASE result.outcome WHEN 'merged' THEN 'merged' ELSE 'changed' END;
    result.outline_version := version_before + 1;
    INSERT INTO galley.sync_log (post_id, outline_version, verb, outcome, list_before)
    VALUES (post, version_before, verb, result.outcome, list_before)
    RETURNING id INTO result.log_id;
    IF version_before % 64 = 0 THEN
        PERFORM galley.outline_forget(post, version_before);
    END IF;
    PERFORM galley.notice('outline', post, post, result.outline_version, 'U');
    RETURN result;
END
$$;
