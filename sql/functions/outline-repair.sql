-- galley.outline_repair(post): mends what galley.outline_check finds.
-- Promises: afterwards it finds nothing, and no text is lost: sections stay as they are, items that only the list has become
-- sections or come back from the trash, sections that only the rows have go to the end of the list; the list before is in the
-- log. Returns what was found. Raises GY003 when there is no such post.
CREATE OR REPLACE FUNCTION galley.outline_repair(post integer) RETURNS TABLE (post_id integer, finding text, detail text)
LANGUAGE plpgsql
SET enable_nestloop = off
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    list    text;
    reading record;
    applied galley.outline_applied;
BEGIN
    PERFORM galley.outline_lock(post);
    RETURN QUERY SELECT c.post_id, c.finding, c.detail FROM galley.outline_check(post) AS c;
    PERFORM galley.outline_mend_rows(post);
    SELECT d.section_headings INTO list FROM public.post_development AS d WHERE d.post_id = outline_repair.post;
    SELECT r.items, r.problem INTO reading FROM galley.outline_read(list) AS r;
    IF reading.problem IS NULL AND coalesce(list, '[]') <> galley.outline_text(post) THEN
        applied := galley.outline_apply(post, galley.outline_union(post, reading.items));
    END IF;
    PERFORM galley.outline_count_places(post);
    PERFORM galley.outline_store(post, 'repair', galley.outline_text(post), applied.result);
END
$$;
COMMENT ON FUNCTION galley.outline_repair(integer) IS 'Mends what outline_check finds, without losing text.';

-- galley.outline_mend_rows(post): mends the rows themselves.
-- Promises: elements name the post of their section and are counted from 1, those without a section have a new one; a section that
-- is there is not in the trash too. What the trash had of it is kept as a section of its own there: two texts are two texts.
CREATE OR REPLACE FUNCTION galley.outline_mend_rows(post integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM galley.outline_guard(true);
    PERFORM galley.outline_house_orphans(post);
    UPDATE public.post_section_elements AS e
       SET post_id = post, element_order = n.place, updated_at = now() AT TIME ZONE 'UTC'
      FROM (SELECT o.id, row_number() OVER (PARTITION BY o.section_id ORDER BY o.element_order, o.id) AS place
              FROM public.post_section_elements AS o JOIN public.post_section AS s ON s.id = o.section_id
             WHERE s.post_id = post) AS n
     WHERE e.id = n.id AND (e.post_id <> post OR e.element_order IS DISTINCT FROM n.place);
    WITH renumbered AS (
        SELECT p.section_id AS old_id, nextval('public.post_section_id_seq')::integer AS new_id
          FROM galley.parked_section AS p JOIN public.post_section AS s ON s.id = p.section_id
         WHERE s.post_id = post
    )
    UPDATE galley.parked_section AS p
       SET section_id = r.new_id, section = p.section || jsonb_build_object('id', r.new_id),
           elements = (SELECT coalesce(jsonb_agg(e || jsonb_build_object('section_id', r.new_id)), '[]')
                         FROM jsonb_array_elements(p.elements) AS e)
      FROM renumbered AS r
     WHERE p.section_id = r.old_id;
    PERFORM galley.outline_guard(false);
END
$$;

-- galley.outline_house_orphans(post): gives elements whose section is not there a section.
-- Promises: where there are any, a new section at the end has them, in the order that they had. The guard is on.
CREATE OR REPLACE FUNCTION galley.outline_house_orphans(post integer) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    orphans CONSTANT integer[] := ARRAY(
        SELECT e.id FROM public.post_section_elements AS e
         WHERE e.post_id = post AND NOT EXISTS (SELECT FROM public.post_section AS s WHERE s.id = e.section_id));
    house   integer;
BEGIN
    IF orphans = '{}' THEN
        RETURN;
    END IF;
    INSERT INTO public.post_section (post_id, section_order, section_heading, section_description, status)
    SELECT post, coalesce(max(s.section_order), 0) + 1, 'Elements without a section', '', 'draft'
      FROM public.post_section AS s WHERE s.post_id = post
    RETURNING id INTO house;
    UPDATE public.post_section_elements AS e
       SET section_id = house, element_order = n.place, updated_at = now() AT TIME ZONE 'UTC'
      FROM (SELECT o.id, row_number() OVER (ORDER BY o.section_id, o.element_order, o.id) AS place
              FROM public.post_section_elements AS o WHERE o.id = ANY (orphans)) AS n
     WHERE e.id = n.id;
    INSERT INTO galley.search_mark (kind, id) SELECT 'e', o.id FROM unnest(orphans) AS o (id);
    INSERT INTO galley.search_mark (kind, id) VALUES ('s', house);
END
$$;

-- galley.outline_union(post, items): a list of everything: the items of a list and the sections of a post.
-- Promises: items come in their order, an item that has a section reduced to its id, so that the section stays as it is, but for
-- a section that has lost its heading: the item's comes back; then the sections that no item stands for.
CREATE OR REPLACE FUNCTION galley.outline_union(post integer, items jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    match CONSTANT galley.outline_match := galley.outline_match(post, items);
BEGIN
    RETURN (SELECT coalesce(jsonb_agg(CASE m.section WHEN 0 THEN m.item - 'id' - 'order'
                                                     WHEN bare.id THEN jsonb_build_object('id', m.section, 'heading', m.item -> 'heading')
                                                     ELSE jsonb_build_object('id', m.section) END
                                      ORDER BY m.place), '[]')
              FROM ROWS FROM (jsonb_array_elements(match.items), unnest(match.sections)) WITH ORDINALITY AS m (item, section, place)
              LEFT JOIN public.post_section AS bare ON bare.id = m.section AND coalesce(bare.section_heading, '') !~ '\S')
           || (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id) ORDER BY s.section_order, s.id), '[]')
                 FROM public.post_section AS s WHERE s.id = ANY (match.leaving));
END
$$;
