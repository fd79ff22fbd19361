-- kind: idempotent
-- Counts the words of sections whose count is not up to date, at most $1 of them, and returns of how many.
SELECT galley.words_recount($1::integer) AS sections
