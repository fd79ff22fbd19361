-- kind: read
-- How many elements each section of a post has.
SELECT
    section.id,
    count(*) FILTER (WHERE element.element_type = 'fact') AS n_facts,
    count(*) FILTER (WHERE element.element_type = 'idea') AS n_ideas,
    count(*) FILTER (WHERE element.element_type = 'theme') AS n_themes
FROM public.post_section AS section
LEFT JOIN public.post_section_elements AS element ON element.section_id = section.id
WHERE section.post_id = $1::integer
GROUP BY section.id
