-- galley.outline_at(post, version): the master list as it was.
-- Promises: returns the list of this version of the outline; NULL when there was none. Raises GY004 for a version that is still
-- to come, GY002 for one that the log does not reach back to.
CREATE OR REPLACE FUNCTION galley.outline_at(post integer, version integer) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    list  text;
    since integer;
    entry record;
BEGIN
    SELECT l.list_before, l.outline_version INTO list, since
      FROM galley.sync_log AS l
     WHERE l.post_id = post AND l.outline_version >= version AND l.outcome <> 'rejected' AND l.lines_before IS NULL
     ORDER BY l.outline_version
     LIMIT 1;
    IF NOT FOUND THEN
        SELECT section_headings, outline_version INTO list, since FROM public.post_development WHERE post_id = post;
    END IF;
    PERFORM galley.section_check(version <= coalesce(since, 1), 'The outline has no version ' || version || ' yet.');
    IF (SELECT count(*) FROM galley.sync_log AS l
         WHERE l.post_id = post AND l.outline_version >= version AND l.outline_version < since AND l.outcome <> 'rejected')
       <> coalesce(since, 1) - version OR version < 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'GY002', MESSAGE = 'Version ' || version || ' of the outline is not in the log.',
            HINT = 'Read the present outline and begin with that.';
    END IF;
    -- One change after the other, backwards: each needs the list that the one before has left.
    FOR entry IN
        SELECT l.lines_before, l.lines_after FROM galley.sync_log AS l
         WHERE l.post_id = post AND l.outline_version >= version AND l.outline_version < since AND l.outcome <> 'rejected'
         ORDER BY l.outline_version DESC
    LOOP
        list := replace(list, entry.lines_after, entry.lines_before);
    END LOOP;
    RETURN list;
END
$$;
COMMENT ON FUNCTION galley.outline_at(integer, integer) IS 'The master list of a version of the outline.';
