-- kind: idempotent
-- Brings the search documents of some marked rows up to date ($1 int, how many marks at most): how many marks were done.
SELECT galley.search_catch_up($1)
