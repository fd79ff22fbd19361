-- How the lists are stored, and which items of a list move. See ARCHITECTURE.md, "The outline".

SET LOCAL search_path TO public;

-- The list of a hundred sections is compressed to less than 3 kB. By default, rows of more than 2 kB have such a value moved into a
-- table of its own, which costs each change of the outline more than the rest of the log entry does.
ALTER TABLE post_development SET (toast_tuple_target = 4080);
ALTER TABLE galley.sync_log SET (toast_tuple_target = 4080);

DROP FUNCTION IF EXISTS galley.outline_moved(galley.outline_match, integer[]);

-- One for each item, as the sections are, so that they need not be looked up.
ALTER TYPE galley.outline_match DROP ATTRIBUTE moved;
ALTER TYPE galley.outline_match ADD ATTRIBUTE moved boolean[];
COMMENT ON COLUMN galley.outline_match.moved IS
    'For each item whether its place among those that stay is another one; empty when none moves.';
