-- galley.notice: tells every connection that listens on channel galley about one change, once this transaction is committed.
--
-- The payload is TABLE ID POST VERSION SESSION OPERATION, "-" for what there is none of. The session is that of the writer, so
-- that a client knows its own echo. The same notice twice in a transaction is sent once.

CREATE OR REPLACE FUNCTION galley.notice(subject text, id integer, post_id integer, version integer, operation text)
RETURNS void
LANGUAGE sql
AS $$
    SELECT pg_notify('galley', concat_ws(' ',
        subject,
        coalesce(id::text, '-'),
        coalesce(post_id::text, '-'),
        coalesce(version::text, '-'),
        coalesce(nullif(current_setting('galley.session', true), ''), '-'),
        operation))
$$;
COMMENT ON FUNCTION galley.notice(text, integer, integer, integer, text) IS
    'Tells all listeners that a row was inserted (I), updated (U) or deleted (D).';
