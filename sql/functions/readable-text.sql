-- galley.readable_text: what a reader of a section would read: the polished text, or the draft while nothing has been polished.

CREATE OR REPLACE FUNCTION galley.readable_text(polished text, draft text)
RETURNS text
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
RETURN CASE WHEN polished ~ '\S' THEN polished ELSE draft END;
COMMENT ON FUNCTION galley.readable_text(text, text) IS 'The polished text, or the draft while nothing has been polished.';
