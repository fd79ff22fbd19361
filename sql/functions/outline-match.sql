-- galley.outline_match(post, items): decides which item of a list is which section. The one place where this is decided:
-- planning, setting and merging all ask here.
-- Promises: every item gets at most one section and every section at most one item, in this order of trust:
--   1. id and heading agree;
--   2. an item has an id, but its heading is exactly that of another section: language models renumber ids, so the heading wins;
--   3. the id alone;
--   4. the heading, exactly, then folded (galley.outline_fold); of several alike the first gets the first;
--   5. the trash of the post, by id, then by heading;
--   6. in a list without ids, an item and a section left over between the same neighbours.
-- What finds no section is new, what no item finds leaves. Changes nothing. Whoever asks switches nested loops off and has plans
-- kept, as galley.outline_apply does and says why.
CREATE OR REPLACE FUNCTION galley.outline_match(post integer, items jsonb) RETURNS galley.outline_match
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    pairing galley.outline_pairing;
    match   galley.outline_match;
    live    record;
    numbers integer[];
    ids     integer[];
    in_order boolean;
    n_live  integer;
    n_found integer;
BEGIN
    SELECT coalesce(array_agg(i.item), '{}'), coalesce(array_agg(galley.outline_number(i.id)), '{}'), coalesce(array_agg(i.heading), '{}'),
           '{}', '{}', coalesce(bool_and(i.wanted IS NOT DISTINCT FROM i.item::text) OR count(i.wanted) < count(*), true)
      INTO pairing.items, pairing.ids, pairing.headings, pairing.paired_items, pairing.paired_sections, in_order
      FROM ROWS FROM (jsonb_to_recordset(items) AS (id text, heading text, "order" text)) WITH ORDINALITY AS i (id, heading, wanted, item);
    SELECT coalesce(array_agg(s.id), '{}') AS ids, coalesce(array_agg(s.section_heading), '{}') AS headings INTO live
      FROM (SELECT id, section_heading FROM public.post_section WHERE post_id = post ORDER BY section_order, id) AS s;
    numbers := pairing.items;
    ids := pairing.ids;
    pairing.sections := live.ids;
    pairing.section_headings := live.headings;
    match.items := items;
    IF in_order AND galley.outline_is_in_place(post, pairing) THEN
        RETURN (items, live.ids, '{}'::integer[], '{}'::integer[], '{}'::boolean[])::galley.outline_match;
    END IF;

    pairing := galley.outline_pair_live(pairing);
    n_live := cardinality(pairing.paired_items);
    n_found := n_live;
    IF cardinality(pairing.items) > 0 THEN
        pairing := galley.outline_pair_trash(pairing, post);
        n_found := cardinality(pairing.paired_items);
        IF NOT galley.outline_is_paired(pairing) AND NOT galley.outline_knows(post, ids) THEN
            pairing := galley.outline_pair_neighbours(pairing, live.ids, n_live);
        END IF;
    END IF;

    match.sections := CASE
        WHEN pairing.paired_items = numbers THEN pairing.paired_sections
        WHEN pairing.items = numbers THEN array_fill(0, ARRAY[cardinality(numbers)])
        ELSE galley.outline_claims(pairing) END;
    match.restored := pairing.paired_sections[n_live + 1 : n_found];
    match.leaving := pairing.sections;
    IF NOT in_order THEN
        match := galley.outline_ordered(match, live.ids);
    END IF;
    match.moved := galley.outline_moved(match, live.ids);
    RETURN match;
END
$$;

-- galley.outline_is_in_place(post, pairing): whether each item is the section at its place, which can be told without matching.
-- Promises: true only where the rules above come to the same: all headings but at most one are those at the same places, that one
-- is new and its section's old one is gone, and either the ids agree throughout, or there are none and nothing is in the trash.
-- This is what a list mostly looks like when one heading, or no heading but other fields were changed.
CREATE OR REPLACE FUNCTION galley.outline_is_in_place(post integer, pairing galley.outline_pairing) RETURNS boolean
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    n_items CONSTANT integer := cardinality(pairing.items);
    other   integer[];
BEGIN
    -- A list in another order differs at both ends.
    IF n_items < 2 OR n_items <> cardinality(pairing.sections)
       OR (pairing.headings[1] IS DISTINCT FROM pairing.section_headings[1]
           AND pairing.headings[n_items] IS DISTINCT FROM pairing.section_headings[n_items]) THEN
        RETURN false;
    END IF;
    other := ARRAY(SELECT h.place
                     FROM unnest(pairing.headings, pairing.section_headings) WITH ORDINALITY AS h (heading, section_heading, place)
                    WHERE h.heading IS DISTINCT FROM h.section_heading
                    LIMIT 2);
    IF cardinality(other) = 2
       OR (cardinality(other) = 1
           AND coalesce(pairing.headings[other[1]] = ANY (pairing.section_headings)
                        OR pairing.section_headings[other[1]] = ANY (pairing.headings), true)) THEN
        RETURN false;
    END IF;
    RETURN pairing.ids = pairing.sections
           OR (0 = ALL (pairing.ids) AND NOT EXISTS (SELECT FROM galley.parked_section AS p WHERE p.post_id = post));
END
$$;

-- galley.outline_moved(match, section_ids): which items are sections that go to another place.
-- Promises: returns for each item whether its section's place among the sections that stay is another one, false for what was no
-- section of the post; nothing at all when none moves. section_ids are the sections of the post in their order.
CREATE OR REPLACE FUNCTION galley.outline_moved(match galley.outline_match, section_ids integer[]) RETURNS boolean[]
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    IF match.sections = section_ids THEN
        RETURN '{}';
    ELSIF cardinality(match.leaving) = 0 AND cardinality(match.sections) = cardinality(section_ids) THEN
        RETURN ARRAY(SELECT n.id <> n.old_id FROM unnest(match.sections, section_ids) AS n (id, old_id));
    END IF;
    RETURN (
        SELECT array_agg(n.stays AND n.place <> n.old_place ORDER BY n.item)
          FROM (SELECT m.place AS item, s.place IS NOT NULL AS stays,
                       row_number() OVER (PARTITION BY s.place IS NULL ORDER BY m.place) AS place,
                       row_number() OVER (PARTITION BY s.place IS NULL ORDER BY s.place) AS old_place
                  FROM unnest(match.sections) WITH ORDINALITY AS m (id, place)
                       LEFT JOIN unnest(section_ids) WITH ORDINALITY AS s (id, place) USING (id)) AS n);
END
$$;

-- galley.outline_knows(post, ids): whether any of some ids is one of a section of a post.
-- Promises: true for a section that is there and for one in the trash; 0 is no id.
CREATE OR REPLACE FUNCTION galley.outline_knows(post integer, ids integer[]) RETURNS boolean
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN 0 <> ANY (ids)
           AND EXISTS (SELECT FROM (SELECT s.id FROM public.post_section AS s WHERE s.post_id = post
                                    UNION ALL
                                    SELECT p.section_id FROM galley.parked_section AS p WHERE p.post_id = post) AS known
                              JOIN unnest(ids) AS i (id) USING (id));
END
$$;

-- galley.outline_claims(pairing, n_known): the pairs in the order of the list.
-- Promises: returns for each item its section, 0 where it has none, -1 for all pairs but the first n_known, where that is given.
CREATE OR REPLACE FUNCTION galley.outline_claims(pairing galley.outline_pairing, n_known integer DEFAULT NULL) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(CASE WHEN c.nth > n_known THEN -1 ELSE c.section END ORDER BY c.item), '{}')
          FROM (SELECT p.item, p.section, p.nth
                  FROM unnest(pairing.paired_items, pairing.paired_sections) WITH ORDINALITY AS p (item, section, nth)
                UNION ALL
                SELECT f.item, 0, NULL FROM unnest(pairing.items) AS f (item)) AS c
    );
END
$$;
