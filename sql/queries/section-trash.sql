-- kind: read
-- The sections of a post that are in the trash, the one parked last first, those that went together as they stood; one row of NULL when there is none, none at all when there is
-- no such post.
SELECT
    parked.section_id AS id,
    parked.post_id,
    parked.heading,
    galley.readable_text(parked.section ->> 'polished', parked.section ->> 'draft') AS text,
    parked.section_order AS place,
    jsonb_array_length(parked.elements) AS n_elements,
    parked.parked_at AS parked
FROM public.post
LEFT JOIN galley.parked_section AS parked ON parked.post_id = post.id
WHERE post.id = $1::integer
ORDER BY parked.parked_at DESC, parked.section_order, parked.section_id
