-- galley.outline_apply(post, items): makes the sections of a post those of a list.
-- Promises: matches (galley.outline_match), parks what leaves, restores what returns, writes the rows that differ and only these,
-- makes the new ones. Returns what became of the sections (outcome: changed or unchanged) and the canonical list; writes neither
-- master row nor log: galley.outline_store does. The caller holds the locks of galley.outline_lock, or the master row.
CREATE OR REPLACE FUNCTION galley.outline_apply(post integer, items jsonb) RETURNS galley.outline_applied
LANGUAGE plpgsql
-- How many items there are cannot be estimated, and 20,000 of them compared with each of 20,000 others take minutes.
SET enable_nestloop = off
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    match CONSTANT galley.outline_match := galley.outline_match(post, items);
    written integer;
    list    text;
    result  galley.outline_result;
BEGIN
    PERFORM galley.outline_guard(true);
    IF cardinality(match.leaving) > 0 THEN
        PERFORM galley.section_park_rows(match.leaving);
    END IF;
    IF cardinality(match.restored) > 0 THEN
        PERFORM galley.section_restore_rows(match.restored);
    END IF;
    WITH target AS MATERIALIZED (
        SELECT t.*, action = 'added' AS is_new,
               CASE action WHEN 'added' THEN nextval('public.post_section_id_seq')::integer ELSE section_id END AS id,
               coalesce(t.heading, '') <> coalesce(old_heading, '')
                   OR coalesce(t.description, '') <> coalesce(old_description, '')
                   OR coalesce(t.status, 'draft') <> coalesce(old_status, 'draft') AS reworded
          FROM galley.outline_targets(post, match) AS t
    ), updated AS (
        UPDATE public.post_section AS s
           SET section_order = t.place,
               section_heading = t.heading,
               section_description = t.description,
               status = t.status,
               version = s.version + t.reworded::integer,
               updated_at = now() AT TIME ZONE 'UTC'
          FROM target AS t
         WHERE s.post_id = post AND s.id = t.id AND NOT t.is_new
           AND (t.reworded OR s.section_order IS DISTINCT FROM t.place)
        RETURNING 1
    ), inserted AS (
        INSERT INTO public.post_section (id, post_id, section_order, section_heading, section_description, status)
        SELECT id, post, place, heading, coalesce(description, ''), coalesce(status, 'draft') FROM target WHERE is_new
    ), keyed AS (
        INSERT INTO galley.section_keys AS k (section_id, post_id, keys)
        SELECT id, post, keys FROM target WHERE keys IS DISTINCT FROM old_keys
        ON CONFLICT ON CONSTRAINT section_keys_pkey DO UPDATE SET keys = excluded.keys
    ), marked AS (
        INSERT INTO galley.search_mark (kind, id)
        SELECT 's', id FROM target WHERE reworded OR action = 'restored'
    )
    SELECT coalesce(E'[\n' || string_agg(galley.outline_line(id, place, heading, description, status, keys), E',\n' ORDER BY place) || E'\n]',
                    '[]'),
           count(*) FILTER (WHERE action = 'kept'), count(*) FILTER (WHERE action = 'renamed'), count(*) FILTER (WHERE action = 'moved'),
           count(*) FILTER (WHERE is_new), cardinality(match.leaving), cardinality(match.restored),
           (SELECT count(*) FROM updated) + count(*) FILTER (WHERE is_new)
      INTO list, result.kept, result.renamed, result.moved, result.added, result.parked, result.restored, written
      FROM target;
    PERFORM galley.outline_guard(false);
    result.outcome := CASE WHEN written + result.parked + result.restored > 0 THEN 'changed' ELSE 'unchanged' END;
    RETURN ROW(list, result);
END
$$;
