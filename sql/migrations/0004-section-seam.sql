-- What a split took out of a text, so that a merge can put it back: see functions/section-seam.sql.

DROP FUNCTION IF EXISTS galley.section_joined(text, text);

CREATE TABLE galley.section_seam (
    section_id   integer PRIMARY KEY,
    field        text    NOT NULL,
    heading      text,
    before_text  text    NOT NULL,
    seam         text    NOT NULL,
    after_text   text    NOT NULL
);
COMMENT ON TABLE galley.section_seam IS 'Where a section was split off another one, and what was taken out of the text there.';
COMMENT ON COLUMN galley.section_seam.section_id IS 'The section that was split off.';
COMMENT ON COLUMN galley.section_seam.field IS 'Column of the text that was split.';
COMMENT ON COLUMN galley.section_seam.heading IS 'Heading that was taken out of the text; NULL when it came from elsewhere.';
COMMENT ON COLUMN galley.section_seam.before_text IS 'The end of the text in front of the seam.';
COMMENT ON COLUMN galley.section_seam.seam IS 'What was between: line ends, or a heading with its line, or nothing.';
COMMENT ON COLUMN galley.section_seam.after_text IS 'The beginning of the text behind the seam.';
