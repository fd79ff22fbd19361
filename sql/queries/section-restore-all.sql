-- kind: idempotent
-- Takes sections out of the trash.
SELECT galley.sections_restore($1::integer[])
