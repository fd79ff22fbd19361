-- What a post's row does by itself, whoever writes it: a change that a person would call one counts its version up; any change
-- sets updated_at and tells all listeners; what can be found is marked for the search. A post that goes to the trash, or comes
-- back, takes all that belongs to it along, as far as the search goes; and the trash and the archive remember the status that it
-- had.

CREATE OR REPLACE FUNCTION galley.post_touch()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF OLD.* IS NOT DISTINCT FROM NEW.* THEN
        RETURN NEW;
    END IF;
    NEW.updated_at := now() AT TIME ZONE 'UTC';
    IF OLD.title IS DISTINCT FROM NEW.title
       OR OLD.slug IS DISTINCT FROM NEW.slug
       OR OLD.summary IS DISTINCT FROM NEW.summary
       OR OLD.status IS DISTINCT FROM NEW.status
       OR OLD.header_image_id IS DISTINCT FROM NEW.header_image_id
    THEN
        NEW.version := OLD.version + 1;
        INSERT INTO galley.search_mark (kind, id) VALUES ('p', NEW.id);
    END IF;
    IF NEW.status = 'deleted' AND OLD.status <> 'deleted' THEN
        INSERT INTO galley.search_mark (kind, id) VALUES ('w', NEW.id);
        INSERT INTO galley.parked_post (id, status) VALUES (NEW.id, OLD.status)
        ON CONFLICT (id) DO UPDATE SET status = excluded.status, parked_at = excluded.parked_at;
    ELSIF OLD.status = 'deleted' AND NEW.status <> 'deleted' THEN
        INSERT INTO galley.search_mark (kind, id) VALUES ('w', NEW.id);
        DELETE FROM galley.parked_post WHERE id = NEW.id;
    END IF;
    -- An archived post may go through the trash and is in the archive all the while.
    IF NEW.status = 'archived' AND OLD.status NOT IN ('archived', 'deleted') THEN
        INSERT INTO galley.archived_post (id, status) VALUES (NEW.id, OLD.status)
        ON CONFLICT (id) DO UPDATE SET status = excluded.status, archived_at = excluded.archived_at;
    ELSIF OLD.status IN ('archived', 'deleted') AND NEW.status NOT IN ('archived', 'deleted') THEN
        DELETE FROM galley.archived_post WHERE id = NEW.id;
    END IF;
    PERFORM galley.notice('post', NEW.id, NEW.id, NEW.version, 'U');
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION galley.post_touch() IS 'Trigger: counts the version, marks for the search, tells listeners.';

CREATE OR REPLACE TRIGGER post_touch
BEFORE UPDATE ON public.post
FOR EACH ROW WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.post_touch();

CREATE OR REPLACE FUNCTION galley.post_came_or_went()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO galley.search_mark (kind, id) VALUES ('p', NEW.id);
        PERFORM galley.notice('post', NEW.id, NEW.id, NEW.version, 'I');
    ELSE
        INSERT INTO galley.search_mark (kind, id) VALUES ('p', OLD.id);
        PERFORM galley.notice('post', OLD.id, OLD.id, OLD.version, 'D');
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION galley.post_came_or_went() IS 'Trigger: marks for the search, tells listeners.';

CREATE OR REPLACE TRIGGER post_came_or_went
AFTER INSERT OR DELETE ON public.post
FOR EACH ROW WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.post_came_or_went();
