-- The triggers of the section rows: what plain INSERT, UPDATE and DELETE do to sections is written into the master list, once for
-- each statement, however many rows it changes.
-- Promises: the list is that of the sections after every statement; a draft that is saved touches nothing of this; a section that
-- is deleted goes into the trash. Row triggers only note what was changed, in two settings that live as long as the statement:
-- the posts, and, while they are few, the rows as they were, by which lines can be replaced; the statement trigger does the work.

-- galley.outline_row_noted(): notes one changed row.
CREATE OR REPLACE FUNCTION galley.outline_row_noted() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    -- Beyond this the list is made anew, which then costs less.
    most  CONSTANT integer := 32000;
    posts text := coalesce(nullif(current_setting('galley.outline_posts', true), ''), ',');
    rows  text := coalesce(current_setting('galley.outline_rows', true), '');
BEGIN
    IF TG_OP <> 'INSERT' AND position(',' || OLD.post_id || ',' IN posts) = 0 THEN
        posts := posts || OLD.post_id || ',';
        PERFORM set_config('galley.outline_posts', posts, true);
    END IF;
    IF TG_OP <> 'DELETE' AND position(',' || NEW.post_id || ',' IN posts) = 0 THEN
        posts := posts || NEW.post_id || ',';
        PERFORM set_config('galley.outline_posts', posts, true);
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.post_id <> NEW.post_id THEN
        UPDATE galley.section_keys SET post_id = NEW.post_id WHERE section_id = NEW.id;
    END IF;
    IF rows = 'many' THEN
        RETURN NULL;
    ELSIF TG_OP <> 'UPDATE' OR OLD.post_id <> NEW.post_id OR OLD.section_order IS NULL OR NEW.section_order IS NULL
          OR length(rows) > most THEN
        rows := 'many';
    ELSE
        rows := rows || CASE rows WHEN '' THEN '' ELSE ',' END || jsonb_build_object(
            'id', OLD.id, 'post_id', OLD.post_id, 'place', OLD.section_order, 'new_place', NEW.section_order,
            'heading', OLD.section_heading, 'description', OLD.section_description, 'status', OLD.status);
    END IF;
    PERFORM set_config('galley.outline_rows', rows, true);
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER outline_row_noted
AFTER UPDATE OF section_heading, section_description, status, section_order, post_id ON public.post_section
FOR EACH ROW
WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on'
      AND (OLD.section_heading IS DISTINCT FROM NEW.section_heading
           OR OLD.section_description IS DISTINCT FROM NEW.section_description
           OR OLD.status IS DISTINCT FROM NEW.status
           OR OLD.section_order IS DISTINCT FROM NEW.section_order
           OR OLD.post_id IS DISTINCT FROM NEW.post_id))
EXECUTE FUNCTION galley.outline_row_noted();

CREATE OR REPLACE TRIGGER outline_row_inserted
AFTER INSERT ON public.post_section
FOR EACH ROW
WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.outline_row_noted();

CREATE OR REPLACE TRIGGER outline_row_deleted
AFTER DELETE ON public.post_section
FOR EACH ROW
WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.outline_row_noted();

-- galley.outline_rows_written(): brings the list of each post that was noted up to date.
CREATE OR REPLACE FUNCTION galley.outline_rows_written() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    posts CONSTANT text := btrim(coalesce(current_setting('galley.outline_posts', true), ''), ',');
    rows  CONSTANT text := coalesce(current_setting('galley.outline_rows', true), '');
BEGIN
    IF posts = '' THEN
        RETURN NULL;
    END IF;
    PERFORM set_config('galley.outline_posts', '', true), set_config('galley.outline_rows', '', true);
    PERFORM galley.outline_follow(post::integer, CASE rows WHEN 'many' THEN NULL ELSE ('[' || rows || ']')::jsonb END)
       FROM string_to_table(posts, ',') AS post
      ORDER BY post::integer;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER outline_rows_updated
AFTER UPDATE OF section_heading, section_description, status, section_order, post_id ON public.post_section
FOR EACH STATEMENT
WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.outline_rows_written();

CREATE OR REPLACE TRIGGER outline_rows_written
AFTER INSERT OR DELETE ON public.post_section
FOR EACH STATEMENT
WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.outline_rows_written();

-- galley.outline_follow(post, rows): writes the master list after section rows of a post were changed.
-- Promises: where it is known what the rows were (a JSON array), and they stand close together, just their lines are replaced;
-- else the list is made anew. Places with gaps are counted anew when the transaction ends. A post that is being deleted has no
-- list to be written.
CREATE OR REPLACE FUNCTION galley.outline_follow(post integer, rows jsonb) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    widest CONSTANT integer := 200;
    span   record;
BEGIN
    SELECT min(least(place, new_place)) AS low, max(greatest(place, new_place)) AS high, bool_or(place <> new_place) AS moved
      INTO span
      FROM jsonb_to_recordset(rows) AS r (post_id integer, place integer, new_place integer)
     WHERE post_id = post;
    IF coalesce(span.moved, true) THEN
        PERFORM galley.outline_note_gaps(post);
    END IF;
    IF span.high - span.low < widest THEN
        PERFORM galley.outline_splice(post, 'rows', galley.outline_excerpt(post, span.low, span.high, rows),
                                      galley.outline_excerpt(post, span.low, span.high));
    ELSIF EXISTS (SELECT FROM public.post AS p WHERE p.id = post) THEN
        PERFORM galley.outline_store(post, 'rows', galley.outline_text(post), NULL);
    END IF;
END
$$;

-- galley.outline_row_arrives(): before a section row is inserted.
-- Promises: the advisory lock of the post, which comes before any row in the order of locks; a row without a place goes to the
-- end.
CREATE OR REPLACE FUNCTION galley.outline_row_arrives() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM galley.outline_advise(NEW.post_id);
    IF NEW.section_order IS NULL THEN
        NEW.section_order := (SELECT coalesce(max(section_order), 0) + 1 FROM public.post_section WHERE post_id = NEW.post_id);
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER outline_row_arrives
BEFORE INSERT ON public.post_section
FOR EACH ROW
WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.outline_row_arrives();

-- galley.outline_row_leaves(): before a section row is deleted.
-- Promises: the section goes into the trash, whole; the DELETE goes on.
CREATE OR REPLACE FUNCTION galley.outline_row_leaves() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM galley.outline_guard(true);
    PERFORM galley.section_park_copy(OLD);
    PERFORM galley.outline_guard(false);
    RETURN OLD;
END
$$;

CREATE OR REPLACE TRIGGER outline_row_leaves
BEFORE DELETE ON public.post_section
FOR EACH ROW
WHEN (current_setting('galley.guard', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION galley.outline_row_leaves();
