-- Setting a list: which item is which section, and what becomes of drafts, elements and keys.
\ir include/outline.psql
BEGIN;
SELECT no_plan();

-- Without ids: by heading.
SELECT is(pg_temp.turns('{A,B,C}', '["C", "A", "B"]'), 'C=c A=a B=b', 'reorder without ids: drafts follow their headings');
SELECT is(pg_temp.turns('{A,B,C}', E'C\nB\nA'), 'C=c B=b A=a', 'reversed as lines');
SELECT is(pg_temp.turns('{A,B,C}', '["A", "C"]'), 'A=a C=c (B=b)', 'a heading removed from the middle: its section is parked');
SELECT is(pg_temp.turns('{A,B}', '["New", "A", "B"]'), 'New A=a B=b', 'a heading inserted at the top moves no draft');
SELECT is(pg_temp.turns('{A,B}', ''), '(A=a B=b)', 'an empty text parks all');
SELECT is(pg_temp.turns('{A,B}', NULL), '(A=a B=b)', 'NULL parks all');
SELECT is(pg_temp.turns('{A,B}', '[]'), '(A=a B=b)', 'an empty array parks all');
SELECT is(pg_temp.turns('{The Intro,Main}', E'1. THE  intro!\n2. main.'), 'THE  intro!=the intro main.=main',
          'case, spacing, numbering and punctuation are folded');
SELECT is(pg_temp.turns('{Café,B}', jsonb_build_array(E'Cafe\u0301', 'B')::text), E'Cafe\u0301=café B=b', 'so is the way of writing a letter');
SELECT is(pg_temp.turns('{A,B,C}', E'A\nX\nC'), 'A=a X=b C=c', 'one item and one section left between the same neighbours: a rename');
SELECT is(pg_temp.turns('{A,B,C}', E'X\nB\nC'), 'X=a B=b C=c', 'also at the top');
SELECT is(pg_temp.turns('{A,B,C}', E'A\nB\nX'), 'A=a B=b X=c', 'also at the end');
SELECT is(pg_temp.turns('{A,B,C,D}', E'A\nX\nY\nD'), 'A=a X Y D=d (B=b C=c)', 'two of each are no rename');
SELECT is(pg_temp.turns('{A,B,C}', E'B\nX\nC'), 'B=b X C=c (A=a)', 'other neighbours are no rename');
SELECT is(pg_temp.turns('{A,B,C}', E'A\nC\nC'), 'A=a C=c C (B=b)', 'nor is a heading that another section has');
SELECT is(pg_temp.turns('{A,B,B}', E'A\nX\nB'), 'A=a X B=b (B=b)', 'nor one of two alike');
SELECT is(pg_temp.turns('{A,B,C}', E'X\nY\nZ'), 'X Y Z (A=a B=b C=c)', 'a wholly new outline of the same length inherits no draft');
SELECT is(pg_temp.turns('{Recipes}', 'History'), 'History (Recipes=recipes)', 'a single other heading inherits no draft');
SELECT is(pg_temp.turns('{Old Recipes}', 'New Recipes'), 'New Recipes=old recipes', 'a single heading with a word in common does');

-- Doubled headings.
CREATE FUNCTION pg_temp.twins() RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    post CONSTANT integer := pg_temp.new_post('Notes', 'Middle', 'Notes');
BEGIN
    UPDATE public.post_section SET draft = 'notes ' || section_order WHERE post_id = post AND section_heading = 'Notes';
    RETURN post;
END
$$;
SELECT is(pg_temp.after(pg_temp.twins(), '["Middle", "Notes", "Notes"]'), 'Middle=middle Notes=notes 1 Notes=notes 3',
          'doubled headings: the first gets the first');
SELECT is(pg_temp.after(pg_temp.twins(), '["Notes", "Middle"]'), 'Notes=notes 1 Middle=middle (Notes=notes 3)', 'one of two removed');

-- By id.
SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
SELECT pg_temp.section(:post, 'A') AS a, pg_temp.section(:post, 'B') AS b, pg_temp.section(:post, 'C') AS c \gset
SELECT is(pg_temp.after(:post, format('[{"id": %s, "heading": "X"}, {"id": %s, "heading": "A"}]', :b, :a)), 'X=b A=a (C=c)', 'a rename by id');
SELECT is(pg_temp.after(:post, format('[{"id": %s, "heading": "A"}, {"id": %s, "heading": "X"}]', :b, :a)), 'A=a X=b (C=c)',
          'renumbered ids: a heading that is another section''s beats the id');
SELECT is(pg_temp.after(:post, '[{"id": 1999999, "heading": "X"}, {"id": 2999999, "heading": "A"}]'), 'X=b A=a (C=c)', 'unknown ids');
SELECT is(pg_temp.after(:post, format('[{"id": "%s", "heading": "Y"}, {"id": "s-1", "heading": "A"}]', :b)), 'Y=b A=a (C=c)', 'ids as text');
SELECT is(pg_temp.after(:post, format('[{"id": %1$s, "heading": "Z"}, {"id": %1$s, "heading": "W"}]', :b)), 'Z=b W (A=a C=c)',
          'a doubled id: the first claim wins');
SELECT is(pg_temp.after(:post, format('[{"id": %s}, {"id": %s}]', :b, :a)), 'Z=b A=a (C=c W)', 'an id alone is enough, also of the trash');
SELECT is(pg_temp.after(:post, format('[{"id": %s, "heading": "New name"}]', :c)), 'New name=c (A=a W Z=b)',
          'a parked section comes back by id under another heading');
SELECT is((SELECT id FROM post_section WHERE post_id = :post), :c, 'with its old id');
SELECT pg_temp.new_post('A') AS other \gset
SELECT is(pg_temp.after(:other, format('[{"id": %s, "heading": "Mine"}, "A"]', :c)), 'Mine A=a', 'an id of another post is no id here');
SELECT is((SELECT post_id FROM post_section WHERE id = :c), :post, 'whose section stays where it is');
SELECT is(pg_temp.after(:other, format('[{"id": %s, "heading": "A"}, {"heading": "Fresh"}]', pg_temp.section(:other, 'A'))),
          'A=a Fresh (Mine)', 'in a list with ids, an item without one is new');

-- The trash.
SELECT pg_temp.new_post('A', 'B') AS post \gset
SELECT pg_temp.section(:post, 'B') AS b \gset
INSERT INTO post_section_elements (post_id, section_id, element_type, element_text, element_order)
VALUES (:post, :b, 'fact', 'one', 1), (:post, :b, 'idea', 'two', 2);
SELECT array_agg(id ORDER BY id) AS elements FROM post_section_elements WHERE section_id = :b \gset
SELECT is(pg_temp.after(:post, '["A"]'), 'A=a (B=b)', 'a section with elements leaves');
SELECT is((SELECT count(*)::integer FROM post_section_elements WHERE post_id = :post), 0, 'its elements leave with it');
SELECT is(pg_temp.after(:post, E'# A\n# b'), 'A=a b=b', 'it returns when its heading returns, folded');
SELECT is(pg_temp.section(:post, 'b'), :b, 'with its old id');
SELECT is((SELECT array_agg(id ORDER BY id) FROM post_section_elements WHERE section_id = :b), :'elements', 'and its elements with theirs');
SELECT is(pg_temp.after(:post, NULL), '(A=a b=b)', 'everything leaves');
SELECT is(pg_temp.after(:post, '["b", "A"]'), 'b=b A=a', 'everything returns');
SELECT is(pg_temp.turns('{A,B}', '["B"]') || ' ' || pg_temp.findings((SELECT max(id) FROM post)), 'B=b (A=a) OK', 'and all is in order');
SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
SELECT galley.outline_set(:post, '["A", "C"]') \g /dev/null
SELECT is(pg_temp.after(:post, '["A", "B"]'), 'A=a B=b (C=c)', 'what is in the trash returns rather than that its neighbours'' heading was changed');
SELECT pg_temp.new_post('A', 'Empty') AS post \gset
UPDATE post_section SET draft = NULL WHERE post_id = :post AND section_heading = 'Empty';
SELECT galley.outline_set(:post, '["A"]') \g /dev/null
SELECT galley.outline_set(:post, '["A", "Empty"]') \g /dev/null
SELECT galley.section_restore(section_id) FROM galley.parked_section WHERE post_id = :post \g /dev/null
SELECT is(pg_temp.shape(:post), 'A=a Empty', 'an empty section comes back too');

-- Which order.
SELECT is(pg_temp.turns('{A,B,C}', '[{"heading": "A", "order": 3}, {"heading": "B", "order": 1}, {"heading": "C", "order": 2}]'),
          'B=b C=c A=a', '"order" keys that are new decide');
SELECT is(pg_temp.turns('{A,B,C}', '[{"heading": "C", "order": 3}, {"heading": "A", "order": 1}, {"heading": "B", "order": 2}]'),
          'C=c A=a B=b', '"order" keys that were carried along do not');
SELECT is(pg_temp.turns('{A,B}', '[{"heading": "B", "order": 1}, {"heading": "A", "order": 1}]'), 'B=b A=a', 'nor do doubled ones');
SELECT is(pg_temp.turns('{A,B}', '[{"heading": "B", "order": 5}, {"heading": "A"}]'), 'B=b A=a', 'nor some without the others');
SELECT is(pg_temp.turns('{}', '[{"heading": "B", "order": 20}, {"heading": "A", "order": 10}]'), 'A B', 'they decide in a new outline, gaps and all');
SELECT is(pg_temp.turns('{A,B}', '[{"heading": "B", "order": "x"}, {"heading": "A", "order": "y"}]'), 'B=b A=a', 'words are no order');

-- Keys.
SELECT pg_temp.new_post('A', 'B') AS post \gset
SELECT galley.outline_set(:post, '[{"heading": "A", "description": "about a", "status": "complete", "keywords": ["k"]}, "B"]') \g /dev/null
SELECT galley.outline_set(:post, '["B", "A"]') \g /dev/null
SELECT is((SELECT section_description || ' ' || status FROM post_section WHERE post_id = :post AND section_heading = 'A'), 'about a complete',
          'a key that is absent leaves its column as it is');
SELECT matches(pg_temp.list(:post), '"heading": "A", "description": "about a", "status": "complete", "keywords": \["k"\]\}',
               'a key that no column holds is kept and written back');
SELECT galley.outline_set(:post, '[{"heading": "A", "description": "", "words": 5}]') \g /dev/null
SELECT is((SELECT section_description FROM post_section WHERE post_id = :post), '', 'an empty description empties it');
SELECT is((SELECT keys FROM galley.section_keys WHERE post_id = :post), '{"keywords": ["k"], "words": 5}',
          'new keys join the old ones');
SELECT galley.outline_set(:post, NULL) \g /dev/null
SELECT galley.outline_set(:post, '["A"]') \g /dev/null
SELECT matches(pg_temp.list(:post), '"keywords": \["k"\]', 'keys come back out of the trash');

-- The canonical list.
SELECT pg_temp.new_post('A', 'B "quoted"') AS post \gset
SELECT is(pg_temp.list(:post), format(E'[\n{"id": %s, "order": 1, "heading": "A", "description": "", "status": "draft"},\n'
                                      '{"id": %s, "order": 2, "heading": "B \\"quoted\\"", "description": "", "status": "draft"}\n]',
                                      pg_temp.section(:post, 'A'), pg_temp.section(:post, 'B "quoted"')), 'one item a line, with its id');
SELECT galley.outline_set(:post, '') \g /dev/null
SELECT is(pg_temp.list(:post), '[]', 'an empty outline is []');

-- What comes back.
SELECT pg_temp.new_post('A', 'B', 'C', 'D') AS post \gset
SELECT results_eq(format($$SELECT outcome, outline_version, kept, renamed, moved, added, parked, restored, conflicts, reason
                             FROM galley.outline_set(%s, E'A\nX\nD\nNew')$$, :post),
                  format($$VALUES ('changed', %s, 2, 0, 0, 2, 2, 0, NULL::jsonb, NULL::text)$$, pg_temp.outline_version(:post) + 1),
                  'changed: what became of how many');
SELECT is((SELECT outcome || ' ' || restored || ' ' || moved FROM galley.outline_set(:post, E'New\nA\nX\nC\nD')), 'changed 1 4', 'restored and moved');
SELECT is((SELECT renamed || ' ' || moved FROM galley.outline_set(pg_temp.new_post('A', 'B', 'C'), E'c\n2. b\n3. A')), '2 2',
          'one that is both renamed and moved counts as both');
SELECT is((galley.outline_set(:post, pg_temp.list(:post))).outcome, 'unchanged', 'setting what is there changes nothing');
SELECT pg_temp.outline_version(:post) AS version, pg_temp.list(:post) AS list \gset
SELECT is((galley.outline_set(:post, '{"oops')).outcome, 'rejected', 'a list that cannot be read is rejected');
SELECT matches((galley.outline_set(:post, '{"oops')).reason, 'not valid JSON.*line 1', 'with why and where');
SELECT is(pg_temp.list(:post), :'list', 'and changes nothing');
SELECT is(pg_temp.outline_version(:post), :version, 'not even the version');
SELECT log_id FROM galley.outline_set(:post, '[[1]]') \gset
SELECT is((SELECT input FROM galley.sync_log WHERE id = :log_id), '[[1]]', 'but is logged');
SELECT throws_ok('SELECT galley.outline_set(-1, NULL)', 'GY003', 'There is no post -1.', 'there must be such a post');
SELECT throws_ok('SELECT galley.outline_set(NULL, NULL)', 'GY003', NULL, 'and a number');

-- Only what differs is written.
SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
SELECT galley.outline_set(:post, '["A", "C", "B"]') \g /dev/null
SELECT is((SELECT string_agg(version::text, ' ' ORDER BY section_heading) FROM post_section WHERE post_id = :post), '2 2 2',
          'a place is not counted in a section''s version');
SELECT ctid::text AS before FROM post_section WHERE post_id = :post AND section_heading = 'A' \gset
SELECT galley.outline_set(:post, '["A", "B", {"heading": "C", "status": "complete"}]') \g /dev/null
SELECT is((SELECT ctid::text FROM post_section WHERE post_id = :post AND section_heading = 'A'), :'before', 'a row that stays is not written');
SELECT is((SELECT version FROM post_section WHERE post_id = :post AND section_heading = 'C'), 3, 'a row that is reworded is counted up');

-- The plan.
SELECT pg_temp.new_post('A', 'B', 'C', 'D') AS post \gset
SELECT galley.outline_set(:post, '["A", "B", "C"]') \g /dev/null
SELECT results_eq(format($$SELECT action, heading, old_heading, section_order, old_order FROM galley.outline_plan(%s, E'New\nA\nD\nX\nY\nC')$$, :post),
                  $$VALUES ('added', 'New', NULL, 1, NULL::integer), ('kept', 'A', 'A', 2, 1), ('restored', 'D', 'D', 3, NULL),
                           ('added', 'X', NULL, 4, NULL), ('added', 'Y', NULL, 5, NULL), ('kept', 'C', 'C', 6, 3), ('parked', 'B', 'B', NULL, 2)$$,
                  'a plan says what would become of each section');
SELECT is(pg_temp.shape(:post), 'A=a B=b C=c', 'and changes nothing');
SELECT is((SELECT string_agg(action, ' ' ORDER BY section_order) FROM galley.outline_plan(:post, E'C\nA\nNew')), 'moved moved added parked',
          'moved, added, parked');
SELECT is((SELECT string_agg(action, ' ' ORDER BY section_order) FROM galley.outline_plan(:post, E'A\nB2\nC')), 'kept renamed kept', 'renamed');
SELECT results_eq(format($$SELECT action, details FROM galley.outline_plan(%s, '[{"heading": "A", "status": "complete"}, {"heading": "C",
                      "description": "About c", "status": "complete"}, {"heading": "B", "description": "About b"}]')$$, :post),
                  $$VALUES ('kept', 'status'), ('moved', 'description, status'), ('moved', 'description')$$,
                  'a plan says what else would change of a section that stays');
SELECT throws_ok(format('SELECT galley.outline_plan(%s, ''{oops'')', :post), 'GY001', NULL, 'a plan refuses what setting would reject');
SELECT throws_ok('SELECT galley.outline_plan(-1, NULL)', 'GY003', NULL, 'a plan needs a post');

SELECT * FROM finish();
ROLLBACK;
