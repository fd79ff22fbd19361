-- galley.outline_decode(list): finds out what form a list has, and reads it.
-- Promises: returns a JSON array of items as they were given, not yet looked at one by one; NULL and blank text are an empty
-- array, and so is JSON's null. A byte order mark, a ```json fence, and prose around JSON are skipped. What cannot be read is refused (GY001).
CREATE OR REPLACE FUNCTION galley.outline_decode(list text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    plain      text;
    inner_text text;
BEGIN
    -- What follows the last bracket is trimmed when it is in the way: mostly there is nothing, and to look takes a while.
    IF left(list, 1) IN ('[', '{') THEN
        RETURN galley.outline_unwrap(galley.outline_json(list));
    END IF;
    plain := galley.outline_trimmed(list);
    IF plain IN ('', 'null') THEN
        RETURN '[]';
    ELSIF left(plain, 1) IN ('[', '{') THEN
        RETURN galley.outline_unwrap(galley.outline_json(plain));
    ELSIF left(plain, 1) = '"' AND right(plain, 1) = '"' THEN
        BEGIN
            RETURN galley.outline_unwrap(plain::jsonb);
        EXCEPTION WHEN invalid_text_representation OR untranslatable_character THEN
            RETURN galley.outline_lines(plain);
        END;
    ELSIF plain ~ '^(true|false|-?\d+(\.\d+)?)$' THEN
        RETURN galley.outline_unwrap(plain::jsonb);
    END IF;
    inner_text := galley.outline_fenced(plain);
    IF inner_text IS NOT NULL THEN
        RETURN galley.outline_decode(inner_text);
    END IF;
    RETURN galley.outline_lines(plain);
END
$$;

-- galley.outline_trimmed(list): a list without what is invisible around it.
-- Promises: blanks, line ends, no-break spaces and byte order marks at both ends go; NULL becomes the empty text.
CREATE OR REPLACE FUNCTION galley.outline_trimmed(list text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT btrim(coalesce(list, ''), E' \t\r\n\f\u00a0\ufeff')
$$;
