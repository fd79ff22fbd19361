-- galley.elements_add: adds several facts, ideas or themes to a section, at a place or at the end, and returns the id of the first.
--
-- Promises that all of them are added or none; that they stand side by side, in the order given; that their ids follow one another, so
-- that the first names them all; that the elements from the place on move up, that a place too low or too high is the first or the last
-- one; GY003 without such a section, GY004 for another type, a blank text, or no text at all.

CREATE OR REPLACE FUNCTION galley.elements_add(section integer, type text, texts text[], place integer DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    others integer[];
    made   integer[];
BEGIN
    IF type IS NULL OR type NOT IN ('fact', 'idea', 'theme') THEN
        PERFORM galley.refuse_argument(format('"%s" is no type of an element.', type), 'type',
            'The types are fact, idea and theme.');
    ELSIF coalesce(cardinality(texts), 0) = 0 OR EXISTS (SELECT FROM unnest(texts) AS t WHERE t ~ '\S' IS NOT TRUE) THEN
        PERFORM galley.refuse_argument('An element needs a text.', 'texts', 'Give the text of each fact, idea or theme.');
    END IF;
    PERFORM galley.element_lock(section);
    others := galley.element_order(section);
    LOOP
        made := ARRAY(
            SELECT nextval(pg_get_serial_sequence('public.post_section_elements', 'id'))::integer
            FROM generate_series(1, cardinality(texts)));
        -- Somebody else may have taken one in between.
        EXIT WHEN made[cardinality(made)] - made[1] = cardinality(made) - 1;
    END LOOP;
    INSERT INTO public.post_section_elements (id, section_id, element_type, element_text, element_order)
    SELECT m.id, section, type, m.value, NULL FROM unnest(made, texts) AS m (id, value);
    place := greatest(1, least(coalesce(place, cardinality(others) + 1), cardinality(others) + 1));
    PERFORM galley.element_reorder(section, others[:place - 1] || made || others[place:]);
    RETURN made[1];
END
$$;
COMMENT ON FUNCTION galley.elements_add(integer, text, text[], integer) IS 'Adds several elements to a section.';
