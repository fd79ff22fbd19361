-- kind: idempotent
-- Ends the doubt whether an operation ($1 uuid) was done.  If it was not, its id is taken, so that it cannot be any more: a try that is
-- still running fails when it comes to write down its result.  If a try has got that far, this waits for what becomes of it.
INSERT INTO galley.operation (id, result)
VALUES ($1, NULL)
ON CONFLICT (id) DO NOTHING
