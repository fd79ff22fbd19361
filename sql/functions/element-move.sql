-- galley.element_move: moves an element to a place in a section, which may be another one, also of another post, and returns
-- the place.
--
-- Promises that the places on both sides are closed up, that a place too low or too high is the first or the last one, that
-- none means the end; that it can be done twice; GY003 without such an element or section. One notice is sent (two between
-- posts): an element's notice means that the order of its section may be another one.

CREATE OR REPLACE FUNCTION galley.element_move(element integer, section integer, place integer DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    before record;
    after  record;
    others integer[];
BEGIN
    before := galley.element_find(element, section);
    others := array_remove(galley.element_order(section), element);
    place := greatest(1, least(coalesce(place, cardinality(others) + 1), cardinality(others) + 1));
    IF before.section_id <> section THEN
        -- Out of the way, so that closing up does not meet it.
        PERFORM galley.element_reorder(section, others || element);
        PERFORM galley.element_reorder(before.section_id, galley.element_order(before.section_id));
        INSERT INTO galley.search_mark (kind, id) VALUES ('e', element);
    END IF;
    PERFORM galley.element_reorder(section, others[:place - 1] || element || others[place:]);
    SELECT * INTO after FROM public.post_section_elements WHERE id = element;
    IF before.post_id <> after.post_id THEN
        PERFORM galley.notice('post_section_elements', element, before.post_id, before.version, 'D');
        PERFORM galley.notice('post_section_elements', element, after.post_id, after.version, 'I');
    ELSIF before IS DISTINCT FROM after THEN
        PERFORM galley.notice('post_section_elements', element, after.post_id, after.version, 'U');
    END IF;
    RETURN place;
END
$$;
COMMENT ON FUNCTION galley.element_move(integer, integer, integer) IS 'Moves an element to a place in a section.';
