-- kind: idempotent
-- Adds elements that were left unsaved.
SELECT galley.elements_recover($1::integer, $2::text, $3::text[]) AS id
