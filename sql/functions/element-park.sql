-- galley.element_park: puts an element that is deleted, whoever does it, into the trash. An element that goes because its
-- section goes is parked with the section, and not once more.

CREATE OR REPLACE FUNCTION galley.element_park()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (SELECT FROM public.post_section WHERE id = OLD.section_id) THEN
        INSERT INTO galley.parked_element (id, post_id, section_id, content)
        VALUES (OLD.id, OLD.post_id, OLD.section_id, to_jsonb(OLD))
        ON CONFLICT (id) DO UPDATE
        SET post_id = excluded.post_id, section_id = excluded.section_id, content = excluded.content,
            parked_at = excluded.parked_at;
    END IF;
    RETURN OLD;
END
$$;
COMMENT ON FUNCTION galley.element_park() IS 'Trigger: puts a deleted element into the trash.';

CREATE OR REPLACE TRIGGER element_park
BEFORE DELETE ON public.post_section_elements
FOR EACH ROW WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.element_park();
