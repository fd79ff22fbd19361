-- galley.outline_set(post, list, base_version): sets the outline of a post.
-- Promises: the list, in any accepted format (galley.outline_parse), becomes the outline; drafts and elements follow their
-- headings, what leaves is parked, what returns is restored, NULL or an empty text parks everything. A list that was made from an
-- older version (base_version) is merged with what changed since (galley.outline_merge). A list that cannot be understood is
-- logged and changes nothing: the outcome is then rejected, with the reason.
CREATE OR REPLACE FUNCTION galley.outline_set(post integer, list text, base_version integer DEFAULT NULL)
RETURNS galley.outline_result
LANGUAGE plpgsql
AS $$
DECLARE
    items     jsonb;
    merged    boolean;
    conflicts jsonb;
    applied   galley.outline_applied;
    result    galley.outline_result;
    why       text;
    place     text;
BEGIN
    PERFORM galley.outline_lock(post);
    BEGIN
        items := galley.outline_parse(list);
        IF base_version IS NOT NULL THEN
            SELECT m.items, m.merged, m.conflicts INTO items, merged, conflicts
              FROM galley.outline_merge(post, items, base_version) AS m;
        END IF;
    EXCEPTION WHEN SQLSTATE 'GY001' THEN
        GET STACKED DIAGNOSTICS why = MESSAGE_TEXT, place = PG_EXCEPTION_DETAIL;
        RETURN galley.outline_reject(post, 'set', list, why || ' (' || place || ')');
    END;
    applied := galley.outline_apply(post, items);
    result := applied.result;
    result.conflicts := conflicts;
    IF merged THEN
        result.outcome := 'merged';
    END IF;
    RETURN galley.outline_store(post, 'set', applied.list, result);
END
$$;
COMMENT ON FUNCTION galley.outline_set(integer, text, integer) IS 'Sets the outline of a post.';
