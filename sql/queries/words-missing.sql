-- kind: read
-- Of how many sections nobody has counted the words yet, at most $1. Those that were counted before they were changed are left out.
SELECT count(*) AS sections
FROM (
    SELECT
    FROM public.post_section AS section
    WHERE NOT EXISTS (SELECT FROM galley.section_words AS counted WHERE counted.section_id = section.id)
    LIMIT $1::integer
) AS missing
