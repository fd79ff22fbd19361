-- galley.outline_pair(pairing, item_keys, section_keys): one step of matching.
-- Promises: returns the pairing, completed by the free items and sections that have the same key: the first item of a key gets
-- its first section, the second the second, and so on. A key that is NULL matches nothing.
CREATE OR REPLACE FUNCTION galley.outline_pair(pairing galley.outline_pairing, item_keys text[], section_keys text[])
RETURNS galley.outline_pairing
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    few   CONSTANT integer := 10;
    n_all CONSTANT integer := cardinality(pairing.items) + cardinality(pairing.sections);
    found record;
BEGIN
    -- Mostly what is left over has nothing in common.
    IF cardinality(pairing.items) < few AND NOT item_keys && section_keys THEN
        RETURN pairing;
    END IF;
    SELECT coalesce(array_agg(j.item) FILTER (WHERE j.item IS NOT NULL AND j.section IS NOT NULL), '{}') AS items,
           coalesce(array_agg(j.section) FILTER (WHERE j.item IS NOT NULL AND j.section IS NOT NULL), '{}') AS sections,
           coalesce(array_agg(j.item ORDER BY j.item) FILTER (WHERE j.section IS NULL), '{}') AS free_items,
           coalesce(array_agg(j.id ORDER BY j.item) FILTER (WHERE j.section IS NULL), '{}') AS ids,
           coalesce(array_agg(j.heading ORDER BY j.item) FILTER (WHERE j.section IS NULL), '{}') AS headings,
           coalesce(array_agg(j.section ORDER BY j.place) FILTER (WHERE j.item IS NULL), '{}') AS free_sections,
           coalesce(array_agg(j.section_heading ORDER BY j.place) FILTER (WHERE j.item IS NULL), '{}') AS section_headings,
           count(*) AS n_rows
      INTO found
      FROM (SELECT i.item, i.id, i.heading, s.section, s.heading AS section_heading, s.place
              FROM unnest(pairing.items, pairing.ids, pairing.headings, item_keys) AS i (item, id, heading, key)
                   FULL JOIN unnest(pairing.sections, pairing.section_headings, section_keys) WITH ORDINALITY
                             AS s (section, heading, key, place)
                   -- What has no key gets one of its own, since a hash join compares all that have none with each other.
                   ON coalesce(s.key, E'\x01' || s.place) = coalesce(i.key, E'\x02' || i.item)
             LIMIT n_all + 1) AS j;
    -- A key that stands only once on either side makes one row of two; any other makes more rows, or fewer pairs.
    IF found.n_rows + cardinality(found.items) <> n_all THEN
        RETURN galley.outline_pair(pairing, galley.outline_numbered(item_keys), galley.outline_numbered(section_keys));
    END IF;
    RETURN (found.free_items, found.ids, found.headings, found.free_sections, found.section_headings,
            pairing.paired_items || found.items, pairing.paired_sections || found.sections)::galley.outline_pairing;
END
$$;

-- galley.outline_numbered(keys): tells keys apart that are the same.
-- Promises: returns each with its number among its like before it, in the same order; NULL stays NULL.
CREATE OR REPLACE FUNCTION galley.outline_numbered(keys text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    RETURN (SELECT array_agg(k.nth || ' ' || k.key ORDER BY k.place)
              FROM (SELECT key, place, row_number() OVER (PARTITION BY key COLLATE "C" ORDER BY place) AS nth
                      FROM unnest(keys) WITH ORDINALITY AS u (key, place)) AS k);
END
$$;

-- galley.outline_is_paired(pairing): whether matching is at its end.
-- Promises: true when no item or no section is free any more.
CREATE OR REPLACE FUNCTION galley.outline_is_paired(pairing galley.outline_pairing) RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$
    SELECT cardinality(pairing.items) = 0 OR cardinality(pairing.sections) = 0
$$;

-- galley.outline_pair_live(pairing): the steps of matching among the sections that a post has.
-- Promises: id and heading together; a heading that is exactly another section's, for items with an id; the id; the heading,
-- exactly, then folded. Stops as soon as nothing is left, which mostly is after the first step.
CREATE OR REPLACE FUNCTION galley.outline_pair_live(pairing galley.outline_pairing) RETURNS galley.outline_pairing
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    IF 0 <> ANY (pairing.ids) AND NOT galley.outline_is_paired(pairing) THEN
        pairing := galley.outline_pair(pairing, galley.outline_keys(pairing.ids, pairing.headings),
                                       galley.outline_keys(pairing.sections, pairing.section_headings));
        IF NOT galley.outline_is_paired(pairing) THEN
            pairing := galley.outline_pair(pairing, galley.outline_with_id(pairing.ids, pairing.headings), pairing.section_headings);
            pairing := galley.outline_pair(pairing, pairing.ids::text[], pairing.sections::text[]);
        END IF;
    END IF;
    IF NOT galley.outline_is_paired(pairing) THEN
        pairing := galley.outline_pair(pairing, pairing.headings, pairing.section_headings);
    END IF;
    IF NOT galley.outline_is_paired(pairing) THEN
        pairing := galley.outline_pair(pairing, galley.outline_folded(pairing.headings),
                                       galley.outline_folded(pairing.section_headings));
    END IF;
    RETURN pairing;
END
$$;

-- galley.outline_pair_trash(pairing, post): the steps of matching with the trash of a post.
-- Promises: by id, by heading, by folded heading; what has text comes before what has none, the newest before the older. The free
-- sections of the post stay free.
CREATE OR REPLACE FUNCTION galley.outline_pair_trash(pairing galley.outline_pairing, post integer) RETURNS galley.outline_pairing
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    live CONSTANT galley.outline_pairing := pairing;
BEGIN
    SELECT array_agg(p.section_id), array_agg(p.heading) INTO pairing.sections, pairing.section_headings
      FROM (SELECT section_id, heading
              FROM galley.parked_section WHERE post_id = post ORDER BY has_text DESC, parked_at DESC, section_id) AS p;
    IF pairing.sections IS NOT NULL THEN
        pairing := galley.outline_pair(pairing, pairing.ids::text[], pairing.sections::text[]);
        pairing := galley.outline_pair(pairing, pairing.headings, pairing.section_headings);
        pairing := galley.outline_pair(pairing, galley.outline_folded(pairing.headings),
                                       galley.outline_folded(pairing.section_headings));
    END IF;
    pairing.sections := live.sections;
    pairing.section_headings := live.section_headings;
    RETURN pairing;
END
$$;

-- galley.outline_keys(ids, headings): for each pair a key of both.
-- Promises: returns them in the same order; NULL where the id is 0 or there is no heading.
CREATE OR REPLACE FUNCTION galley.outline_keys(ids integer[], headings text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    RETURN (SELECT array_agg(nullif(k.id, 0) || ' ' || k.heading) FROM unnest(ids, headings) AS k (id, heading));
END
$$;

-- galley.outline_with_id(ids, headings): the headings of items that have an id.
-- Promises: returns them in the same order; NULL where the id is 0.
CREATE OR REPLACE FUNCTION galley.outline_with_id(ids integer[], headings text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    RETURN (SELECT array_agg(CASE WHEN k.id <> 0 THEN k.heading END) FROM unnest(ids, headings) AS k (id, heading));
END
$$;

-- galley.outline_folded(headings): each heading folded.
-- Promises: returns them in the same order.
CREATE OR REPLACE FUNCTION galley.outline_folded(headings text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    RETURN (SELECT array_agg(galley.outline_fold(h.heading)) FROM unnest(headings) AS h (heading));
END
$$;
