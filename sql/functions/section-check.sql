-- galley.section_check(holds, what): checks an argument of a verb.
-- Promises: raises GY004 with what is expected where it does not hold.
CREATE OR REPLACE FUNCTION galley.section_check(holds boolean, what text) RETURNS void
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    IF holds IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'GY004', MESSAGE = what, HINT = 'Correct it and try again; nothing was changed.';
    END IF;
END
$$;
