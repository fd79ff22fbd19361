-- kind: read
-- Where words are found, best first.
SELECT
    kind,
    post_id,
    section_id,
    element_id,
    field,
    title,
    heading,
    excerpt,
    place,
    rank
FROM galley.search($1::text, $2::integer)
