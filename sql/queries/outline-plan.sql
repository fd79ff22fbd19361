-- kind: read
-- What setting a list would do.
SELECT
    action,
    section_id,
    heading,
    old_heading,
    section_order AS place,
    old_order AS old_place,
    details
FROM galley.outline_plan($1::integer, $2::text, $3::integer)
