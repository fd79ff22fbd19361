-- galley.refuse_missing, galley.refuse_argument, galley.refuse_stale: the errors that Galley's verbs raise; none of them
-- returns.
--
-- GY003 no such row, GY004 wrong argument, GY002 somebody else was first. The message says what, the detail where, the hint
-- what to do.

CREATE OR REPLACE FUNCTION galley.refuse_missing(kind text, id integer, hint text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'GY003',
        MESSAGE = format('There is no %s %s.', kind, coalesce(id::text, 'without a number')),
        HINT = coalesce(hint, format('Look at the list for the right number of the %s.', kind));
END
$$;
COMMENT ON FUNCTION galley.refuse_missing(text, integer, text) IS 'Raises GY003: there is no such row.';

CREATE OR REPLACE FUNCTION galley.refuse_argument(message text, place text DEFAULT NULL, hint text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'GY004',
        MESSAGE = message,
        DETAIL = coalesce(place, ''),
        HINT = coalesce(hint, '');
END
$$;
COMMENT ON FUNCTION galley.refuse_argument(text, text, text) IS 'Raises GY004: an argument cannot be used.';

CREATE OR REPLACE FUNCTION galley.refuse_stale(kind text, id integer, version integer)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'GY002',
        MESSAGE = format('Somebody else changed %s %s meanwhile.', kind, id),
        DETAIL = format('It is at version %s now.', version),
        HINT = 'Read it again, put both changes together, and save once more.';
END
$$;
COMMENT ON FUNCTION galley.refuse_stale(text, integer, integer) IS
    'Raises GY002: the row has another version than the one that was read.';
