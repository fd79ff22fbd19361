-- kind: once
-- Adds a section to a post; at the end when $3 is NULL.
SELECT galley.section_add($1::integer, $2::text, $3::integer)
