-- galley.search_find: where in a row the words of a query are: the first of its fields that has all of them, or else the one
-- that has most; how many characters come before the first word; and some of the text around it, the words marked.
--
-- Promises no row when no word is there: somebody may have changed or parked the row meanwhile.

CREATE OR REPLACE FUNCTION galley.search_find(kind "char", id integer, patterns text[])
RETURNS TABLE (field text, place integer, excerpt text)
LANGUAGE plpgsql
STABLE
AS $$
#variable_conflict use_column
DECLARE
    candidate record;
    best      record;
    folded    text;
    matches   integer;
    most      integer := 0;
    pattern   text := array_to_string(patterns, '|');
BEGIN
    FOR candidate IN
        -- As much of a text as galley.search_vector reads.
        SELECT t.field, left(t.content, 100000) AS content
        FROM galley.search_text AS t
        WHERE t.kind = search_find.kind AND t.id = search_find.id AND t.weight <> 'D'
        ORDER BY t.place
    LOOP
        folded := galley.search_fold(candidate.content);
        matches := (SELECT count(*) FROM unnest(patterns) AS p WHERE folded ~ p);
        IF matches > most THEN
            most := matches;
            best := candidate;
            place := galley.search_unfold(candidate.content, regexp_instr(folded, pattern) - 1);
        END IF;
        EXIT WHEN most = cardinality(patterns);
    END LOOP;
    IF most > 0 THEN
        field := best.field;
        excerpt := galley.search_excerpt(best.content, place, pattern);
        RETURN NEXT;
    END IF;
END
$$;
COMMENT ON FUNCTION galley.search_find("char", integer, text[]) IS 'Where in a row the words of a query are.';
