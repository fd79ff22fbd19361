-- What a row of post_development does by itself, whoever writes it: a change that a person would call one counts its version
-- up, marks the post for the search and tells all listeners; any change sets updated_at. The master list is not counted: it has
-- outline_version.

CREATE OR REPLACE FUNCTION galley.development_touch()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF OLD.idea_seed IS DISTINCT FROM NEW.idea_seed
       OR OLD.basic_idea IS DISTINCT FROM NEW.basic_idea
       OR OLD.summary IS DISTINCT FROM NEW.summary
       OR OLD.provisional_title IS DISTINCT FROM NEW.provisional_title
       OR OLD.idea_scope IS DISTINCT FROM NEW.idea_scope
       OR OLD.topics_to_cover IS DISTINCT FROM NEW.topics_to_cover
       OR OLD.interesting_facts IS DISTINCT FROM NEW.interesting_facts
       OR OLD.tartans_products IS DISTINCT FROM NEW.tartans_products
       OR OLD.section_planning IS DISTINCT FROM NEW.section_planning
       OR OLD.section_order IS DISTINCT FROM NEW.section_order
       OR OLD.main_title IS DISTINCT FROM NEW.main_title
       OR OLD.subtitle IS DISTINCT FROM NEW.subtitle
       OR OLD.intro_blurb IS DISTINCT FROM NEW.intro_blurb
       OR OLD.conclusion IS DISTINCT FROM NEW.conclusion
       OR OLD.basic_metadata IS DISTINCT FROM NEW.basic_metadata
       OR OLD.tags IS DISTINCT FROM NEW.tags
       OR OLD.categories IS DISTINCT FROM NEW.categories
       OR OLD.image_captions IS DISTINCT FROM NEW.image_captions
       OR OLD.seo_optimization IS DISTINCT FROM NEW.seo_optimization
       OR OLD.self_review IS DISTINCT FROM NEW.self_review
       OR OLD.peer_review IS DISTINCT FROM NEW.peer_review
       OR OLD.final_check IS DISTINCT FROM NEW.final_check
       OR OLD.scheduling IS DISTINCT FROM NEW.scheduling
       OR OLD.deployment IS DISTINCT FROM NEW.deployment
       OR OLD.verification IS DISTINCT FROM NEW.verification
       OR OLD.feedback_collection IS DISTINCT FROM NEW.feedback_collection
       OR OLD.content_updates IS DISTINCT FROM NEW.content_updates
       OR OLD.version_control IS DISTINCT FROM NEW.version_control
       OR OLD.platform_selection IS DISTINCT FROM NEW.platform_selection
       OR OLD.content_adaptation IS DISTINCT FROM NEW.content_adaptation
       OR OLD.distribution IS DISTINCT FROM NEW.distribution
       OR OLD.engagement_tracking IS DISTINCT FROM NEW.engagement_tracking
    THEN
        NEW.version := OLD.version + 1;
        NEW.updated_at := now() AT TIME ZONE 'UTC';
        INSERT INTO galley.search_mark (kind, id) VALUES ('p', NEW.post_id);
        PERFORM galley.notice('post_development', NEW.id, NEW.post_id, NEW.version, 'U');
    ELSIF OLD.* IS DISTINCT FROM NEW.* THEN
        NEW.updated_at := now() AT TIME ZONE 'UTC';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION galley.development_touch() IS 'Trigger: counts the version, marks for the search, tells listeners.';

CREATE OR REPLACE TRIGGER development_touch
BEFORE UPDATE ON public.post_development
FOR EACH ROW WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.development_touch();

CREATE OR REPLACE FUNCTION galley.development_came_or_went()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO galley.search_mark (kind, id) VALUES ('p', NEW.post_id);
        PERFORM galley.notice('post_development', NEW.id, NEW.post_id, NEW.version, 'I');
    ELSE
        INSERT INTO galley.search_mark (kind, id) VALUES ('p', OLD.post_id);
        PERFORM galley.notice('post_development', OLD.id, OLD.post_id, OLD.version, 'D');
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION galley.development_came_or_went() IS 'Trigger: marks for the search, tells listeners.';

CREATE OR REPLACE TRIGGER development_came_or_went
AFTER INSERT OR DELETE ON public.post_development
FOR EACH ROW WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.development_came_or_went();
