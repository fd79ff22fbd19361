-- What a section's row does by itself, whoever writes it: a change that a person would call one counts its version up, sets
-- updated_at, marks it for the search and tells all listeners. A place is not counted: it belongs to the outline, which has a
-- version of its own, so a writer whose section was moved meanwhile has no conflict.
--
-- The set-based verbs of the outline switch this off by galley.guard and do the same in their own statements.
--
-- This is the path of every draft that is saved, and built for that: one trigger, since each costs; with a short WHEN, since
-- PostgreSQL reads a condition anew for every statement; the comparison is in the function, whose plan is kept. What changes
-- most comes first.

CREATE OR REPLACE FUNCTION galley.section_touch()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF OLD.draft IS DISTINCT FROM NEW.draft
       OR OLD.polished IS DISTINCT FROM NEW.polished
       OR OLD.section_heading IS DISTINCT FROM NEW.section_heading
       OR OLD.section_description IS DISTINCT FROM NEW.section_description
       OR OLD.status IS DISTINCT FROM NEW.status
       OR OLD.ideas_to_include IS DISTINCT FROM NEW.ideas_to_include
       OR OLD.facts_to_include IS DISTINCT FROM NEW.facts_to_include
       OR OLD.highlighting IS DISTINCT FROM NEW.highlighting
       OR OLD.image_concepts IS DISTINCT FROM NEW.image_concepts
       OR OLD.image_prompts IS DISTINCT FROM NEW.image_prompts
       OR OLD.generation IS DISTINCT FROM NEW.generation
       OR OLD.optimization IS DISTINCT FROM NEW.optimization
       OR OLD.watermarking IS DISTINCT FROM NEW.watermarking
       OR OLD.image_meta_descriptions IS DISTINCT FROM NEW.image_meta_descriptions
       OR OLD.image_captions IS DISTINCT FROM NEW.image_captions
       OR OLD.image_prompt_example_id IS DISTINCT FROM NEW.image_prompt_example_id
       OR OLD.generated_image_url IS DISTINCT FROM NEW.generated_image_url
       OR OLD.image_generation_metadata IS DISTINCT FROM NEW.image_generation_metadata
       OR OLD.image_id IS DISTINCT FROM NEW.image_id
    THEN
        NEW.version := OLD.version + 1;
        NEW.updated_at := now() AT TIME ZONE 'UTC';
        INSERT INTO galley.search_mark (kind, id) VALUES ('s', NEW.id);
        PERFORM galley.notice('post_section', NEW.id, NEW.post_id, NEW.version, 'U');
    ELSIF OLD.* IS DISTINCT FROM NEW.* THEN
        NEW.updated_at := now() AT TIME ZONE 'UTC';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION galley.section_touch() IS 'Trigger: counts the version, marks for the search, tells listeners.';

CREATE OR REPLACE TRIGGER section_touch
BEFORE UPDATE ON public.post_section
FOR EACH ROW WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.section_touch();

CREATE OR REPLACE FUNCTION galley.section_came_or_went()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO galley.search_mark (kind, id) VALUES ('s', NEW.id);
        PERFORM galley.notice('post_section', NEW.id, NEW.post_id, NEW.version, 'I');
    ELSE
        INSERT INTO galley.search_mark (kind, id) VALUES ('s', OLD.id);
        PERFORM galley.notice('post_section', OLD.id, OLD.post_id, OLD.version, 'D');
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION galley.section_came_or_went() IS 'Trigger: marks for the search, tells listeners.';

CREATE OR REPLACE TRIGGER section_came_or_went
AFTER INSERT OR DELETE ON public.post_section
FOR EACH ROW WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.section_came_or_went();
