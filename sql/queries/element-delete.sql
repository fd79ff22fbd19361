-- kind: idempotent
-- Puts an element into the trash.
SELECT galley.element_delete($1::integer)
