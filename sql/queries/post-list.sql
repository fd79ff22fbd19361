-- kind: read
-- Posts that are not in the trash, the one that was changed last first, with the counts that a list shows.
SELECT
    post.id,
    post.version,
    post.title,
    post.slug,
    post.summary,
    post.status,
    post.created_at,
    greatest(post.updated_at, development.updated_at, sections.updated_at) AS updated_at,
    development.version AS development_version,
    development.outline_version,
    sections.n_sections,
    sections.n_words
FROM public.post
LEFT JOIN public.post_development AS development ON development.post_id = post.id
LEFT JOIN (
    SELECT
        section.post_id,
        count(*) AS n_sections,
        sum(coalesce(counted.words, galley.word_count(galley.readable_text(section.polished, section.draft)))) AS n_words,
        max(section.updated_at) AS updated_at
    FROM public.post_section AS section
    LEFT JOIN galley.section_words AS counted ON counted.section_id = section.id AND counted.version = section.version
    GROUP BY section.post_id
) AS sections ON sections.post_id = post.id
WHERE post.status <> 'deleted'
ORDER BY 8 DESC, post.id DESC
