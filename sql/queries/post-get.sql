-- kind: read
-- Posts by an array of their ids, with all their texts and counts.
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
    sections.n_words,
    development.basic_idea,
    development.idea_seed,
    development.provisional_title,
    development.idea_scope,
    development.topics_to_cover,
    development.interesting_facts,
    development.tartans_products,
    development.section_planning,
    development.main_title,
    development.subtitle,
    development.intro_blurb,
    development.conclusion,
    development.basic_metadata,
    development.tags,
    development.categories,
    development.image_captions,
    development.seo_optimization,
    development.self_review,
    development.peer_review,
    development.final_check,
    development.scheduling,
    development.deployment,
    development.verification,
    development.feedback_collection,
    development.content_updates,
    development.version_control,
    development.platform_selection,
    development.content_adaptation,
    development.distribution,
    development.engagement_tracking
FROM public.post
LEFT JOIN public.post_development AS development ON development.post_id = post.id
CROSS JOIN LATERAL (
    SELECT
        count(*) AS n_sections,
        sum(coalesce(counted.words, galley.word_count(galley.readable_text(section.polished, section.draft)))) AS n_words,
        max(section.updated_at) AS updated_at
    FROM public.post_section AS section
    LEFT JOIN galley.section_words AS counted ON counted.section_id = section.id AND counted.version = section.version
    WHERE section.post_id = post.id
) AS sections
WHERE post.id = ANY ($1::integer[])
