-- Posts and elements with several sessions, and roles. Not in a transaction, so that each session sees what the others commit;
-- the server is gone afterwards.
SELECT plan(41);

SELECT dblink_connect_u(name, format('host=%s user=galley dbname=galley', :'socket'))
    FROM unnest(ARRAY['one', 'two', 'three', 'four']) AS name \g /dev/null

INSERT INTO post (id, title, slug) VALUES (1001, 'One', 'one'), (1002, 'Two', 'two');
INSERT INTO post_section (id, post_id, section_order, section_heading) VALUES (11, 1001, 1, 'First'), (12, 1001, 2, 'Second'),
    (21, 1002, 1, 'Other');
CREATE FUNCTION places(section integer) RETURNS integer[] LANGUAGE sql AS $$
    SELECT array_agg(element_order ORDER BY element_order) FROM post_section_elements WHERE section_id = section
$$;
CREATE FUNCTION counted(to_ integer) RETURNS integer[] LANGUAGE sql AS 'SELECT array_agg(n) FROM generate_series(1, to_) AS n';

-- The same slug for two
SELECT is(dblink_exec('one', 'BEGIN'), 'BEGIN', 'one begins');
SELECT is((SELECT id > 0 FROM dblink('one', $$SELECT galley.post_new('Same')$$) AS t (id integer)), true, 'and makes a post');
SELECT is(dblink_send_query('two', $$SELECT galley.post_new('Same')$$), 1, 'another one makes a post of that title');
SELECT is(dblink_exec('one', 'COMMIT'), 'COMMIT', 'the first is committed');
SELECT is((SELECT id > 0 FROM dblink_get_result('two') AS t (id integer)), true, 'and the other one is made all the same');
SELECT is((SELECT array_agg(slug ORDER BY slug)::text FROM post WHERE title = 'Same'), '{same,same-2}', 'with a slug of its own');
SELECT * FROM dblink_get_result('two') AS t (id integer) \g /dev/null
SELECT dblink_exec('one', 'BEGIN ISOLATION LEVEL REPEATABLE READ') \g /dev/null
SELECT * FROM dblink('one', 'SELECT count(*) FROM post') AS t (n bigint) \g /dev/null
SELECT is(galley.post_new('Blind') > 0, true, 'a post is made that a session does not see');
SELECT is((SELECT id > 0 FROM dblink('one', $$SELECT galley.post_new('Blind')$$) AS t (id integer)), true,
    'which makes one of the same title');
SELECT is(dblink_exec('one', 'COMMIT'), 'COMMIT', 'and is committed');
SELECT is((SELECT count(DISTINCT slug) FROM post WHERE title = 'Blind'), 2::bigint, 'with a slug of its own');

-- Two who add at the same time
SELECT is(dblink_exec('one', 'BEGIN'), 'BEGIN', 'one begins');
SELECT is((SELECT id > 0 FROM dblink('one', $$SELECT galley.element_add(11, 'fact', 'a')$$) AS t (id integer)), true,
    'and adds an element');
SELECT is(dblink_send_query('two',
    $$INSERT INTO post_section_elements (section_id, element_type, element_text) VALUES (11, 'fact', 'b')$$), 1,
        'two adds one by SQL');
SELECT is(dblink_send_query('three', $$SELECT galley.element_add(11, 'fact', 'c', 1)$$), 1, 'three at the first place');
SELECT is(dblink_exec('one', 'COMMIT'), 'COMMIT', 'the first is committed');
SELECT is((SELECT r FROM dblink_get_result('two') AS t (r text)), 'INSERT 0 1', 'the second is added');
SELECT is((SELECT id > 0 FROM dblink_get_result('three') AS t (id integer)), true, 'and the third');
SELECT is(places(11), '{1,2,3}', 'each has a place');
SELECT * FROM dblink_get_result('two') AS t (r text) \g /dev/null
SELECT * FROM dblink_get_result('three') AS t (id integer) \g /dev/null

-- An element that is moved while it is moved
SELECT dblink_exec('one', 'BEGIN') \g /dev/null
SELECT is((SELECT p FROM dblink('one',
    $$SELECT galley.element_move((SELECT id FROM post_section_elements WHERE element_text = 'c'), 12)$$) AS t (p integer)), 1,
    'one moves an element to another section');
SELECT is(dblink_send_query('two',
    $$SELECT galley.element_move((SELECT id FROM post_section_elements WHERE element_text = 'c'), 11, 1)$$), 1,
    'two, who still sees it where it was, moves it, too');
SELECT is(dblink_exec('one', 'COMMIT'), 'COMMIT', 'the first is committed');
SELECT is((SELECT p FROM dblink_get_result('two') AS t (p integer)), 1, 'and the other one finds where it is now');
SELECT is(places(11), '{1,2,3}', 'places are closed up');
SELECT is(places(12), NULL, 'on both sides');
SELECT * FROM dblink_get_result('two') AS t (p integer) \g /dev/null

-- Many at once
SELECT galley.element_add(section, 'idea', section || ' ' || n) FROM unnest('{11,12,21}'::integer[]) AS section,
    generate_series(1, 10) AS n \g /dev/null
SELECT dblink_send_query(session, format($$
    DO $do$
    DECLARE
        element integer;
    BEGIN
        PERFORM setseed(0.%s);
        FOR n IN 1 .. 150 LOOP
            SELECT id INTO element FROM post_section_elements ORDER BY random() LIMIT 1;
            CASE floor(random() * 4)
                WHEN 0 THEN PERFORM galley.element_move(element, (ARRAY[11, 12, 21])[1 + floor(random() * 3)::integer],
                    1 + floor(random() * 15)::integer);
                WHEN 1 THEN UPDATE post_section SET draft = n || ' ' || %1$s WHERE id = 11 + n %% 2;
                WHEN 2 THEN
                    BEGIN
                        PERFORM galley.element_delete(element), galley.element_restore(element);
                    EXCEPTION WHEN SQLSTATE 'GY003' THEN
                        NULL;
                    END;
                ELSE PERFORM galley.element_add((ARRAY[11, 12, 21])[1 + floor(random() * 3)::integer], 'fact', n || ' of '
                    || %1$s, 1 + floor(random() * 9)::integer);
            END CASE;
            COMMIT;
        END LOOP;
    END
    $do$ $$, n))
FROM unnest(ARRAY['one', 'two', 'three', 'four']) WITH ORDINALITY AS s (session, n) \g /dev/null
SELECT is((SELECT array_agg(r ORDER BY session) FROM unnest(ARRAY['one', 'two', 'three', 'four']) AS session,
    dblink_get_result(session) AS t (r text)),
    '{DO,DO,DO,DO}', 'four sessions add, move, delete and restore elements, without a deadlock');
SELECT is(places(section), counted(cardinality(places(section))), 'every element of a section has its place')
    FROM unnest('{11,12,21}'::integer[]) AS section;
SELECT is((SELECT count(*) FROM post_section_elements AS e JOIN post_section AS s ON s.id = e.section_id
    WHERE e.post_id <> s.post_id), 0::bigint,
    'and its post');
SELECT is((SELECT count(*) FROM post_section_elements WHERE element_text LIKE '% of %') = (SELECT count(DISTINCT element_text)
    FROM post_section_elements
    WHERE element_text LIKE '% of %'), true, 'none is there twice');

-- Roles
CREATE ROLE writer LOGIN;
GRANT USAGE ON SCHEMA public, galley TO writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, galley TO writer;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public, galley TO writer;
CREATE ROLE reader LOGIN;
GRANT USAGE ON SCHEMA public, galley TO reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public, galley TO reader;
SELECT dblink_connect_u(name, format('host=%s user=%s dbname=galley', :'socket', name)) FROM unnest(ARRAY['writer', 'reader'])
    AS name \g /dev/null
SELECT dblink_exec('reader', 'SET client_min_messages TO error') \g /dev/null
CREATE FUNCTION done_by(role text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    RETURN (SELECT count(*)::text FROM dblink(role, statement) AS t (answer text));
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE;
    RETURN state;
END
$$;
SELECT is(done_by(role, statement), state, format('a %s: %s', role, statement))
FROM (VALUES ('writer', '1'), ('reader', '42501')) AS r (role, state),
    unnest(ARRAY[
        $$SELECT galley.post_new('By a writer')::text$$,
        $$SELECT galley.post_save(1001, 'title', 'By a writer')::text$$,
        $$SELECT galley.element_add(11, 'fact', 'by a writer')::text$$]) AS statement;
SELECT is(done_by('reader', statement), '1', format('a reader may: %s', statement))
FROM unnest(ARRAY[
    $$SELECT galley.post_document(1001)::text$$,
    $$SELECT count(*)::text FROM galley.search('by a writer')$$]) AS statement;
SELECT is(done_by('writer', $$SELECT galley.post_duplicate(1001)::text$$), '1', 'a writer may copy');
SELECT is(done_by('writer', $$SELECT (galley.outline_set(1002, '["a", "b"]')).outcome$$), '1', 'and set an outline');
SELECT is(done_by('writer', 'CREATE TABLE galley.mine ()'), '42501', 'but not make tables');

SELECT * FROM finish();
