-- galley.section_add(post, heading, place): adds a section to a post.
-- Promises: returns its id; it stands at the place, or at the end without one or when there are fewer; those after it move down
-- by one. Raises GY003 when there is no such post, GY004 for a heading that is blank or has more than 1,000 characters.
CREATE OR REPLACE FUNCTION galley.section_add(post integer, heading text, place integer DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM galley.section_check(galley.section_heading(heading) <> '', 'A section needs a heading.');
    PERFORM galley.outline_hold(post);
    RETURN galley.section_insert(post, 'add', galley.section_heading(heading), place, 'draft');
END
$$;
COMMENT ON FUNCTION galley.section_add(integer, text, integer) IS 'Adds a section to a post.';

-- galley.section_insert(post, verb, heading, place, status): the same, for the verbs that make sections.
-- Promises: returns the new section's id. The caller holds galley.outline_hold.
CREATE OR REPLACE FUNCTION galley.section_insert(post integer, verb text, heading text, place integer, status text) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    n_all integer;
    added integer;
BEGIN
    SELECT count(*) INTO n_all FROM public.post_section AS s WHERE s.post_id = post;
    PERFORM galley.outline_make_room(post, place);
    PERFORM galley.outline_guard(true);
    INSERT INTO public.post_section (post_id, section_order, section_heading, section_description, status)
    VALUES (post, least(greatest(coalesce(place, n_all + 1), 1), n_all + 1), heading, '', status)
    RETURNING id INTO added;
    INSERT INTO galley.search_mark (kind, id) VALUES ('s', added);
    PERFORM galley.outline_guard(false);
    PERFORM galley.outline_grown(post, verb, added);
    RETURN added;
END
$$;

-- galley.section_heading(heading): a heading as it is stored.
-- Promises: returns it without blanks around it and with blanks for line ends; raises GY004 beyond 1,000 characters.
CREATE OR REPLACE FUNCTION galley.section_heading(heading text) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    PERFORM galley.section_check(coalesce(length(heading), 0) <= 1000, 'A heading has at most 1,000 characters.');
    RETURN btrim(regexp_replace(coalesce(heading, ''), '[\n\r\t\f]+', ' ', 'g'));
END
$$;

-- galley.outline_make_room(post, place): moves the sections from a place on down by one.
-- Promises: the place is free; nothing happens without a place, or with one after the end. The master list is left to the caller,
-- who holds galley.outline_hold.
CREATE OR REPLACE FUNCTION galley.outline_make_room(post integer, place integer) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF place IS NULL THEN
        RETURN;
    END IF;
    PERFORM FROM public.post_section AS s WHERE s.post_id = post AND s.section_order >= place ORDER BY s.id FOR NO KEY UPDATE;
    PERFORM galley.outline_guard(true);
    UPDATE public.post_section AS s
       SET section_order = s.section_order + 1, updated_at = now() AT TIME ZONE 'UTC'
     WHERE s.post_id = post AND s.section_order >= place;
    PERFORM galley.outline_guard(false);
END
$$;

-- galley.outline_grown(post, verb, section): writes the master list after a section came into it.
-- Promises: at the end just its line is added, else the list is made anew.
CREATE OR REPLACE FUNCTION galley.outline_grown(post integer, verb text, section integer) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    last CONSTANT integer := (SELECT max(s.section_order) FROM public.post_section AS s WHERE s.post_id = post);
    above text;
BEGIN
    IF last > 1 AND section = (SELECT s.id FROM public.post_section AS s WHERE s.post_id = post AND s.section_order = last) THEN
        above := galley.outline_excerpt(post, last - 1, last - 1);
        PERFORM galley.outline_splice(post, verb, above || E'\n]',
                                      above || E',\n' || galley.outline_excerpt(post, last, last) || E'\n]');
    ELSE
        PERFORM galley.outline_store(post, verb, galley.outline_text(post), NULL);
    END IF;
END
$$;
