-- kind: idempotent
-- Saves one field of a section; a second time it finds it saved.
SELECT outcome, version, value FROM galley.section_save($1::integer, $2::text, $3::text, $4::integer, $5::text)
