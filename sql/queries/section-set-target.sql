-- kind: idempotent
-- Says how many words a section is to have; none when $2 is NULL.
SELECT galley.section_set_target($1::integer, $2::integer)
