-- galley.outline_text(post): the master list as the sections say it.
-- Promises: returns the canonical text: one section a line, in their order, a section without a place at the end, "order" counted
-- from 1 without a gap; [] when there is none.
CREATE OR REPLACE FUNCTION galley.outline_text(post integer) RETURNS text
LANGUAGE plpgsql STABLE
SET enable_seqscan = off
SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
    RETURN (
        SELECT coalesce(E'[\n' || string_agg(galley.outline_line(id, place, section_heading, section_description, status, keys),
                                             E',\n' ORDER BY place) || E'\n]', '[]')
          FROM (SELECT s.id, s.section_heading, s.section_description, s.status, k.keys,
                       row_number() OVER (ORDER BY s.section_order, s.id) AS place
                  FROM public.post_section AS s LEFT JOIN galley.section_keys AS k ON k.post_id = post AND k.section_id = s.id
                 WHERE s.post_id = post) AS s
    );
END
$$;
