-- galley.outline_fold(heading): what of a heading counts when it is looked for.
-- Promises: two headings that differ in case, spacing, numbering, punctuation or the way of writing a letter in Unicode come out
-- the same, words parted by one blank. A heading of nothing but these comes out as it is.
CREATE OR REPLACE FUNCTION galley.outline_fold(heading text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT coalesce(nullif(btrim(regexp_replace(
               regexp_replace(lower(normalize(heading, NFKC)), '^\s*(?:#+\s*)?\(?\d{1,3}\s*[.):-]+\s*', ''),
               '[\s!-/:-@\[-`{-~\u00a1-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g')), ''), heading)
$$;
