-- The verbs of sections: add, move, reorder, split, merge, park, restore.
\ir include/outline.psql
BEGIN;
SELECT no_plan();

-- Add.
SELECT pg_temp.new_post() AS post \gset
SELECT galley.section_add(:post, 'B') AS b \gset
SELECT is(pg_temp.section(:post, 'B'), :b, 'the id of a new section');
SELECT galley.section_add(:post, ' D '), galley.section_add(:post, 'A', 1), galley.section_add(:post, 'C', 3), galley.section_add(:post, 'E', 99) \g /dev/null
SELECT is(pg_temp.shape(:post), 'A B C D E', 'at a place, at the end, beyond the end');
SELECT is(pg_temp.findings(:post), 'OK', 'all in order');
SELECT throws_ok(format('SELECT galley.section_add(%s, '' '')', :post), 'GY004', 'A section needs a heading.', 'no heading');
SELECT throws_ok(format('SELECT galley.section_add(%s, repeat(''x'', 1001))', :post), 'GY004', NULL, 'too long a heading');
SELECT throws_ok('SELECT galley.section_add(-1, ''A'')', 'GY003', NULL, 'no such post');

-- Move.
SELECT pg_temp.new_post('A', 'B', 'C', 'D', 'E') AS post \gset
CREATE FUNCTION pg_temp.moved(post integer, heading text, place integer) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    at CONSTANT integer := galley.section_move(pg_temp.section(post, heading), place);
BEGIN
    RETURN (SELECT string_agg(section_heading, '' ORDER BY section_order) FROM public.post_section WHERE post_id = post) || ' ' || at
           || ' ' || pg_temp.findings(post);
END
$$;
SELECT is(pg_temp.moved(:post, 'B', 4), 'ACDBE 4 OK', 'down');
SELECT is(pg_temp.moved(:post, 'E', 2), 'AECDB 2 OK', 'up');
SELECT is(pg_temp.moved(:post, 'C', 4), 'AEDCB 4 OK', 'by one place');
SELECT is(pg_temp.moved(:post, 'A', 99), 'EDCBA 5 OK', 'beyond the end');
SELECT is(pg_temp.moved(:post, 'C', -5), 'CEDBA 1 OK', 'before the first');
SELECT pg_temp.outline_version(:post) AS version \gset
SELECT is(pg_temp.moved(:post, 'C', 1), 'CEDBA 1 OK', 'to where it is');
SELECT is(pg_temp.outline_version(:post), :version, 'which changes nothing');
SELECT throws_ok('SELECT galley.section_move(-1, 1)', 'GY003', 'There is no section -1.', 'no such section');
SELECT throws_ok(format('SELECT galley.section_move(%s, NULL)', pg_temp.section(:post, 'A')), 'GY004', NULL, 'no place');

-- Several.
SELECT pg_temp.new_post('A', 'B', 'C', 'D', 'E') AS post \gset
CREATE FUNCTION pg_temp.ids(post integer, headings text) RETURNS integer[]
LANGUAGE sql AS $$
    SELECT array_agg(pg_temp.section(post, heading) ORDER BY nth) FROM regexp_split_to_table(headings, '') WITH ORDINALITY AS h (heading, nth)
$$;
SELECT is(galley.sections_move(pg_temp.ids(:post, 'EB'), 2), 2, 'several sections, to a place');
SELECT is(pg_temp.shape(:post), 'A=a E=e B=b C=c D=d', 'stand there side by side, in the order given');
SELECT is(galley.sections_move(pg_temp.ids(:post, 'AC'), 99), 4, 'as near to a place beyond the end as there are places');
SELECT is(pg_temp.shape(:post), 'E=e B=b D=d A=a C=c', 'at the end');
SELECT is(pg_temp.findings(:post), 'OK', 'all in order');
SELECT galley.sections_reorder(:post, pg_temp.ids(:post, 'CBA')) \g /dev/null
SELECT is(pg_temp.shape(:post), 'C=c B=b A=a E=e D=d', 'reordered; what is not given comes after and keeps its order');
SELECT is(pg_temp.findings(:post), 'OK', 'all in order');
SELECT throws_ok(format('SELECT galley.sections_reorder(%s, ''{%s,%2$s}'')', :post, pg_temp.section(:post, 'A')), 'GY004', NULL, 'one twice');
SELECT throws_ok(format('SELECT galley.sections_move(''{%s,%s}'', 1)', pg_temp.section(:post, 'A'), pg_temp.section(pg_temp.new_post('Z'), 'Z')),
                 'GY003', NULL, 'sections of two posts');
SELECT throws_ok('SELECT galley.sections_move(''{}'', 1)', 'GY004', NULL, 'none');

-- Split.
SELECT pg_temp.new_post('A', 'B') AS post \gset
SELECT pg_temp.section(:post, 'A') AS a \gset
UPDATE post_section SET draft = E'one\n\ntwo', polished = 'polished', status = 'complete' WHERE id = :a;
SELECT galley.section_split(:a, 3) AS second \gset
SELECT is((SELECT draft FROM post_section WHERE id = :second), 'two', 'the id of the new section');
SELECT is(pg_temp.shape(:post), 'A=one A (continued)=two B=b', 'a split at a paragraph, without a heading');
SELECT is((SELECT status || coalesce(polished, '') FROM post_section WHERE post_id = :post AND section_order = 2), 'complete', 'the status goes along');
SELECT is(pg_temp.findings(:post), 'OK', 'all in order');
UPDATE post_section SET draft = E'one\n\n## The *second* ##\n\ntwo ünïcode' WHERE id = :a;
SELECT galley.section_split(:a, 5, 'draft', 'Given') AS second \gset
SELECT is(pg_temp.shape(:post), 'A=one The *second*=two ünïcode A (continued)=two B=b', 'a Markdown heading becomes the heading');
SELECT galley.section_split(:second, 6, heading => 'Given') \g /dev/null
SELECT is(pg_temp.shape(:post), 'A=one The *second*=two ün Given=ïcode A (continued)=two B=b', 'characters are counted, and a heading is taken');
SELECT galley.section_split(:a, 8, 'polished') \g /dev/null
SELECT is((SELECT polished FROM post_section WHERE id = :a), 'polished', 'a split at the very end, of another field');
SELECT throws_ok(format('SELECT galley.section_split(%s, 4)', :a), 'GY004', 'The place to split at is between 0 and 3, the length of the text.',
                 'a place outside of the text');
SELECT throws_ok(format('SELECT galley.section_split(%s, 0, ''section_heading'')', :a), 'GY004', NULL, 'a heading is not split');
SELECT throws_ok(format('SELECT galley.section_split(%s, 0, ''nonsense'')', :a), 'GY004', NULL, 'nor is what does not exist');

-- Merge.
SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
SELECT pg_temp.section(:post, 'A') AS a, pg_temp.section(:post, 'B') AS b, pg_temp.section(:post, 'C') AS c \gset
UPDATE post_section SET section_description = 'about ' || draft, polished = CASE id WHEN :b THEN 'polished b' END, ideas_to_include = 'ideas ' || draft
 WHERE post_id = :post;
INSERT INTO post_section_elements (post_id, section_id, element_type, element_text, element_order)
VALUES (:post, :a, 'fact', 'a1', 1), (:post, :b, 'fact', 'b1', 1), (:post, :b, 'idea', 'b2', 2);
SELECT version AS version FROM post_section WHERE id = :a \gset
SELECT is(galley.section_merge(:a), :a, 'the id of the section that stays');
SELECT is((SELECT concat_ws('|', section_heading, section_description, draft, polished, ideas_to_include) FROM post_section WHERE id = :a),
          E'A|about a\n\nabout b|a\n\nb|polished b|ideas a\n\nideas b', 'texts are joined by a blank line where both have one');
SELECT is((SELECT version FROM post_section WHERE id = :a), :version + 1, 'which is a new version');
SELECT is((SELECT string_agg(element_text || element_order, ' ' ORDER BY element_order) FROM post_section_elements WHERE section_id = :a),
          'a11 b12 b23', 'elements are appended in order');
SELECT is((SELECT concat_ws('|', heading, section ->> 'draft', (SELECT string_agg(e ->> 'element_text', ' ') FROM jsonb_array_elements(elements) AS e))
             FROM galley.parked_section WHERE section_id = :b), 'B|b|b1 b2', 'the next one is parked whole');
SELECT is(pg_temp.findings(:post), 'OK', 'all in order');
SELECT is(galley.section_restore(:b), :b, 'and can be restored');
SELECT is((SELECT string_agg(element_text, ' ' ORDER BY element_order) FROM post_section_elements WHERE section_id = :b), 'b1 b2',
          'with copies of its elements');
SELECT is((SELECT count(*)::integer FROM post_section_elements WHERE section_id = :a), 3, 'which the other one keeps');
SELECT throws_ok(format('SELECT galley.section_merge(%s)', :c), 'GY004', NULL, 'there is none after the last');

-- What was split and is merged again is what it was, wherever it was cut, and in whatever order.
SELECT pg_temp.new_post('A') AS post \gset
SELECT pg_temp.section(:post, 'A') AS a \gset
CREATE FUNCTION pg_temp.there_and_back(section integer, whole text, at integer) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    added integer;
BEGIN
    UPDATE post_section SET draft = whole WHERE id = section;
    added := galley.section_split(section, at);
    PERFORM galley.section_merge(section);
    RETURN (SELECT draft = whole FROM post_section WHERE id = section);
END
$$;
SELECT is((SELECT count(*) FILTER (WHERE NOT pg_temp.there_and_back(:a, whole, at))::integer
             FROM (VALUES (E'one two\n\nthree'), (E'\r\n a\r\n\r\n\r\nb \n'), (E'x\n\n## Heading ##\n\n\ny'), (E'## Only\n'),
                          (repeat(E'same\n', 9)), (E'\n\n'), ('ünïcode 日本')) AS w (whole),
                  generate_series(0, length(whole)) AS at), 0, 'a text that is split and merged is the same, byte by byte');
UPDATE post_section SET draft = E'one two\n\nthree\n## Four\nfive six' WHERE id = :a;
SELECT galley.section_split(:a, 4) AS b \gset
SELECT galley.section_split(:b, 4) AS c \gset
SELECT galley.section_split(:c, 6) AS d \gset
SELECT is(pg_temp.shape(:post), 'A=one  A (continued)=two A (continued) (continued)=three Four=five six', 'a text in four parts');
SELECT galley.section_merge(:c), galley.section_merge(:a), galley.section_merge(:a) \g /dev/null
SELECT is((SELECT draft FROM post_section WHERE id = :a), E'one two\n\nthree\n## Four\nfive six', 'is merged in any order');
SELECT galley.section_split(:a, 4) AS b \gset
UPDATE post_section SET draft = 'two more' WHERE id = :b;
SELECT galley.section_merge(:a) \g /dev/null
SELECT is((SELECT draft FROM post_section WHERE id = :a), E'one \n\ntwo more', 'unless somebody has written at the seam');
SELECT galley.section_split(:a, 0) AS b \gset
UPDATE post_section SET draft = 'new' WHERE id = :a;
SELECT galley.section_merge(:a) \g /dev/null
SELECT is((SELECT draft FROM post_section WHERE id = :a), E'new\n\none \n\ntwo more', 'or in front of it');
UPDATE post_section SET draft = E'one\n## Two\ntwo' WHERE id = :a;
SELECT galley.section_split(:a, 4) AS b \gset
UPDATE post_section SET section_heading = 'Zwei' WHERE id = :b;
SELECT galley.section_merge(:a) \g /dev/null
SELECT is((SELECT draft FROM post_section WHERE id = :a), E'one\n\ntwo', 'a heading that was changed does not come back into the text');
SELECT is(pg_temp.findings(:post), 'OK', 'all in order');

-- Park and restore.
SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
SELECT pg_temp.section(:post, 'B') AS b \gset
INSERT INTO post_section_elements (post_id, section_id, element_type, element_text, element_order) VALUES (:post, :b, 'fact', 'b1', 1);
SELECT is(galley.section_park(:b), :b, 'the id of a parked section');
SELECT is(pg_temp.shape(:post) || ' ' || pg_temp.trash(:post), 'A=a C=c B=b', 'it is in the trash');
SELECT is(galley.section_park(:b), :b, 'where it stays');
SELECT throws_ok(format('SELECT galley.section_move(%s, 1)', :b), 'GY003', format('Section %s is in the trash.', :b), 'and is not to be moved');
SELECT is(galley.section_restore(:b), :b, 'restored');
SELECT is(pg_temp.shape(:post), 'A=a B=b C=c', 'to its place');
SELECT is((SELECT element_text FROM post_section_elements WHERE section_id = :b), 'b1', 'with its elements');
SELECT is(galley.section_restore(:b), :b, 'restoring it again does nothing');
SELECT is(pg_temp.findings(:post), 'OK', 'all in order');
SELECT galley.section_park(pg_temp.section(:post, 'C')) AS c \gset
SELECT galley.section_park(:b), galley.section_park(pg_temp.section(:post, 'A')) AS a \gset
SELECT galley.section_restore(:c) \g /dev/null
SELECT is(pg_temp.shape(:post), 'C=c', 'to the end when there are fewer');
SELECT throws_ok('SELECT galley.section_restore(-1)', 'GY003', NULL, 'no such section in the trash');
SELECT throws_ok('SELECT galley.section_park(-1)', 'GY003', NULL, 'no such section to be parked');

-- Parking and restoring several.
CREATE FUNCTION pg_temp.in_order(post integer) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(section_heading, ' ' ORDER BY section_order) FROM public.post_section WHERE post_id = post $$;
CREATE FUNCTION pg_temp.section_parked(post integer, heading text) RETURNS integer LANGUAGE sql AS $$
    SELECT p.section_id FROM galley.parked_section AS p WHERE p.post_id = post AND p.heading = section_parked.heading $$;
SELECT pg_temp.new_post('A', 'B', 'C', 'D', 'E') AS post \gset
SELECT ARRAY[pg_temp.section(:post, 'B'), pg_temp.section(:post, 'C'), pg_temp.section(:post, 'E')] AS several \gset
SELECT is(galley.sections_park(:'several'), 3, 'parking several says how many');
SELECT is(pg_temp.in_order(:post) || ' ' || pg_temp.findings(:post), 'A D OK', 'the others close up');
SELECT is(galley.sections_park(:'several'), 0, 'parking them again does nothing');
SELECT is(galley.sections_restore(:'several'), 3, 'restoring several says how many');
SELECT is(pg_temp.in_order(:post) || ' ' || pg_temp.findings(:post), 'A B C D E OK', 'all where they were');
SELECT is(galley.sections_restore(:'several'), 0, 'restoring them again does nothing');
SELECT galley.sections_park(:'several') \g /dev/null
SELECT galley.section_restore(pg_temp.section_parked(:post, 'C')) \g /dev/null
SELECT is(pg_temp.in_order(:post) || ' ' || pg_temp.findings(:post), 'A C D OK', 'one alone comes back between those that it stood between');
SELECT galley.section_restore(pg_temp.section_parked(:post, 'E')) \g /dev/null
SELECT galley.section_restore(pg_temp.section_parked(:post, 'B')) \g /dev/null
SELECT is(pg_temp.in_order(:post), 'A B C D E', 'and so do the others, in any order');
SELECT galley.section_park(pg_temp.section(:post, 'B')) \g /dev/null
SELECT galley.section_park(pg_temp.section(:post, 'C')) \g /dev/null
SELECT galley.section_park(pg_temp.section(:post, 'A')) \g /dev/null
SELECT galley.section_restore(pg_temp.section_parked(:post, 'C')) \g /dev/null
SELECT is(pg_temp.in_order(:post), 'C D E', 'what stood above and went later is not counted');
SELECT is(galley.sections_restore(ARRAY[pg_temp.section_parked(:post, 'A'), pg_temp.section_parked(:post, 'B')]), 2, 'the others come together');
SELECT is(pg_temp.in_order(:post) || ' ' || pg_temp.findings(:post), 'A B C D E OK', 'what went last comes first');
SELECT throws_ok('SELECT galley.sections_park(ARRAY[-1])', 'GY003', NULL, 'parking one that is not there');
SELECT throws_ok('SELECT galley.sections_restore(ARRAY[-1])', 'GY003', NULL, 'restoring one that is not there');
SELECT pg_temp.new_post('X') AS other \gset
SELECT throws_ok(format('SELECT galley.sections_park(ARRAY[%s, %s])', pg_temp.section(:post, 'A'), pg_temp.section(:other, 'X')),
                 'GY003', NULL, 'parking sections of two posts');
SELECT is(pg_temp.in_order(:post) || ' ' || pg_temp.in_order(:other), 'A B C D E X', 'which leaves both as they were');

-- Taking a split back.
SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
SELECT pg_temp.section(:post, 'A') AS a \gset
CREATE FUNCTION pg_temp.draft(section integer) RETURNS text LANGUAGE sql AS $$ SELECT draft FROM public.post_section WHERE id = section $$;
SELECT galley.section_save(:a, 'draft', E'one\n\n\ntwo\n') \g /dev/null
SELECT galley.section_split(:a, 4) AS added \gset
SELECT galley.section_move(:added, 4) \g /dev/null
SELECT is(galley.section_unsplit(:a, :added), :a, 'taking a split back returns the section');
SELECT is(pg_temp.draft(:a), E'one\n\n\ntwo\n', 'the text is what it was, though the part was moved away');
SELECT is(pg_temp.in_order(:post) || ' ' || pg_temp.findings(:post), 'A B C OK', 'the part is gone');
SELECT throws_ok(format('SELECT galley.section_unsplit(%s, %s)', :a, :added), 'GY003', NULL, 'it is not there any more');

-- Taking a merge back.
SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
SELECT pg_temp.section(:post, 'A') AS a, pg_temp.section(:post, 'B') AS b \gset
SELECT galley.section_save(:a, 'draft', E'one\n\n'), galley.section_save(:b, 'draft', E'\ntwo'),
       galley.section_save(:b, 'polished', 'Two.'), galley.element_add(:a, 'fact', 'of A'), galley.element_add(:b, 'idea', 'of B') \g /dev/null
CREATE FUNCTION pg_temp.whole(section integer) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws('/', s.draft, s.polished, (SELECT string_agg(e.element_text || e.element_order, ',' ORDER BY e.element_order)
                                                  FROM public.post_section_elements AS e WHERE e.section_id = s.id))
      FROM public.post_section AS s WHERE s.id = section $$;
SELECT galley.section_merge(:a) \g /dev/null
SELECT is(pg_temp.whole(:a), E'one\n\ntwo/Two./of A1,of B2', 'joined');
SELECT is(galley.section_unmerge(:b), :b, 'taking a merge back returns the section that comes back');
SELECT pg_temp.new_post('Whole') AS whole_post \gset
SELECT pg_temp.section(:whole_post, 'Whole') AS whole \gset
SELECT galley.section_save(:whole, 'draft', 'one two') \g /dev/null
SELECT galley.section_split(:whole, 4) AS rest \gset
SELECT galley.section_merge(:whole), galley.section_unmerge(:rest) \g /dev/null
SELECT galley.section_merge(:whole) \g /dev/null
SELECT is((SELECT draft FROM post_section WHERE id = :whole), 'one two', 'what was split is whole again also when a merge was taken back');
SELECT is(pg_temp.whole(:a), E'one\n\n/of A1', 'the first as it was, with the blanks at its end');
SELECT is(pg_temp.whole(:b), E'\ntwo/Two./of B1', 'the second as it was');
SELECT is(pg_temp.in_order(:post) || ' ' || pg_temp.findings(:post), 'A B C OK', 'at its place');
SELECT throws_ok(format('SELECT galley.section_unmerge(%s)', :b), 'GY003', NULL, 'it is not joined any more');

SELECT galley.section_merge(:a) \g /dev/null
SELECT galley.section_save(:a, 'draft', E'one and a half\n\ntwo'), galley.section_unmerge(:b) \g /dev/null
SELECT is(pg_temp.draft(:a) || '/' || pg_temp.draft(:b), E'one and a half/\ntwo', 'what was written in the first part stays');
SELECT galley.section_merge(:a) \g /dev/null
SELECT galley.section_save(:a, 'draft', E'one and a half\n\ntwo and more'), galley.section_unmerge(:b) \g /dev/null
SELECT is(pg_temp.draft(:a) || '/' || pg_temp.draft(:b), E'one and a half\n\ntwo and more/\ntwo',
          'what was written in the second part is kept, with what was around it');

-- Target.
SELECT pg_temp.new_post('A', 'B') AS post \gset
SELECT pg_temp.section(:post, 'A') AS a \gset
CREATE FUNCTION pg_temp.target(section integer) RETURNS integer LANGUAGE sql
    AS $$ SELECT words FROM galley.section_target WHERE section_id = section $$;
SELECT is(galley.section_set_target(:a, 300), :a, 'setting a target returns the section');
SELECT is(pg_temp.target(:a), 300, 'a target');
SELECT galley.section_set_target(:a, 500) \g /dev/null
SELECT is(pg_temp.target(:a), 500, 'another target');
SELECT galley.section_park(:a), galley.section_restore(:a) \g /dev/null
SELECT is(pg_temp.target(:a), 500, 'a target comes back with its section');
SELECT galley.section_set_target(:a, NULL) \g /dev/null
SELECT is(pg_temp.target(:a), NULL, 'no target any more');
SELECT throws_ok(format('SELECT galley.section_set_target(%s, -1)', :a), 'GY004', NULL, 'a target below none');
SELECT throws_ok('SELECT galley.section_set_target(-1, 5)', 'GY003', NULL, 'a target of no section');

SELECT * FROM finish();
ROLLBACK;
