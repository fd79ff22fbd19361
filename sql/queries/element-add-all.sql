-- kind: once
-- Adds several elements to a section; at the end when $4 is NULL.
SELECT galley.elements_add($1::integer, $2::text, $3::text[], $4::integer)
