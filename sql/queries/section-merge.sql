-- kind: once
-- Joins the next section to this one.
SELECT galley.section_merge($1::integer)
