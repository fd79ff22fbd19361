-- galley.search_refresh: brings the search documents of all marked rows up to date and returns how many rows that were.
--
-- Promises that no mark is lost: one worker at a time takes marks and reads the rows in one statement each, so what it does not
-- see of a row has a mark that it does not see either. Who comes while somebody is at it waits a moment, and goes on without
-- then: marks are still there for the next one. Does nothing in a transaction that may not write, or that has to keep seeing
-- what it saw at its beginning. Runs with the rights of the schema's owner, so that whoever may search keeps the search up to
-- date.

CREATE OR REPLACE FUNCTION galley.search_refresh()
RETURNS integer
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path TO pg_catalog, pg_temp
SET client_min_messages TO warning
SET work_mem TO '64MB'
SET maintenance_work_mem TO '64MB'
AS $$
DECLARE
    marks integer := 0;
    taken integer;
BEGIN
    IF current_setting('transaction_read_only')::boolean
       OR current_setting('transaction_isolation') <> 'read committed'
       OR NOT EXISTS (SELECT FROM galley.search_mark)
       OR NOT galley.search_lock()
    THEN
        RETURN 0;
    END IF;
    LOOP
        taken := galley.search_refresh_some(5000);
        EXIT WHEN taken = 0;
        marks := marks + taken;
    END LOOP;
    PERFORM gin_clean_pending_list('galley.search_document_words'),
            gin_clean_pending_list('galley.search_document_titles'),
            gin_clean_pending_list('galley.search_document_headings');
    IF marks >= 5000 THEN
        ANALYZE galley.search_document;
    END IF;
    RETURN marks;
END
$$;
COMMENT ON FUNCTION galley.search_refresh() IS 'Brings the search up to date.';

-- galley.search_catch_up: the same for some of the marks, for who has time and wants to be asked again; returns how many.
--
-- Promises to take about as long as that many rows do, and not to wait: 0 means that nothing is left, or that somebody else is at it.
CREATE OR REPLACE FUNCTION galley.search_catch_up(most integer)
RETURNS integer
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path TO pg_catalog, pg_temp
SET client_min_messages TO warning
AS $$
DECLARE
    marks integer;
BEGIN
    IF current_setting('transaction_read_only')::boolean
       OR current_setting('transaction_isolation') <> 'read committed'
       OR NOT EXISTS (SELECT FROM galley.search_mark)
       OR NOT pg_try_advisory_xact_lock(1718185572)
    THEN
        RETURN 0;
    END IF;
    marks := galley.search_refresh_some(most);
    -- What a search would have to look through one by one.
    PERFORM gin_clean_pending_list('galley.search_document_words'),
            gin_clean_pending_list('galley.search_document_titles'),
            gin_clean_pending_list('galley.search_document_headings');
    RETURN marks;
END
$$;
COMMENT ON FUNCTION galley.search_catch_up(integer) IS 'Brings some of the search up to date, without waiting.';

-- galley.search_lock: whether the caller is the one, until its transaction ends, who brings the search up to date.
CREATE OR REPLACE FUNCTION galley.search_lock()
RETURNS boolean
LANGUAGE plpgsql
SET lock_timeout TO '250ms'
AS $$
BEGIN
    -- The number only keeps this lock apart from others: "find" in ASCII.
    PERFORM pg_advisory_xact_lock(1718185572);
    RETURN true;
EXCEPTION WHEN lock_not_available THEN
    RETURN false;
END
$$;
COMMENT ON FUNCTION galley.search_lock() IS 'Whether the caller may bring the search up to date now.';

-- galley.search_refresh_some: the same for some of the marks only; returns how many. A post is refreshed along with its
-- sections, whose headings count for it: with those that it has and those that it had.
CREATE OR REPLACE FUNCTION galley.search_refresh_some(most integer)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    marks    integer;
    whole    integer[];
    posts    integer[];
    sections integer[];
    elements integer[];
BEGIN
    WITH mark AS (
        DELETE FROM galley.search_mark
        WHERE ctid = ANY (ARRAY(SELECT m.ctid FROM galley.search_mark AS m LIMIT most))
        RETURNING kind, id
    )
    SELECT count(*),
           array_agg(DISTINCT id) FILTER (WHERE kind = 'w'),
           array_agg(DISTINCT id) FILTER (WHERE kind IN ('p', 'w')),
           array_agg(DISTINCT id) FILTER (WHERE kind = 's'),
           array_agg(DISTINCT id) FILTER (WHERE kind = 'e')
    INTO marks, whole, posts, sections, elements
    FROM mark;
    sections := ARRAY(SELECT unnest(sections)
                      UNION SELECT s.id FROM public.post_section AS s WHERE s.post_id = ANY (whole));
    elements := ARRAY(SELECT unnest(elements)
                      UNION SELECT e.id FROM public.post_section_elements AS e WHERE e.post_id = ANY (whole));
    posts := ARRAY(SELECT unnest(posts)
                   UNION SELECT s.post_id FROM public.post_section AS s WHERE s.id = ANY (sections)
                   UNION SELECT d.post_id FROM galley.search_document AS d WHERE d.kind = 's' AND d.id = ANY (sections));
    PERFORM galley.search_store('p', posts), galley.search_store('s', sections), galley.search_store('e', elements);
    RETURN marks;
END
$$;
COMMENT ON FUNCTION galley.search_refresh_some(integer) IS 'Brings some of the search up to date.';

-- galley.search_store: makes the search documents of some rows of one kind anew, and removes those of rows that are no more.
-- Each is put into one of 16 samples, by a word that no text can have.
CREATE OR REPLACE FUNCTION galley.search_store(kind "char", ids integer[])
RETURNS void
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    WITH made AS MATERIALIZED (
        SELECT t.id, t.post_id, t.section_id,
               galley.search_join(galley.search_vector(t.content, t.weight))
                   || array_to_tsvector(ARRAY['#' || t.id % 16]) AS document
        FROM galley.search_text AS t
        WHERE t.kind = search_store.kind AND t.id = ANY (ids)
        GROUP BY t.id, t.post_id, t.section_id
    ), stored AS (
        INSERT INTO galley.search_document AS d (kind, id, post_id, section_id, document)
        SELECT search_store.kind, m.id, m.post_id, m.section_id, m.document FROM made AS m
        ON CONFLICT (kind, id) DO UPDATE
        SET post_id = excluded.post_id, section_id = excluded.section_id, document = excluded.document
        WHERE (d.post_id, d.section_id, d.document) IS DISTINCT FROM (excluded.post_id, excluded.section_id, excluded.document)
    )
    DELETE FROM galley.search_document AS d
    WHERE d.kind = search_store.kind AND d.id = ANY (ids) AND d.id NOT IN (SELECT m.id FROM made AS m);
END
$$;
COMMENT ON FUNCTION galley.search_store("char", integer[]) IS 'Makes search documents anew.';
