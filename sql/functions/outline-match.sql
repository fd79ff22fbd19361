-- galley.outline_match(post, items): decides which item of a list is which section. The one place where this is decided:
-- planning, setting and merging all ask here.
-- Promises: every item gets at most one section and every section at most one item, in this order of trust:
--   1. id and heading agree;
--   2. an item has an id, but its heading is exactly that of another section: language models renumber ids, so the heading wins;
--   3. the id alone;
--   4. the heading, exactly, then folded (galley.outline_fold); of several alike the first gets the first;
--   5. the trash of the post, by id, then by heading; what has text comes before what has none, the newest before the older;
--   6. in a list without ids, an item and a section left over between the same neighbours (galley.outline_neighbours).
-- What finds no section is new, what no item finds leaves. Changes nothing.
CREATE OR REPLACE FUNCTION galley.outline_match(post integer, items jsonb) RETURNS galley.outline_match
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    item  record;
    live  record;
    claims integer[];
    places integer[];
    trash_ids      integer[] := '{}';
    trash_headings text[];
BEGIN
    SELECT coalesce(array_agg(galley.outline_number(id)), '{}') AS ids, coalesce(array_agg(heading), '{}') AS headings,
           coalesce(array_agg(galley.outline_number("order")), '{}') AS orders, coalesce(array_agg(0), '{}') AS claims
      INTO item
      FROM jsonb_to_recordset(items) AS i (id text, heading text, "order" text);
    SELECT coalesce(array_agg(id), '{}') AS ids, coalesce(array_agg(section_heading), '{}') AS headings,
           coalesce(array_agg(coalesce(section_order, 0)), '{}') AS orders
      INTO live
      FROM (SELECT id, section_heading, section_order
              FROM public.post_section WHERE post_id = post ORDER BY section_order, id) AS s;
    claims := galley.outline_match_live(item.claims, item.ids, item.headings, live.ids, live.headings);

    IF 0 = ANY (claims) THEN
        SELECT coalesce(array_agg(section_id), '{}'), coalesce(array_agg(heading), '{}')
          INTO trash_ids, trash_headings
          FROM (SELECT section_id, heading
                  FROM galley.parked_section WHERE post_id = post ORDER BY has_text DESC, parked_at DESC, section_id) AS p;
        IF cardinality(trash_ids) > 0 THEN
            claims := galley.outline_claim(claims, item.ids::text[], trash_ids, trash_ids::text[]);
            claims := galley.outline_claim(claims, item.headings, trash_ids, trash_headings);
            claims := galley.outline_claim(claims, galley.outline_folded(item.headings),
                                           trash_ids, galley.outline_folded(trash_headings));
        END IF;
        IF NOT item.ids && (live.ids || trash_ids) THEN
            claims := galley.outline_neighbours(claims, item.headings, live.ids, live.headings);
        END IF;
    END IF;

    places := galley.outline_places(claims, item.orders, live.ids, live.orders);
    RETURN ROW(
        places,
        (SELECT coalesce(array_agg(claims[place] ORDER BY nth), '{}') FROM unnest(places) WITH ORDINALITY AS p (place, nth)),
        (SELECT coalesce(array_agg(claim), '{}') FROM unnest(claims) AS claim WHERE claim = ANY (trash_ids)),
        (SELECT coalesce(array_agg(id), '{}') FROM unnest(live.ids) AS id WHERE id <> ALL (claims))
    )::galley.outline_match;
END
$$;

-- galley.outline_match_live(…): the steps of matching among the sections that the post has, 1 to 4.
-- Promises: returns the claims, completed. Stops as soon as every item has its section, which mostly is after the first step.
CREATE OR REPLACE FUNCTION galley.outline_match_live(claims integer[], item_ids integer[], item_headings text[],
                                                      live_ids integer[], live_headings text[]) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    IF item_ids && live_ids THEN
        claims := galley.outline_claim(claims, galley.outline_keys(item_ids, item_headings),
                                       live_ids, galley.outline_keys(live_ids, live_headings));
        IF 0 <> ALL (claims) THEN
            RETURN claims;
        END IF;
        claims := galley.outline_claim(claims, galley.outline_with_id(item_ids, item_headings), live_ids, live_headings);
        claims := galley.outline_claim(claims, item_ids::text[], live_ids, live_ids::text[]);
    END IF;
    IF 0 = ANY (claims) AND NOT live_ids <@ claims THEN
        claims := galley.outline_claim(claims, item_headings, live_ids, live_headings);
    END IF;
    IF 0 = ANY (claims) AND NOT live_ids <@ claims THEN
        claims := galley.outline_claim(claims, galley.outline_folded(item_headings),
                                       live_ids, galley.outline_folded(live_headings));
    END IF;
    RETURN claims;
END
$$;

-- galley.outline_keys(ids, headings): for each pair a key of both.
-- Promises: returns them in the same order; NULL where the id is 0 or there is no heading.
CREATE OR REPLACE FUNCTION galley.outline_keys(ids integer[], headings text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $$
    SELECT array_agg(nullif(id, 0) || ' ' || heading) FROM unnest(ids, headings) AS k (id, heading)
$$;

-- galley.outline_with_id(ids, headings): the headings of items that have an id.
-- Promises: returns them in the same order; NULL where the id is 0.
CREATE OR REPLACE FUNCTION galley.outline_with_id(ids integer[], headings text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $$
    SELECT array_agg(CASE WHEN id <> 0 THEN heading END) FROM unnest(ids, headings) AS k (id, heading)
$$;

-- galley.outline_folded(headings): each heading folded.
-- Promises: returns them in the same order.
CREATE OR REPLACE FUNCTION galley.outline_folded(headings text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $$
    SELECT array_agg(galley.outline_fold(heading)) FROM unnest(headings) AS heading
$$;
