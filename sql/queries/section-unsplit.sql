-- kind: once
-- Takes back that a section was split.
SELECT galley.section_unsplit($1::integer, $2::integer)
