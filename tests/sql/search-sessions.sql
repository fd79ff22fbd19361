-- The search with several sessions: no mark is lost, nobody waits for long, and who may only read can search. Not in a
-- transaction, so that each session sees what the others commit; the server is gone afterwards.
SELECT plan(25);

SELECT dblink_connect_u(name, format('host=%s user=galley dbname=galley', :'socket')) FROM unnest(ARRAY['one', 'two', 'three'])
    AS name \g /dev/null

INSERT INTO post (id, title, slug) VALUES (1, 'One', 'one');
INSERT INTO post_section (id, post_id, section_order, section_heading, draft)
SELECT 10 + n, 1, n, 'Section ' || n, 'nothing' FROM generate_series(1, 9) AS n;

CREATE FUNCTION found(words text) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM galley.search(words)';
CREATE FUNCTION found_by(session text, words text) RETURNS bigint LANGUAGE sql AS $$
    SELECT n FROM dblink(session, format('SELECT count(*) FROM galley.search(%L)', words)) AS t (n bigint)
$$;
SELECT is(found('nothing'), 9::bigint, 'all is found');

-- A change that is not committed yet
SELECT is(dblink_exec('one', 'BEGIN'), 'BEGIN', 'one begins');
SELECT is(dblink_exec('one', $$UPDATE post_section SET draft = 'apricot' WHERE id = 11$$), 'UPDATE 1', 'and changes a draft');
SELECT is(found('apricot'), 0::bigint, 'somebody else does not find it');
SELECT is(found_by('one', 'apricot'), 1::bigint, 'but the writer does');
SELECT is(dblink_exec('one', 'COMMIT'), 'COMMIT', 'it is committed');
SELECT is(found('apricot'), 1::bigint, 'everybody finds it');
SELECT is(found('nothing'), 8::bigint, 'and what it replaced nobody');

-- A search that is not committed yet, and a change of the same row meanwhile
UPDATE post_section SET draft = 'banana' WHERE id = 12;
SELECT dblink_exec('one', 'BEGIN') \g /dev/null
SELECT is(found_by('one', 'banana'), 1::bigint, 'one searches, and its transaction goes on');
UPDATE post_section SET draft = 'cherry' WHERE id = 12;
SELECT is(found('cherry'), 0::bigint, 'who searches meanwhile is not kept waiting: the change is too new');
SELECT is((SELECT count(*) FROM galley.search_mark WHERE kind = 's' AND id = 12) > 0, true, 'but is not forgotten');
SELECT dblink_exec('one', 'COMMIT') \g /dev/null
SELECT is(found('cherry'), 1::bigint, 'it is found afterwards');
SELECT is(found('banana'), 0::bigint, 'and the text before is not');

-- A search that is rolled back
UPDATE post_section SET draft = 'damson' WHERE id = 13;
SELECT dblink_exec('one', 'BEGIN') \g /dev/null
SELECT is(found_by('one', 'damson'), 1::bigint, 'one finds something new');
SELECT dblink_exec('one', 'ROLLBACK') \g /dev/null
SELECT is(found('damson'), 1::bigint, 'another one does after the first was rolled back');

-- Transactions that see what they saw at their beginning, or may not write
SELECT dblink_exec('one', 'BEGIN ISOLATION LEVEL REPEATABLE READ') \g /dev/null
SELECT is(found_by('one', 'damson'), 1::bigint, 'one looks at the database of now');
UPDATE post_section SET draft = 'elder' WHERE id = 14;
SELECT is(found_by('one', 'elder'), 0::bigint, 'and does not find what comes later');
SELECT is(found('elder'), 1::bigint, 'which others do');
SELECT is(found_by('one', 'damson'), 1::bigint, 'and does not fail');
SELECT dblink_exec('one', 'COMMIT') \g /dev/null
UPDATE post_section SET draft = 'fig' WHERE id = 15;
SELECT dblink_exec('one', 'BEGIN READ ONLY') \g /dev/null
SELECT is(found_by('one', 'damson'), 1::bigint, 'one who may not write finds what is known');
SELECT dblink_exec('one', 'COMMIT') \g /dev/null

-- A role that may only read
CREATE ROLE reader LOGIN;
GRANT USAGE ON SCHEMA public, galley TO reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public, galley TO reader;
SELECT dblink_connect_u('reader', format('host=%s user=reader dbname=galley', :'socket')) \g /dev/null
SELECT is(found_by('reader', 'fig'), 1::bigint, 'a reader finds what nobody has looked for yet');
SELECT throws_ok($$SELECT dblink_exec('reader', 'UPDATE post_section SET draft = NULL')$$, '42501', NULL, 'and may not write');
SELECT dblink_exec('reader', 'SET default_transaction_read_only = on') \g /dev/null
UPDATE post_section SET draft = 'grape' WHERE id = 16;
SELECT is(found_by('reader', 'fig'), 1::bigint, 'also not at all');

-- Many at once
SELECT dblink_send_query(session, format($$
    DO $do$
    BEGIN
        FOR n IN 1 .. 300 LOOP
            UPDATE post_section SET draft = %L || n WHERE id = 11 + n %% 9;
            COMMIT;
            PERFORM galley.search(%L || n);
            COMMIT;
        END LOOP;
    END
    $do$ $$, session, session))
FROM unnest(ARRAY['one', 'two', 'three']) AS session \g /dev/null
SELECT results_eq($$SELECT session, r FROM unnest(ARRAY['one', 'two', 'three']) AS session, dblink_get_result(session)
    AS t (r text) ORDER BY session$$,
    $$VALUES ('one', 'DO'), ('three', 'DO'), ('two', 'DO')$$, 'three sessions write and search the same sections');
SELECT is(
    (SELECT array_agg(s.id) FROM post_section AS s
     WHERE NOT EXISTS (SELECT FROM galley.search(s.draft) AS h WHERE h.section_id = s.id)), NULL,
    'and every draft is found afterwards');

SELECT * FROM finish();
