-- What the search finds, where, and in which order; and that it never fails.
BEGIN;
SELECT plan(136);

INSERT INTO post (id, title, slug, summary) VALUES
    (1, 'The Kilt', 'kilt', 'A history of pleats'),
    (2, 'Straße nach Łódź', 'strasse', NULL),
    (3, 'Tartan weaving', 'tartan', NULL);
INSERT INTO post_development (post_id, subtitle, idea_seed, interesting_facts, scheduling) VALUES
    (1, 'Wool and wind', 'Why pleats?', 'Eight yards of cloth', 'On Hogmanay'),
    (2, NULL, NULL, NULL, NULL),
    (3, NULL, 'Weaving is counting.', NULL, NULL);
INSERT INTO post_section (id, post_id, section_order, section_heading, section_description, draft, polished, ideas_to_include,
    facts_to_include)
VALUES
    (11, 1, 1, 'Origins', 'Where the great plaid came from', 'The first kilts were plaids.', 'Plaids were the first kilts.',
     'Begin with rain', 'Worn since 1594'),
    (12, 1, 2, 'Wearing a kilt today', NULL, repeat('Nothing of interest. ', 40)
     || 'Then comes sporran, and more text after it.', NULL, NULL, NULL),
    (21, 2, 1, 'Größe', NULL, 'Maß und Übermaß: die Straßenbahn fährt über die Brücke', NULL, NULL, NULL),
    (22, 2, 2, '日本語の見出し', NULL, 'スコットランドの民族衣装はキルトです', NULL, NULL, NULL),
    (31, 3, 1, 'Looms', NULL,
     '<p>A <strong class="huge">loom</strong> is a machine.</p> See https://example.org/warp_and-weft.html, don''t wait.',
         NULL, NULL, NULL);
INSERT INTO post_section_elements (id, section_id, element_type, element_text) VALUES
    (101, 11, 'fact', 'The word comes from Old Norse kjalta'),
    (102, 12, 'idea', 'Compare with the Irish kilt');

-- What was found, one line a hit.
CREATE FUNCTION pg_temp.found(words text, most integer DEFAULT 50) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(concat_ws(' ', kind, coalesce(element_id, section_id, post_id), field, place), ', '
        ORDER BY place_in_list), '')
    FROM galley.search(words, most) WITH ORDINALITY
        AS h (kind, post_id, section_id, element_id, field, title, heading, excerpt, place, rank, place_in_list)
$$;
CREATE FUNCTION pg_temp.excerpt(words text) RETURNS text LANGUAGE sql AS $$
    SELECT translate(excerpt, E'\x02\x03', '[]') FROM galley.search(words, 1)
$$;

-- Every text
SELECT is(pg_temp.found(words), wanted, format('"%s" is found', words))
FROM (VALUES
    ('pleats', 'post 1 summary 13'),
    ('wool wind', 'post 1 subtitle 0'),
    ('yards', 'post 1 interesting_facts 6'),
    ('hogmanay', 'post 1 scheduling 3'),
    ('counting', 'post 3 idea_seed 11'),
    ('origins', 'section 11 section_heading 0'),
    ('plaid came', 'section 11 section_description 16'),
    ('were plaids', 'section 11 draft 16'),
    ('rain', 'section 11 ideas_to_include 11'),
    ('1594', 'section 11 facts_to_include 11'),
    ('sporran', 'section 12 draft 851'),
    ('norse', 'element 101 element_text 24'),
    ('irish', 'element 102 element_text 17')) AS t (words, wanted);
SELECT results_eq($$SELECT kind, post_id, section_id, element_id, title, heading FROM galley.search('norse')$$,
    $$VALUES ('element', 1, 11, 101, 'The Kilt', 'Origins')$$, 'a hit says which post, section and element it is');
SELECT results_eq($$SELECT kind, post_id, section_id, element_id, title, heading FROM galley.search('hogmanay')$$,
    $$VALUES ('post', 1, NULL::integer, NULL::integer, 'The Kilt', NULL)$$, 'and has none where it is none');

-- How words are matched
SELECT is(pg_temp.found(words), wanted, format('"%s": %s', words, why))
FROM (VALUES
    ('KILT', 'post 1 title 4, section 12 section_heading 10, element 102 element_text 23, section 11 draft 10',
     'capitals do not matter, and a title comes first, then a heading'),
    ('kilts', 'section 11 draft 10', 'a whole word'),
    ('kil', 'post 1 title 4, section 12 section_heading 10, element 102 element_text 23, section 11 draft 10',
     'the last word may be a beginning'),
    ('kil irish', '', 'others may not'),
    ('irish kil', 'element 102 element_text 17', 'in any order'),
    ('k', '', 'a single letter is no beginning'),
    ('a', 'section 12 section_heading 8, post 1 summary 0, section 31 draft 3', 'but a word'),
    ('kilt origins', 'post 1 title 4', 'a word of the title and one of a heading find the post'),
    ('rain plaids', 'section 11 draft 21', 'two texts of a section find it'),
    ('rain sporran', '', 'two sections do not make one'),
    ('pleats nonsense', '', 'all words must be there')) AS t (words, wanted, why);
SELECT is(pg_temp.found(words), wanted, format('"%s" finds what is written otherwise', words))
FROM (VALUES
    ('strasse', 'post 2 title 0, section 21 draft 21'),
    ('STRASSE', 'post 2 title 0, section 21 draft 21'),
    ('Straße', 'post 2 title 0, section 21 draft 21'),
    ('lodz', 'post 2 title 12'),
    ('ŁÓDŹ', 'post 2 title 12'),
    (E'Lo\u0301dz\u0301', 'post 2 title 12'),
    ('grosse', 'section 21 section_heading 0'),
    ('ubermass', 'section 21 draft 8'),
    ('brücke', 'section 21 draft 48'),
    ('BRUCKE', 'section 21 draft 48'),
    ('ｋｉｌｔ origins', 'post 1 title 4'),
    ('見出し', 'section 22 section_heading 4'),
    ('日本語', 'section 22 section_heading 0'),
    ('民族衣装', 'section 22 draft 8'),
    ('衣装', 'section 22 draft 10'),
    ('装衣', ''),
    ('キルト', 'section 22 draft 13')) AS t (words, wanted);
SELECT is(pg_temp.found(words), wanted, format('"%s": parts of something longer', words))
FROM (VALUES
    ('warp', 'section 31 draft 82'),
    ('weft', 'section 31 draft 91'),
    ('warp_and-weft', 'section 31 draft 82'),
    ('example.org', 'section 31 draft 70'),
    ('don''t', 'section 31 draft 102'),
    ('dont', ''),
    ('strong', ''),
    ('huge', ''),
    ('loom', 'section 31 section_heading 0')) AS t (words, wanted);

-- Excerpts
SELECT is(pg_temp.excerpt(words), wanted, format('excerpt of "%s"', words))
FROM (VALUES
    ('kilt', 'The [Kilt]'),
    ('kil', 'The [Kilt]'),
    ('sporran', '…of interest. Nothing of interest. Then comes [sporran], and more text after it.'),
    ('strassenbahn maß', '[Maß] und Übermaß: die [Straßenbahn] fährt über die Brücke'),
    ('fährt ubermass', 'Maß und [Übermaß]: die Straßenbahn [fährt] über die Brücke'),
    ('衣装', 'スコットランドの民族[衣装]はキルトです'),
    ('machine', 'A loom is a [machine]. See https://example.org/warp_and-weft.html, don''t wait.'),
    ('don''t', '…See https://example.org/warp_and-weft.html, [don''t] wait.')) AS t (words, wanted);
UPDATE post_section SET draft = E'one\n\n\x02two\x03\tthree ' || repeat('filler ', 60) || 'end' WHERE id = 31;
SELECT is(pg_temp.excerpt('two'), 'one [two] three ' || repeat('filler ', 25) || 'filler…',
    'an excerpt is one line, cut between words, and only the words are marked');

-- Changes
SELECT is(pg_temp.found('machine'), '', 'a word that was taken out is not found');
UPDATE post_section SET draft = 'A xylophone.' WHERE id = 31;
SELECT is(pg_temp.found('xylophone'), 'section 31 draft 2', 'one that was put in is');
SELECT is(galley.element_set(101, 'From marimba'), 2, 'an element is changed');
SELECT is(pg_temp.found('marimba'), 'element 101 element_text 5', 'and found');
SELECT is(galley.element_delete(101), 101, 'put into the trash');
SELECT is(pg_temp.found('marimba'), '', 'and not found');
SELECT is(galley.element_restore(101), 101, 'taken out');
SELECT is(pg_temp.found('marimba'), 'element 101 element_text 5', 'and found again');
SELECT is(galley.post_delete(1), 1, 'a post is put into the trash');
SELECT is(pg_temp.found('kilt') || pg_temp.found('origins') || pg_temp.found('marimba'), '', 'and nothing of it is found');
SELECT is((SELECT count(*) FROM galley.search_document WHERE post_id = 1), 0::bigint, 'nor kept');
SELECT is(galley.post_restore(1), 1, 'taken out');
SELECT is(pg_temp.found('origins') || pg_temp.found('marimba'), 'section 11 section_heading 0element 101 element_text 5',
    'and all of it is found');
UPDATE post_development SET subtitle = 'Gales' WHERE post_id = 1;
SELECT is(pg_temp.found('gales'), 'post 1 subtitle 0', 'a field of the development too');
DELETE FROM post_section_elements WHERE section_id = 12;
DELETE FROM post_section WHERE id = 12;
SELECT is(pg_temp.found('sporran') || pg_temp.found('wearing gales'), '',
    'a section that was deleted is not found, nor does its heading help');
SELECT is((SELECT count(*) FROM galley.search_mark), 0::bigint, 'no mark is left');

-- How many
INSERT INTO post (id, title, slug) SELECT 1000 + n, 'Common word ' || n, 'common-' || n FROM generate_series(1, 70) AS n;
SELECT is((SELECT count(*) FROM galley.search('common')), 50::bigint, 'fifty are returned');
SELECT is((SELECT count(*) FROM galley.search('common', 7)), 7::bigint, 'or as many as are asked for');
SELECT is((SELECT count(*) FROM galley.search('common', 1000000)), 70::bigint, 'or all');
SELECT is((SELECT count(*) FROM galley.search('common', 0)), 0::bigint, 'or none');
SELECT is((SELECT count(*) FROM galley.search('common', -1)), 0::bigint, 'or none');
SELECT is((SELECT count(*) FROM galley.search('common', NULL)), 50::bigint, 'fifty without a number');

-- Some at a time
SELECT galley.search_refresh() \g /dev/null
INSERT INTO post (id, title, slug) SELECT 2000 + n, 'Later word ' || n, 'later-' || n FROM generate_series(1, 30) AS n;
SELECT is(galley.search_catch_up(20), 20, 'as much is done as was asked for');
SELECT is((SELECT count(*) FROM galley.search_document WHERE kind = 'p' AND id > 2000), 20::bigint, 'of what is to be found');
SELECT is(galley.search_catch_up(20), 10, 'then the rest');
SELECT is(galley.search_catch_up(20), 0, 'and then nothing is left');

-- Anything can be typed
SELECT lives_ok(format('SELECT * FROM galley.search(%L)', typed), left('typed: ' || to_jsonb(typed)::text, 60))
FROM unnest(ARRAY[
    NULL, '', ' ', E'\t\n', '&', '!', '|', ':*', '''', '"', '\', '()', '<->', 'a & b | !c', ''':A', '%_', '--', ';', '[', '(?',
        '{1}', '*', '+', '$1', '&amp;', '<b>', '</b>',
    '🎉', '🎉🎊 kilt', E'\u200b\ufeff', E'\u0301', 'ß', 'İ', 'ﬀ', '㍿', '𝔎𝔦𝔩𝔱', E'\x01\x02', repeat('x', 10240),
        repeat('x ', 5120), repeat('🎉', 2560),
    repeat('kilt''s ', 1500), repeat('日', 3000), repeat('\', 10240), repeat('(', 10240)]) AS typed;
SELECT is(pg_temp.found('🎉 origins & !'), 'section 11 section_heading 0', 'what is no word counts for nothing');
SELECT is(pg_temp.found('𝔒rigins'), 'section 11 section_heading 0', 'letters in fancy dress are letters');

-- Anything can be written
UPDATE post_section SET draft = (SELECT string_agg(md5(n::text), ' ') || ' lastword' FROM generate_series(1, 60000) AS n)
    WHERE id = 31;
SELECT is(pg_temp.found(md5('7')), 'section 31 draft 198', 'two megabytes of words can be searched');
UPDATE post_section SET draft = repeat('x', 3000000) || ' y' WHERE id = 31;
SELECT lives_ok($$SELECT * FROM galley.search('looms')$$, 'and a word of three');
UPDATE post_section SET draft = repeat('<', 200000) || '</' || repeat('>a', 1000), polished = repeat('</p', 100000) WHERE id = 31;
SELECT is(pg_temp.found('looms'), 'section 31 section_heading 0', 'and broken markup');

SELECT * FROM finish();
ROLLBACK;
