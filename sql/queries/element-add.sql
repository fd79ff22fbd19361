-- kind: once
-- Adds an element to a section; at the end when $4 is NULL.
SELECT galley.element_add($1::integer, $2::text, $3::text, $4::integer)
