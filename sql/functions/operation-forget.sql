-- galley.operation_forget: forgets operations after thirty days, when nobody asks for them any more, a hundred at each new one.
--
-- Promises that nobody waits for it: what somebody else is about to forget is passed over.

CREATE OR REPLACE FUNCTION galley.operation_forget()
RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM galley.operation
    WHERE id IN (SELECT o.id FROM galley.operation AS o WHERE o.made_at < now() - interval '30 days'
        LIMIT 100 FOR UPDATE SKIP LOCKED);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION galley.operation_forget() IS 'Trigger: forgets old operations.';

CREATE OR REPLACE TRIGGER operation_forget
AFTER INSERT ON galley.operation
FOR EACH STATEMENT EXECUTE FUNCTION galley.operation_forget();
