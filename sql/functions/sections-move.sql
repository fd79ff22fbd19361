-- galley.sections_move(sections, place): moves several sections of one post together.
-- Promises: they stand side by side afterwards, in the order given, the first of them at the place, or as near to it as there are
-- places; the others keep their order around them, and those that keep their places are neither read nor written; returns the place
-- of the first. Raises GY003 when one does not exist, GY004 when they belong to several posts, one is given twice, or none is given.
CREATE OR REPLACE FUNCTION galley.sections_move(sections integer[], place integer) RETURNS integer
LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
DECLARE
    n_moved CONSTANT integer := cardinality(sections);
    post    integer;
    n_all   integer;
    first   integer;
    low     integer;
    high    integer;
BEGIN
    PERFORM galley.section_check(n_moved > 0 AND place IS NOT NULL,
                                 'Sections are moved to a place: give at least one, and the place.');
    post := galley.section_hold(sections[1]);
    PERFORM galley.sections_check(post, sections);
    -- Without gaps the last place is the number of sections.
    SELECT max(s.section_order) INTO n_all FROM public.post_section AS s WHERE s.post_id = post;
    first := least(greatest(place, 1), n_all - n_moved + 1);
    SELECT least(first, min(s.section_order)), greatest(first + n_moved - 1, max(s.section_order)) INTO low, high
      FROM public.post_section AS s WHERE s.id = ANY (sections);
    PERFORM galley.outline_arrange(post, 'move', low, ARRAY(
        SELECT s.id
          FROM (SELECT o.id, low - 1 + row_number() OVER (ORDER BY o.section_order) AS nth
                  FROM public.post_section AS o
                 WHERE o.post_id = post AND o.section_order BETWEEN low AND high AND o.id <> ALL (sections)
                UNION ALL
                SELECT m.id, NULL FROM unnest(sections) AS m (id)) AS s
         ORDER BY coalesce(s.nth + CASE WHEN s.nth >= first THEN n_moved ELSE 0 END,
                           first - 1 + array_position(sections, s.id))));
    RETURN first;
END
$$;
COMMENT ON FUNCTION galley.sections_move(integer[], integer) IS 'Moves several sections together.';

-- galley.sections_check(post, sections): checks a list of sections that is to be moved within a post.
-- Promises: raises GY003 when one is no section of the post, GY004 when one is given twice.
CREATE OR REPLACE FUNCTION galley.sections_check(post integer, sections integer[]) RETURNS void
LANGUAGE plpgsql STABLE
SET enable_seqscan = off
AS $$
DECLARE
    stranger integer;
BEGIN
    SELECT n.id INTO stranger FROM unnest(sections) AS n (id)
     WHERE NOT EXISTS (SELECT FROM public.post_section AS s WHERE s.id = n.id AND s.post_id = post) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'GY003',
            MESSAGE = 'Post ' || post || ' has no section ' || coalesce(stranger::text, 'without a number') || '.',
            HINT = 'Look at the sections of the post for the right numbers.';
    END IF;
    PERFORM galley.section_check((SELECT count(DISTINCT n.id) = count(*) FROM unnest(sections) AS n (id)),
                                 'A section is given twice.');
END
$$;
