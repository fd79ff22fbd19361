-- Words: how they are counted, and how the counts are kept.
BEGIN;
SELECT * FROM no_plan();

-- The same cases as in the test of the programs' own count.
SELECT is(galley.word_count(value), expected, format('words of %L', value))
FROM (VALUES
    (NULL, 0),
    ('', 0),
    (E' \n\t ', 0),
    ('— … !', 0),
    (E'one two  three\nfour', 4),
    ('don''t', 1),
    ('don’t', 1),
    ('rock ''n'' roll', 3),
    ('well-known', 2),
    ('3.14', 1),
    ('1,000,000 sheep', 2),
    ('end.Start again', 2),
    ('end. Start', 2),
    ('wait...what', 2),
    ('snake_case', 1),
    ('B2B', 1),
    ('Ελλάδα Россия', 2),
    ('日本', 2),
    ('ひら', 2),
    ('カタカナ', 1),
    ('100% 日本 tea', 4),
    ('🙂 smile 🙂', 1),
    ('<p>A <strong>key</strong> term.</p>', 7)
) AS cases (value, expected);

SELECT is(galley.readable_text(NULL, 'draft'), 'draft', 'without a polished text the draft is read');
SELECT is(galley.readable_text(E' \n', 'draft'), 'draft', 'a blank polished text is none');
SELECT is(galley.readable_text('polished', 'draft'), 'polished', 'the polished text is read');
SELECT is(galley.readable_text(NULL, NULL), NULL, 'nothing is nothing');

-- Counts are kept, and follow the version.
INSERT INTO post (id, title, slug) VALUES (1, 'A post', 'a-post');
INSERT INTO post_section (id, post_id, section_order, draft)
SELECT n, 1, n, repeat('word ', n) FROM generate_series(1, 5) AS n;

SELECT is(galley.words_recount(3), 3, 'no more are counted than was asked for');
SELECT is(galley.words_recount(3), 2, 'the others come next');
SELECT is(galley.words_recount(3), 0, 'nothing is counted twice');
SELECT results_eq(
    'SELECT section_id, words FROM galley.section_words ORDER BY 1',
    'SELECT n, n FROM generate_series(1, 5) AS n',
    'every section has its count');

UPDATE post_section SET draft = 'just three words' WHERE id = 5;
SELECT is(galley.words_recount(10), 1, 'what changed is counted again');
SELECT is((SELECT words FROM galley.section_words WHERE section_id = 5), 3, 'and has another count');

-- Where nothing may be written it does nothing.
UPDATE post_section SET draft = 'again another text' WHERE id = 5;
CREATE ROLE reader_of_words;
GRANT USAGE ON SCHEMA galley TO reader_of_words;
GRANT SELECT ON ALL TABLES IN SCHEMA galley, public TO reader_of_words;
GRANT reader_of_words TO CURRENT_USER;
SET LOCAL ROLE reader_of_words;
SELECT is(galley.words_recount(10), 0, 'who may only read counts nothing');
RESET ROLE;
SELECT is(galley.words_recount(10), 1, 'it was left for somebody else');

SELECT * FROM finish();
ROLLBACK;
