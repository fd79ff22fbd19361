-- kind: idempotent
-- Takes a section out of the trash.
SELECT galley.section_restore($1::integer)
