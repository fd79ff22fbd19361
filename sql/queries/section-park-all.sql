-- kind: idempotent
-- Puts sections into the trash.
SELECT galley.sections_park($1::integer[])
