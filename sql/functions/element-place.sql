-- galley.element_place: lets an element be inserted by section and text alone, whoever does it: the post is that of the
-- section, and without a place it comes last. Put into another section without another place, it comes last there if its place
-- is taken.

CREATE OR REPLACE FUNCTION galley.element_place()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    SELECT post_id INTO NEW.post_id FROM public.post_section WHERE id = NEW.section_id;
    IF TG_OP = 'UPDATE' AND OLD.section_id <> NEW.section_id AND OLD.element_order = NEW.element_order
       AND EXISTS (SELECT FROM public.post_section_elements
                   WHERE section_id = NEW.section_id AND element_order = NEW.element_order)
    THEN
        NEW.element_order := NULL;
    END IF;
    IF NEW.element_order IS NULL THEN
        -- Two who append at the same time shall not get the same place.
        PERFORM FROM public.post_section WHERE id = NEW.section_id FOR NO KEY UPDATE;
        SELECT coalesce(max(element_order), 0) + 1 INTO NEW.element_order
        FROM public.post_section_elements
        WHERE section_id = NEW.section_id;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION galley.element_place() IS 'Trigger: completes an element by its post and its place.';

CREATE OR REPLACE TRIGGER element_place
BEFORE INSERT ON public.post_section_elements
FOR EACH ROW WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.element_place();

CREATE OR REPLACE TRIGGER element_place_update
BEFORE UPDATE OF section_id, post_id ON public.post_section_elements
FOR EACH ROW WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.element_place();
