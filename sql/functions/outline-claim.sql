-- galley.outline_claim(claims, item_keys, section_ids, section_keys): one step of matching.
-- Promises: returns the claims (for each item of a list its section, 0 where there is none yet), completed by the items and
-- sections that are still free and have the same key: the first item of a key gets its first section, the second the second, and
-- so on. A key that is NULL matches nothing.
CREATE OR REPLACE FUNCTION galley.outline_claim(claims integer[], item_keys text[], section_ids integer[], section_keys text[])
RETURNS integer[]
LANGUAGE sql IMMUTABLE
AS $$
    WITH item AS (
        SELECT place, key, row_number() OVER (PARTITION BY key COLLATE "C" ORDER BY place) AS nth
          FROM unnest(claims, item_keys) WITH ORDINALITY AS i (claim, key, place)
         WHERE claim = 0 AND key IS NOT NULL
    ), section AS (
        SELECT id, key, row_number() OVER (PARTITION BY key COLLATE "C" ORDER BY place) AS nth
          FROM unnest(section_ids, section_keys) WITH ORDINALITY AS s (id, key, place)
         WHERE key IS NOT NULL AND id <> ALL (claims)
    ), found AS (
        SELECT item.place, section.id
          FROM item JOIN section ON section.key = item.key AND section.nth = item.nth
    )
    SELECT array_agg(coalesce(found.id, claim) ORDER BY place)
      FROM unnest(claims) WITH ORDINALITY AS c (claim, place) LEFT JOIN found USING (place)
$$;
