-- galley.element_find: locks the section of an element, and one more section, and returns the element.
--
-- Promises that nobody moves it away between the look and the lock, and that locks are only ever taken in the order of the
-- sections' ids: when the element is found to be in another section by then, those that were taken are given back first.
-- GY003 without the element or a section.

CREATE OR REPLACE FUNCTION galley.element_find(element integer, another_section integer DEFAULT NULL)
RETURNS public.post_section_elements
LANGUAGE plpgsql
AS $$
DECLARE
    seen   public.post_section_elements;
    locked public.post_section_elements;
BEGIN
    LOOP
        SELECT * INTO seen FROM public.post_section_elements WHERE id = element;
        IF NOT FOUND THEN
            PERFORM galley.refuse_missing('element', element, 'It may be in the trash; restore it first.');
        END IF;
        BEGIN
            PERFORM galley.element_lock(seen.section_id, coalesce(another_section, seen.section_id));
            SELECT * INTO locked FROM public.post_section_elements WHERE id = element;
            IF locked.section_id IS NOT DISTINCT FROM seen.section_id THEN
                RETURN locked;
            END IF;
            -- Rolls this block back, and with it the locks.  A code that ends in 000 would stand for its whole class.
            RAISE SQLSTATE 'GY900';
        EXCEPTION WHEN SQLSTATE 'GY900' THEN
            NULL;
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION galley.element_find(integer, integer) IS 'Finds an element and locks its section.';
