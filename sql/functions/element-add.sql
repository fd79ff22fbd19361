-- galley.element_add: adds a fact, an idea or a theme to a section, at a place or at the end, and returns its id.
--
-- Promises that the elements from the place on move up by one, that a place too low or too high is the first or the last one,
-- and GY003 without such a section, GY004 for another type or a blank text.

CREATE OR REPLACE FUNCTION galley.element_add(section integer, type text, value text, place integer DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    others integer[];
    made   integer;
BEGIN
    IF type IS NULL OR type NOT IN ('fact', 'idea', 'theme') THEN
        PERFORM galley.refuse_argument(format('"%s" is no type of an element.', type), 'type',
            'The types are fact, idea and theme.');
    ELSIF value ~ '\S' IS NOT TRUE THEN
        PERFORM galley.refuse_argument('An element needs a text.', 'value', 'Give the text of the fact, idea or theme.');
    END IF;
    PERFORM galley.element_lock(section);
    others := galley.element_order(section);
    INSERT INTO public.post_section_elements (section_id, element_type, element_text, element_order)
    VALUES (section, type, value, NULL)
    RETURNING id INTO made;
    place := greatest(1, least(coalesce(place, cardinality(others) + 1), cardinality(others) + 1));
    PERFORM galley.element_reorder(section, others[:place - 1] || made || others[place:]);
    RETURN made;
END
$$;
COMMENT ON FUNCTION galley.element_add(integer, text, text, integer) IS 'Adds an element to a section.';
