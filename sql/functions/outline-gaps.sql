-- Places are 1, 2, 3 … without a gap when a transaction ends, whatever plain statements did to them. At its end and not at once,
-- because a program that numbers rows itself needs several statements and must not find other numbers in between.

-- galley.outline_note_gaps(post): remembers that the places of a post are to be counted anew.
-- Promises: does so only where there is a gap or a section without a place.
CREATE OR REPLACE FUNCTION galley.outline_note_gaps(post integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF galley.outline_has_gaps(post) THEN
        INSERT INTO galley.outline_gap (post_id) VALUES (post);
    END IF;
END
$$;

-- galley.outline_has_gaps(post): whether the places of a post are not 1, 2, 3 …
-- Promises: true where there is a gap or a section without a place.
CREATE OR REPLACE FUNCTION galley.outline_has_gaps(post integer) RETURNS boolean
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN (
        SELECT count(*) > 0 AND (count(section_order) <> count(*) OR min(section_order) <> 1 OR max(section_order) <> count(*))
          FROM public.post_section
         WHERE post_id = post
    );
END
$$;

-- galley.outline_close_gaps(): counts them, when the transaction ends.
-- Promises: the order stays as it is, sections without a place last. Where another session holds one of the rows, nothing is done
-- instead of waiting for somebody who may be waiting for this one; the next change of the outline closes the gap. The list has
-- the right numbers anyway.
CREATE OR REPLACE FUNCTION galley.outline_close_gaps() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    held integer;
BEGIN
    DELETE FROM galley.outline_gap WHERE post_id = NEW.post_id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT count(*) INTO held
      FROM (SELECT FROM public.post_section WHERE post_id = NEW.post_id FOR NO KEY UPDATE SKIP LOCKED) AS s;
    IF held = (SELECT count(*) FROM public.post_section WHERE post_id = NEW.post_id) THEN
        PERFORM galley.outline_count_places(NEW.post_id);
    END IF;
    RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS outline_close_gaps ON galley.outline_gap;
CREATE CONSTRAINT TRIGGER outline_close_gaps
AFTER INSERT ON galley.outline_gap
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION galley.outline_close_gaps();

-- galley.outline_count_places(post): gives the sections of a post the places 1, 2, 3 …
-- Promises: keeps their order, sections without a place last; writes only rows whose place changes; leaves the master list to the
-- caller.
CREATE OR REPLACE FUNCTION galley.outline_count_places(post integer) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
BEGIN
    PERFORM galley.outline_guard(true);
    UPDATE public.post_section AS s
       SET section_order = n.place, updated_at = now() AT TIME ZONE 'UTC'
      FROM (SELECT id, row_number() OVER (ORDER BY section_order, id) AS place FROM public.post_section WHERE post_id = post) AS n
     WHERE s.id = n.id AND s.section_order IS DISTINCT FROM n.place;
    PERFORM galley.outline_guard(false);
END
$$;
