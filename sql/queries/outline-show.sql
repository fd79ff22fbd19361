-- kind: read
-- The master list of a post and its version.
SELECT
    coalesce(development.section_headings, '[]') AS list,
    coalesce(development.outline_version, 0) AS outline_version
FROM public.post
LEFT JOIN public.post_development AS development ON development.post_id = post.id
WHERE post.id = $1::integer
