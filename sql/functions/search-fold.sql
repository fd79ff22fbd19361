-- galley.search_fold: a text without what people do not type when they search: capitals, accents, ligatures, full width.
--
-- No language is assumed: there are no stop words and no stems, so that every word of every language can be found, and found as
-- it is written; what a stem would do, the beginning of a word does. Promises to fold each character by itself, so that the
-- folded beginning of a text is the beginning of the folded text: that is how galley.search_unfold finds the way back.

CREATE OR REPLACE FUNCTION galley.search_fold(content text)
RETURNS text
LANGUAGE plpgsql
IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
    IF octet_length(content) = length(content) THEN
        RETURN lower(content COLLATE "C");
    END IF;
    content := regexp_replace(lower(normalize(content, NFKD) COLLATE galley.letters), '[\u0300-\u036f\u3099\u309a]', '', 'g');
    -- Letters that Unicode does not decompose, though people do.
    content := translate(content, 'øđðłıħŧŋſςґ', 'oddlihtnsσг');
    RETURN replace(replace(replace(replace(content, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
END
$$;
COMMENT ON FUNCTION galley.search_fold(text) IS 'A text without capitals and accents.';

-- galley.search_unfold: how many characters of a text fold to the given number of characters.
CREATE OR REPLACE FUNCTION galley.search_unfold(content text, folded integer)
RETURNS integer
LANGUAGE plpgsql
IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
    known     integer := 0;                    -- characters whose folded length is below or equal
    remaining integer := folded;               -- what the others are to fold to
    span      integer := length(content);      -- the answer is between known and known + span
    half      integer;
    width     integer;
BEGIN
    IF octet_length(content) = length(content) OR length(galley.search_fold(left(content, folded))) = folded THEN
        RETURN folded;
    END IF;
    -- By halves; each part is folded once, so the whole costs as much as folding the text once more.
    WHILE span > 0 LOOP
        half := (span + 1) / 2;
        width := length(galley.search_fold(substr(content, known + 1, half)));
        IF width <= remaining THEN
            known := known + half;
            remaining := remaining - width;
            span := span - half;
        ELSE
            span := half - 1;
        END IF;
    END LOOP;
    RETURN known;
END
$$;
COMMENT ON FUNCTION galley.search_unfold(text, integer) IS 'How many characters of a text fold to so many.';
