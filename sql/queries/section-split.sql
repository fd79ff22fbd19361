-- kind: once
-- Splits a section in two.
SELECT galley.section_split($1::integer, $2::integer, $3::text, $4::text)
