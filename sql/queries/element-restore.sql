-- kind: idempotent
-- Takes an element out of the trash.
SELECT galley.element_restore($1::integer)
