-- galley.outline_neighbours(claims, item_headings, section_ids, section_headings): the last step of matching, for a list without
-- ids.
-- Promises: returns the claims, completed where exactly one item and exactly one section are left over between the same two
-- neighbours: that is a heading that was changed. Where there is no neighbour on either side, the two headings must have a word
-- in common.
CREATE OR REPLACE FUNCTION galley.outline_neighbours(claims integer[], item_headings text[], section_ids integer[],
                                                      section_headings text[]) RETURNS integer[]
LANGUAGE sql IMMUTABLE
AS $$
    WITH claimed AS (
        -- The claimed sections, as the list has them and as the post has them.
        SELECT coalesce((SELECT array_agg(claim ORDER BY place) FROM unnest(claims) WITH ORDINALITY AS c (claim, place)
                          WHERE claim = ANY (section_ids)), '{}') AS in_list,
               coalesce((SELECT array_agg(id ORDER BY place) FROM unnest(section_ids) WITH ORDINALITY AS s (id, place)
                          WHERE id = ANY (claims)), '{}') AS in_post
    ), item AS (
        SELECT place, heading, claim, count(*) FILTER (WHERE claim = ANY (section_ids)) OVER (ORDER BY place) AS above
          FROM unnest(claims, item_headings) WITH ORDINALITY AS i (claim, heading, place)
    ), section AS (
        SELECT id, heading, count(*) FILTER (WHERE id = ANY (claims)) OVER (ORDER BY place) AS above
          FROM unnest(section_ids, section_headings) WITH ORDINALITY AS s (id, heading, place)
    ), item_gap AS (
        SELECT coalesce(in_list[above], 0) AS upper, coalesce(in_list[above + 1], 0) AS lower, min(place) AS place, min(heading) AS heading
          FROM item, claimed
         WHERE claim = 0
         GROUP BY above, in_list
        HAVING count(*) = 1
    ), section_gap AS (
        SELECT coalesce(in_post[above], 0) AS upper, coalesce(in_post[above + 1], 0) AS lower, min(id) AS id, min(heading) AS heading
          FROM section, claimed
         WHERE id <> ALL (claims)
         GROUP BY above, in_post
        HAVING count(*) = 1
    ), found AS (
        SELECT item_gap.place, section_gap.id
          FROM item_gap JOIN section_gap USING (upper, lower)
         WHERE upper <> 0 OR lower <> 0 OR galley.outline_akin(item_gap.heading, section_gap.heading)
    )
    SELECT array_agg(coalesce(found.id, claim) ORDER BY place)
      FROM unnest(claims) WITH ORDINALITY AS c (claim, place) LEFT JOIN found USING (place)
$$;

-- galley.outline_akin(one, other): whether two headings have a word in common that says something.
-- Promises: true when a word of at least four letters stands in both, however it is written.
CREATE OR REPLACE FUNCTION galley.outline_akin(one text, other text) RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$
    SELECT EXISTS (SELECT FROM string_to_table(galley.outline_fold(one), ' ') AS word
                    WHERE length(word) >= 4 AND word = ANY (string_to_array(galley.outline_fold(other), ' ')))
$$;
