-- galley.section_move(section, place): moves a section to another place of its post.
-- Promises: the section stands at the place afterwards, or at the end when there are fewer; those in between move up by one;
-- returns the place. Writes only these rows and their lines of the master list. Raises GY003 when there is no such section, GY004
-- without a place.
CREATE OR REPLACE FUNCTION galley.section_move(section integer, place integer) RETURNS integer
LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
DECLARE
    post CONSTANT integer := galley.section_hold(section);
    old_place integer;
    new_place integer;
    sections  integer[];
BEGIN
    PERFORM galley.section_check(place IS NOT NULL, 'A section is moved to a place: 1 is the first.');
    SELECT s.section_order,
           least(greatest(place, 1), (SELECT max(o.section_order) FROM public.post_section AS o WHERE o.post_id = post))
      INTO old_place, new_place
      FROM public.post_section AS s WHERE s.id = section;
    IF new_place <> old_place THEN
        sections := ARRAY(
            SELECT s.id FROM public.post_section AS s
             WHERE s.post_id = post AND s.section_order BETWEEN least(old_place, new_place) AND greatest(old_place, new_place)
             ORDER BY CASE s.id WHEN section THEN new_place + 0.5 * sign(new_place - old_place) ELSE s.section_order END);
        PERFORM galley.outline_arrange(post, 'move', least(old_place, new_place), sections);
    END IF;
    RETURN new_place;
END
$$;
COMMENT ON FUNCTION galley.section_move(integer, integer) IS 'Moves a section to another place.';
