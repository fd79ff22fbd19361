-- The verbs of posts.
BEGIN;
SELECT plan(87);

CREATE FUNCTION pg_temp.saved(post integer, field text, value text, base integer DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', outcome, version, value) FROM galley.post_save(post, field, value, base)
$$;

-- Making one
CREATE TEMP TABLE made AS SELECT galley.post_new('  A   first
title ') AS id;
SELECT results_eq('SELECT title, slug, status, version FROM post WHERE id = (SELECT id FROM made)',
    $$VALUES ('A first title'::varchar, 'a-first-title'::varchar, 'draft'::post_status, 1)$$,
        'a post has its title in one line, and a slug');
SELECT is((SELECT count(*) FROM post_development WHERE post_id = (SELECT id FROM made)), 1::bigint, 'it has a post_development');
SELECT is((SELECT s.name FROM workflow AS w JOIN workflow_stage_entity AS s ON s.id = w.stage_id
    WHERE post_id = (SELECT id FROM made)),
    (SELECT name FROM workflow_stage_entity ORDER BY stage_order LIMIT 1), 'it is in the first stage');
SELECT results_eq($$SELECT stage_id, status FROM post_workflow_stage WHERE post_id = (SELECT id FROM made) ORDER BY stage_id$$,
    $$SELECT id, 'not_started'::varchar FROM workflow_stage_entity ORDER BY id$$, 'it has every stage, none begun');
SELECT results_eq($$SELECT s.sub_stage_id FROM post_workflow_sub_stage AS s JOIN post_workflow_stage
    AS t ON t.id = s.post_workflow_stage_id
                    WHERE t.post_id = (SELECT id FROM made) ORDER BY 1$$,
    $$SELECT id FROM workflow_sub_stage_entity ORDER BY id$$, 'and every sub-stage');
SELECT throws_ok($$SELECT galley.post_new('')$$, 'GY004', 'A post needs a title.', 'an empty title is refused');
SELECT throws_ok($$SELECT galley.post_new(E' \n\t ')$$, 'GY004', 'A post needs a title.', 'and one of blanks');
SELECT throws_ok($$SELECT galley.post_new(NULL)$$, 'GY004', 'A post needs a title.', 'and none');
SELECT throws_ok($$SELECT galley.post_new(repeat('x', 201))$$, 'GY004', 'The title is too long.', 'and one of 201 characters');
SELECT lives_ok($$SELECT galley.post_new(repeat('ü', 200))$$, 'one of 200 characters does');

-- A plain row
INSERT INTO post (title) VALUES ('Plain row'), ('Plain row'), ('Plain & simple');
SELECT results_eq($$SELECT title, slug FROM post WHERE title LIKE 'Plain %' ORDER BY id$$,
    $$VALUES ('Plain row'::varchar, 'plain-row'::varchar), ('Plain row', 'plain-row-2'), ('Plain & simple', 'plain-and-simple')$$,
    'a row without a slug gets one of its own');
INSERT INTO post (title, slug) VALUES ('Empty', ''), ('Plain row', 'given');
SELECT results_eq($$SELECT slug FROM post WHERE title = 'Empty' OR slug = 'given' ORDER BY id$$, $$VALUES ('empty'::varchar), ('given')$$,
    'so does one with an empty one, and a given one stays');
SELECT throws_ok($$INSERT INTO post (title) VALUES (NULL)$$, '23502', NULL, 'a row without a title is refused');

-- Slugs
SELECT is(galley.slug(title), slug, format('slug of "%s"', title))
FROM (VALUES
    ('Hello, World!', 'hello-world'),
    ('Ünïcödé Straße', 'unicode-strasse'),
    ('Ærøskøbing & Łódź', 'aeroskobing-and-lodz'),
    ('Don’t "stop" it''s', 'dont-stop-its'),
    ('Москва: Щука и подъезд', 'moskva-shchuka-i-podezd'),
    ('Ελληνικά ΣΊΣΥΦΟΣ', 'ellinika-sisyfos'),
    ('ﬁne ½ ²', 'fine-1-2-2'),
    (E'a\u0301b\tc', 'ab-c'),
    ('日本語', 'post'),
    ('🎉', 'post'),
    ('', 'post'),
    (NULL, 'post')) AS t (title, slug);
SELECT is(length(galley.slug(repeat('word ', 100))), 179,
    'a slug is cut at a length that leaves room for a number, and not at a hyphen');
SELECT lives_ok($$SELECT galley.post_new('A first title')$$, 'a second post of the same title is made');
SELECT is((SELECT max(slug) FROM post WHERE title = 'A first title'), 'a-first-title-2', 'its slug has a number');
SELECT lives_ok($$SELECT galley.post_new('A first title') FROM generate_series(1, 20)$$, 'and twenty more');
SELECT is((SELECT count(DISTINCT slug) FROM post WHERE title = 'A first title'), 22::bigint, 'all have their own');
SELECT lives_ok($$SELECT galley.post_new('日本語') FROM generate_series(1, 3)$$, 'titles of which no slug can be made');
SELECT results_eq($$SELECT slug FROM post WHERE title = '日本語' ORDER BY id$$, ARRAY['post', 'post-2', 'post-3']::varchar[],
    'have one too');
INSERT INTO post (title, slug) VALUES ('x', 'odd-title-99999999999999999999'), ('y', 'odd-title'), ('z', 'odd-title-x');
SELECT lives_ok($$SELECT galley.post_new('Odd title')$$, 'a number that is none is passed over');
SELECT is((SELECT slug FROM post WHERE title = 'Odd title'), 'odd-title-2', 'and the next one is free');
SELECT lives_ok($$SELECT galley.post_new(repeat('a', 199)), galley.post_new(repeat('a', 199) || 'b')$$,
    'long titles that are the same for long');

-- Deleting
SELECT is(galley.post_save(id, 'status', 'published'), ROW ('saved', 2, 'published')::galley.save_result,
    'a post is published') FROM made;
SELECT is(galley.post_delete(id), id, 'a post goes into the trash') FROM made;
SELECT is((SELECT status FROM post WHERE id = (SELECT id FROM made)), 'deleted', 'by its status');
SELECT is(galley.post_delete(id), id, 'once more, and it stays there') FROM made;
SELECT is((SELECT version FROM post WHERE id = (SELECT id FROM made)), 3, 'and nothing happens');
SELECT is(galley.post_restore(id), id, 'it comes back') FROM made;
SELECT is((SELECT status FROM post WHERE id = (SELECT id FROM made)), 'published', 'with the status that it had');
SELECT is(galley.post_restore(id), id, 'once more, and it stays') FROM made;
SELECT is((SELECT count(*) FROM galley.parked_post), 0::bigint, 'the trash is empty');
UPDATE post SET status = 'deleted' WHERE id = (SELECT id FROM made);
SELECT is(galley.post_restore(id), id, 'a plain UPDATE is remembered too') FROM made;
SELECT is((SELECT status FROM post WHERE id = (SELECT id FROM made)), 'published', 'and the status is back');
INSERT INTO post (id, title, slug, status) VALUES (900, 'Old', 'old', 'deleted');
SELECT is(galley.post_restore(900), 900, 'one that was made deleted comes back');
SELECT is((SELECT status FROM post WHERE id = 900), 'draft', 'as a draft');
SELECT throws_ok($$SELECT galley.post_delete(4711)$$, 'GY003', 'There is no post 4711.', 'no such post to delete');
SELECT throws_ok($$SELECT galley.post_restore(4711)$$, 'GY003', 'There is no post 4711.', 'no such post to restore');
SELECT throws_ok($$DELETE FROM post WHERE id = (SELECT id FROM made)$$, '23503', NULL,
    'a plain DELETE cannot take what was written');

-- The archive
INSERT INTO post (id, title, slug, status) VALUES (902, 'Kept', 'kept', 'in_process'), (903, 'Born there', 'born-there', 'archived');
SELECT is(galley.post_unarchive(902), ROW ('unchanged', 1, 'in_process')::galley.save_result, 'what is not archived stays as it is');
SELECT is(galley.post_save(902, 'status', 'archived'), ROW ('saved', 2, 'archived')::galley.save_result, 'a post is archived');
SELECT is(galley.post_unarchive(902, 1), ROW ('conflict', 2, 'archived')::galley.save_result, 'somebody else changed it');
SELECT is(galley.post_unarchive(902, 2), ROW ('saved', 3, 'in_process')::galley.save_result, 'it comes out with the status that it had');
SELECT is(galley.post_unarchive(902, 2), ROW ('unchanged', 3, 'in_process')::galley.save_result, 'once more, and nothing happens');
SELECT is((SELECT count(*) FROM galley.archived_post), 0::bigint, 'the archive is empty');
UPDATE post SET status = 'archived' WHERE id = 902;
SELECT is(galley.post_delete(902), 902, 'an archived post is deleted');
SELECT is(galley.post_restore(902), 902, 'and comes back');
SELECT is(galley.post_unarchive(902), ROW ('saved', 7, 'in_process')::galley.save_result, 'and still has the status of before');
SELECT is(galley.post_unarchive(903), ROW ('saved', 2, 'draft')::galley.save_result, 'one that was made archived is a draft');
SELECT throws_ok($$SELECT galley.post_unarchive(4711)$$, 'GY003', 'There is no post 4711.', 'no such post to take out');
UPDATE post SET status = 'archived' WHERE id = 902;
UPDATE post SET status = 'published' WHERE id = 902;
SELECT is((SELECT count(*) FROM galley.archived_post), 0::bigint, 'a plain UPDATE takes it out, too');

-- Saving
INSERT INTO post (id, title, slug) VALUES (901, 'Saving', 'saving');
SELECT is(pg_temp.saved(901, 'title', 'Saved', 1), 'saved 2 Saved', 'a title is stored');
SELECT is(pg_temp.saved(901, 'title', 'Saved', 1), 'unchanged 2 Saved', 'once more, from the same version, and nothing happens');
SELECT is(pg_temp.saved(901, 'title', 'Other', 1), 'conflict 2 Saved', 'another one from that version is a conflict');
SELECT is(pg_temp.saved(901, 'title', 'Other'), 'saved 3 Other', 'and replaces it without a version');
SELECT is(pg_temp.saved(901, 'summary', 'About'), 'saved 4 About', 'summary is that of the post');
SELECT is(pg_temp.saved(901, 'post_development.summary', 'Plan'), 'saved 2 Plan', 'the other one is named with its table');
SELECT results_eq('SELECT p.summary, d.summary FROM post AS p JOIN post_development AS d ON d.post_id = p.id WHERE p.id = 901',
    $$VALUES ('About', 'Plan')$$, 'each is where it belongs');
SELECT is(pg_temp.saved(901, 'basic_idea', 'Idea', 2), 'saved 3 Idea', 'the development counts its own versions');
SELECT is(pg_temp.saved(901, 'basic_idea', NULL, 3), 'saved 4', 'a text can be taken away');
SELECT is(pg_temp.saved(901, 'section_order', 'notes'), 'saved 5 notes', 'notes on the order are a text like others');
SELECT is(pg_temp.saved(901, 'status', 'in_process'), 'saved 5 in_process', 'a status is stored');
SELECT is(pg_temp.saved(901, 'slug', 'another-one'), 'saved 6 another-one', 'a slug is stored');
SELECT is(pg_temp.saved(901, 'header_image_id', NULL), 'unchanged 6', 'no image is no change');
SELECT throws_ok($$SELECT galley.post_save(901, 'slug', 'post')$$, 'GY004', NULL, 'a slug that another post has is refused');
SELECT throws_ok($$SELECT galley.post_save(901, 'slug', 'two words')$$, 'GY004', NULL, 'and one with a blank');
SELECT throws_ok($$SELECT galley.post_save(901, 'title', '')$$, 'GY004', 'A post needs a title.', 'an empty title is refused');
SELECT throws_ok($$SELECT galley.post_save(901, 'title', NULL)$$, 'GY004', 'A post needs a title.', 'and none');
SELECT throws_ok($$SELECT galley.post_save(901, 'title', repeat('x', 201))$$, 'GY004', 'The title is too long.',
    'and a long one');
SELECT throws_ok($$SELECT galley.post_save(901, 'status', 'lost')$$, 'GY004', '"lost" is no status of a post.',
    'an unknown status is refused');
SELECT throws_ok($$SELECT galley.post_save(901, 'header_image_id', '7')$$, 'GY004', 'There is no image 7.',
    'an unknown image is refused');
SELECT throws_ok($$SELECT galley.post_save(901, 'version', '7')$$, 'GY004', 'A post has no field "version".',
    'a version cannot be set');
SELECT throws_ok($$SELECT galley.post_save(901, 'id; DROP TABLE post', '7')$$, 'GY004', NULL, 'nor anything else');
SELECT throws_ok($$SELECT galley.post_save(901, 'section_headings', '[]')$$, 'GY004', NULL, 'the master list is not a field');
SELECT throws_ok($$SELECT galley.post_save(4711, 'title', 'x')$$, 'GY003', 'There is no post 4711.', 'no such post');

SELECT * FROM finish();
ROLLBACK;
