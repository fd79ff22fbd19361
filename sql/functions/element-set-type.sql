-- galley.element_set_type: makes a fact, an idea or a theme of an element and returns the version that it has then.
--
-- Promises that nothing happens when it is one already, so that it can be done twice; GY002 when somebody else changed the
-- element since base_version; GY003 without such an element; GY004 for another type.

CREATE OR REPLACE FUNCTION galley.element_set_type(element integer, type text, base_version integer DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    now_there record;
BEGIN
    IF type IS NULL OR type NOT IN ('fact', 'idea', 'theme') THEN
        PERFORM galley.refuse_argument(format('"%s" is no type of an element.', type), 'type',
            'The types are fact, idea and theme.');
    END IF;
    SELECT version, element_type INTO now_there FROM public.post_section_elements WHERE id = element FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        PERFORM galley.refuse_missing('element', element, 'It may be in the trash; restore it first.');
    ELSIF now_there.element_type = type THEN
        RETURN now_there.version;
    ELSIF base_version <> now_there.version THEN
        PERFORM galley.refuse_stale('element', element, now_there.version);
    END IF;
    UPDATE public.post_section_elements SET element_type = type WHERE id = element;
    RETURN now_there.version + 1;
END
$$;
COMMENT ON FUNCTION galley.element_set_type(integer, text, integer) IS 'Makes a fact, an idea or a theme of an element.';
