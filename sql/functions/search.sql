-- galley.search: finds words in posts, sections and elements, best first.
--
-- All words must be in one post's own texts, in one section or in one element; a post is also found by its words and its
-- sections' headings together. Capitals and accents do not matter; the last word may be the beginning of one, so that a search
-- can follow the typing. Promises never to fail, whatever is typed; that what is committed is found, and what is in the trash
-- is not; and that it can be used by who may only read. Only of the rows that are returned are the texts read.

CREATE OR REPLACE FUNCTION galley.search(words text, most integer DEFAULT 50)
RETURNS SETOF galley.search_hit
LANGUAGE plpgsql
AS $$
DECLARE
    query galley.search_query := galley.search_parse(words);
BEGIN
    IF query.words IS NULL THEN
        RETURN;
    END IF;
    PERFORM galley.search_refresh();
    RETURN QUERY
    SELECT CASE best.kind WHEN 'p' THEN 'post' WHEN 's' THEN 'section' ELSE 'element' END,
           best.post_id, best.section_id, CASE best.kind WHEN 'e' THEN best.id END,
           hit.field, p.title::text, s.section_heading, hit.excerpt, hit.place, best.rank
    FROM galley.search_best(query, least(greatest(coalesce(most, 50), 0), 1000)) AS best
        CROSS JOIN LATERAL galley.search_find(best.kind, best.id, query.patterns) AS hit
        JOIN public.post AS p ON p.id = best.post_id
        LEFT JOIN public.post_section AS s ON s.id = best.section_id
    ORDER BY best.rank DESC, best.post_id DESC, best.id;
END
$$;
COMMENT ON FUNCTION galley.search(text, integer) IS 'Finds words in posts, sections and elements.';
