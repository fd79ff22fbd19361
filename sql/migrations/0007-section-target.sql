-- How many words a section is to have. No foreign key, like the other tables beside post_section: a section that is parked keeps
-- its target, and finds it again when it comes back.

CREATE TABLE galley.section_target (
    section_id integer PRIMARY KEY,
    words      integer NOT NULL CHECK (words BETWEEN 1 AND 1000000)
);
COMMENT ON TABLE galley.section_target IS 'How many words sections are to have.';
COMMENT ON COLUMN galley.section_target.section_id IS 'Section.';
COMMENT ON COLUMN galley.section_target.words IS 'Words that it is to have.';
