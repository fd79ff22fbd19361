-- kind: read
-- The ids and versions of the sections of a post in their order, without their texts.
SELECT
    section.id,
    section.version,
    section.section_order
FROM public.post_section AS section
WHERE section.post_id = $1::integer
ORDER BY section.section_order, section.id
