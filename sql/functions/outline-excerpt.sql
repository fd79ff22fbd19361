-- galley.outline_excerpt(post, low, high, noted): the lines of the master list for the places from low to high.
-- Promises: returns the canonical lines, joined as they stand in the list; NULL when there is none. Of the sections in noted, a
-- JSON array with id, place, heading, description, status, it takes these values: so it tells what the lines were before sections
-- were changed, too.
CREATE OR REPLACE FUNCTION galley.outline_excerpt(post integer, low integer, high integer, noted jsonb DEFAULT '[]') RETURNS text
LANGUAGE plpgsql STABLE
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (
        SELECT string_agg(galley.outline_line(id, low - 1 + nth, heading, description, status, keys), E',\n' ORDER BY nth)
          FROM (SELECT s.id, k.keys, row_number() OVER (ORDER BY coalesce(n.place, s.section_order), s.id) AS nth,
                       CASE WHEN n.id IS NULL THEN s.section_heading ELSE n.heading END AS heading,
                       CASE WHEN n.id IS NULL THEN s.section_description ELSE n.description END AS description,
                       CASE WHEN n.id IS NULL THEN s.status ELSE n.status END AS status
                  FROM public.post_section AS s
                       LEFT JOIN galley.section_keys AS k ON k.post_id = post AND k.section_id = s.id
                       LEFT JOIN jsonb_to_recordset(noted) AS n (id integer, place integer, heading text, description text, status text)
                              ON n.id = s.id
                 WHERE s.post_id = post AND s.section_order BETWEEN low AND high) AS line
    );
END
$$;
