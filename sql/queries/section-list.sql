-- kind: read
-- The sections of a post in their order; one row of NULL for a post without any, none at all when there is no such post.
SELECT
    section.id,
    section.version,
    section.post_id,
    section.section_order,
    section.section_heading,
    section.section_description,
    section.status,
    section.ideas_to_include,
    section.facts_to_include,
    section.draft,
    section.polished,
    section.highlighting,
    section.image_concepts,
    section.image_prompts,
    section.generation,
    section.optimization,
    section.watermarking,
    section.image_meta_descriptions,
    section.image_captions,
    section.generated_image_url,
    section.image_generation_metadata,
    section.image_id,
    section.created_at,
    section.updated_at,
    target.words AS target,
    counted.n_facts,
    counted.n_ideas,
    counted.n_themes
FROM public.post
LEFT JOIN public.post_section AS section ON section.post_id = post.id
LEFT JOIN galley.section_target AS target ON target.section_id = section.id
LEFT JOIN (
    SELECT
        element.section_id,
        count(*) FILTER (WHERE element.element_type = 'fact') AS n_facts,
        count(*) FILTER (WHERE element.element_type = 'idea') AS n_ideas,
        count(*) FILTER (WHERE element.element_type = 'theme') AS n_themes
    FROM public.post_section_elements AS element
    WHERE element.post_id = $1::integer
    GROUP BY element.section_id
) AS counted ON counted.section_id = section.id
WHERE post.id = $1::integer
ORDER BY section.section_order, section.id
