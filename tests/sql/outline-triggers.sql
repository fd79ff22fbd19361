-- Plain INSERT, UPDATE and DELETE, as psql or the original blog system do them: the triggers keep everything true.
\ir include/outline.psql
BEGIN;
SELECT no_plan();

-- The master row.
SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
UPDATE post_development SET section_headings = '["C", "A"]' WHERE post_id = :post;
SELECT is(pg_temp.shape(:post), 'C=c A=a', 'UPDATE of a list: drafts follow their headings');
SELECT is(pg_temp.trash(:post), 'B=b', 'what leaves is parked');
SELECT is(pg_temp.list(:post), galley.outline_text(:post), 'the canonical list is what is stored');
SELECT is((SELECT verb FROM galley.sync_log WHERE post_id = :post ORDER BY id DESC LIMIT 1), 'update', 'and logged');
SELECT is(pg_temp.outline_version(:post), 3, 'one statement, one version');
SELECT pg_temp.list(:post) AS list \gset
SELECT throws_ok(format($$UPDATE post_development SET section_headings = '[{"heading": oops}]' WHERE post_id = %s$$, :post), 'GY001',
                 'The outline was refused: it starts as JSON but is not valid JSON. Token "oops" is invalid.', 'a list that cannot be read is refused');
SELECT is(pg_temp.list(:post) || pg_temp.shape(:post), :'list' || 'C=c A=a', 'and nothing changes');
CREATE FUNCTION pg_temp.refusal(post integer, list text, OUT place text, OUT hint text)
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE public.post_development SET section_headings = list WHERE post_id = post;
EXCEPTION WHEN SQLSTATE 'GY001' THEN
    GET STACKED DIAGNOSTICS place = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END
$$;
SELECT is((SELECT place FROM pg_temp.refusal(:post, '[{"heading": oops}]')), 'line 1: [{"heading": oops...', 'the detail says where');
SELECT is((SELECT hint FROM pg_temp.refusal(:post, '[{"heading": oops}]')),
          'Correct the JSON, or give one heading a line; nothing was changed.', 'the hint says what to do');
UPDATE post_development SET section_headings = section_headings || '' WHERE post_id = :post;
SELECT is(pg_temp.outline_version(:post), 3, 'an UPDATE to the same list changes nothing');
UPDATE post_development SET section_headings = replace(section_headings, '"A"', '"A new"') WHERE post_id = :post;
SELECT is(pg_temp.shape(:post), 'C=c A new=a', 'editing the text of the list renames by id');
UPDATE post_development SET section_headings = NULL WHERE post_id = :post;
SELECT is(concat(pg_temp.shape(:post), pg_temp.trash(:post)), 'A new=a B=b C=c', 'NULL parks all');
UPDATE post_development SET section_headings = E'1. B\n2. C\n3. A new' WHERE post_id = :post;
SELECT is(pg_temp.shape(:post), 'B=b C=c A new=a', 'and back');
UPDATE post_development SET section_headings = '' WHERE post_id = :post;
SELECT is(concat(pg_temp.shape(:post), pg_temp.trash(:post)), 'A new=a B=b C=c', 'an empty text parks all');
UPDATE post_development SET basic_idea = 'idea' WHERE post_id = :post;
SELECT is((SELECT count(*)::integer FROM galley.sync_log WHERE post_id = :post), 6, 'other columns of the row do not concern the outline');

SELECT pg_temp.new_post() AS post \gset
INSERT INTO post_development (post_id, section_headings) VALUES (:post, '["A", "B"]');
SELECT is(pg_temp.shape(:post), 'A B', 'INSERT of a master row makes its sections');
SELECT is(pg_temp.findings(:post), 'OK', 'and all is in order');
INSERT INTO post_development (post_id, section_headings) VALUES (:post, '["X"]') ON CONFLICT DO NOTHING;
SELECT is(pg_temp.shape(:post), 'A B', 'an INSERT that does nothing does nothing');
INSERT INTO post_development (post_id, section_headings) VALUES (:post, '["B", "A"]')
    ON CONFLICT (post_id) DO UPDATE SET section_headings = excluded.section_headings;
SELECT is(pg_temp.shape(:post), 'B A', 'upsert of a master row');
SELECT pg_temp.new_post() AS post \gset
SELECT throws_ok(format($$INSERT INTO post_development (post_id, section_headings) VALUES (%s, '{oops')$$, :post), 'GY001', NULL,
                 'INSERT of a list that cannot be read is refused');

-- The section rows.
SELECT pg_temp.new_post() AS post \gset
INSERT INTO post_section (post_id, section_order, section_heading) VALUES (:post, 1, 'A'), (:post, 2, 'B');
SELECT is(pg_temp.list(:post), galley.outline_text(:post), 'INSERT of rows makes the list, and the master row');
SELECT is(pg_temp.outline_version(:post), 2, 'once for the statement');
INSERT INTO post_section (post_id, section_heading) VALUES (:post, 'C'), (:post, 'D');
SELECT is(pg_temp.shape(:post), 'A B C D', 'rows without a place go to the end');
SELECT is((SELECT max(section_order) FROM post_section WHERE post_id = :post), 4, 'and get one');
INSERT INTO post_development (post_id) VALUES (:post) ON CONFLICT DO NOTHING;
SELECT is(pg_temp.findings(:post), 'OK', 'rows first, master row later: all is in order');
DELETE FROM post_development WHERE post_id = :post;
INSERT INTO post_development (post_id) VALUES (:post);
SELECT is(pg_temp.list(:post), galley.outline_text(:post), 'a master row without a list gets that of the sections');

SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
SELECT pg_temp.outline_version(:post) AS version, count(*) AS entries FROM galley.sync_log WHERE post_id = :post \gset
UPDATE post_section SET draft = 'new draft' WHERE post_id = :post AND section_heading = 'B';
SELECT is((pg_temp.outline_version(:post), (SELECT count(*) FROM galley.sync_log WHERE post_id = :post)), (:version, :entries::bigint),
          'a draft touches neither master nor log');
UPDATE post_section SET section_heading = 'B2', section_description = 'd' WHERE post_id = :post AND section_heading = 'B';
SELECT is(pg_temp.list(:post), galley.outline_text(:post), 'a row renamed is in the list');
SELECT is((SELECT (list_before IS NULL, position('"heading": "B"' IN lines_before) > 0, position('"heading": "B2"' IN lines_after) > 0)
             FROM galley.sync_log WHERE post_id = :post ORDER BY id DESC LIMIT 1), (true, true, true), 'just its line was written');
UPDATE post_section SET section_order = 4 - section_order WHERE post_id = :post;
SELECT is(pg_temp.shape(:post), 'C=c B2=new draft A=a', 'reversal in one statement');
SELECT is(pg_temp.list(:post), galley.outline_text(:post), 'is in the list');
SELECT is(pg_temp.outline_version(:post), :version + 2, 'as one change');
UPDATE post_section SET section_order = 2 WHERE post_id = :post AND section_heading = 'C';
UPDATE post_section SET section_order = 1 WHERE post_id = :post AND section_heading = 'B2';
SELECT is(pg_temp.shape(:post), 'B2=new draft C=c A=a', 'swap row by row');
SET CONSTRAINTS ALL IMMEDIATE;
SELECT is(pg_temp.findings(:post), 'OK', 'is in order when the transaction ends');
SET CONSTRAINTS ALL DEFERRED;
UPDATE post_section SET section_order = section_order + 1 WHERE post_id = :post AND section_order >= 2;
INSERT INTO post_section (post_id, section_order, section_heading) VALUES (:post, 2, 'New');
SELECT is(pg_temp.shape(:post), 'B2=new draft New C=c A=a', 'room made by a shift, and filled');
UPDATE post_section SET section_order = section_order * 10 WHERE post_id = :post;
SET CONSTRAINTS ALL IMMEDIATE;
SELECT is((SELECT array_agg(section_order ORDER BY section_order) FROM post_section WHERE post_id = :post), '{1,2,3,4}', 'gaps are closed');
SELECT is(pg_temp.findings(:post), 'OK', 'and the list had the right numbers anyway');
UPDATE post_section SET section_order = NULL WHERE post_id = :post AND section_heading = 'New';
SELECT is(pg_temp.shape(:post), 'B2=new draft C=c A=a New', 'a place taken away: to the end');
SELECT is(pg_temp.findings(:post), 'OK', 'with a place of its own');
SELECT throws_ok(format('UPDATE post_section SET section_order = 2 WHERE post_id = %s AND section_order = 1', :post), '23505', NULL,
                 'two sections cannot stay at one place');

SELECT pg_temp.section(:post, 'C') AS c \gset
INSERT INTO post_section_elements (post_id, section_id, element_type, element_text, element_order) VALUES (:post, :c, 'fact', 'one', 1);
DELETE FROM post_section WHERE id = :c;
SELECT is(pg_temp.shape(:post), 'B2=new draft A=a New', 'a row deleted');
SELECT is((SELECT section ->> 'draft' || jsonb_array_length(elements) FROM galley.parked_section WHERE section_id = :c), 'c1',
          'is parked, with its elements');
SELECT is(pg_temp.findings(:post), 'OK', 'the gap is closed');
DELETE FROM post_section WHERE post_id = :post;
SELECT is(pg_temp.list(:post), '[]', 'all rows deleted');
SELECT is((SELECT count(*)::integer FROM galley.parked_section WHERE post_id = :post), 4, 'are all parked');

-- Many rows, several posts, one statement.
SELECT pg_temp.new_post(VARIADIC ARRAY(SELECT 'S' || n FROM generate_series(1, 500) AS n)) AS post, pg_temp.new_post('A', 'B') AS other \gset
SELECT pg_temp.outline_version(:post) AS version \gset
UPDATE post_section SET section_heading = section_heading || '!' WHERE post_id IN (:post, :other);
SELECT is(pg_temp.findings(:post) || pg_temp.findings(:other), 'OKOK', 'all headings of two posts at once');
SELECT is(pg_temp.outline_version(:post), :version + 1, 'are one change of each');
CREATE TEMP TABLE before AS SELECT id, ctid AS version_at FROM post_section WHERE post_id = :post;
UPDATE post_section SET section_heading = 'One of many' WHERE post_id = :post AND section_order = 250;
SELECT is((SELECT count(*)::integer FROM post_section AS s JOIN before AS b ON b.id = s.id WHERE s.ctid <> b.version_at), 1,
          'a rename among 500 writes one row');
SELECT galley.section_move(pg_temp.section(:post, 'One of many'), 251) \g /dev/null
SELECT is((SELECT count(*)::integer FROM post_section AS s JOIN before AS b ON b.id = s.id WHERE s.ctid <> b.version_at), 2, 'a move by one place two');
SELECT galley.section_move(pg_temp.section(:post, 'One of many'), 250) \g /dev/null
UPDATE post_section SET section_order = 501 - section_order WHERE post_id = :post;
SELECT is(pg_temp.findings(:post), 'OK', '500 rows reversed');
UPDATE post_section SET post_id = :other, section_order = 3 WHERE post_id = :post AND section_order = 500;
SELECT is(pg_temp.findings(:post) || pg_temp.findings(:other), 'OKOK', 'a section that goes to another post is in both lists');
SELECT is(pg_temp.shape(:other), 'A!=a B!=b S1!=s1', 'with its draft');

-- A list that somebody wrote in another form is no obstacle.
SELECT pg_temp.new_post('A', 'B') AS post \gset
SET LOCAL galley.guard = 'on';
UPDATE post_development SET section_headings = E'A\nB' WHERE post_id = :post;
SET LOCAL galley.guard = 'off';
UPDATE post_section SET section_heading = 'B2' WHERE post_id = :post AND section_heading = 'B';
SELECT is(pg_temp.list(:post), galley.outline_text(:post), 'a line that is not found: the list is made anew');

SELECT * FROM finish();
ROLLBACK;
