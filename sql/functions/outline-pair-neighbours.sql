-- galley.outline_pair_neighbours(pairing, section_ids, n_known): the last step of matching, for a list without ids.
-- Promises: returns the pairing, completed where exactly one item and exactly one section are left over between the same two
-- neighbours: that is a heading that was changed. Where there is no neighbour on either side, the two headings must have a word
-- in common. section_ids are the sections in their order, n_known is how many of the pairs are with these, and not with the
-- trash.
CREATE OR REPLACE FUNCTION galley.outline_pair_neighbours(pairing galley.outline_pairing, section_ids integer[], n_known integer)
RETURNS galley.outline_pairing
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    in_list integer[];
    in_post integer[];
BEGIN
    IF n_known = 0 AND NOT (cardinality(section_ids) = 1 AND galley.outline_akin(pairing.headings[1], pairing.section_headings[1])) THEN
        RETURN pairing;
    END IF;
    in_list := galley.outline_claims(pairing, n_known);
    in_post := section_ids;
    IF cardinality(pairing.sections) = 1 THEN
        in_post[array_position(section_ids, pairing.sections[1])] := 0;
    ELSE
        in_post := (SELECT array_agg(CASE WHEN f.section IS NULL THEN s.section ELSE 0 END ORDER BY s.place)
                      FROM unnest(section_ids) WITH ORDINALITY AS s (section, place)
                           LEFT JOIN unnest(pairing.sections) AS f (section) USING (section));
    END IF;
    RETURN galley.outline_pair(pairing, galley.outline_gap_keys(in_list), galley.outline_gap_keys(in_post));
END
$$;

-- galley.outline_gap_keys(sequence): between which neighbours the free ones stand.
-- Promises: of a sequence of sections, with 0 for each one that is free and a negative number for what is to be skipped, returns
-- for each free one its neighbours, as a key; NULL where it is not the only one between these.
CREATE OR REPLACE FUNCTION galley.outline_gap_keys(sequence integer[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    alone CONSTANT integer := array_position(sequence, 0);
BEGIN
    -- Mostly one heading was changed, and its neighbours are at hand.
    IF array_position(sequence, 0, alone + 1) IS NULL
       AND coalesce(sequence[alone - 1], 1) > 0 AND coalesce(sequence[alone + 1], 1) > 0 THEN
        RETURN ARRAY[concat(sequence[alone - 1], ',', sequence[alone + 1])];
    END IF;
    RETURN (
        WITH neighbour AS (
            SELECT section, place,
                   coalesce(max(place) FILTER (WHERE section > 0) OVER (ORDER BY place), 0) AS upper,
                   coalesce(min(place) FILTER (WHERE section > 0) OVER (ORDER BY place DESC), 0) AS lower
              FROM unnest(sequence) WITH ORDINALITY AS s (section, place)
        )
        SELECT array_agg(CASE company WHEN 1 THEN concat(sequence[upper], ',', sequence[lower]) END ORDER BY place)
          FROM (SELECT place, upper, lower, count(*) OVER (PARTITION BY upper, lower) AS company
                  FROM neighbour WHERE section = 0) AS free
    );
END
$$;

-- galley.outline_akin(one, other): whether two headings have a word in common that says something.
-- Promises: true when a word of at least four letters stands in both, however it is written.
CREATE OR REPLACE FUNCTION galley.outline_akin(one text, other text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    RETURN EXISTS (SELECT FROM string_to_table(galley.outline_fold(one), ' ') AS word
                    WHERE length(word) >= 4 AND word = ANY (string_to_array(galley.outline_fold(other), ' ')));
END
$$;
