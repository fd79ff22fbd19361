-- kind: read
-- Tells whether the server answers.
SELECT 1 AS one
