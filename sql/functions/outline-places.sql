-- galley.outline_places(claims, orders, section_ids, section_orders): the order that a list wants.
-- Promises: returns the numbers of the list's items in the order that the outline is to have. The "order" keys decide it if every
-- item has one, no two the same, and they are not merely the old numbers that were carried along by items that were moved; else
-- the list's own order.
CREATE OR REPLACE FUNCTION galley.outline_places(claims integer[], orders integer[], section_ids integer[], section_orders integer[])
RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    as_listed CONSTANT integer[] := ARRAY(SELECT generate_series(1, cardinality(claims)));
    decides boolean;
BEGIN
    IF orders = as_listed OR 0 = ANY (orders) THEN
        RETURN as_listed;
    END IF;
    SELECT count(DISTINCT wanted) = count(*)
           AND (count(old.place) = 0 OR bool_or(wanted <> old.place))
      INTO decides
      FROM unnest(claims, orders) AS i (claim, wanted)
           LEFT JOIN unnest(section_ids, section_orders) AS old (id, place) ON old.id = i.claim;
    IF decides THEN
        RETURN ARRAY(SELECT place FROM unnest(orders) WITH ORDINALITY AS o (wanted, place) ORDER BY wanted);
    END IF;
    RETURN as_listed;
END
$$;
