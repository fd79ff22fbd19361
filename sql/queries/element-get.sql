-- kind: read
-- Elements by an array of their ids.
SELECT
    id,
    version,
    post_id,
    section_id,
    element_order,
    element_type,
    element_text,
    created_at,
    updated_at
FROM public.post_section_elements
WHERE id = ANY ($1::integer[])
