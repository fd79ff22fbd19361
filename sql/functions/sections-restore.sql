-- galley.sections_restore(sections): brings several sections of one post back from the trash.
-- Promises: as galley.section_restore for each, in one change of the outline, what went last first: so all stand where they stood.
-- Returns how many came. Those that are in their post already stay as they are. Raises GY003 when one does not exist, GY004
-- when they belong to several posts.
CREATE OR REPLACE FUNCTION galley.sections_restore(sections integer[]) RETURNS integer
LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
DECLARE
    post CONSTANT integer := (SELECT min(p.post_id) FROM galley.parked_section AS p WHERE p.section_id = ANY (sections));
    parked integer[];
    places integer[];
BEGIN
    IF post IS NOT NULL THEN
        PERFORM galley.outline_hold(post);
        PERFORM galley.outline_lock(post);
    END IF;
    SELECT coalesce(array_agg(p.section_id ORDER BY p.parked_at DESC, p.section_order, p.section_id), '{}'),
           coalesce(array_agg(galley.parked_place(p, sections) ORDER BY p.parked_at DESC, p.section_order, p.section_id), '{}')
      INTO parked, places FROM galley.parked_section AS p WHERE p.section_id = ANY (sections) AND p.post_id = post;
    PERFORM galley.section_post(n.id) FROM unnest(sections) AS n (id) WHERE n.id <> ALL (parked);
    IF parked = '{}' THEN
        RETURN 0;
    END IF;
    PERFORM galley.outline_guard(true);
    PERFORM galley.section_restore_rows(parked);
    PERFORM galley.outline_guard(false);
    PERFORM galley.sections_insert(post, 'restore', parked, places);
    RETURN cardinality(parked);
END
$$;
COMMENT ON FUNCTION galley.sections_restore(integer[]) IS 'Brings several sections of one post back from the trash.';

-- galley.sections_insert(post, verb, added, places): gives sections that came into a post without a place their places.
-- Promises: one after the other is put at its place, or as near to it as there are places, the others around them in their order; the
-- master list is written. NULL is the end. The caller holds galley.outline_lock.
CREATE OR REPLACE FUNCTION galley.sections_insert(post integer, verb text, added integer[], places integer[]) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
DECLARE
    sections integer[] := ARRAY(SELECT s.id FROM public.post_section AS s
                                 WHERE s.post_id = post AND s.id <> ALL (added) ORDER BY s.section_order);
    place    integer;
BEGIN
    FOR i IN 1 .. cardinality(added) LOOP
        place := coalesce(least(places[i], cardinality(sections) + 1), cardinality(sections) + 1);
        sections := sections[: place - 1] || added[i] || sections[place :];
    END LOOP;
    PERFORM galley.outline_guard(true);
    UPDATE public.post_section AS s
       SET section_order = n.nth, updated_at = now() AT TIME ZONE 'UTC'
      FROM unnest(sections) WITH ORDINALITY AS n (id, nth)
     WHERE s.id = n.id AND s.section_order IS DISTINCT FROM n.nth;
    PERFORM galley.outline_guard(false);
    PERFORM galley.outline_store(post, verb, galley.outline_text(post), NULL);
END
$$;
