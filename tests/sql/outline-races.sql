-- Two sessions that change one post at the same moment: nobody's text is lost, nobody waits in a circle, and who has nothing to do with each
-- other does not wait at all.  Nothing here depends on time: a session is let go on when the other one is seen to be waiting.
\ir include/outline.psql
SET statement_timeout = '120s';
SELECT no_plan();

SELECT dblink_connect_u(name, format('host=%s user=galley dbname=galley', :'socket')) FROM unnest(ARRAY['one', 'two']) AS name \g /dev/null
-- Somebody who waits where nobody should makes the test fail, not hang.
SELECT dblink_exec(name, 'SET lock_timeout = ''60s''') FROM unnest(ARRAY['one', 'two']) AS name \g /dev/null
CREATE TEMP TABLE session AS
SELECT name, pid FROM unnest(ARRAY['one', 'two']) AS name, dblink(name, 'SELECT pg_backend_pid()') AS t (pid integer);

-- Returns when a session waits for a lock.
CREATE FUNCTION pg_temp.until_waiting(session text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    LOOP
        EXIT WHEN EXISTS (SELECT FROM pg_locks AS l JOIN session AS s ON s.pid = l.pid WHERE s.name = until_waiting.session AND NOT l.granted);
    END LOOP;
END
$$;
-- What a session that was sent a query says at last; or its error.
CREATE FUNCTION pg_temp.answer(session text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    said text;
BEGIN
    BEGIN
        SELECT r INTO said FROM dblink_get_result(session) AS t (r text);
    EXCEPTION WHEN OTHERS THEN
        said := SQLSTATE || ' ' || SQLERRM;
    END;
    -- Only when there is no further result the session is free for the next query.
    WHILE EXISTS (SELECT FROM dblink_get_result(session, false) AS t (r text)) LOOP
        NULL;
    END LOOP;
    RETURN said;
END
$$;
-- One begins and does something; two is to wait for it; one commits; two's answer.
CREATE FUNCTION pg_temp.one_then_two(first text, second text) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM dblink_exec('one', 'BEGIN');
    PERFORM FROM dblink('one', first) AS t (r text);
    PERFORM dblink_send_query('two', second);
    PERFORM pg_temp.until_waiting('two');
    PERFORM dblink_exec('one', 'COMMIT');
    RETURN pg_temp.answer('two');
END
$$;
-- One begins and does something; two is not to wait for it; its answer, before one commits.
CREATE FUNCTION pg_temp.one_beside_two(first text, second text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    said text;
BEGIN
    PERFORM dblink_exec('one', 'BEGIN');
    PERFORM FROM dblink('one', first) AS t (r text);
    SELECT t.r INTO said FROM dblink('two', second) AS t (r text);
    PERFORM dblink_exec('one', 'COMMIT');
    RETURN said;
END
$$;

-- Who does not wait.
SELECT pg_temp.new_post('A', 'B', 'C') AS post, pg_temp.new_post('X') AS other \gset
SELECT pg_temp.section(:post, 'A') AS a, pg_temp.section(:post, 'B') AS b, pg_temp.section(:post, 'C') AS c \gset
SELECT is(pg_temp.one_beside_two(format($$SELECT galley.section_save(%s, 'draft', 'a1')$$, :a), format($$SELECT outcome FROM galley.section_save(%s, 'draft', 'b1')$$, :b)),
          'saved', 'drafts of two sections of one post');
SELECT is(pg_temp.one_beside_two(format($$SELECT galley.section_save(%s, 'section_heading', 'A1')$$, :a), format($$SELECT outcome FROM galley.section_save(%s, 'draft', 'b2')$$, :b)),
          'saved', 'a heading and the draft of another section');
SELECT is(pg_temp.one_beside_two(format($$SELECT galley.section_move(%s, 2)$$, :a), format($$SELECT outcome FROM galley.section_save(%s, 'draft', 'c2')$$, :c)),
          'saved', 'two sections that change places and the draft of a third one');
SELECT is(pg_temp.one_beside_two(format('SELECT galley.outline_set(%s, ''["C", "B", "A1"]'')', :post), format('SELECT galley.section_add(%s, ''Y'')', :other) || '::text IS NOT NULL'),
          't', 'the outlines of two posts');
SELECT is(pg_temp.one_beside_two(format($$SELECT galley.section_save(%s, 'draft', 'a3')$$, :a), format('DELETE FROM post_section WHERE id = %s RETURNING section_heading', :c)),
          'C', 'a plain DELETE and the draft of another section');
SELECT is(pg_temp.findings(:post), 'Gap in order', 'which leaves a gap that is not worth waiting for');
SELECT galley.section_add(:post, 'D') \g /dev/null
SELECT is(pg_temp.findings(:post) || ' ' || pg_temp.shape(:post), 'OK B=b2 A1=a3 D', 'and that the next change of the outline closes');

-- Parking and saving.
SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
SELECT pg_temp.section(:post, 'B') AS b \gset
SELECT is(pg_temp.one_then_two(format($$SELECT galley.section_save(%s, 'draft', 'late')$$, :b), format('SELECT outcome FROM galley.outline_set(%s, ''["A", "C"]'')', :post)),
          'changed', 'a draft is saved while a list that parks its section waits');
SELECT is(pg_temp.trash(:post), 'B=late', 'the late draft is in the trash');
SELECT is(pg_temp.one_then_two(format($$SELECT galley.section_save(%s, 'draft', 'later')$$, :b), format('SELECT galley.section_restore(%s)', :b)),
          :'b', 'a draft is saved into the trash while its section is being restored');
SELECT is(pg_temp.shape(:post), 'A=a B=later C=c', 'and comes back with it');
SELECT is(pg_temp.one_then_two(format('SELECT galley.section_park(%s)', :b), format($$SELECT outcome FROM galley.section_save(%s, 'draft', 'after')$$, :b)),
          'parked', 'a draft is saved while its section is being parked');
SELECT is(pg_temp.trash(:post), 'B=after', 'and goes with it');
SELECT is(pg_temp.one_then_two(format('SELECT galley.section_restore(%s)', :b), format($$SELECT outcome FROM galley.section_save(%s, 'draft', 'again')$$, :b)),
          'saved', 'a draft is saved while its section comes back');
SELECT is(pg_temp.shape(:post), 'A=a B=again C=c', 'and is in the post');
SELECT is(pg_temp.one_then_two(format('DELETE FROM post_section WHERE id = %s RETURNING id', :b), format($$SELECT outcome FROM galley.section_save(%s, 'draft', 'at last')$$, :b)),
          'parked', 'a draft is saved while its row is deleted');
SELECT is(pg_temp.trash(:post), 'B=at last', 'and goes with it');
SELECT galley.section_restore(:b) \g /dev/null
SELECT is(pg_temp.one_then_two(format($$SELECT galley.element_add(%s, 'fact', 'one')$$, :b), format('SELECT outcome FROM galley.outline_set(%s, ''["A", "C"]'')', :post)),
          'changed', 'an element is added while its section is being parked');
SELECT is((SELECT elements -> 0 ->> 'element_text' FROM galley.parked_section WHERE section_id = :b), 'one', 'and goes with it');
SELECT is(pg_temp.one_then_two(format('SELECT galley.section_restore(%s)', :b), format('SELECT galley.section_restore(%s)', :b)), :'b', 'two restore the same');
SELECT is(pg_temp.one_then_two(format('SELECT galley.section_park(%s)', :b), format('SELECT galley.section_park(%s)', :b)), :'b', 'two park the same');
SELECT is(pg_temp.findings(:post), 'OK', 'all in order');

-- Rows and lists.
SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
SELECT pg_temp.section(:post, 'A') AS a, pg_temp.section(:post, 'B') AS b, pg_temp.outline_version(:post) AS base \gset
SELECT is(pg_temp.one_then_two(format($$UPDATE post_section SET section_heading = 'B1' WHERE id = %s RETURNING 'done'$$, :b),
                               format('SELECT outcome FROM galley.outline_set(%s, ''["C", "B", "A"]'', %s)', :post, :base)),
          'merged', 'a row is renamed while a list waits');
SELECT is(pg_temp.shape(:post), 'C=c B1=b A=a', 'both are there');
SELECT is(pg_temp.one_then_two(format('SELECT galley.outline_set(%s, ''["A", "B1", "C"]'')', :post),
                               format($$UPDATE post_section SET section_heading = 'B2' WHERE id = %s RETURNING 'done'$$, :b)),
          'done', 'a list is set while a row waits to be renamed');
SELECT is(pg_temp.shape(:post) || ' ' || pg_temp.findings(:post), 'A=a B2=b C=c OK', 'both are there');
SELECT is(pg_temp.one_then_two(format($$UPDATE post_section SET section_heading = 'A1' WHERE id = %s RETURNING 'done'$$, :a),
                               format($$UPDATE post_section SET section_heading = 'B3' WHERE id = %s RETURNING 'done'$$, :b)),
          'done', 'two rows are renamed');
SELECT is(pg_temp.findings(:post), 'OK', 'and both are in the list');
SELECT is(pg_temp.one_then_two(format($$INSERT INTO post_section (post_id, section_heading) VALUES (%s, 'D') RETURNING 'done'$$, :post),
                               format('SELECT outcome FROM galley.outline_set(%s, ''["C", "B3", "A1", "E"]'')', :post)),
          'changed', 'a row is inserted while a list waits');
SELECT is(pg_temp.shape(:post) || ' ' || pg_temp.trash(:post) || ' ' || pg_temp.findings(:post), 'C=c B3=b A1=a E D OK', 'which parks what it does not know');
SELECT is(pg_temp.one_then_two(format('SELECT galley.section_add(%s, ''F'')', :post), format($$INSERT INTO post_section (post_id, section_heading) VALUES (%s, 'G') RETURNING 'done'$$, :post)),
          'done', 'two sections are added');
SELECT is(pg_temp.shape(:post) || ' ' || pg_temp.findings(:post), 'C=c B3=b A1=a E F G OK', 'one after the other');

-- Forty pairs of each kind at the same moment.
CREATE TEMP TABLE pair (kind text, nth integer, post integer, b integer, base integer, one text, two text);
INSERT INTO pair SELECT kind, nth, pg_temp.new_post('A', 'B', 'C')
  FROM unnest(ARRAY['draft ‖ list', 'rename ‖ list', 'append ‖ append', 'park ‖ save', 'restore ‖ save', 'move ‖ move']) AS kind, generate_series(1, 40) AS nth;
UPDATE pair SET b = pg_temp.section(post, 'B'), base = pg_temp.outline_version(post);
SELECT galley.section_park(b) FROM pair WHERE kind = 'restore ‖ save' \g /dev/null

CREATE FUNCTION pg_temp.at_once(first text, second text, OUT one text, OUT two text)
LANGUAGE plpgsql AS $$
DECLARE
    barrier CONSTANT text := 'SELECT pg_advisory_xact_lock_shared(4711, 1)::text; ';
BEGIN
    PERFORM pg_advisory_lock(4711, 1);
    PERFORM dblink_send_query('one', barrier || first);
    PERFORM dblink_send_query('two', barrier || second);
    PERFORM pg_temp.until_waiting('one');
    PERFORM pg_temp.until_waiting('two');
    PERFORM pg_advisory_unlock(4711, 1);
    -- The first result of each is that of the barrier.
    PERFORM FROM dblink_get_result('one') AS t (r text);
    PERFORM FROM dblink_get_result('two') AS t (r text);
    one := pg_temp.answer('one');
    two := pg_temp.answer('two');
END
$$;
CREATE FUNCTION pg_temp.run(p pair) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    save   CONSTANT text := format($f$SELECT outcome FROM galley.section_save(%s, 'draft', 'new b')$f$, p.b);
    first  text;
    second text;
BEGIN
    CASE p.kind
    WHEN 'draft ‖ list' THEN
        first := save;
        second := format('SELECT outcome FROM galley.outline_set(%s, ''["C", "A"]'')', p.post);
    WHEN 'rename ‖ list' THEN
        first := format($f$UPDATE post_section SET section_heading = 'B1' WHERE id = %s RETURNING 'saved'$f$, p.b);
        second := format('SELECT outcome FROM galley.outline_set(%s, ''["C", "B", "A"]'', %s)', p.post, p.base);
    WHEN 'append ‖ append' THEN
        first := format('SELECT outcome FROM galley.outline_set(%s, ''["A", "B", "C", "X"]'', %s)', p.post, p.base);
        second := format('SELECT outcome FROM galley.outline_set(%s, ''["A", "B", "C", "Y"]'', %s)', p.post, p.base);
    WHEN 'park ‖ save' THEN
        first := format('SELECT galley.section_park(%s)', p.b);
        second := save;
    WHEN 'restore ‖ save' THEN
        first := format('SELECT galley.section_restore(%s)', p.b);
        second := save;
    WHEN 'move ‖ move' THEN
        first := format('SELECT galley.section_move(%s, 3)', p.b);
        second := format('SELECT galley.sections_reorder(%s, ARRAY[%s])', p.post, p.b);
    END CASE;
    IF p.nth % 2 = 0 THEN
        UPDATE pair SET (one, two) = (SELECT a.one, a.two FROM pg_temp.at_once(first, second) AS a) WHERE kind = p.kind AND nth = p.nth;
    ELSE
        UPDATE pair SET (two, one) = (SELECT a.one, a.two FROM pg_temp.at_once(second, first) AS a) WHERE kind = p.kind AND nth = p.nth;
    END IF;
END
$$;
SELECT pg_temp.run(pair) FROM pair ORDER BY kind, nth \g /dev/null

SELECT is((SELECT string_agg(DISTINCT one || ' / ' || two, ', ') FROM pair WHERE one ~ '^\d\w{4} ' OR two ~ '^\d\w{4} ' OR one IS NULL OR two IS NULL), NULL,
          '240 pairs, no error, no deadlock');
SELECT is((SELECT string_agg(DISTINCT pg_temp.findings(post), ', ') FROM pair), 'OK', 'every post is in order');
SELECT is((SELECT string_agg(DISTINCT coalesce(pg_temp.shape(post), '') || ' (' || coalesce(pg_temp.trash(post), '') || ')', ', ') FROM pair WHERE kind = 'draft ‖ list'),
          'C=c A=a (B=new b)', 'draft ‖ list: the new draft is in the trash');
SELECT is((SELECT count(*)::integer FROM pair WHERE kind = 'rename ‖ list' AND pg_temp.shape(post) IN ('C=c B1=b A=a', 'C=c B=b A=a') AND pg_temp.trash(post) IS NULL), 40,
          'rename ‖ list: one section, one draft, one name');
SELECT is((SELECT count(*)::integer FROM pair WHERE kind = 'append ‖ append' AND pg_temp.shape(post) IN ('A=a B=b C=c X Y', 'A=a B=b C=c Y X')), 40,
          'append ‖ append: both are there');
SELECT is((SELECT string_agg(DISTINCT pg_temp.shape(post) || ' (' || pg_temp.trash(post) || ')', ', ') FROM pair WHERE kind = 'park ‖ save'),
          'A=a C=c (B=new b)', 'park ‖ save: the new draft is in the trash');
SELECT is((SELECT string_agg(DISTINCT pg_temp.shape(post), ', ') FROM pair WHERE kind = 'restore ‖ save'), 'A=a B=new b C=c',
          'restore ‖ save: the new draft is in the post');
SELECT is((SELECT count(*)::integer FROM pair WHERE kind = 'move ‖ move' AND pg_temp.shape(post) IN ('A=a C=c B=b', 'B=b A=a C=c')), 40,
          'move ‖ move: one after the other');

SELECT dblink_disconnect(name) FROM session \g /dev/null
SELECT * FROM finish();
