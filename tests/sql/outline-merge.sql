-- Two writers who begin with the same list, the log, and taking changes back.
\ir include/outline.psql
BEGIN;
SELECT no_plan();

-- The second writer's list, made from the post as it was, after the first one's.  The lists are arrays of headings.
CREATE FUNCTION pg_temp.both(headings text[], first text, second text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    post CONSTANT integer := pg_temp.new_post(VARIADIC headings);
    base CONSTANT integer := coalesce(pg_temp.outline_version(post), 1);
    result galley.outline_result;
BEGIN
    PERFORM galley.outline_set(post, first, base);
    result := galley.outline_set(post, second, base);
    RETURN concat_ws(' ', result.outcome, pg_temp.shape(post), '(' || pg_temp.trash(post) || ')',
                     (SELECT string_agg(format('%s:%s/%s/%s', c ->> 'field', c -> 'base', c -> 'theirs', c -> 'mine'), ' ')
                        FROM jsonb_array_elements(result.conflicts) AS c), nullif(pg_temp.findings(post), 'OK'));
END
$$;

SELECT is(pg_temp.both('{A,B}', '["A", "B", "X"]', '["A", "B", "Y"]'), 'merged A=a B=b X Y', 'both append');
SELECT is(pg_temp.both('{A,B}', '["X", "A", "B"]', '["A", "Y", "B"]'), 'merged X A=a Y B=b', 'both insert');
SELECT is(pg_temp.both('{A,B}', '["A", "B", "X"]', '["A", "B", "x."]'), 'merged A=a B=b X section_heading:null/"X"/"x."',
          'both append the same: the first one''s way of writing it stands');
SELECT is(pg_temp.both('{A,B,C}', E'A2\nB\nC', E'A\nB\nC2'), 'merged A2=a B=b C2=c', 'both rename, each another');
SELECT is(pg_temp.both('{A,B,C}', E'A2\nB\nC', E'A3\nB\nC'), 'merged A2=a B=b C=c section_heading:"A"/"A2"/"A3"', 'both rename the same: the first stands');
SELECT is(pg_temp.both('{A,B,C}', E'A2\nB\nC', E'A2\nB\nC'), 'unchanged A2=a B=b C=c', 'both do the same');
SELECT is(pg_temp.both('{A,B,C}', '["A", "C"]', '["A", "B"]'), 'merged A=a (B=b C=c)', 'both remove, each another');
SELECT is(pg_temp.both('{A,B,C}', '["A", "C"]', '["A", "C"]'), 'unchanged A=a C=c (B=b)', 'both remove the same');
SELECT is(pg_temp.both('{A,B,C}', E'A\nB2\nC', '["A", "C"]'), 'merged A=a B2=b C=c removed:"B"/"B2"/null', 'one renames, the other removes: it stays');
SELECT is(pg_temp.both('{A,B,C}', '["A", "C"]', E'A\nB2\nC'), 'merged A=a B2=b C=c removed:"B"/null/"B2"',
          'one removes, the other renames: it comes back, draft and all');
SELECT is(pg_temp.both('{A,B,C}', '["C", "B", "A"]', E'A\nB2\nC'), 'merged C=c B2=b A=a', 'one reorders, the other renames');
SELECT is(pg_temp.both('{A,B,C}', E'A\nB2\nC', '["C", "B", "A"]'), 'merged C=c B2=b A=a', 'one renames, the other reorders');
SELECT is(pg_temp.both('{A,B,C}', '["A", "B", "C", "X"]', '["C", "B", "A"]'), 'merged C=c X B=b A=a', 'one appends, the other reorders');
SELECT matches(pg_temp.both('{A,B,C}', '["C", "B", "A"]', '["B", "A", "C"]'), '^merged C=c B=b A=a order:', 'both reorder: the first stands');
SELECT is(pg_temp.both('{A,B}', '[{"heading": "A", "status": "complete"}, "B"]', '[{"heading": "A", "description": "d"}, "B"]'),
          'merged A=a B=b', 'different fields of one section');
SELECT is((SELECT section_description || ' ' || status FROM post_section WHERE post_id = (SELECT max(id) FROM post) AND section_heading = 'A'),
          'd complete', 'are both taken');
SELECT is(pg_temp.both('{A,B}', '[{"heading": "A", "status": "complete"}, "B"]', '[{"heading": "A", "status": "in_progress"}, "B"]'),
          'merged A=a B=b status:"draft"/"complete"/"in_progress"', 'one status twice: all three values are reported');
SELECT is(pg_temp.both('{}', '["A"]', '["B"]'), 'merged A B', 'both begin with nothing');

-- Three ways by ids: the heading that the second writer still knows is not the one that is stored.
SELECT pg_temp.new_post('A', 'B') AS post \gset
SELECT pg_temp.list(:post) AS base_list, pg_temp.outline_version(:post) AS base \gset
SELECT galley.section_save(pg_temp.section(:post, 'A'), 'section_heading', 'A2') \g /dev/null
SELECT galley.section_add(:post, 'C') \g /dev/null
SELECT is(pg_temp.after(:post, replace(:'base_list', '"B"', '"B2"'), :base), 'A2=a B2=b C', 'a list with ids, after several verbs of others');
SELECT is((SELECT string_agg(action || ' ' || heading, ', ' ORDER BY section_order) FROM galley.outline_plan(:post, '["B", "A"]', :base)),
          'moved B2, moved C, moved A2', 'a plan merges too');
SELECT throws_ok(format('SELECT galley.outline_set(%s, NULL, %s)', :post, pg_temp.outline_version(:post) + 1), 'GY004', NULL, 'no base in the future');
DELETE FROM galley.sync_log WHERE post_id = :post AND outline_version = :base;
SELECT throws_ok(format('SELECT galley.outline_set(%s, NULL, %s)', :post, :base), 'GY002', NULL, 'no base that the log does not reach');

-- The log.
SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
CREATE TEMP TABLE state (version integer, list text, shape text);
INSERT INTO state VALUES (pg_temp.outline_version(:post), pg_temp.list(:post), pg_temp.shape(:post));
SELECT galley.outline_set(:post, E'C\nX\nA') \g /dev/null
INSERT INTO state VALUES (pg_temp.outline_version(:post), pg_temp.list(:post), pg_temp.shape(:post));
UPDATE post_section SET section_heading = 'C2' WHERE post_id = :post AND section_heading = 'C';
INSERT INTO state VALUES (pg_temp.outline_version(:post), pg_temp.list(:post), pg_temp.shape(:post));
SELECT galley.section_move(pg_temp.section(:post, 'A'), 1) \g /dev/null
INSERT INTO state VALUES (pg_temp.outline_version(:post), pg_temp.list(:post), pg_temp.shape(:post));
SELECT galley.section_add(:post, 'D') \g /dev/null
INSERT INTO state VALUES (pg_temp.outline_version(:post), pg_temp.list(:post), pg_temp.shape(:post));
SELECT galley.section_park(pg_temp.section(:post, 'X')) \g /dev/null
SELECT is((SELECT count(*)::integer FROM state WHERE galley.outline_at(:post, version) = list), 5, 'the list of every version can be had');
SELECT is((SELECT count(*)::integer FROM galley.sync_log WHERE post_id = :post AND lines_before IS NOT NULL), 3, 'most entries are a few lines');

SELECT id AS entry FROM galley.sync_log WHERE post_id = :post AND verb = 'park' \gset
SELECT is((galley.outline_rollback(:entry)).outcome || ' ' || pg_temp.shape(:post), 'changed A=a C2=c X D', 'the last change taken back');
SELECT id AS entry FROM galley.sync_log WHERE post_id = :post ORDER BY id OFFSET 1 LIMIT 1 \gset
SELECT is((galley.outline_rollback(:entry)).restored, 1, 'an earlier change taken back');
SELECT is(pg_temp.shape(:post), 'A=a B=b C=c', 'drafts included');
SELECT is((SELECT string_agg(DISTINCT verb, ' ') FROM galley.sync_log WHERE post_id = :post AND id > (SELECT max(id) - 2 FROM galley.sync_log)),
          'rollback', 'taking back is logged itself');
SELECT galley.outline_rollback(max(id)) FROM galley.sync_log WHERE post_id = :post \g /dev/null
SELECT is(pg_temp.shape(:post), 'A=a C2=c X D', 'and can be taken back');
SELECT log_id FROM galley.outline_set(:post, '{oops') \gset
SELECT throws_ok(format('SELECT galley.outline_rollback(%s)', :log_id), 'GY004', NULL, 'what was rejected cannot be taken back');
SELECT throws_ok('SELECT galley.outline_rollback(0)', 'GY003', NULL, 'nor what never was');
SELECT pg_temp.new_post() AS post \gset
SELECT log_id FROM galley.outline_set(:post, '["A"]') \gset
SELECT is((galley.outline_rollback(:log_id)).outcome || pg_temp.list(:post), 'changed[]', 'the first list taken back');

-- A long row of small changes keeps a whole list now and then.
SELECT pg_temp.new_post('A', 'B') AS post \gset
SELECT count(galley.section_save(pg_temp.section(:post, 'B'), 'section_description', n::text)) FROM generate_series(1, 200) AS n \g /dev/null
SELECT is((SELECT count(*)::integer FROM galley.sync_log WHERE post_id = :post AND list_before IS NOT NULL), 3, 'one in 64');
SELECT matches(galley.outline_at(:post, 100), '"description": "98"', 'and every version can be had');

-- The log keeps the newest 500 versions, of each post by itself, and what it keeps can be had again.
SELECT pg_temp.new_post('A', 'B') AS other \gset
SELECT galley.section_add(:other, 'C') \g /dev/null
SELECT pg_temp.new_post('A', 'B', 'C') AS post \gset
SELECT count(*) AS n FROM galley.sync_log WHERE post_id = :other \gset
CREATE TEMP TABLE was (version integer, list text);
DO $$
DECLARE
    post CONSTANT integer := (SELECT max(id) FROM post);
    a    CONSTANT integer := pg_temp.section(post, 'A');
BEGIN
    FOR n IN 1 .. 700 LOOP
        IF n % 10 = 0 THEN
            PERFORM galley.section_move(a, n / 10 % 3 + 1);
        ELSE
            PERFORM galley.section_save(a, 'section_heading', 'A ' || n);
        END IF;
        INSERT INTO was SELECT pg_temp.outline_version(post), pg_temp.list(post);
    END LOOP;
END
$$;
SELECT is((SELECT count(*) BETWEEN 500 AND 564 FROM galley.sync_log WHERE post_id = :post), true, 'the log of a post has an end');
SELECT is((SELECT count(*) FROM galley.sync_log WHERE post_id = :other), :n::bigint, 'that of another one is another one');
SELECT is((SELECT count(*) FILTER (WHERE galley.outline_at(:post, version) <> list)::integer FROM was
            WHERE version >= (SELECT min(outline_version) FROM galley.sync_log WHERE post_id = :post)), 0, 'every version in it can be had');
SELECT throws_ok(format('SELECT galley.outline_at(%s, %s)', :post, (SELECT min(outline_version) - 1 FROM galley.sync_log WHERE post_id = :post)),
                 'GY002', NULL, 'one that is older cannot');
SELECT min(id) AS oldest FROM galley.sync_log WHERE post_id = :post \gset
SELECT is((galley.outline_rollback(:oldest)).outcome, 'changed', 'and the oldest one brought back');
SELECT count(galley.outline_set(:post, '{"oops')) FROM generate_series(1, 300) \g /dev/null
SELECT is((SELECT count(*) BETWEEN 50 AND 114 FROM galley.sync_log WHERE post_id = :post AND outcome = 'rejected'), true,
          'of lists that were rejected the newest stay');
SELECT is(pg_temp.findings(:post), 'OK', 'all in order');

SELECT * FROM finish();
ROLLBACK;
