-- kind: idempotent
-- Saves the text of an element that was left unsaved, and what it was typed over.
SELECT galley.element_recover($1::integer, $2::text, $3::text) AS id
