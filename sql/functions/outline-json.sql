-- galley.outline_json(list): reads a text that starts as JSON.
-- Promises: returns the value; forgives what language models leave behind (a comma before a closing bracket, escaped NUL
-- characters, prose after the last bracket); what still is not valid JSON is refused (GY001), with the parser's own words on why
-- and the line as the place.
CREATE OR REPLACE FUNCTION galley.outline_json(list text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    -- Strings and escaped backslashes are matched first, so that what only looks like a comma or an escape inside them stays.
    comma   CONSTANT text := '("(?:[^"\\]|\\.)*")|,(\s*[\]}])';
    nul     CONSTANT text := '(\\\\)|\\u0000';
    closing CONSTANT text := CASE left(list, 1) WHEN '[' THEN '\]' ELSE '\}' END;
    -- Beyond this no answer was meant to be a list, and mending it takes long.
    most    CONSTANT integer := 1024 * 1024;
    attempt text := list;
    mended  text;
    why     text;
    place   text;
    problem text;
BEGIN
    FOR round IN 1 .. 4 LOOP
        BEGIN
            -- What is left of a text must not be an empty list: it would park everything.
            IF round <= 2 OR attempt !~ '^\[\s*\]$' THEN
                RETURN attempt::jsonb;
            END IF;
        EXCEPTION WHEN data_exception OR statement_too_complex OR program_limit_exceeded THEN
            IF round = 1 THEN
                GET STACKED DIAGNOSTICS problem = MESSAGE_TEXT, why = PG_EXCEPTION_DETAIL, place = PG_EXCEPTION_CONTEXT;
                EXIT WHEN length(list) > most;
                mended := regexp_replace(regexp_replace(galley.outline_trimmed(list), nul, '\1', 'g'), comma, '\1\2', 'g');
            END IF;
        END;
        attempt := CASE round
            WHEN 1 THEN mended
            WHEN 2 THEN substring(mended FROM '^(.*' || closing || ')[ \t]*\n')
            WHEN 3 THEN substring(mended FROM '^(.*' || closing || ')')
        END;
    END LOOP;
    PERFORM galley.outline_refuse(
        'it starts as JSON but is not valid JSON. ' || coalesce(nullif(why, ''), problem),
        coalesce(substring(place FROM 'JSON data, (line \d+: [^\n]*)'), 'in ' || length(list) || ' characters of text'),
        'Correct the JSON, or give one heading a line; nothing was changed.');
END
$$;
