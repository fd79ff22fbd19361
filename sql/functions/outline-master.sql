-- The triggers of the master row: a list that is written with plain INSERT or UPDATE becomes the outline.
-- Promises: the same as galley.outline_set, but a list that cannot be understood is refused (GY001) and nothing changes.

-- galley.outline_master_updated(): before a list is written over another. The canonical text goes into the row that is being
-- written.
CREATE OR REPLACE FUNCTION galley.outline_master_updated() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    items CONSTANT jsonb := galley.outline_parse(NEW.section_headings);
    applied galley.outline_applied;
BEGIN
    PERFORM FROM public.post_section WHERE post_id = NEW.post_id ORDER BY id FOR NO KEY UPDATE;
    applied := galley.outline_apply(NEW.post_id, items);
    NEW.section_headings := applied.list;
    IF OLD.section_headings IS DISTINCT FROM applied.list THEN
        NEW.outline_version := OLD.outline_version + 1;
        applied.result := galley.outline_log(NEW.post_id, 'update', OLD.section_headings, OLD.outline_version, applied.result);
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER outline_master_updated
BEFORE UPDATE OF section_headings ON public.post_development
FOR EACH ROW
WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on' AND OLD.section_headings IS DISTINCT FROM NEW.section_headings)
EXECUTE FUNCTION galley.outline_master_updated();

-- galley.outline_master_inserted(): after a master row was made. After, because an INSERT … ON CONFLICT that makes no row must do
-- nothing here. A row without a list gets that of the sections that are there: a list that was not given asks for nothing to be
-- parked.
CREATE OR REPLACE FUNCTION galley.outline_master_inserted() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    applied galley.outline_applied;
BEGIN
    IF btrim(coalesce(NEW.section_headings, ''), E' \t\r\n') = '' THEN
        IF EXISTS (SELECT FROM public.post_section WHERE post_id = NEW.post_id) THEN
            PERFORM galley.outline_store(NEW.post_id, 'insert', galley.outline_text(NEW.post_id), NULL);
        END IF;
        RETURN NULL;
    END IF;
    PERFORM FROM public.post_section WHERE post_id = NEW.post_id ORDER BY id FOR NO KEY UPDATE;
    applied := galley.outline_apply(NEW.post_id, galley.outline_parse(NEW.section_headings));
    PERFORM galley.outline_store(NEW.post_id, 'insert', applied.list, applied.result);
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER outline_master_inserted
AFTER INSERT ON public.post_development
FOR EACH ROW
WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.outline_master_inserted();
