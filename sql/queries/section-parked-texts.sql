-- kind: read
-- What a section in the trash has: its texts, by their columns, then its elements, by their types; none when it is not there.
SELECT
    part.field,
    part.text
FROM galley.parked_section AS parked
CROSS JOIN LATERAL (
    SELECT
        1 AS kind,
        known.nth,
        known.field,
        parked.section ->> known.field AS text
    FROM unnest(ARRAY['section_description', 'draft', 'polished', 'ideas_to_include', 'facts_to_include', 'highlighting',
                      'image_concepts', 'image_prompts', 'image_meta_descriptions', 'image_captions', 'generation',
                      'optimization', 'watermarking']) WITH ORDINALITY AS known (field, nth)
    UNION ALL
    SELECT
        2,
        held.nth,
        held.element ->> 'element_type',
        held.element ->> 'element_text'
    FROM jsonb_array_elements(parked.elements) WITH ORDINALITY AS held (element, nth)
) AS part
WHERE parked.section_id = $1::integer AND btrim(part.text) <> ''
ORDER BY part.kind, part.nth
