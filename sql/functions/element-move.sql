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

-- galley.element_find: locks the section of an element, and one more section, and returns the element; GY003 without one of
-- them.
CREATE OR REPLACE FUNCTION galley.element_find(element integer, another_section integer DEFAULT NULL)
RETURNS public.post_section_elements
LANGUAGE plpgsql
AS $$
DECLARE
    seen  public.post_section_elements;
    found_now public.post_section_elements;
BEGIN
    LOOP
        SELECT * INTO seen FROM public.post_section_elements WHERE id = element;
        IF NOT FOUND THEN
            PERFORM galley.refuse_missing('element', element, 'It may be in the trash; restore it first.');
        END IF;
        PERFORM galley.element_lock(seen.section_id, coalesce(another_section, seen.section_id));
        -- Somebody may have moved it between the look and the lock.
        SELECT * INTO found_now FROM public.post_section_elements WHERE id = element;
        IF found_now.section_id IS NOT DISTINCT FROM seen.section_id THEN
            RETURN found_now;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION galley.element_find(integer, integer) IS 'Finds an element and locks its section.';
