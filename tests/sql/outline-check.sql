-- Checking, repairing and synchronising by hand, after somebody worked while the triggers were not there.
\ir include/outline.psql
BEGIN;
SELECT no_plan();

-- Runs a statement as if there were no triggers; $1 is the post.
CREATE FUNCTION pg_temp.unseen(post integer, statement text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    SET LOCAL galley.guard = 'on';
    EXECUTE statement USING post;
    SET LOCAL galley.guard = 'off';
END
$$;
-- What the check finds after a statement in a post of A, B, C; what it finds and what the post is after the repair.
CREATE FUNCTION pg_temp.mended(statement text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    post CONSTANT integer := pg_temp.new_post('A', 'B', 'C');
    found text;
BEGIN
    PERFORM pg_temp.unseen(post, statement);
    found := pg_temp.findings(post);
    IF found IS DISTINCT FROM (SELECT string_agg(r.finding, ', ' ORDER BY r.finding) FROM galley.outline_repair(post) AS r) THEN
        RETURN 'the repair reports something else than the check';
    END IF;
    RETURN concat_ws(' → ', found, pg_temp.findings(post), concat_ws(' ', pg_temp.shape(post), '(' || pg_temp.trash(post) || ')'));
END
$$;

SELECT is(pg_temp.mended('SELECT $1'), 'OK → OK → A=a B=b C=c', 'nothing wrong');
SELECT is(pg_temp.mended('UPDATE post_development SET section_headings = NULL WHERE post_id = $1'),
          'No master data → OK → A=a B=b C=c', 'no list');
SELECT is(pg_temp.mended('DELETE FROM post_development WHERE post_id = $1'), 'No master data → OK → A=a B=b C=c', 'no master row');
SELECT is(pg_temp.mended('DELETE FROM post_section WHERE post_id = $1'), 'No sections → OK → A B C', 'no sections: the items become sections');
SELECT is(pg_temp.mended($$DELETE FROM post_section WHERE post_id = $1 AND section_heading = 'B'$$),
          'Count mismatch, Gap in order, Not a section → OK → A=a B C=c', 'an item without a section');
SELECT is(pg_temp.mended($$INSERT INTO post_section (post_id, section_order, section_heading, draft) VALUES ($1, 4, 'D', 'd')$$),
          'Count mismatch, Not in the list → OK → A=a B=b C=c D=d', 'a section without an item');
SELECT is(pg_temp.mended($$UPDATE post_development SET section_headings = '[{"heading": ' WHERE post_id = $1$$),
          'Unreadable list → OK → A=a B=b C=c', 'a list that cannot be read: it is made anew');
SELECT is(pg_temp.mended($$UPDATE post_section SET section_heading = 'B2' WHERE post_id = $1 AND section_heading = 'B'$$),
          'Heading differs → OK → A=a B2=b C=c', 'a heading');
SELECT is(pg_temp.mended($$UPDATE post_section SET section_description = 'd' WHERE post_id = $1 AND section_heading = 'B'$$),
          'Description differs → OK → A=a B=b C=c', 'a description');
SELECT is(pg_temp.mended($$UPDATE post_section SET status = 'complete' WHERE post_id = $1 AND section_heading = 'B'$$),
          'Status differs → OK → A=a B=b C=c', 'a status');
SELECT is(pg_temp.mended($$UPDATE post_section SET section_order = 4 - section_order WHERE post_id = $1$$),
          'Order differs → OK → A=a B=b C=c', 'the order: that of the list');
SELECT is(pg_temp.mended($$UPDATE post_development SET section_headings = E'1. A\n2. B\n3. C' WHERE post_id = $1$$),
          'Not canonical → OK → A=a B=b C=c', 'a list in another form');
SELECT is(pg_temp.mended($$UPDATE post_section SET section_order = section_order * 10 WHERE post_id = $1$$),
          'Gap in order → OK → A=a B=b C=c', 'gaps');
SELECT is(pg_temp.mended($$INSERT INTO post_section_elements (post_id, section_id, element_type, element_text, element_order)
                           SELECT $1, id, 'fact', 'one', 7 FROM post_section WHERE post_id = $1 AND section_heading = 'A'$$),
          'Gap in elements → OK → A=a B=b C=c', 'gaps of elements');
SELECT is(pg_temp.mended($$INSERT INTO post_section_elements (post_id, section_id, element_type, element_text, element_order)
                           SELECT (SELECT min(id) FROM post), id, 'fact', 'one', 1 FROM post_section WHERE post_id = $1 AND section_heading = 'A'$$),
          'Orphan element → OK → A=a B=b C=c', 'an element that names another post');
SELECT is(pg_temp.mended($$INSERT INTO galley.parked_section (section_id, post_id, heading, has_text, section)
                           SELECT id, $1, 'B old', true, to_jsonb(s) || '{"draft": "b old"}' FROM post_section AS s
                            WHERE post_id = $1 AND section_heading = 'B'$$),
          'Present and parked → OK → A=a B=b C=c (B old=b old)', 'a section that is in the trash too: two texts stay two');
SELECT is(pg_temp.mended($$UPDATE post_development SET section_headings = '["X", "C", "B", "A"]' WHERE post_id = $1$$),
          'Count mismatch, Heading differs, Heading differs, Heading differs, Not a section → OK → X C=c B=b A=a', 'another list altogether');

-- An element whose section is not there, as a restore without foreign keys leaves it.
SET CONSTRAINTS ALL IMMEDIATE;
SAVEPOINT whole;
ALTER TABLE post_section_elements DROP CONSTRAINT post_section_elements_section_id_fkey;
SELECT is(pg_temp.mended($$INSERT INTO post_section_elements (post_id, section_id, element_type, element_text, element_order)
                           VALUES ($1, -1, 'fact', 'two', 3), ($1, -1, 'idea', 'one', 1), ($1, -2, 'idea', 'zero', 1)$$),
          'Orphan element, Orphan element, Orphan element → OK → A=a B=b C=c Elements without a section', 'elements of no section');
SELECT is((SELECT string_agg(e.element_text || e.element_order, ' ' ORDER BY e.element_order)
             FROM post_section AS s JOIN post_section_elements AS e ON e.section_id = s.id
            WHERE s.section_heading = 'Elements without a section'), 'zero1 one2 two3', 'have one then, in their order');
ROLLBACK TO whole;

-- Every post, the bad ones too.
CREATE TEMP TABLE posts AS SELECT pg_temp.new_post('A') AS good, pg_temp.new_post('A') AS bad, pg_temp.new_post() AS bare;
SELECT pg_temp.unseen(bad, $$UPDATE post_development SET section_headings = '{' WHERE post_id = $1$$) FROM posts \g /dev/null
SELECT is((SELECT string_agg(finding, ', ' ORDER BY post_id) FROM galley.outline_check() JOIN posts ON post_id IN (good, bad, bare)),
          'OK, Unreadable list, OK', 'the check of all posts does not stop at a bad one');
SELECT matches((SELECT detail FROM galley.outline_check((SELECT bad FROM posts))), 'not valid JSON.*line 1', 'and says what is wrong with it');
SELECT throws_ok('SELECT * FROM galley.outline_check(-1)', 'GY003', NULL, 'a post that does not exist');
SELECT throws_ok('SELECT * FROM galley.outline_repair(-1)', 'GY003', NULL, 'cannot be repaired either');

-- By hand.
CREATE FUNCTION pg_temp.synchronised(statement text, direction text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    post CONSTANT integer := pg_temp.new_post('A', 'B');
    result galley.outline_result;
BEGIN
    PERFORM pg_temp.unseen(post, statement);
    result := galley.outline_sync(post, direction);
    RETURN concat_ws(' ', result.outcome, pg_temp.shape(post), '(' || pg_temp.trash(post) || ')', pg_temp.findings(post));
END
$$;
SELECT is(pg_temp.synchronised('SELECT $1', 'both'), 'unchanged A=a B=b OK', 'both: nothing to do');
SELECT is(pg_temp.synchronised($$UPDATE post_development SET section_headings = '["B", "C"]' WHERE post_id = $1$$, 'both'),
          'changed B=b C (A=a) OK', 'both: the list rules');
SELECT is(pg_temp.synchronised($$UPDATE post_development SET section_headings = '["B", "C"]' WHERE post_id = $1$$, 'to_sections'),
          'changed B=b C (A=a) OK', 'to_sections');
SELECT is(pg_temp.synchronised($$UPDATE post_development SET section_headings = '["B", "C"]' WHERE post_id = $1$$, 'to_development'),
          'changed A=a B=b OK', 'to_development');
SELECT is(pg_temp.synchronised($$UPDATE post_section SET section_heading = 'B2' WHERE post_id = $1 AND section_order = 2$$, 'to_headings'),
          'changed A=a B2=b OK', 'to_headings is to_development');
SELECT is(pg_temp.synchronised($$UPDATE post_development SET section_headings = NULL WHERE post_id = $1$$, 'both'),
          'changed A=a B=b OK', 'both: a list that is missing asks for nothing');
SELECT is(pg_temp.synchronised($$UPDATE post_development SET section_headings = NULL WHERE post_id = $1$$, 'to_sections'),
          'unchanged A=a B=b No master data', 'nor does it to_sections');
SELECT is(pg_temp.synchronised($$UPDATE post_development SET section_headings = '{' WHERE post_id = $1$$, 'both'),
          'rejected A=a B=b Unreadable list', 'a list that cannot be read is rejected');
SELECT is(pg_temp.mended('UPDATE post_section SET section_heading = NULL WHERE post_id = $1 AND section_order = 2'),
          'Heading differs → OK → A=a B=b C=c', 'a heading that a section has lost comes back from the list');
SELECT throws_ok('SELECT galley.outline_sync(1, ''sideways'')', 'GY004', NULL, 'another direction');

SELECT * FROM finish();
ROLLBACK;
