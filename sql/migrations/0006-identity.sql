-- What tells one database from another: text that a program could not save yet is kept on the disk of the computer, and must never
-- be saved into another database than the one that it was written for.

SET LOCAL search_path TO public;

CREATE TABLE galley.identity (
    id       uuid    NOT NULL DEFAULT gen_random_uuid(),
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row)
);
COMMENT ON TABLE galley.identity IS 'What tells this database from all others; one row, which stays as long as the database does.';
COMMENT ON COLUMN galley.identity.id IS 'The identity; a copy of the database has the same.';
COMMENT ON COLUMN galley.identity.only_row IS 'Always true: there is one row.';

INSERT INTO galley.identity DEFAULT VALUES;
