-- The verbs of elements, and what their rows do when somebody writes them without a verb.
BEGIN;
SELECT plan(99);

INSERT INTO post (id, title, slug) VALUES (1, 'One', 'one'), (2, 'Two', 'two');
INSERT INTO post_section (id, post_id, section_order, section_heading)
VALUES (11, 1, 1, 'First'), (12, 1, 2, 'Second'), (21, 2, 1, 'Elsewhere');

-- What a reader would see: the texts of a section in their order, each with its place.
CREATE FUNCTION pg_temp.texts(section integer) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(element_order || element_text, ' ' ORDER BY element_order), '') FROM post_section_elements
        WHERE section_id = section
$$;
CREATE FUNCTION pg_temp.named(name text) RETURNS integer LANGUAGE sql AS $$
    SELECT id FROM post_section_elements WHERE element_text = name
$$;

-- Adding
SELECT lives_ok($$SELECT galley.element_add(11, 'fact', 'a')$$, 'a fact is added');
SELECT lives_ok($$SELECT galley.element_add(11, 'idea', 'c')$$, 'an idea is added');
SELECT lives_ok($$SELECT galley.element_add(11, 'theme', 'b', 2)$$, 'a theme is added in between');
SELECT is(pg_temp.texts(11), '1a 2b 3c', 'each came to its place');
SELECT is(galley.element_add(11, 'fact', 'first', 0), pg_temp.named('first'), 'the id is returned');
SELECT is(galley.element_add(11, 'fact', 'last', 99), pg_temp.named('last'), 'a place far off can be given');
SELECT is(pg_temp.texts(11), '1first 2a 3b 4c 5last', 'and is the first or the last one');
SELECT is((SELECT array_agg(DISTINCT post_id) FROM post_section_elements), '{1}', 'the post is that of the section');
SELECT is((SELECT array_agg(DISTINCT version) FROM post_section_elements), '{1}', 'moving up is no change of an element');
SELECT lives_ok($$SELECT galley.element_add(11, 'fact', 'sixth', 6)$$, 'at the end');
SELECT throws_ok($$SELECT galley.element_add(11, 'fact', '')$$, 'GY004', 'An element needs a text.', 'an empty text is refused');
SELECT throws_ok($$SELECT galley.element_add(11, 'fact', E' \n\t')$$, 'GY004', 'An element needs a text.', 'and one of blanks');
SELECT throws_ok($$SELECT galley.element_add(11, 'joke', 'x')$$, 'GY004', '"joke" is no type of an element.',
    'another type is refused');
SELECT throws_ok($$SELECT galley.element_add(11, NULL, 'x')$$, 'GY004', NULL, 'no type is refused');
SELECT throws_ok($$SELECT galley.element_add(11, 'fact', NULL)$$, 'GY004', 'An element needs a text.', 'no text is refused');
SELECT throws_ok($$SELECT galley.element_add(99, 'fact', 'x')$$, 'GY003', 'There is no section 99.',
    'a section that is not there is refused');
SELECT throws_ok($$SELECT galley.element_add(NULL, 'fact', 'x')$$, 'GY003', 'There is no section without a number.',
    'and so is none');
SELECT lives_ok($$SELECT galley.element_delete(pg_temp.named('sixth'))$$, 'an element is deleted');

-- Adding several
SELECT is(galley.elements_add(12, 'idea', '{p,q,r}'), pg_temp.named('p'), 'several are added, and the first is returned');
SELECT is(pg_temp.texts(12), '1p 2q 3r', 'in their order');
SELECT is(pg_temp.named('r') - pg_temp.named('p'), 2, 'their ids follow one another');
SELECT is(galley.elements_add(12, 'fact', ARRAY[E'x "y" \\z', 'NULL'], 2), pg_temp.named(E'x "y" \\z'), 'they are added at a place');
SELECT is(pg_temp.texts(12), E'1p 2x "y" \\z 3NULL 4q 5r', 'and the others make room');
SELECT throws_ok($$SELECT galley.elements_add(12, 'fact', ARRAY['s', ' '])$$, 'GY004', 'An element needs a text.', 'a blank one is refused');
SELECT is(pg_temp.texts(12), E'1p 2x "y" \\z 3NULL 4q 5r', 'and none of them is added');
SELECT throws_ok($$SELECT galley.elements_add(12, 'fact', '{}')$$, 'GY004', NULL, 'none are refused');
SELECT throws_ok($$SELECT galley.elements_add(99, 'fact', '{a}')$$, 'GY003', NULL, 'a section that is not there is refused');
-- What was being typed when a program ended
SELECT is(galley.element_recover(pg_temp.named('p'), 'p', 'pp'), pg_temp.named('pp'), 'what was typed over the present text is saved');
SELECT is(galley.element_recover(pg_temp.named('pp'), 'p', 'pp'), pg_temp.named('pp'), 'a second time it is there already');
SELECT is(galley.element_recover(pg_temp.named('pp'), 'p', 'ppp'), pg_temp.named('ppp'), 'what was typed over another text is added');
SELECT is(galley.element_recover(pg_temp.named('pp'), 'p', 'ppp'), pg_temp.named('ppp'), 'and not a second time');
SELECT is(pg_temp.texts(12), E'1pp 2x "y" \\z 3NULL 4q 5r 6ppp', 'both are kept');
SELECT lives_ok($$SELECT galley.element_delete(pg_temp.named('q'))$$, 'one is deleted meanwhile');
SELECT is(galley.element_recover((SELECT max(id) FROM galley.parked_element WHERE section_id = 12), 'q', 'qq'), pg_temp.named('qq'),
    'it comes back with what was typed');
SELECT throws_ok($$SELECT galley.element_recover(4711, 'a', 'b')$$, 'GY003', NULL, 'an element that never was is refused');
SELECT is(galley.elements_recover(12, 'idea', '{r,s}'), pg_temp.named('s'), 'of new ones those are added that are not there');
SELECT is(galley.elements_recover(12, 'idea', '{r,s}'), pg_temp.named('r'), 'and none a second time');
SELECT is(pg_temp.texts(12), E'1pp 2x "y" \\z 3NULL 4qq 5r 6ppp 7s', 'nothing is lost, and nothing is there twice');
DELETE FROM post_section_elements WHERE section_id = 12;
DELETE FROM galley.parked_element WHERE section_id = 12;

-- Setting
SELECT is(galley.element_set(pg_temp.named('a'), 'A'), 2, 'a new text is the next version');
SELECT throws_ok($$SELECT galley.element_set(pg_temp.named('A'), ' ')$$, 'GY004', 'An element needs a text.', 'a blank one is refused');
SELECT is(galley.element_set(pg_temp.named('A'), 'A'), 2, 'the same text is no change');
SELECT is(galley.element_set(pg_temp.named('A'), 'A', 1), 2, 'also not from an older version');
SELECT is(galley.element_set(pg_temp.named('A'), 'AA', 2), 3, 'a change from the present version is stored');
SELECT throws_ok($$SELECT galley.element_set(pg_temp.named('AA'), 'late', 2)$$, 'GY002', NULL,
    'one from an older version is refused');
SELECT is(pg_temp.texts(11), '1first 2AA 3b 4c 5last', 'and what the other one wrote stands');
SELECT throws_ok($$SELECT galley.element_set(4711, 'x')$$, 'GY003', 'There is no element 4711.',
    'an element that is not there is refused');
SELECT throws_ok($$SELECT galley.element_set(pg_temp.named('b'), NULL)$$, 'GY004', NULL, 'no text is refused');

-- Moving within a section
SELECT is(galley.element_move(pg_temp.named('last'), 11, 1), 1, 'an element is moved to the front');
SELECT is(pg_temp.texts(11), '1last 2first 3AA 4b 5c', 'and the others make room');
SELECT is(galley.element_move(pg_temp.named('last'), 11, 1), 1, 'moved there again, it stays');
SELECT is(pg_temp.texts(11), '1last 2first 3AA 4b 5c', 'and nothing happens');
SELECT is(galley.element_move(pg_temp.named('last'), 11), 5, 'without a place it goes to the end');
SELECT is(galley.element_move(pg_temp.named('c'), 11, 2), 2, 'an element is moved up');
SELECT is(galley.element_move(pg_temp.named('first'), 11, 3), 3, 'an element is moved down');
SELECT is(pg_temp.texts(11), '1c 2AA 3first 4b 5last', 'all are where they belong');
SELECT is((SELECT version FROM post_section_elements WHERE element_text = 'AA'), 3, 'a place is no change of an element');

-- Moving to another section
SELECT is(galley.element_move(pg_temp.named('AA'), 12), 1, 'an element goes to an empty section');
SELECT is(galley.element_move(pg_temp.named('b'), 12, 1), 1, 'another one before it');
SELECT is(pg_temp.texts(11) || ' | ' || pg_temp.texts(12), '1c 2first 3last | 1b 2AA',
    'the gap is closed, and the other side makes room');
SELECT is(galley.element_move(pg_temp.named('b'), 21), 1, 'an element goes to another post');
SELECT is((SELECT post_id FROM post_section_elements WHERE element_text = 'b'), 2, 'and belongs to it then');
SELECT throws_ok($$SELECT galley.element_move(pg_temp.named('b'), 99)$$, 'GY003', 'There is no section 99.', 'no such section');
SELECT throws_ok($$SELECT galley.element_move(4711, 11)$$, 'GY003', 'There is no element 4711.', 'no such element');

-- The trash
CREATE TEMP TABLE gone AS SELECT pg_temp.named('first') AS id;
SELECT is(galley.element_delete((SELECT id FROM gone)), (SELECT id FROM gone), 'an element goes into the trash');
SELECT is(pg_temp.texts(11), '1c 2last', 'the gap is closed');
SELECT is(galley.element_delete((SELECT id FROM gone)), (SELECT id FROM gone), 'deleted again, it stays there');
SELECT throws_ok($$SELECT galley.element_delete(4711)$$, 'GY003', NULL, 'one that never was cannot be deleted');
SELECT throws_ok($$SELECT galley.element_set((SELECT id FROM gone), 'x')$$, 'GY003', NULL, 'one in the trash cannot be changed');
SELECT is(galley.element_restore((SELECT id FROM gone)), (SELECT id FROM gone), 'it comes back');
SELECT is(pg_temp.texts(11), '1c 2first 3last', 'to its place');
SELECT is((SELECT id FROM post_section_elements WHERE element_text = 'first'), (SELECT id FROM gone), 'under its id');
SELECT is(galley.element_restore((SELECT id FROM gone)), (SELECT id FROM gone), 'restored again, it stays');
SELECT is((SELECT count(*) FROM post_section_elements WHERE id = (SELECT id FROM gone)), 1::bigint, 'once');
SELECT throws_ok($$SELECT galley.element_restore(4711)$$, 'GY003', NULL, 'one that never was cannot come back');

-- Without a verb
INSERT INTO post_section_elements (section_id, element_type, element_text) VALUES (11, 'fact', 'plain');
SELECT is(pg_temp.texts(11), '1c 2first 3last 4plain', 'an element inserted without a place comes last');
UPDATE post_section_elements SET section_id = 12 WHERE element_text = 'c';
SELECT is(pg_temp.texts(12), '1AA 2c', 'one put into another section comes last where its place is taken');
DELETE FROM post_section_elements WHERE element_text = 'plain';
SELECT is((SELECT content ->> 'element_text' FROM galley.parked_element WHERE section_id = 11
    AND content ->> 'element_text' = 'plain'),
    'plain', 'a plain DELETE fills the trash too');
UPDATE post_section_elements SET element_order = 5 - element_order WHERE section_id = 11;
SELECT is(pg_temp.texts(11), '2last 3first', 'one statement may turn the order round');
SELECT throws_ok($$INSERT INTO post_section_elements (section_id, element_type, element_text) VALUES (11, 'joke', 'x')$$,
    '23514', NULL,
    'the table knows its types too');
DELETE FROM post_section_elements WHERE section_id = 12;
SELECT is((SELECT count(*) FROM galley.parked_element WHERE section_id = 12), 2::bigint, 'many deleted at once are parked, each');
DELETE FROM galley.parked_element;
DELETE FROM post_section WHERE id = 11;
SELECT is((SELECT count(*) FROM galley.parked_element), 0::bigint,
    'elements that go with their section are not parked by themselves');

-- The type, and several together
INSERT INTO post_section (id, post_id, section_order, section_heading) VALUES (13, 1, 3, 'Third'), (14, 1, 4, 'Fourth');
SELECT is(count(galley.element_add(13, 'fact', t.name)), 4::bigint, 'four are added') FROM unnest('{k,l,m,n}'::text[]) AS t (name);
SELECT is(galley.element_set_type(pg_temp.named('k'), 'idea', 1), 2, 'another type is the next version');
SELECT is(galley.element_set_type(pg_temp.named('k'), 'idea', 1), 2, 'the same type is no change');
SELECT throws_ok($$SELECT galley.element_set_type(pg_temp.named('k'), 'theme', 1)$$, 'GY002', NULL, 'one from an older version is refused');
SELECT throws_ok($$SELECT galley.element_set_type(pg_temp.named('k'), 'joke')$$, 'GY004', NULL, 'no such type');
SELECT throws_ok($$SELECT galley.element_set_type(4711, 'fact')$$, 'GY003', NULL, 'no such element');
SELECT is(galley.elements_move(ARRAY[pg_temp.named('n'), pg_temp.named('k')], 13, 2), 2, 'two are moved together');
SELECT is(pg_temp.texts(13), '1l 2n 3k 4m', 'in the order given');
SELECT is(galley.elements_move(ARRAY[pg_temp.named('n'), pg_temp.named('k')], 13, 2), 2, 'moved there again');
SELECT is(pg_temp.texts(13), '1l 2n 3k 4m', 'they stay');
SELECT is(galley.elements_move(ARRAY[pg_temp.named('m'), 4711, pg_temp.named('l')], 14), 1, 'into another section, past one that is gone');
SELECT is(pg_temp.texts(13) || ' / ' || pg_temp.texts(14), '1n 2k / 1m 2l', 'both are without gaps');
SELECT is(galley.elements_move(ARRAY[pg_temp.named('k'), pg_temp.named('l'), pg_temp.named('m'), pg_temp.named('n')], 13, 1), 1, 'taken back');
SELECT is(pg_temp.texts(13) || ' / ' || pg_temp.texts(14), '1k 2l 3m 4n / ', 'each is where it was');
SELECT throws_ok($$SELECT galley.elements_move('{4711}', 13)$$, 'GY003', NULL, 'none of them is there');
SELECT throws_ok($$SELECT galley.elements_move(ARRAY[pg_temp.named('k')], 99)$$, 'GY003', NULL, 'no such section');
SELECT lives_ok($$SELECT galley.elements_move(ARRAY[pg_temp.named('k')], 21, 1)$$, 'into another post');
SELECT is((SELECT post_id FROM post_section_elements WHERE element_text = 'k'), 2, 'whose it is then');

SELECT * FROM finish();
ROLLBACK;
