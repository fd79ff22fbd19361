-- kind: idempotent
-- Puts a section into the trash.
SELECT galley.section_park($1::integer)
