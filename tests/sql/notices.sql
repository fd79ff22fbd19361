-- Versions, dates and notices: what rows do by themselves when somebody writes them. Each statement is a transaction of its
-- own, since notices are sent when it is committed; the server is gone afterwards.
SELECT plan(49);

SELECT dblink_connect_u('listener', format('host=%s user=galley dbname=galley', :'socket')) \g /dev/null
SELECT dblink_exec('listener', 'LISTEN galley') \g /dev/null
-- The server sends notices before it answers the next question.
CREATE FUNCTION heard() RETURNS text[] LANGUAGE sql AS $$
    SELECT * FROM dblink('listener', 'SELECT 1') AS t (one integer);
    SELECT coalesce(array_agg(extra), '{}') FROM dblink_get_notify('listener')
$$;
SET galley.session = 'me';

-- What is made
INSERT INTO post (id, title, slug) VALUES (1, 'One', 'one');
SELECT is(heard(), '{post 1 1 1 me I}', 'a new post');
INSERT INTO post_development (id, post_id) VALUES (5, 1);
SELECT is(heard(), '{post_development 5 1 1 me I}', 'its development');
INSERT INTO post_section (id, post_id, section_order, section_heading) VALUES (11, 1, 1, 'First'), (12, 1, 2, 'Second');
SELECT is(heard(), '{post_section 11 1 1 me I,post_section 12 1 1 me I,outline 1 1 2 me U}', 'two sections, and the outline');
INSERT INTO post_section_elements (id, section_id, element_type, element_text) VALUES (101, 11, 'fact', 'x');
SELECT is(heard(), '{post_section_elements 101 1 1 me I}', 'an element');
INSERT INTO tag (id, name, slug) VALUES (7, 'tag', 'tag');
SELECT is(heard(), '{tag 7 - - me I}', 'a tag belongs to no post and has no version');
INSERT INTO post_tags VALUES (1, 7);
SELECT is(heard(), '{post_tags - 1 - me I}', 'that a post has it has no id');

-- What is changed
UPDATE post_section SET draft = 'text' WHERE id = 11;
SELECT is(heard(), '{post_section 11 1 2 me U}', 'a draft');
UPDATE post_section SET draft = 'text' WHERE id = 11;
SELECT is(heard(), '{}', 'the same draft is no change');
UPDATE post_section SET version = 77, updated_at = now() WHERE id = 11;
SELECT is(heard(), '{}', 'nor is a date');
UPDATE post_section SET version = 2 WHERE id = 11;
RESET galley.session;
UPDATE post SET title = 'Two', summary = 'both' WHERE id = 1;
SELECT is(heard(), '{post 1 1 2 - U}', 'a title and a summary, by somebody without a session');
UPDATE post_development SET basic_idea = 'idea' WHERE post_id = 1;
SELECT is(heard(), '{post_development 5 1 2 - U}', 'an idea');
UPDATE post_section_elements SET element_text = 'y' WHERE id = 101;
SELECT is(heard(), '{post_section_elements 101 1 2 - U}', 'an element');
UPDATE post_section_elements SET element_order = 3 WHERE id = 101;
SELECT is(heard(), '{post_section_elements 101 1 2 - U}', 'its place, which is no new version');
UPDATE post SET substage_id = 3 WHERE id = 1;
SELECT is(heard(), '{post 1 1 2 - U}', 'the sub-stage of a post, which is none either');
UPDATE tag SET name = 'other' WHERE id = 7;
SELECT is(heard(), '{tag 7 - - - U}', 'a tag');
UPDATE tag SET name = 'other' WHERE id = 7;
SELECT is(heard(), '{}', 'the same name is no change');
UPDATE post_section SET section_heading = 'Third' WHERE id = 12;
SELECT is(heard(), '{post_section 12 1 2 - U,outline 1 1 3 - U}', 'a heading is one of the row and one of the outline');
UPDATE post_section SET section_order = 3 - section_order;
SELECT is(heard(), '{outline 1 1 4 - U}', 'a new order is one of the outline');
SELECT is((SELECT array_agg(version ORDER BY id) FROM post_section), '{2,2}', 'and of no section');

-- Verbs
SELECT galley.element_add(11, 'idea', 'first', 1) AS added \gset
SELECT is(heard(), ARRAY[format('post_section_elements %s 1 1 - I', :added)],
    'an element that is added before another one is one notice');
SELECT galley.element_move(:added, 11, 2) \g /dev/null
SELECT is(heard(), ARRAY[format('post_section_elements %s 1 1 - U', :added)], 'one that is moved, too');
SELECT galley.element_move(:added, 11, 2) \g /dev/null
SELECT is(heard(), '{}', 'moved to where it is, none');
SELECT galley.element_delete(101) \g /dev/null
SELECT is(heard(), '{post_section_elements 101 1 2 - D}', 'one that is deleted');
SELECT galley.element_restore(101) \g /dev/null
SELECT is(heard(), '{post_section_elements 101 1 2 - I}', 'one that is restored');
SELECT galley.post_delete(1) \g /dev/null
SELECT is(heard(), '{post 1 1 3 - U}', 'a post that is deleted');
SELECT galley.post_delete(1) \g /dev/null
SELECT is(heard(), '{}', 'once');
SELECT galley.post_restore(1) \g /dev/null
SELECT is(heard(), '{post 1 1 4 - U}', 'one that is restored');
SELECT galley.post_new('New') AS made \gset
SELECT is((heard())[1], format('post %s %1$s 1 - I', :made), 'one that is made');

-- What is deleted
DELETE FROM post_tags;
SELECT is(heard(), '{post_tags - 1 - - D}', 'a tag of a post');
DELETE FROM post_section_elements WHERE id = 101;
SELECT is(heard(), '{post_section_elements 101 1 2 - D}', 'an element');
DELETE FROM post_section WHERE id = 12;
SELECT is((heard())[1], 'post_section 12 1 2 - D', 'a section');

-- What is rolled back
BEGIN;
UPDATE post SET title = 'never' WHERE id = 1;
ROLLBACK;
SELECT is(heard(), '{}', 'nobody hears of what was rolled back');
BEGIN;
UPDATE post_section SET draft = 'once' WHERE id = 11;
UPDATE post_section SET draft = 'twice' WHERE id = 11;
COMMIT;
SELECT is(heard(), '{post_section 11 1 3 - U,post_section 11 1 4 - U}', 'each version is told of');

-- Under the guard
BEGIN;
SELECT set_config('galley.guard', 'on', true) \g /dev/null
UPDATE post_section SET draft = 'silent', version = version + 1 WHERE id = 11;
UPDATE post SET title = 'Silent' WHERE id = 1;
UPDATE post_section_elements SET element_text = 'silent';
UPDATE post_development SET basic_idea = 'silent';
COMMIT;
SELECT is(heard(), '{}', 'a verb at work speaks for itself');
SELECT is((SELECT version FROM post WHERE id = 1), 4, 'and counts for itself');
UPDATE post SET title = 'Loud' WHERE id = 1;
SELECT is(heard(), '{post 1 1 5 - U}', 'the guard ends with the transaction');

-- Dates
CREATE FUNCTION dated(statement text, question text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    answer boolean;
BEGIN
    EXECUTE statement;
    EXECUTE format('SELECT %s', question) INTO answer;
    RETURN answer;
END
$$;
SET TimeZone = 'Pacific/Kiritimati';
SELECT is(dated(statement, format('(SELECT updated_at = now() AT TIME ZONE ''UTC'' FROM %s)', name)), true,
    format('updated_at of %s is in UTC', name))
FROM (VALUES
    ('post WHERE id = 1', $$UPDATE post SET title = 'Later', updated_at = '2001-01-01' WHERE id = 1$$),
    ('post_section WHERE id = 11', $$UPDATE post_section SET draft = 'later', updated_at = '2001-01-01' WHERE id = 11$$),
    ('post_section WHERE id = 11', $$UPDATE post_section SET section_order = 9 WHERE id = 11$$),
    ('post_development WHERE id = 5', $$UPDATE post_development SET conclusion = 'later' WHERE id = 5$$),
    ('llm_prompt LIMIT 1', $$UPDATE llm_prompt SET description = 'later'$$),
    ('image_style LIMIT 1', $$UPDATE image_style SET description = 'later'$$)) AS t (name, statement);
SELECT is(dated('UPDATE workflow SET status = ''review''',
    '(SELECT updated = now() AT TIME ZONE ''UTC'' FROM workflow LIMIT 1)'), true, 'workflow has updated');
SELECT is(dated('INSERT INTO post (id, title, slug) VALUES (50, ''x'', ''x'')',
    '(SELECT created_at = now() AT TIME ZONE ''UTC'' FROM post WHERE id = 50)'), true,
    'created_at is in UTC');
SELECT is((SELECT array_agg(c.table_name::text ORDER BY 1) FROM information_schema.columns AS c
           WHERE c.table_schema = 'public' AND c.column_name IN ('updated_at', 'updated')
             AND NOT EXISTS (SELECT FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = t.tgfoid
                             WHERE t.tgrelid = format('public.%I', c.table_name)::regclass AND p.proname LIKE '%touch%')), NULL,
    'every table with a date of change keeps it');
SELECT is((SELECT array_agg(c.relname::text ORDER BY 1) FROM pg_class AS c
           WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
             AND c.relname NOT IN ('llm_log', 'llm_interaction', 'user', 'post_workflow_sub_stage')
             AND NOT EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND t.tgname ~ 'notice|touch')), NULL,
    'every table that somebody looks at tells of its changes');

-- Operations
INSERT INTO galley.operation (id, result) SELECT '00000000-0000-4000-8000-000000000001', galley.post_new('By an operation');
SELECT throws_ok($$INSERT INTO galley.operation (id, result) SELECT '00000000-0000-4000-8000-000000000001',
    galley.post_new('By an operation')$$, '23505', NULL,
    'the same operation cannot be done twice');
SELECT is((SELECT count(*) FROM post WHERE title = 'By an operation'), 1::bigint, 'nor half');
INSERT INTO galley.operation (id, made_at) SELECT gen_random_uuid(), now() - interval '31 days' FROM generate_series(1, 150);
INSERT INTO galley.operation (id) VALUES (gen_random_uuid());
SELECT is((SELECT count(*) FROM galley.operation), 2::bigint, 'an old one is forgotten');

SELECT * FROM finish();
