-- galley.section_note_seam(section, field, heading, before, seam, after): remembers where a section was split off another one.
-- Promises: galley.section_sewn finds it as long as the section is there. Heading is the one that was taken out of the text, or
-- NULL.
CREATE OR REPLACE FUNCTION galley.section_note_seam(section integer, field text, heading text, before text, seam text, after text)
RETURNS void
LANGUAGE sql
AS $$
    INSERT INTO galley.section_seam (section_id, field, heading, before_text, seam, after_text)
    VALUES (section, field, heading, right(before, 16), seam, left(after, 16))
$$;

-- galley.section_sewn(seam, field, text, next_text): a text that was split, whole again.
-- Promises: returns both texts with what was between them, so that splitting and merging gives a text back byte by byte; NULL
-- where the seam is one of another text, or somebody has written at it since. The edges are what counts: a text may have been
-- split or merged elsewhere meanwhile.
CREATE OR REPLACE FUNCTION galley.section_sewn(seam galley.section_seam, field text, text text, next_text text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT text || seam.seam || next_text
     WHERE seam.field = section_sewn.field
       AND (text = seam.before_text OR (seam.before_text <> '' AND right(text, length(seam.before_text)) = seam.before_text))
       AND (next_text = seam.after_text OR (seam.after_text <> '' AND starts_with(next_text, seam.after_text))
            OR (next_text <> '' AND starts_with(seam.after_text, next_text)))
$$;
