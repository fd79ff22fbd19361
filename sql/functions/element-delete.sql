-- galley.element_delete: moves an element into the trash, closes the gap, and returns its id.
--
-- Promises that an element that is in the trash already stays there, so that it can be done twice, and GY003 for one that never
-- was.

CREATE OR REPLACE FUNCTION galley.element_delete(element integer)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    section integer;
BEGIN
    IF EXISTS (SELECT FROM galley.parked_element WHERE id = element)
       AND NOT EXISTS (SELECT FROM public.post_section_elements WHERE id = element)
    THEN
        RETURN element;
    END IF;
    section := (galley.element_find(element)).section_id;
    DELETE FROM public.post_section_elements WHERE id = element;
    PERFORM galley.element_reorder(section, galley.element_order(section));
    RETURN element;
END
$$;
COMMENT ON FUNCTION galley.element_delete(integer) IS 'Moves an element into the trash.';
