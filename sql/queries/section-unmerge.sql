-- kind: once
-- Takes back that a section was joined to the one before it.
SELECT galley.section_unmerge($1::integer)
