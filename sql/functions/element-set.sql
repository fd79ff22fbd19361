-- galley.element_set: replaces the text of an element and returns the version that it has then.
--
-- Promises that nothing happens when the text is the same, so that it can be done twice; GY002 when somebody else changed the
-- element since base_version; GY003 without such an element; GY004 for a blank text.

CREATE OR REPLACE FUNCTION galley.element_set(element integer, value text, base_version integer DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    now_there record;
BEGIN
    IF value ~ '\S' IS NOT TRUE THEN
        PERFORM galley.refuse_argument('An element needs a text.', 'value', 'To remove an element, delete it.');
    END IF;
    SELECT version, element_text INTO now_there FROM public.post_section_elements WHERE id = element FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM galley.refuse_missing('element', element, 'It may be in the trash; restore it first.');
    ELSIF now_there.element_text = value THEN
        RETURN now_there.version;
    ELSIF base_version <> now_there.version THEN
        PERFORM galley.refuse_stale('element', element, now_there.version);
    END IF;
    UPDATE public.post_section_elements SET element_text = value WHERE id = element;
    RETURN now_there.version + 1;
END
$$;
COMMENT ON FUNCTION galley.element_set(integer, text, integer) IS 'Replaces the text of an element.';
