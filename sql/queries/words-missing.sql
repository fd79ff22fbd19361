-- kind: read
-- Of how many of the newest sections, $1 of them, nobody has counted the words. What came at once, as by an import, is the newest.
SELECT count(*) AS sections
FROM (SELECT section.id FROM public.post_section AS section ORDER BY section.id DESC LIMIT $1::integer) AS newest
WHERE NOT EXISTS (SELECT FROM galley.section_words AS counted WHERE counted.section_id = newest.id)
