-- galley.outline_guard(on): tells the row triggers that a verb is at work, which sees to everything itself.
-- Promises: from galley.outline_guard(true) to galley.outline_guard(false) in the same transaction no trigger sends a notice,
-- keeps a version or writes a list for a row. A transaction or savepoint that fails takes the guard off by itself.
CREATE OR REPLACE FUNCTION galley.outline_guard(guarded boolean) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM set_config('galley.guard', CASE WHEN guarded THEN 'on' ELSE 'off' END, true);
END
$$;
