-- galley.element_restore: brings an element back out of the trash, with its id and, as far as there is such a place, at its
-- place; returns the id.
--
-- Promises that nothing happens to an element that is not in the trash, so that it can be done twice; GY003 for one that never
-- was, or whose section is in the trash.

CREATE OR REPLACE FUNCTION galley.element_restore(element integer)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    parked galley.parked_element;
    old    public.post_section_elements;
    others integer[];
    place  integer;
BEGIN
    IF EXISTS (SELECT FROM public.post_section_elements WHERE id = element) THEN
        RETURN element;
    END IF;
    SELECT * INTO parked FROM galley.parked_element WHERE id = element;
    IF NOT FOUND THEN
        PERFORM galley.refuse_missing('element', element, 'Neither a section nor the trash has it.');
    END IF;
    PERFORM galley.element_lock(parked.section_id);
    DELETE FROM galley.parked_element WHERE id = element RETURNING * INTO parked;
    IF NOT FOUND THEN
        -- Somebody else restored it while the section was waited for.
        RETURN element;
    END IF;
    old := jsonb_populate_record(NULL::public.post_section_elements, parked.content);
    others := galley.element_order(parked.section_id);
    place := greatest(1, least(old.element_order, cardinality(others) + 1));
    INSERT INTO public.post_section_elements (id, section_id, element_type, element_text, element_order, created_at, version)
    VALUES (parked.id, parked.section_id, old.element_type, old.element_text, NULL, old.created_at, old.version);
    PERFORM galley.element_reorder(parked.section_id, others[:place - 1] || element || others[place:]);
    RETURN element;
END
$$;
COMMENT ON FUNCTION galley.element_restore(integer) IS 'Brings an element back out of the trash.';
