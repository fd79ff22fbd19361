-- kind: read
-- Where words are found, best first; the fields by the names that people use.
SELECT
    kind,
    post_id,
    section_id,
    element_id,
    CASE field
        WHEN 'section_heading' THEN 'heading'
        WHEN 'section_description' THEN 'description'
        WHEN 'element_text' THEN 'text'
        ELSE field
    END AS field,
    title,
    heading,
    excerpt,
    place,
    rank
FROM galley.search($1::text, $2::integer)
