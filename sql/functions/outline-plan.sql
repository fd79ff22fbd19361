-- galley.outline_plan(post, list, base_version): what setting a list would do.
-- Promises: returns a row for each section that the list would keep, rename, move, add or restore, in the order that it would
-- have, with what else would change of it, then those that it would park; exactly what galley.outline_set would do at this moment, since both ask the same
-- functions; changes nothing. Raises GY001 for a list that would be rejected, GY003 when there is no such post.
CREATE OR REPLACE FUNCTION galley.outline_plan(post integer, list text, base_version integer DEFAULT NULL)
RETURNS SETOF galley.outline_change
LANGUAGE plpgsql STABLE
SET enable_nestloop = off
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    items jsonb := galley.outline_parse(list);
    match galley.outline_match;
BEGIN
    IF NOT EXISTS (SELECT FROM public.post AS p WHERE p.id = post) THEN
        PERFORM galley.refuse_missing('post', post);
    END IF;
    IF base_version IS NOT NULL THEN
        items := (galley.outline_merge(post, items, base_version)).items;
    END IF;
    match := galley.outline_match(post, items);
    RETURN QUERY
        SELECT t.action, nullif(t.section_id, 0), t.heading, t.old_heading, t.place,
               CASE WHEN t.action <> 'restored' THEN t.old_place END,
               galley.outline_details(t)
          FROM galley.outline_targets(post, match) AS t
         ORDER BY t.place;
    RETURN QUERY
        SELECT 'parked', s.id, s.section_heading, s.section_heading, NULL::integer, s.section_order, NULL::text
          FROM public.post_section AS s
         WHERE s.id = ANY (match.leaving)
         ORDER BY s.section_order, s.id;
END
$$;
COMMENT ON FUNCTION galley.outline_plan(integer, text, integer) IS 'What setting a list would do with each section.';
