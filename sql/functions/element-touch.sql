-- What an element's row does by itself, whoever writes it: a changed text or type counts its version up; that, a change of
-- place and a change of section set updated_at and tell all listeners; what can be found is marked for the search. The
-- set-based verbs switch this off by galley.guard and do the same in their own statements.

CREATE OR REPLACE FUNCTION galley.element_touch()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF OLD.* IS NOT DISTINCT FROM NEW.* THEN
        RETURN NEW;
    END IF;
    NEW.updated_at := now() AT TIME ZONE 'UTC';
    IF OLD.element_text IS DISTINCT FROM NEW.element_text OR OLD.element_type IS DISTINCT FROM NEW.element_type THEN
        NEW.version := OLD.version + 1;
        INSERT INTO galley.search_mark (kind, id) VALUES ('e', NEW.id);
    ELSIF OLD.section_id IS DISTINCT FROM NEW.section_id THEN
        INSERT INTO galley.search_mark (kind, id) VALUES ('e', NEW.id);
    END IF;
    PERFORM galley.notice('post_section_elements', NEW.id, NEW.post_id, NEW.version, 'U');
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION galley.element_touch() IS 'Trigger: counts the version, marks for the search, tells listeners.';

CREATE OR REPLACE TRIGGER element_touch
BEFORE UPDATE ON public.post_section_elements
FOR EACH ROW WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.element_touch();

CREATE OR REPLACE FUNCTION galley.element_came_or_went()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO galley.search_mark (kind, id) VALUES ('e', NEW.id);
        PERFORM galley.notice('post_section_elements', NEW.id, NEW.post_id, NEW.version, 'I');
    ELSE
        INSERT INTO galley.search_mark (kind, id) VALUES ('e', OLD.id);
        PERFORM galley.notice('post_section_elements', OLD.id, OLD.post_id, OLD.version, 'D');
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION galley.element_came_or_went() IS 'Trigger: marks for the search, tells listeners.';

CREATE OR REPLACE TRIGGER element_came_or_went
AFTER INSERT OR DELETE ON public.post_section_elements
FOR EACH ROW WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.element_came_or_went();
