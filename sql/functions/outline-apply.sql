-- galley.outline_apply(post, items): makes the sections of a post those of a list.
-- Promises: matches (galley.outline_match), parks what leaves, restores what returns, writes the rows that differ and only these,
-- makes the new ones. Returns what became of the sections (outcome: changed or unchanged) and the canonical list; writes neither
-- master row nor log: galley.outline_store does. The caller holds the locks of galley.outline_lock, or the master row.
CREATE OR REPLACE FUNCTION galley.outline_apply(post integer, items jsonb) RETURNS galley.outline_applied
LANGUAGE plpgsql
-- How many items there are cannot be estimated, and 20,000 of them compared with each of 20,000 others take minutes. A plan that
-- was made while the tables were small is kept while they grow.
SET enable_nestloop = off
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    match      galley.outline_match := galley.outline_match(post, items);
    list       text;
    result     galley.outline_result;
    changed    galley.outline_target[];
    moving     integer[];
    places     integer[];
    n_reworded integer;
    n_keyed    integer;
    guard      text;
BEGIN
    -- An assignment, because PERFORM runs a query.
    guard := set_config('galley.guard', 'on', true);
    IF cardinality(match.leaving) > 0 THEN
        PERFORM galley.section_park_rows(match.leaving);
    END IF;
    IF cardinality(match.restored) > 0 THEN
        PERFORM galley.section_restore_rows(match.restored);
    END IF;
    IF 0 = ANY (match.sections) THEN
        match.sections := ARRAY(SELECT CASE n.id WHEN 0 THEN nextval('public.post_section_id_seq') ELSE n.id END
                                  FROM unnest(match.sections) AS n (id));
    END IF;
    SELECT coalesce(E'[\n' || string_agg(galley.outline_line(t.section_id, t.place, t.heading, t.description, t.status, t.keys),
                                         E',\n' ORDER BY t.place) || E'\n]', '[]'),
           count(*) FILTER (WHERE t.action = 'kept'), count(*) FILTER (WHERE t.action = 'renamed'),
           cardinality(array_positions(match.moved, true)), count(*) FILTER (WHERE t.action = 'added'),
           cardinality(match.leaving), cardinality(match.restored),
           count(*) FILTER (WHERE t.is_reworded), count(*) FILTER (WHERE t.is_rekeyed),
           array_agg((t.action, t.place, t.section_id, t.heading, t.description, t.status, t.keys,
                      t.old_place, t.old_heading, t.old_description, t.old_status, t.old_keys)::galley.outline_target)
               FILTER (WHERE t.is_reworded OR t.is_rekeyed OR t.action = 'added'),
           array_agg(t.section_id) FILTER (WHERE t.is_elsewhere), array_agg(t.place) FILTER (WHERE t.is_elsewhere)
      INTO list, result.kept, result.renamed, result.moved, result.added, result.parked, result.restored,
           n_reworded, n_keyed, changed, moving, places
      FROM (SELECT t.*, galley.outline_is_reworded(t) AS is_reworded, t.keys IS DISTINCT FROM t.old_keys AS is_rekeyed,
                   t.old_place IS DISTINCT FROM t.place AND t.action <> 'added' AS is_elsewhere
              FROM galley.outline_targets(post, match) AS t
            -- Worked out once for each row, not anew for each of the sums above.
            OFFSET 0) AS t;
    -- All places at once, and before new sections take theirs, so that no two are the same even where a caller has that checked
    -- after each statement.
    IF moving IS NOT NULL THEN
        UPDATE public.post_section AS s
           SET section_order = m.place, updated_at = now() AT TIME ZONE 'UTC'
          FROM unnest(moving, places) AS m (id, place)
         WHERE s.post_id = post AND s.id = m.id;
    END IF;
    IF changed IS NOT NULL THEN
        PERFORM galley.outline_write(post, changed, result.added, n_reworded, n_keyed);
    END IF;
    guard := set_config('galley.guard', 'off', true);
    result.outcome := CASE WHEN changed IS NOT NULL OR moving IS NOT NULL OR result.parked > 0 THEN 'changed' ELSE 'unchanged' END;
    RETURN ROW(list, result);
END
$$;

-- galley.outline_write(post, changed, n_added, n_reworded, n_keyed): writes what a list changes of sections besides their place.
-- Promises: rows that are there are updated, n_added are inserted, keys that no column holds are kept, what can be found is
-- marked for the search. The guard is on.
CREATE OR REPLACE FUNCTION galley.outline_write(post integer, changed galley.outline_target[], n_added integer, n_reworded integer,
                                                n_keyed integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF n_added < cardinality(changed) THEN
        UPDATE public.post_section AS s
           SET section_heading = t.heading,
               section_description = t.description,
               status = t.status,
               version = s.version + galley.outline_is_reworded(t)::integer,
               updated_at = now() AT TIME ZONE 'UTC'
          FROM unnest(changed) AS t
         WHERE s.post_id = post AND s.id = t.section_id AND t.action <> 'added';
    END IF;
    IF n_added > 0 THEN
        INSERT INTO public.post_section (id, post_id, section_order, section_heading, section_description, status)
        SELECT t.section_id, post, t.place, t.heading, coalesce(t.description, ''), coalesce(t.status, 'draft')
          FROM unnest(changed) AS t
         WHERE t.action = 'added';
    END IF;
    IF n_keyed > 0 THEN
        INSERT INTO galley.section_keys AS k (section_id, post_id, keys)
        SELECT t.section_id, post, t.keys FROM unnest(changed) AS t WHERE t.keys IS DISTINCT FROM t.old_keys
        ON CONFLICT ON CONSTRAINT section_keys_pkey DO UPDATE SET keys = excluded.keys;
    END IF;
    IF n_reworded > 0 THEN
        INSERT INTO galley.search_mark (kind, id)
        SELECT 's', t.section_id FROM unnest(changed) AS t WHERE galley.outline_is_reworded(t);
    END IF;
END
$$;
