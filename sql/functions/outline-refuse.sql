-- galley.outline_refuse(what, place, hint): refuses a list.
-- Promises: raises GY001 with what is wrong as the message, where as the detail, what to do as the hint; never returns.
CREATE OR REPLACE FUNCTION galley.outline_refuse(what text, place text, hint text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'GY001',
        MESSAGE = 'The outline was refused: ' || what,
        DETAIL = place,
        HINT = coalesce(hint, 'Correct the list and set it again; nothing was changed.');
END
$$;
