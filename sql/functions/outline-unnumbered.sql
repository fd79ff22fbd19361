-- galley.outline_unnumbered(items): a list without the numbers in front of its headings.
-- Promises: where every item counts, 1. 1) or (1), from 1 to how many there are, in whatever order, and none has an id, the numbers
-- go, as they do from numbered lines; else returns the list as it is: a heading may begin with a number.
CREATE OR REPLACE FUNCTION galley.outline_unnumbered(items jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    -- The first item tells mostly, without a look at all of them.
    first  CONSTANT text := galley.outline_heading(items -> 0) #>> '{}';
    number CONSTANT text := '^\s*\(?(\d{1,5})[.)]+\s+(?=\S)';
    counts boolean;
BEGIN
    IF first ~ number IS NOT TRUE OR jsonb_array_length(items) < 2 OR items @? '$[*].id' THEN
        RETURN items;
    END IF;
    SELECT count(DISTINCT n) = count(*) AND min(n) = 1 AND max(n) = count(*) INTO counts
      FROM (SELECT substring(galley.outline_heading(item) #>> '{}' FROM number)::integer AS n
              FROM jsonb_array_elements(items) AS i (item)) AS i;
    IF NOT counts THEN
        RETURN items;
    END IF;
    RETURN (SELECT jsonb_agg(galley.outline_rest(item)
                             || jsonb_build_object('heading', regexp_replace(galley.outline_heading(item) #>> '{}', number, ''))
                             ORDER BY place)
              FROM jsonb_array_elements(items) WITH ORDINALITY AS i (item, place));
END
$$;
