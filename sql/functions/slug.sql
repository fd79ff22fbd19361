-- galley.slug: the name that a title has in web addresses: lower-case ASCII letters, digits and single hyphens, 180 characters
-- at most.
--
-- Promises never to fail and never to return nothing: accents are dropped, Greek and Cyrillic letters are written in Latin
-- ones, what is left over becomes a hyphen; a title of which nothing can be written this way is "post". Not unique: see
-- galley.slug_free.

CREATE OR REPLACE FUNCTION galley.slug(title text)
RETURNS text
LANGUAGE sql
IMMUTABLE
AS $$
    WITH letter AS (
        SELECT * FROM unnest(
            string_to_array('ß æ œ ø đ ð þ ł ı ŋ ħ ŧ ĸ ſ & '
                'а б в г ґ д е є ж з и і к л м н о п р с т у ф х ц ч ш щ ы э ю я ђ ј љ њ ћ џ ѕ '
                'α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω', ' '),
            string_to_array('ss ae oe o d d th l i ng h t k s -and- '
                'a b v g g d e ie zh z i i k l m n o p r s t u f kh ts ch sh shch y e yu ya dj j lj nj c dz dz '
                'a v g d e z i th i k l m n x o p r s s t y f ch ps o', ' ')) AS l (letter, latin)
    ), plain AS (
        -- Decomposed, an accented letter is its letter and marks. Marks, signs that are not spoken, and apostrophes are
        -- dropped.
        SELECT regexp_replace(lower(normalize(title, NFKD) COLLATE galley.letters), '[\u0300-\u036fъь''’ʼ]', '', 'g') AS text
    ), written AS (
        SELECT string_agg(coalesce(latin, one), '' ORDER BY place) AS text
        FROM plain
            CROSS JOIN regexp_split_to_table(plain.text, '') WITH ORDINALITY AS character (one, place)
            LEFT JOIN letter ON letter.letter = one
    ), hyphened AS (
        SELECT left(trim(BOTH '-' FROM regexp_replace(text, '[^a-z0-9]+', '-', 'g')), 180) AS text FROM written
    )
    SELECT coalesce(nullif(trim(BOTH '-' FROM text), ''), 'post') FROM hyphened
$$;
COMMENT ON FUNCTION galley.slug(text) IS 'The name that a title has in web addresses.';

-- galley.slug_free: a slug that no post has: the given one, or the given one with the next number after it.
CREATE OR REPLACE FUNCTION galley.slug_free(slug text)
RETURNS text
LANGUAGE sql
STABLE
AS $$
    SELECT CASE WHEN NOT EXISTS (SELECT FROM public.post AS p WHERE p.slug = slug_free.slug) THEN slug_free.slug
           ELSE left(slug_free.slug, 180) || '-' || (
               SELECT coalesce(max(substr(p.slug, length(left(slug_free.slug, 180)) + 2)::bigint), 1) + 1
               FROM public.post AS p
               WHERE starts_with(p.slug, left(slug_free.slug, 180) || '-')
                 AND substr(p.slug, length(left(slug_free.slug, 180)) + 2) ~ '^[1-9][0-9]{0,8}$')
           END
$$;
COMMENT ON FUNCTION galley.slug_free(text) IS 'A slug that no post has yet.';
