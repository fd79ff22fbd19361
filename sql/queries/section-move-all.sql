-- kind: idempotent
-- Moves sections together, in the order given, to a place.
SELECT galley.sections_move($1::integer[], $2::integer) AS place
