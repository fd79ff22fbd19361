-- kind: read
-- What an operation ($1 uuid) made: one row with its number, NULL when it was not done and cannot be any more.
SELECT result
FROM galley.operation
WHERE id = $1
