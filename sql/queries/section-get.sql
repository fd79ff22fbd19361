-- kind: read
-- Sections by an array of their ids.
SELECT
    id,
    version,
    post_id,
    section_order,
    section_heading,
    section_description,
    status,
    ideas_to_include,
    facts_to_include,
    draft,
    polished,
    highlighting,
    image_concepts,
    image_prompts,
    generation,
    optimization,
    watermarking,
    image_meta_descriptions,
    image_captions,
    generated_image_url,
    image_generation_metadata,
    image_id,
    created_at,
    updated_at
FROM public.post_section
WHERE id = ANY ($1::integer[])
