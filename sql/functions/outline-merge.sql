-- galley.outline_merge(post, items, base_version): joins a list that was made from an older version with what others changed
-- since.
-- Promises: returns the items to be set, whether there was anything to join, and what could not be joined. Three ways, for each
-- section and each of heading, description and status: what only one side changed is taken from it. What both changed
-- differently, what one side changed and the other removed, and two new orders are conflicts: {section_id, field, base, theirs,
-- mine}, field being a column, "removed" or "order"; theirs, which is stored already, stands, but a change stands before a
-- removal. What either side added stays. Without a base, or with the present version as the base, the items come back as they
-- are. Raises GY002 and GY004 as galley.outline_at does.
CREATE OR REPLACE FUNCTION galley.outline_merge(post integer, INOUT items jsonb, base_version integer, OUT merged boolean,
                                                OUT conflicts jsonb)
LANGUAGE plpgsql STABLE
SET enable_nestloop = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    base   jsonb;
    theirs jsonb;
    mine   jsonb;
BEGIN
    merged := base_version <> coalesce((SELECT d.outline_version FROM public.post_development AS d WHERE d.post_id = post), 1);
    IF NOT merged THEN
        RETURN;
    END IF;
    base := galley.outline_known(post, galley.outline_parse(galley.outline_at(post, base_version)));
    theirs := galley.outline_parse(galley.outline_text(post));
    mine := galley.outline_mine(items, base, theirs);
    SELECT coalesce(jsonb_agg(m.item ORDER BY m.place) FILTER (WHERE m.stays), '[]') INTO items
      FROM galley.outline_sequence(base, theirs, mine) AS m;
    SELECT nullif(coalesce(jsonb_agg(c.conflict), '[]'), '[]') INTO conflicts
      FROM galley.outline_conflicts(base, theirs, mine) AS c (conflict);
END
$$;

-- galley.outline_known(post, items): a list whose items have their ids.
-- Promises: returns the items; those of a list from before Galley, which has no ids, get the ids of the sections that they are
-- now.
CREATE OR REPLACE FUNCTION galley.outline_known(post integer, items jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    match galley.outline_match;
BEGIN
    IF NOT items @? '$[*] ? (!exists(@.id))' THEN
        RETURN items;
    END IF;
    match := galley.outline_match(post, items);
    RETURN (SELECT coalesce(jsonb_agg(m.item || jsonb_build_object('id', nullif(m.section, 0)) ORDER BY m.place), '[]')
              FROM ROWS FROM (jsonb_array_elements(match.items), unnest(match.sections)) WITH ORDINALITY AS m (item, section, place));
END
$$;

-- galley.outline_mine(items, base, theirs): the list of the one who comes second, with the ids of the sections that its items
-- are.
-- Promises: returns the items in the order that they want; an item that neither the base has nor somebody else added meanwhile
-- has no id.
CREATE OR REPLACE FUNCTION galley.outline_mine(items jsonb, base jsonb, theirs jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    pairing galley.outline_pairing;
    match   galley.outline_match;
    ids     integer[];
    old     record;
    n_old   integer;
BEGIN
    SELECT coalesce(array_agg(i.place), '{}'), coalesce(array_agg(i.id), '{}'), coalesce(array_agg(i.heading), '{}'), '{}', '{}'
      INTO pairing.items, pairing.ids, pairing.headings, pairing.paired_items, pairing.paired_sections
      FROM galley.outline_side(items) AS i;
    SELECT coalesce(array_agg(o.id), '{}') AS ids, coalesce(array_agg(o.heading), '{}') AS headings INTO old
      FROM galley.outline_side(base) AS o;
    ids := pairing.ids;
    pairing.sections := old.ids;
    pairing.section_headings := old.headings;
    pairing := galley.outline_pair_live(pairing);
    n_old := cardinality(pairing.paired_items);
    IF NOT galley.outline_is_paired(pairing)
       AND NOT EXISTS (SELECT FROM unnest(ids) AS i (id) JOIN unnest(old.ids) AS o (id) USING (id)) THEN
        pairing := galley.outline_pair_neighbours(pairing, old.ids, n_old);
    END IF;
    SELECT coalesce(array_agg(t.id), '{}'), coalesce(array_agg(t.heading), '{}') INTO pairing.sections, pairing.section_headings
      FROM galley.outline_side(theirs) AS t
     WHERE NOT EXISTS (SELECT FROM unnest(old.ids) AS o (id) WHERE o.id = t.id);
    pairing := galley.outline_pair_live(pairing);
    match.items := items;
    match.sections := galley.outline_claims(pairing);
    match := galley.outline_ordered(match, old.ids);
    RETURN (SELECT coalesce(jsonb_agg(i.item - 'order' - 'id'
                                      || CASE i.section WHEN 0 THEN '{}' ELSE jsonb_build_object('id', i.section) END
                                      ORDER BY i.place), '[]')
              FROM ROWS FROM (jsonb_array_elements(match.items), unnest(match.sections)) WITH ORDINALITY AS i (item, section, place));
END
$$;

-- galley.outline_side(items): a list as rows.
-- Promises: a row for each item, in its order; key is the id, or a name of its own for an item without one.
CREATE OR REPLACE FUNCTION galley.outline_side(items jsonb)
RETURNS TABLE (key text, place integer, id integer, wanted integer, heading text, description text, status text, item jsonb)
LANGUAGE sql IMMUTABLE
AS $$
    SELECT coalesce(nullif(galley.outline_number(i.id), 0)::text, 'new ' || i.place), i.place::integer, galley.outline_number(i.id),
           galley.outline_number(i."order"), i.heading, i.description, i.status, i.item
      FROM ROWS FROM (jsonb_array_elements(items),
                      jsonb_to_recordset(items) AS (id text, "order" text, heading text, description text, status text))
           WITH ORDINALITY AS i (item, id, "order", heading, description, status, place)
$$;

-- galley.outline_sides(base, theirs, mine): the three lists side by side.
-- Promises: a row for each section or new item that one of them has, with what each says of it; "common" when all three have it.
CREATE OR REPLACE FUNCTION galley.outline_sides(base jsonb, theirs jsonb, mine jsonb)
RETURNS TABLE (key text, id integer, common boolean, base_place integer, their_place integer, my_place integer,
               base_heading text, their_heading text, my_heading text,
               base_description text, their_description text, my_description text,
               base_status text, their_status text, my_status text, my_item jsonb, they_changed boolean, i_changed boolean)
LANGUAGE sql IMMUTABLE
AS $$
    SELECT key, coalesce(b.id, t.id, m.id), b.place IS NOT NULL AND t.place IS NOT NULL AND m.place IS NOT NULL,
           b.place, t.place, m.place,
           b.heading, t.heading, m.heading, b.description, t.description, m.description, b.status, t.status, m.status, m.item,
           (t.heading, t.description, t.status) IS DISTINCT FROM (b.heading, b.description, b.status),
           coalesce(m.heading <> b.heading, false) OR coalesce(m.description <> b.description, false)
               OR coalesce(m.status <> b.status, false)
      FROM galley.outline_side(base) AS b
           FULL JOIN galley.outline_side(theirs) AS t USING (key)
           FULL JOIN galley.outline_side(mine) AS m USING (key)
$$;

-- galley.outline_pick(base, theirs, mine): one value out of three.
-- Promises: that of the side which changed it; theirs when both did, or none. A value that mine does not give is not changed by
-- it.
CREATE OR REPLACE FUNCTION galley.outline_pick(base text, theirs text, mine text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT CASE WHEN theirs = base THEN coalesce(mine, theirs) ELSE theirs END
$$;

-- galley.outline_sequence(base, theirs, mine): the joined list.
-- Promises: a row for each section or new item: whether it stays, the item to be set, and a number that orders them. What all
-- three lists have keeps the order of the side that changed it (theirs, when both did); what only one list has comes after the
-- same one as there, what others added before what mine adds.
CREATE OR REPLACE FUNCTION galley.outline_sequence(base jsonb, theirs jsonb, mine jsonb)
RETURNS TABLE (stays boolean, item jsonb, place bigint)
LANGUAGE sql IMMUTABLE
AS $$
    WITH side AS (
        SELECT *,
               max(their_place) FILTER (WHERE common) OVER (ORDER BY their_place) AS their_anchor,
               max(my_place) FILTER (WHERE common) OVER (ORDER BY my_place) AS my_anchor
          FROM galley.outline_sides(base, theirs, mine)
    ), orders AS (
        SELECT array_agg(key ORDER BY their_place) = array_agg(key ORDER BY base_place) AS take_mine FROM side WHERE common
    ), ranked AS (
        SELECT side.*, CASE WHEN take_mine THEN my_place ELSE their_place END AS rank,
               CASE WHEN their_place IS NOT NULL THEN their_anchor ELSE my_anchor END AS anchor,
               CASE WHEN common THEN 0 WHEN their_place IS NOT NULL THEN 1 ELSE 2 END AS source
          FROM side, orders
    ), anchored AS (
        SELECT r.*, coalesce(a.rank, 0) AS anchor_rank
          FROM ranked AS r LEFT JOIN ranked AS a
            ON a.common AND r.anchor = CASE WHEN r.source = 2 THEN a.my_place ELSE a.their_place END
    )
    SELECT CASE WHEN base_place IS NULL OR common THEN true
                WHEN my_place IS NULL THEN their_place IS NOT NULL AND they_changed
                ELSE i_changed END,
           CASE WHEN my_place IS NULL THEN jsonb_build_object('id', id)
                WHEN their_place IS NULL THEN my_item
                ELSE my_item || jsonb_build_object(
                         'heading', galley.outline_pick(base_heading, their_heading, my_heading),
                         'description', galley.outline_pick(base_description, their_description, my_description),
                         'status', galley.outline_pick(base_status, their_status, my_status)) END,
           row_number() OVER (ORDER BY CASE WHEN common THEN rank ELSE anchor_rank END, source,
                                       CASE source WHEN 2 THEN my_place ELSE their_place END)
      FROM anchored
$$;

-- galley.outline_conflicts(base, theirs, mine): what could not be joined.
-- Promises: an object for each: section_id, field, and the three values.
CREATE OR REPLACE FUNCTION galley.outline_conflicts(base jsonb, theirs jsonb, mine jsonb) RETURNS SETOF jsonb
LANGUAGE sql IMMUTABLE
AS $$
    WITH side AS (
        SELECT * FROM galley.outline_sides(base, theirs, mine)
    ), value AS (
        SELECT id, 'section_heading' AS field, base_heading AS base, their_heading AS theirs, my_heading AS mine
          FROM side WHERE their_place IS NOT NULL AND my_place IS NOT NULL
        UNION ALL
        SELECT id, 'section_description', base_description, their_description, my_description
          FROM side WHERE their_place IS NOT NULL AND my_place IS NOT NULL
        UNION ALL
        SELECT id, 'status', base_status, their_status, my_status
          FROM side WHERE their_place IS NOT NULL AND my_place IS NOT NULL
    )
    SELECT jsonb_build_object('section_id', id, 'field', field, 'base', base, 'theirs', theirs, 'mine', mine)
      FROM value
     WHERE mine <> theirs AND mine IS DISTINCT FROM base AND theirs IS DISTINCT FROM base
    UNION ALL
    SELECT jsonb_build_object('section_id', id, 'field', 'removed', 'base', base_heading, 'theirs', their_heading, 'mine', my_heading)
      FROM side
     WHERE base_place IS NOT NULL
       AND (my_place IS NULL AND their_place IS NOT NULL AND they_changed
            OR their_place IS NULL AND my_place IS NOT NULL AND i_changed)
    UNION ALL
    SELECT jsonb_build_object('section_id', NULL, 'field', 'order', 'base', to_jsonb(in_base), 'theirs', to_jsonb(in_theirs),
                              'mine', to_jsonb(in_mine))
      FROM (SELECT array_agg(id ORDER BY base_place) AS in_base, array_agg(id ORDER BY their_place) AS in_theirs,
                   array_agg(id ORDER BY my_place) AS in_mine
              FROM side WHERE common) AS o
     WHERE in_base <> in_theirs AND in_base <> in_mine AND in_theirs <> in_mine
$$;
