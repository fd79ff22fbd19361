-- galley.search_best: the best documents for a query, at most so many, each with its rank.
--
-- Titles come first, then headings, then all other texts; within these whole words before beginnings of words, then by how
-- often and in which texts the words are. A word that is nearly everywhere is as quick as any other, for it is not looked for
-- everywhere: each step is only taken when the one before did not find enough; of very many texts only those of a sample are
-- looked at; and no step ranks more than a thousand, which is more than somebody will ever look through.

CREATE OR REPLACE FUNCTION galley.search_best(query galley.search_query, most integer)
RETURNS TABLE (kind "char", id integer, post_id integer, section_id integer, rank real)
LANGUAGE plpgsql
STABLE
-- For a common word PostgreSQL would rather read row after row until it has enough, and read all when its guess was wrong.
SET enable_seqscan TO off
AS $$
#variable_conflict use_column
DECLARE
    ranked constant integer := 1000;
    sample constant tsquery := '''#0''';
    taken  integer;
BEGIN
    RETURN QUERY
    SELECT n.kind, n.id, n.post_id, n.section_id,
           (4 + (n.names @@ query.exact)::integer + ts_rank(n.names, query.words, 32))::real AS rank
    FROM (SELECT d.kind, d.id, d.post_id, d.section_id, ts_filter(d.document, '{a}') AS names
          FROM galley.search_document AS d
          WHERE d.kind = 'p' AND ts_filter(d.document, '{a}') @@ query.words
          LIMIT ranked) AS n
    ORDER BY rank DESC, n.post_id DESC
    LIMIT most;
    GET DIAGNOSTICS taken = ROW_COUNT;
    most := most - taken;
    IF most = 0 THEN
        RETURN;
    END IF;

    RETURN QUERY
    SELECT n.kind, n.id, n.post_id, n.section_id,
           (2 + (n.names @@ query.exact)::integer + ts_rank(n.names, query.words, 32))::real AS rank
    FROM (SELECT d.kind, d.id, d.post_id, d.section_id, ts_filter(d.document, '{a}') AS names
          FROM galley.search_document AS d
          WHERE d.kind = 's' AND ts_filter(d.document, '{a}') @@ query.words
          LIMIT ranked) AS n
    ORDER BY rank DESC, n.post_id DESC, n.id
    LIMIT most;
    GET DIAGNOSTICS taken = ROW_COUNT;
    most := most - taken;
    IF most = 0 THEN
        RETURN;
    END IF;

    RETURN QUERY
    WITH sampled AS MATERIALIZED (
        SELECT d.*
        FROM galley.search_document AS d
        WHERE d.document @@ (query.exact && sample)
          AND NOT ts_filter(d.document, '{a}') @@ query.words
          AND (d.kind <> 'p' OR ts_filter(d.document, '{a,b,c}') @@ query.any_word)
        LIMIT ranked / 2
    ), enough AS (
        SELECT count(*) = ranked / 2 AS is_enough FROM sampled
    ), unsampled AS (
        SELECT d.*
        FROM galley.search_document AS d
        WHERE d.document @@ query.words
          AND NOT ts_filter(d.document, '{a}') @@ query.words
          AND (d.kind <> 'p' OR ts_filter(d.document, '{a,b,c}') @@ query.any_word)
        LIMIT ranked / 2
    ), text AS (
        SELECT * FROM sampled WHERE (SELECT is_enough FROM enough)
        UNION ALL
        SELECT * FROM unsampled WHERE NOT (SELECT is_enough FROM enough)
    )
    SELECT t.kind, t.id, t.post_id, t.section_id,
           ((t.document @@ query.exact)::integer + ts_rank(t.document, query.words, 32))::real AS rank
    FROM text AS t
    ORDER BY rank DESC, t.post_id DESC, t.id
    LIMIT most;
END
$$;
COMMENT ON FUNCTION galley.search_best(galley.search_query, integer) IS 'The best documents for a query.';
