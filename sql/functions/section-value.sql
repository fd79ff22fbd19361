-- galley.section_value(section, field): a text of a section by the name of its column.
-- Promises: returns it, JSON as text; NULL for a column that is no text of a section. Written out so that it needs no dynamic
-- SQL: it is on the path of every draft that is saved.
CREATE OR REPLACE FUNCTION galley.section_value(section public.post_section, field text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT CASE field
        WHEN 'draft' THEN section.draft
        WHEN 'polished' THEN section.polished
        WHEN 'section_heading' THEN section.section_heading
        WHEN 'section_description' THEN section.section_description
        WHEN 'status' THEN section.status
        WHEN 'ideas_to_include' THEN section.ideas_to_include
        WHEN 'facts_to_include' THEN section.facts_to_include
        WHEN 'highlighting' THEN section.highlighting
        WHEN 'image_concepts' THEN section.image_concepts
        WHEN 'image_prompts' THEN section.image_prompts
        WHEN 'generation' THEN section.generation
        WHEN 'optimization' THEN section.optimization
        WHEN 'watermarking' THEN section.watermarking
        WHEN 'image_meta_descriptions' THEN section.image_meta_descriptions
        WHEN 'image_captions' THEN section.image_captions
        WHEN 'generated_image_url' THEN section.generated_image_url
        WHEN 'image_generation_metadata' THEN section.image_generation_metadata::text
    END
$$;
