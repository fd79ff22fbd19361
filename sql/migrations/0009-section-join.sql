-- What a section was before another one was joined to it, so that a merge can be taken back: see functions/section-unmerge.sql.
-- No foreign keys: the section that was joined is in the trash, and comes back from there.

CREATE TABLE galley.section_join (
    joined_id    integer PRIMARY KEY,
    section_id   integer NOT NULL,
    texts_before jsonb   NOT NULL,
    texts_after  jsonb   NOT NULL
);
COMMENT ON TABLE galley.section_join IS 'Sections that were joined to others, and what these were before and after.';
COMMENT ON COLUMN galley.section_join.joined_id IS 'Section that was joined to another one, and is in the trash.';
COMMENT ON COLUMN galley.section_join.section_id IS 'Section that got its texts and elements.';
COMMENT ON COLUMN galley.section_join.texts_before IS 'Row of the section that got them, before.';
COMMENT ON COLUMN galley.section_join.texts_after IS 'The same row right afterwards: what is otherwise now was written since.';
