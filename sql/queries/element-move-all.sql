-- kind: idempotent
-- Moves elements together to a section and a place; at the end when $3 is NULL.
SELECT galley.elements_move($1::integer[], $2::integer, $3::integer) AS place
