-- galley.element_recover: saves what was being typed in an element when a program ended, and returns the id of the element that has it.
--
-- Promises that no text is lost for it: an element that says something else by now than what was typed over keeps that, and the typed
-- text becomes an element of its own; one that is in the trash comes back; that it can be done twice; GY003 for an element that never
-- was, or whose section is in the trash; GY004 for a blank text.

CREATE OR REPLACE FUNCTION galley.element_recover(element integer, base text, value text)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    present public.post_section_elements;
BEGIN
    IF NOT EXISTS (SELECT FROM public.post_section_elements WHERE id = element) THEN
        PERFORM galley.element_restore(element);
    END IF;
    SELECT * INTO present FROM public.post_section_elements WHERE id = element;
    IF present.element_text = value THEN
        RETURN element;
    ELSIF present.element_text = base THEN
        PERFORM galley.element_set(element, value, present.version);
        RETURN element;
    END IF;
    RETURN galley.elements_recover(present.section_id, present.element_type, ARRAY[value]);
END
$$;
COMMENT ON FUNCTION galley.element_recover(integer, text, text) IS 'Saves the text of an element that was left unsaved.';

-- galley.elements_recover: adds to a section what was to become elements of it when a program ended, and returns the id of the first.
--
-- Promises that what the section has already is not added again, so that it can be done twice; else as galley.elements_add.
CREATE OR REPLACE FUNCTION galley.elements_recover(section integer, type text, texts text[])
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    missing text[] := ARRAY(
        SELECT wanted.value
        FROM unnest(texts) WITH ORDINALITY AS wanted (value, nth)
        WHERE NOT EXISTS (
            SELECT FROM public.post_section_elements AS e
            WHERE e.section_id = section AND e.element_type = type AND e.element_text = wanted.value)
        ORDER BY wanted.nth);
BEGIN
    IF cardinality(missing) > 0 OR cardinality(texts) = 0 THEN
        RETURN galley.elements_add(section, type, missing);
    END IF;
    RETURN (
        SELECT min(e.id) FROM public.post_section_elements AS e
        WHERE e.section_id = section AND e.element_type = type AND e.element_text = ANY (texts));
END
$$;
COMMENT ON FUNCTION galley.elements_recover(integer, text, text[]) IS 'Adds elements that were left unsaved.';
