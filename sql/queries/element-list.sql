-- kind: read
-- The elements of a section in their order; one row of NULL for a section without any, none at all when there is no such section.
SELECT
    element.id,
    element.version,
    element.post_id,
    element.section_id,
    element.element_order,
    element.element_type,
    element.element_text,
    element.created_at,
    element.updated_at
FROM public.post_section AS section
LEFT JOIN public.post_section_elements AS element ON element.section_id = section.id
WHERE section.id = $1::integer
ORDER BY element.element_order, element.id
