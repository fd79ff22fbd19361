-- What Galley adds of its own, but for the outline: types that its functions return, the trash of elements, the memory of
-- operations, search. See ARCHITECTURE.md, "The database".

SET LOCAL search_path TO public;

-- Collations. `natural` sorts as people expect, numbers by their value: "Part 2" before "Part 10". Used in ORDER BY only, never
-- in an index, so an upgrade of ICU cannot corrupt anything. `letters` knows the capitals and letters of all scripts, whatever
-- the database's own locale. A server without ICU has the nearest thing under the same names.
DO $$
BEGIN
    CREATE COLLATION galley.natural (provider = icu, locale = 'und-u-kn-true');
    CREATE COLLATION galley.letters (provider = icu, locale = 'und');
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
    CREATE COLLATION galley.natural FROM pg_catalog."C";
    IF EXISTS (SELECT FROM pg_catalog.pg_collation WHERE collname = 'C.UTF-8' AND collnamespace = 'pg_catalog'::regnamespace) THEN
        CREATE COLLATION galley.letters FROM pg_catalog."C.UTF-8";
    ELSE
        CREATE COLLATION galley.letters FROM pg_catalog."C";
    END IF;
END
$$;
COMMENT ON COLLATION galley.natural IS 'The order of lists that people read.';
COMMENT ON COLLATION galley.letters IS 'What is a letter, and its capital, in all scripts.';

CREATE TYPE galley.save_result AS (
    outcome text,
    version integer,
    value   text
);
COMMENT ON TYPE galley.save_result IS 'What came of saving one field.';
COMMENT ON COLUMN galley.save_result.outcome IS
    'saved, unchanged, conflict (somebody else was first; nothing written), or parked (written to the trash).';
COMMENT ON COLUMN galley.save_result.version IS 'Version of the row now.';
COMMENT ON COLUMN galley.save_result.value IS 'The field''s value now: in a conflict, the other writer''s.';

CREATE AGGREGATE galley.search_join (tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '');
COMMENT ON AGGREGATE galley.search_join (tsvector) IS 'One search document out of those of several texts.';

CREATE TYPE galley.search_query AS (
    words    tsquery,
    exact    tsquery,
    any_word tsquery,
    patterns text[]
);
COMMENT ON TYPE galley.search_query IS 'What somebody looks for, in the forms that the search needs.';
COMMENT ON COLUMN galley.search_query.words IS 'All words, the last one as the beginning of a word.';
COMMENT ON COLUMN galley.search_query.exact IS 'All words, each whole.';
COMMENT ON COLUMN galley.search_query.any_word IS
    'One of the words, somewhere else than among the headings of a post''s sections.';
COMMENT ON COLUMN galley.search_query.patterns IS
    'A regular expression for each word, for texts that galley.search_fold has folded.';

CREATE TYPE galley.search_hit AS (
    kind       text,
    post_id    integer,
    section_id integer,
    element_id integer,
    field      text,
    title      text,
    heading    text,
    excerpt    text,
    place      integer,
    rank       real
);
COMMENT ON TYPE galley.search_hit IS 'One thing that was found.';
COMMENT ON COLUMN galley.search_hit.kind IS 'post, section or element.';
COMMENT ON COLUMN galley.search_hit.post_id IS 'Post that it is, or belongs to.';
COMMENT ON COLUMN galley.search_hit.section_id IS 'Section that it is, or belongs to.';
COMMENT ON COLUMN galley.search_hit.element_id IS 'Element that it is.';
COMMENT ON COLUMN galley.search_hit.field IS 'Column with the words.';
COMMENT ON COLUMN galley.search_hit.title IS 'Title of the post.';
COMMENT ON COLUMN galley.search_hit.heading IS 'Heading of the section.';
COMMENT ON COLUMN galley.search_hit.excerpt IS 'The words and some text around them; each word stands between U+0002 and U+0003.';
COMMENT ON COLUMN galley.search_hit.place IS 'How many characters of the field come before the first word found.';
COMMENT ON COLUMN galley.search_hit.rank IS 'How good a hit it is; the best one comes first.';


-- Operations: a statement that must not happen twice leaves its identity here, in the same transaction.  Asked again under that
-- identity, it cannot happen again, and what came of it can be looked up.
CREATE TABLE galley.operation (
    id      uuid        PRIMARY KEY,
    result  bigint,
    made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX operation_made_at ON galley.operation (made_at);
COMMENT ON TABLE galley.operation IS 'Operations that were committed and must not be done twice.';
COMMENT ON COLUMN galley.operation.id IS 'Identifies the operation; the client chose it.';
COMMENT ON COLUMN galley.operation.result IS 'What the operation returned: the id of what it made.';
COMMENT ON COLUMN galley.operation.made_at IS 'When it was done.';


-- Defaults: a row that Galley gives is given once. What a person then changed or deleted is not given again, and a later
-- version of Galley can still give what is new in it.
CREATE TABLE galley.given_default (
    name     text        PRIMARY KEY,
    given_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE galley.given_default IS 'Rows of sql/defaults that this database was given.';
COMMENT ON COLUMN galley.given_default.name IS 'Table and name of the row.';
COMMENT ON COLUMN galley.given_default.given_at IS 'When it was given.';


-- The trash of elements.  No foreign key: it outlives what it came from.
CREATE TABLE galley.parked_element (
    id         integer     PRIMARY KEY,
    post_id    integer     NOT NULL,
    section_id integer     NOT NULL,
    content    jsonb       NOT NULL,
    parked_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX parked_element_section ON galley.parked_element (section_id);
COMMENT ON TABLE galley.parked_element IS 'Elements that were deleted, whole, to be restored with their old id.';
COMMENT ON COLUMN galley.parked_element.id IS 'Id that the element had.';
COMMENT ON COLUMN galley.parked_element.post_id IS 'Post that it belonged to.';
COMMENT ON COLUMN galley.parked_element.section_id IS 'Section that it belonged to.';
COMMENT ON COLUMN galley.parked_element.content IS 'The row as it was.';
COMMENT ON COLUMN galley.parked_element.parked_at IS 'When it was deleted.';

-- The trash of posts: the row stays where it is, under the status deleted; this remembers the status that it had.
CREATE TABLE galley.parked_post (
    id        integer     PRIMARY KEY REFERENCES public.post (id) ON DELETE CASCADE,
    status    post_status NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE galley.parked_post IS 'Posts in the trash.';
COMMENT ON COLUMN galley.parked_post.id IS 'Post.';
COMMENT ON COLUMN galley.parked_post.status IS 'Status that it had.';
COMMENT ON COLUMN galley.parked_post.parked_at IS 'When it was deleted.';


-- Search. A document is made of each post, section and element; a mark says that the document of a row is behind. Marks are
-- only ever appended, so saving a draft neither looks anything up nor waits for anybody.
CREATE TABLE galley.search_mark (
    kind "char"  NOT NULL,
    id   integer NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
COMMENT ON TABLE galley.search_mark IS 'Rows whose search document is behind.';
COMMENT ON COLUMN galley.search_mark.kind IS 'p post, s section, e element, w the whole post with all that belongs to it.';
COMMENT ON COLUMN galley.search_mark.id IS 'Id of the row.';

CREATE TABLE galley.search_document (
    kind       "char"   NOT NULL,
    id         integer  NOT NULL,
    post_id    integer  NOT NULL,
    section_id integer,
    document   tsvector NOT NULL,
    PRIMARY KEY (kind, id)
);
CREATE INDEX search_document_post ON galley.search_document (post_id);
-- New entries wait in a list until the end of galley.search_refresh, which sorts them in at once: many together are sorted in
-- much faster than one by one, and a search never has to read through the list.
CREATE INDEX search_document_words ON galley.search_document USING gin (document)
    WITH (fastupdate = on, gin_pending_list_limit = 65536);
-- Titles and headings alone: small, and where the best hits are.
CREATE INDEX search_document_titles ON galley.search_document USING gin (ts_filter(document, '{a}'))
    WITH (fastupdate = on, gin_pending_list_limit = 65536) WHERE kind = 'p';
CREATE INDEX search_document_headings ON galley.search_document USING gin (ts_filter(document, '{a}'))
    WITH (fastupdate = on, gin_pending_list_limit = 65536) WHERE kind = 's';
COMMENT ON TABLE galley.search_document IS 'What each post, section and element can be found by.';
COMMENT ON COLUMN galley.search_document.kind IS 'p post, s section, e element.';
COMMENT ON COLUMN galley.search_document.id IS 'Id of the row.';
COMMENT ON COLUMN galley.search_document.post_id IS 'Post that it belongs to.';
COMMENT ON COLUMN galley.search_document.section_id IS 'Section that it belongs to.';
COMMENT ON COLUMN galley.search_document.document IS 'Its words, folded, with their weights, and the sample it is in: #0 to #15.';


-- How many words each section has, as counted last: a list of many posts shows the number and cannot count them all. No foreign
-- key: it would cost a look-up for each section that is parked, and a count that nobody asks for does no harm.
CREATE TABLE galley.section_words (
    section_id integer PRIMARY KEY,
    version    integer NOT NULL,
    words      integer NOT NULL CHECK (words >= 0)
);
COMMENT ON TABLE galley.section_words IS 'How many words each section has.';
COMMENT ON COLUMN galley.section_words.section_id IS 'Section.';
COMMENT ON COLUMN galley.section_words.version IS 'Version of the section that was counted; another one must be counted again.';
COMMENT ON COLUMN galley.section_words.words IS 'Words of what a reader would read.';
