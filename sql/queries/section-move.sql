-- kind: idempotent
-- Moves a section to a place.
SELECT galley.section_move($1::integer, $2::integer) AS place
