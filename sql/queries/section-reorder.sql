-- kind: idempotent
-- Gives the sections of a post a new order.
SELECT galley.sections_reorder($1::integer, $2::integer[])
