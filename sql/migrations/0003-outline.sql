-- The outline of a post: the trash of sections, the log of the master list, texts that lost a race, keys of list items that no
-- column holds, and the types that the verbs return. See ARCHITECTURE.md, "The outline".

SET LOCAL search_path TO public;

CREATE TYPE galley.outline_change AS (
    action        text,
    section_id    integer,
    heading       text,
    old_heading   text,
    section_order integer,
    old_order     integer
);
COMMENT ON TYPE galley.outline_change IS 'What setting a list would do with one section.';
COMMENT ON COLUMN galley.outline_change.action IS 'kept, renamed, moved, added, parked or restored.';
COMMENT ON COLUMN galley.outline_change.section_id IS 'The section; NULL when it is to be added.';
COMMENT ON COLUMN galley.outline_change.heading IS 'Heading afterwards.';
COMMENT ON COLUMN galley.outline_change.old_heading IS 'Heading before; NULL when it is to be added.';
COMMENT ON COLUMN galley.outline_change.section_order IS 'Place afterwards; NULL when it is parked.';
COMMENT ON COLUMN galley.outline_change.old_order IS 'Place before; NULL when it is added or restored.';

CREATE TYPE galley.outline_result AS (
    outcome         text,
    outline_version integer,
    kept            integer,
    renamed         integer,
    moved           integer,
    added           integer,
    parked          integer,
    restored        integer,
    conflicts       jsonb,
    reason          text,
    log_id          bigint
);
COMMENT ON TYPE galley.outline_result IS 'What came of setting a list.';
COMMENT ON COLUMN galley.outline_result.outcome IS 'changed, unchanged, merged (with what others changed since the base), or rejected (nothing changed).';
COMMENT ON COLUMN galley.outline_result.outline_version IS 'Version of the outline now.';
COMMENT ON COLUMN galley.outline_result.kept IS 'Sections that stayed as they were.';
COMMENT ON COLUMN galley.outline_result.renamed IS 'Sections that got another heading.';
COMMENT ON COLUMN galley.outline_result.moved IS 'Sections whose place among those that stay is another one.';
COMMENT ON COLUMN galley.outline_result.added IS 'Sections that are new.';
COMMENT ON COLUMN galley.outline_result.parked IS 'Sections that went into the trash.';
COMMENT ON COLUMN galley.outline_result.restored IS 'Sections that came out of the trash.';
COMMENT ON COLUMN galley.outline_result.conflicts IS 'What could not be merged: an array of {section_id, field, base, theirs, mine}; theirs stands.';
COMMENT ON COLUMN galley.outline_result.reason IS 'Why the list was rejected.';
COMMENT ON COLUMN galley.outline_result.log_id IS 'Entry of galley.sync_log; NULL when nothing was logged.';

-- What galley.outline_apply hands on to what writes the master list.
CREATE TYPE galley.outline_applied AS (
    list   text,
    result galley.outline_result
);
COMMENT ON TYPE galley.outline_applied IS 'Sections that were made those of a list.';
COMMENT ON COLUMN galley.outline_applied.list IS 'The canonical list.';
COMMENT ON COLUMN galley.outline_applied.result IS 'What became of the sections.';

-- Which item of a list is which section. Arrays, because the answer is handed from the one function that matches to those that
-- plan, count and write.
CREATE TYPE galley.outline_match AS (
    items    jsonb,
    sections integer[],
    restored integer[],
    moved    integer[],
    leaving  integer[]
);
COMMENT ON TYPE galley.outline_match IS 'Which item of a list is which section of a post.';
COMMENT ON COLUMN galley.outline_match.items IS 'The list''s items in the order that the outline is to have.';
COMMENT ON COLUMN galley.outline_match.sections IS 'For each of these its section; 0 when it is new.';
COMMENT ON COLUMN galley.outline_match.restored IS 'Those of the sections that come out of the trash.';
COMMENT ON COLUMN galley.outline_match.moved IS 'Those of the sections whose place among those that stay is another one.';
COMMENT ON COLUMN galley.outline_match.leaving IS 'Sections of the post that no item stands for.';

-- What a list wants one section to be, and what it is now.
CREATE TYPE galley.outline_target AS (
    action          text,
    place           integer,
    section_id      integer,
    heading         text,
    description     text,
    status          text,
    keys            jsonb,
    old_place       integer,
    old_heading     text,
    old_description text,
    old_status      text,
    old_keys        jsonb
);
COMMENT ON TYPE galley.outline_target IS 'What a list wants one section to be, and what it is now.';
COMMENT ON COLUMN galley.outline_target.action IS 'added, restored, renamed, moved or kept.';
COMMENT ON COLUMN galley.outline_target.place IS 'Place afterwards.';
COMMENT ON COLUMN galley.outline_target.section_id IS 'The section; 0 for one that is to be added and has no id yet.';
COMMENT ON COLUMN galley.outline_target.heading IS 'Heading afterwards.';
COMMENT ON COLUMN galley.outline_target.description IS 'Description afterwards.';
COMMENT ON COLUMN galley.outline_target.status IS 'Status afterwards.';
COMMENT ON COLUMN galley.outline_target.keys IS 'Keys that no column holds, afterwards.';
COMMENT ON COLUMN galley.outline_target.old_place IS 'Place before.';
COMMENT ON COLUMN galley.outline_target.old_heading IS 'Heading before.';
COMMENT ON COLUMN galley.outline_target.old_description IS 'Description before.';
COMMENT ON COLUMN galley.outline_target.old_status IS 'Status before.';
COMMENT ON COLUMN galley.outline_target.old_keys IS 'Keys before.';

-- Matching under way: the free items, the free sections, and the pairs that were found. Each step works on what the one before
-- has left, which mostly is nothing.
CREATE TYPE galley.outline_pairing AS (
    items            integer[],
    ids              integer[],
    headings         text[],
    sections         integer[],
    section_headings text[],
    paired_items     integer[],
    paired_sections  integer[]
);
COMMENT ON TYPE galley.outline_pairing IS 'Items of a list and sections of a post that look for each other.';
COMMENT ON COLUMN galley.outline_pairing.items IS 'Numbers of the items that are free, ascending.';
COMMENT ON COLUMN galley.outline_pairing.ids IS 'Their ids, 0 for none.';
COMMENT ON COLUMN galley.outline_pairing.headings IS 'Their headings.';
COMMENT ON COLUMN galley.outline_pairing.sections IS 'Sections that are free, in their order.';
COMMENT ON COLUMN galley.outline_pairing.section_headings IS 'Their headings.';
COMMENT ON COLUMN galley.outline_pairing.paired_items IS 'Items that have a section.';
COMMENT ON COLUMN galley.outline_pairing.paired_sections IS 'The section of each of these.';


-- The trash of sections. No foreign key: it outlives what it came from.
CREATE TABLE galley.parked_section (
    section_id    integer     PRIMARY KEY,
    post_id       integer     NOT NULL,
    heading       text,
    section_order integer,
    has_text      boolean     NOT NULL,
    section       jsonb       NOT NULL,
    elements      jsonb       NOT NULL DEFAULT '[]',
    keys          jsonb,
    parked_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    session       text        NOT NULL DEFAULT coalesce(nullif(current_setting('galley.session', true), ''), '-')
);
CREATE INDEX parked_section_post ON galley.parked_section (post_id);
COMMENT ON TABLE galley.parked_section IS 'Sections that left the outline, whole, to come back with their old id.';
COMMENT ON COLUMN galley.parked_section.section_id IS 'Id that the section had and will have.';
COMMENT ON COLUMN galley.parked_section.post_id IS 'Post that it belongs to.';
COMMENT ON COLUMN galley.parked_section.heading IS 'Its heading.';
COMMENT ON COLUMN galley.parked_section.section_order IS 'Place where it was.';
COMMENT ON COLUMN galley.parked_section.has_text IS 'Whether there is a text or an element in it.';
COMMENT ON COLUMN galley.parked_section.section IS 'The row of post_section as it was.';
COMMENT ON COLUMN galley.parked_section.elements IS 'Its rows of post_section_elements as they were, an array.';
COMMENT ON COLUMN galley.parked_section.keys IS 'What galley.section_keys held of it.';
COMMENT ON COLUMN galley.parked_section.parked_at IS 'When it was parked.';
COMMENT ON COLUMN galley.parked_section.session IS 'Who parked it.';

-- Keys of list items that no column holds. No foreign key: it would cost a look-up for each section that is parked, which takes
-- its keys along itself.
CREATE TABLE galley.section_keys (
    section_id integer PRIMARY KEY,
    post_id    integer NOT NULL,
    keys       jsonb   NOT NULL CHECK (jsonb_typeof(keys) = 'object' AND keys <> '{}')
);
CREATE INDEX section_keys_post ON galley.section_keys (post_id);
COMMENT ON TABLE galley.section_keys IS 'Keys of list items that no column of post_section holds; written back into the master list.';
COMMENT ON COLUMN galley.section_keys.section_id IS 'Section that they belong to.';
COMMENT ON COLUMN galley.section_keys.post_id IS 'Post of the section.';
COMMENT ON COLUMN galley.section_keys.keys IS 'The keys and their values.';

-- The log. An entry holds the whole list before the change, or, where a few lines were replaced, just these: the list of any
-- version can be had by going back from the present one (galley.outline_at).
CREATE TABLE galley.sync_log (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post_id         integer     NOT NULL,
    outline_version integer     NOT NULL,
    verb            text        NOT NULL,
    outcome         text        NOT NULL CHECK (outcome IN ('changed', 'merged', 'rejected')),
    reason          text,
    list_before     text,
    lines_before    text,
    lines_after     text,
    input           text,
    logged_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    session         text        NOT NULL DEFAULT coalesce(nullif(current_setting('galley.session', true), ''), '-'),
    CHECK ((lines_before IS NULL) = (lines_after IS NULL)),
    CHECK (lines_before IS NULL OR list_before IS NULL)
);
CREATE INDEX sync_log_post ON galley.sync_log (post_id, outline_version);
COMMENT ON TABLE galley.sync_log IS 'Changes of master lists, and lists that were rejected.';
COMMENT ON COLUMN galley.sync_log.id IS 'Identifies the entry; galley.outline_rollback takes it.';
COMMENT ON COLUMN galley.sync_log.post_id IS 'Post of the list.';
COMMENT ON COLUMN galley.sync_log.outline_version IS 'Version of the outline before the change.';
COMMENT ON COLUMN galley.sync_log.verb IS 'What was done, e.g. set, rows, rollback.';
COMMENT ON COLUMN galley.sync_log.outcome IS 'changed, merged or rejected.';
COMMENT ON COLUMN galley.sync_log.reason IS 'Why it was rejected.';
COMMENT ON COLUMN galley.sync_log.list_before IS 'The list before the change; NULL when there was none, or when the two columns of lines say it.';
COMMENT ON COLUMN galley.sync_log.lines_before IS 'Lines that were replaced.';
COMMENT ON COLUMN galley.sync_log.lines_after IS 'Lines that they were replaced by.';
COMMENT ON COLUMN galley.sync_log.input IS 'The list that was given, when it was rejected.';
COMMENT ON COLUMN galley.sync_log.logged_at IS 'When it was done.';
COMMENT ON COLUMN galley.sync_log.session IS 'Who did it.';

-- Posts whose sections were given places with gaps by plain statements; never seen from outside: functions/outline-gaps.sql
-- empties it before the transaction ends.
CREATE TABLE galley.outline_gap (
    post_id integer NOT NULL
);
COMMENT ON TABLE galley.outline_gap IS 'Posts whose places are counted anew when the transaction ends.';
COMMENT ON COLUMN galley.outline_gap.post_id IS 'The post.';

-- Texts that lost a race.
CREATE TABLE galley.section_conflict (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    section_id integer     NOT NULL,
    post_id    integer     NOT NULL,
    field      text        NOT NULL,
    value      text,
    version    integer     NOT NULL,
    saved_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    session    text        NOT NULL DEFAULT coalesce(nullif(current_setting('galley.session', true), ''), '-')
);
CREATE UNIQUE INDEX section_conflict_value ON galley.section_conflict (section_id, field, md5(coalesce(value, '')));
COMMENT ON TABLE galley.section_conflict IS 'Texts that were to be saved over one that somebody else had changed meanwhile; kept, not stored.';
COMMENT ON COLUMN galley.section_conflict.id IS 'Identifies the text.';
COMMENT ON COLUMN galley.section_conflict.section_id IS 'Section that it was meant for.';
COMMENT ON COLUMN galley.section_conflict.post_id IS 'Post of the section.';
COMMENT ON COLUMN galley.section_conflict.field IS 'Column that it was meant for.';
COMMENT ON COLUMN galley.section_conflict.value IS 'The text.';
COMMENT ON COLUMN galley.section_conflict.version IS 'Version of the section that it met.';
COMMENT ON COLUMN galley.section_conflict.saved_at IS 'When it was to be saved.';
COMMENT ON COLUMN galley.section_conflict.session IS 'Who was to save it.';

-- Lists are long and full of repetition, and each change rewrites one: the quick compression pays. A server that was built
-- without it keeps its own.
DO $$
BEGIN
    ALTER TABLE post_development ALTER COLUMN section_headings SET COMPRESSION lz4;
    ALTER TABLE galley.sync_log ALTER COLUMN list_before SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    NULL;
END
$$;
