-- galley.outline_rollback(log_id): takes a change of an outline back.
-- Promises: the outline is what it was before the logged change, drafts included: sections that left since come back out of the
-- trash, sections that came since go into it. It is logged as a change itself, and can be taken back. Raises GY003 when there is
-- no such entry, GY004 when it was rejected and so changed nothing.
CREATE OR REPLACE FUNCTION galley.outline_rollback(log_id bigint) RETURNS galley.outline_result
LANGUAGE plpgsql
AS $$
DECLARE
    entry record;
BEGIN
    SELECT l.post_id, l.outline_version, l.outcome INTO entry FROM galley.sync_log AS l WHERE l.id = log_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'GY003',
            MESSAGE = 'The log has no entry ' || coalesce(log_id::text, 'without a number') || '.',
            HINT = 'Look at the history of the post for the right number.';
    END IF;
    PERFORM galley.section_check(entry.outcome <> 'rejected',
                                 'Entry ' || log_id || ' was rejected: it changed nothing to be taken back.');
    PERFORM galley.outline_lock(entry.post_id);
    RETURN galley.outline_reset(entry.post_id, 'rollback', galley.outline_at(entry.post_id, entry.outline_version));
END
$$;
COMMENT ON FUNCTION galley.outline_rollback(bigint) IS 'Takes a logged change of an outline back.';

-- galley.outline_reset(post, verb, list): makes a list that was stored once the outline again.
-- Promises: as galley.outline_set without a base; a list that cannot be read is rejected. The caller holds galley.outline_lock.
CREATE OR REPLACE FUNCTION galley.outline_reset(post integer, verb text, list text) RETURNS galley.outline_result
LANGUAGE plpgsql
AS $$
DECLARE
    reading record;
    applied galley.outline_applied;
BEGIN
    SELECT r.items, r.problem INTO reading FROM galley.outline_read(list) AS r;
    IF reading.problem IS NOT NULL THEN
        RETURN galley.outline_reject(post, verb, list, reading.problem);
    END IF;
    applied := galley.outline_apply(post, reading.items);
    RETURN galley.outline_store(post, verb, applied.list, applied.result);
END
$$;

-- galley.outline_read(list): reads a list, or says why it cannot be read.
-- Promises: items as galley.outline_parse returns them, or else problem, in words; never fails.
CREATE OR REPLACE FUNCTION galley.outline_read(list text, OUT items jsonb, OUT problem text)
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    place text;
BEGIN
    items := galley.outline_parse(list);
EXCEPTION WHEN SQLSTATE 'GY001' THEN
    GET STACKED DIAGNOSTICS problem = MESSAGE_TEXT, place = PG_EXCEPTION_DETAIL;
    problem := problem || ' (' || place || ')';
END
$$;
