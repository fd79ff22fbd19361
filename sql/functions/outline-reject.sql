-- galley.outline_reject(post, verb, list, why): answers for a list that cannot be set.
-- Promises: logs the list and the reason and returns the outcome rejected with the version that stays; changes nothing else.
CREATE OR REPLACE FUNCTION galley.outline_reject(post integer, verb text, list text, why text) RETURNS galley.outline_result
LANGUAGE plpgsql
AS $$
DECLARE
    result galley.outline_result := (NULL, NULL, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL);
BEGIN
    result.outcome := 'rejected';
    result.reason := why;
    SELECT coalesce(max(outline_version), 1) INTO result.outline_version FROM public.post_development WHERE post_id = post;
    INSERT INTO galley.sync_log (post_id, outline_version, verb, outcome, reason, input)
    VALUES (post, result.outline_version, verb, 'rejected', why, left(list, 1024 * 1024))
    RETURNING id INTO result.log_id;
    IF result.log_id % 64 = 0 THEN
        PERFORM galley.outline_forget(post, result.outline_version);
    END IF;
    RETURN result;
END
$$;
