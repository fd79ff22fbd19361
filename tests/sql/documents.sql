-- The document of a post: what is in it, what comes back out of it, and what is refused.
BEGIN;
SELECT plan(72);

INSERT INTO image (id, filename, path) VALUES (5, 'a.png', 'a.png');
INSERT INTO post (id, title, slug, summary, status, header_image_id, created_at)
VALUES (1, 'Alle  "Zeichen" äöü 🎉', 'alle-zeichen', E'Two\nlines', 'published', 5, '2025-05-01 10:00:00');
INSERT INTO post_development (post_id, basic_idea, summary, section_order, tags) VALUES (1, 'An idea', 'Another summary',
    'notes', 'a, b');
INSERT INTO category (name, slug) VALUES ('History', 'history');
INSERT INTO tag (name, slug) VALUES ('kilt', 'kilt'), ('Ähre', 'ahre');
INSERT INTO post_categories SELECT 1, id FROM category;
INSERT INTO post_tags SELECT 1, id FROM tag;
SELECT is((galley.outline_set(1, '[{"heading": "First", "description": "About", "keywords": ["x", null]}, {"heading": "Second"},
    {"heading": "Gone", "note": "old"}, "Fourth"]')).outcome, 'changed', 'a post has an outline');
UPDATE post_section SET draft = 'draft of ' || section_heading, polished = E'<p>polished</p>\n', image_id = 5,
    status = 'in_progress',
    image_generation_metadata = '{"seed": null, "steps": [1, 2]}', generation = 'by hand'
WHERE post_id = 1 AND section_heading IN ('First', 'Gone');
INSERT INTO post_section_elements (section_id, element_type, element_text)
SELECT id, type, type || ' of ' || section_heading
FROM post_section, unnest(ARRAY['fact', 'idea', 'theme']) AS type
WHERE section_heading IN ('First', 'Gone') ORDER BY id, type;
SELECT is(galley.element_delete(id) > 0, true, 'one of the elements is deleted') FROM post_section_elements
    WHERE element_text = 'idea of First';
SELECT is(galley.section_park(id) > 0, true, 'and one of the sections') FROM post_section WHERE section_heading = 'Gone';

-- What is in it
CREATE TEMP TABLE document AS SELECT galley.post_document(1) AS d;
SELECT is(d - '{post,development,sections,parked}'::text[],
    '{"format": "galley-post", "version": 1, "categories": ["History"], "tags": ["kilt", "Ähre"]}',
        'a document says what it is') FROM document;
SELECT is((d -> 'post') - 'updated_at',
    jsonb_build_object('id', 1, 'title', 'Alle  "Zeichen" äöü 🎉', 'slug', 'alle-zeichen', 'summary', E'Two\nlines',
    'status', 'published', 'header_image_id', 5, 'created_at', '2025-05-01T10:00:00Z'), 'it has the post') FROM document;
SELECT is(d -> 'development', '{"basic_idea": "An idea", "summary": "Another summary", "section_order": "notes", "tags": "a, b"}',
    'what was developed, and nothing that is empty') FROM document;
SELECT is(jsonb_path_query_array(d, '$.sections[*].heading'), '["First", "Second", "Fourth"]', 'the sections in their order')
    FROM document;
SELECT is((d #> '{sections,0}') - '{id,elements,parked_elements}'::text[],
    '{"heading": "First", "description": "About", "status": "in_progress", "draft": "draft of First", "polished": "<p>polished</p>\n", "image_id": 5,
      "image_generation_metadata": {"seed": null, "steps": [1, 2]}, "generation": "by hand", "keys": {"keywords": ["x", null]}}',
    'each with all its texts') FROM document;
SELECT is(jsonb_path_query_array(d, '$.sections[0].elements[*].text'), '["fact of First", "theme of First"]',
    'and its elements') FROM document;
SELECT is(jsonb_path_query_array(d, '$.sections[0].parked_elements[*].text'), '["idea of First"]', 'and those in the trash')
    FROM document;
SELECT is(jsonb_path_query_array(d, '$.parked[*].heading') || (d #> '{parked,0,keys}') || (d #> '{parked,0,elements,2,type}'),
    '["Gone", {"note": "old"}, "theme"]', 'and the sections in the trash, whole') FROM document;
SELECT is(d, galley.post_document(1), 'the same post is the same document') FROM document;
SELECT throws_ok('SELECT galley.post_document(4711)', 'GY003', 'There is no post 4711.', 'no such post');

-- And back
CREATE FUNCTION pg_temp.bare(value jsonb) RETURNS jsonb LANGUAGE sql AS $$
    SELECT CASE jsonb_typeof(value)
        WHEN 'object' THEN (SELECT coalesce(jsonb_object_agg(key, pg_temp.bare(v)), '{}') FROM jsonb_each(value) AS o (key, v)
                            WHERE key NOT IN ('id', 'slug'))
        WHEN 'array' THEN (SELECT coalesce(jsonb_agg(pg_temp.bare(v) ORDER BY n), '[]')
            FROM jsonb_array_elements(value) WITH ORDINALITY AS a (v, n))
        ELSE value END
$$;
CREATE TEMP TABLE made AS SELECT galley.post_import(d) AS id FROM document;
SELECT is(pg_temp.bare(galley.post_document(made.id)), pg_temp.bare(d),
    'what was exported and imported is the same, but for ids and the slug')
FROM made, document;
SELECT is((SELECT slug FROM post WHERE id = (SELECT id FROM made)), 'alle-zeichen-2', 'a slug that is taken gets a number');
SELECT is((SELECT count(*) FROM post_section WHERE post_id = 1), 3::bigint, 'the original is as it was');
SELECT is(pg_temp.bare((SELECT section_headings FROM post_development WHERE post_id = (SELECT id FROM made))::jsonb),
    pg_temp.bare((SELECT section_headings FROM post_development WHERE post_id = 1)::jsonb),
        'the master list is written, with the keys it had');
SELECT is((SELECT array_agg(finding) FROM galley.outline_check((SELECT id FROM made))), '{OK}', 'and is that of the sections');
SELECT is((SELECT array_agg(version) FROM post WHERE id = (SELECT id FROM made)), '{1}', 'the new post is new');
SELECT is((SELECT count(*) FROM galley.search('draft of first') AS h WHERE h.post_id = (SELECT id FROM made)), 1::bigint,
    'and can be found');
SELECT is((SELECT count(*) FROM tag) || ' ' || (SELECT count(*) FROM category), '2 1', 'tags and categories are those that were');
SELECT is((SELECT galley.section_restore(section_id) > 0 FROM galley.parked_section WHERE post_id = (SELECT id FROM made)), true,
    'what was in the trash can be restored');
SELECT is((SELECT count(*) FROM post_section_elements WHERE post_id = (SELECT id FROM made)), 5::bigint, 'with its elements');
SELECT is((SELECT galley.element_restore(id) > 0 FROM galley.parked_element WHERE post_id = (SELECT id FROM made)), true,
    'also an element');
SELECT is((SELECT element_order || section_heading FROM post_section_elements JOIN post_section AS s ON s.id = section_id
           WHERE s.post_id = (SELECT id FROM made) AND element_text = 'idea of First'), '1First',
               'which comes back to its section');

-- Little is needed
CREATE FUNCTION pg_temp.import(document jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    made integer := galley.post_import('{"format": "galley-post", "version": 1}' || document);
BEGIN
    RETURN galley.post_document(made);
END
$$;
SELECT is(pg_temp.bare(pg_temp.import('{"post": {"title": "Bare"}}')) #- '{post,created_at}' #- '{post,updated_at}',
    '{"format": "galley-post", "version": 1, "post": {"title": "Bare", "status": "draft"}, "development": {}, "categories": '
    '[], "tags": [], "sections": []}',
    'a title is enough');
SELECT is(pg_temp.import('{"post": {"title": "Bare"}}') #>> '{post,slug}', 'bare-2', 'the slug is made of it');
SELECT is(pg_temp.bare(pg_temp.import('{"post": {"title": "x", "summary": null}, "development": null, "sections": null, "parked": null, "tags": null, "categories": null}'))
    -> 'sections', '[]', 'null is nothing');
SELECT is(pg_temp.import('{"post": {"title": "x", "created_at": "2025-05-01T12:00:00.5+02:00"}}') #>> '{post,created_at}',
    '2025-05-01T10:00:00.5Z',
    'a time may be in any zone');
SELECT is(pg_temp.import('{"post": {"title": "x", "created_at": "2025-05-01 10:00:00"}}') #>> '{post,created_at}',
    '2025-05-01T10:00:00Z',
    'and is UTC without one');
SELECT is(pg_temp.import('{"post": {"title": "x", "header_image_id": 77}, "sections": [{"heading": "h", "image_id": 77, "image_prompt_example_id": 7777}]}')
    #- '{sections,0,id}' #> '{sections,0}', '{"heading": "h", "status": "draft", "elements": []}',
        'images that are not here are left out');
SELECT is(pg_temp.import('{"post": {"title": "x"}, "sections": [{"title": "Old", "first_draft": "d", "uk_british": "p"}]}') #- '{sections,0,id}' #> '{sections,0}',
    '{"heading": "Old", "status": "draft", "draft": "d", "polished": "p", "elements": []}', 'old names are understood');
SELECT is(pg_temp.import('{"post": {"title": "x"}, "sections": [{"heading": "Same", "title": "Same", "section_heading": "Same"}]}') #>> '{sections,0,heading}',
    'Same', 'and several names with one value');
SELECT is(pg_temp.import('{"post": {"title": "x"}, "tags": ["new", "kilt", "new"], "categories": ["日本", "中国"]}') -> 'tags',
    '["kilt", "new"]',
    'a tag that is not there is made, once');
SELECT is((SELECT count(DISTINCT slug) FROM category WHERE name IN ('日本', '中国')), 2::bigint, 'categories of one slug get two');
SELECT is(pg_temp.import(jsonb_build_object('post', '{"title": "x"}'::jsonb, 'sections',
    (SELECT jsonb_agg(jsonb_build_object('heading', 'S' || n)) FROM generate_series(1, 500)
     AS n))) #>> '{sections,499,heading}', 'S500', 'many sections');
SELECT is(pg_temp.import('{"post": {"title": "x"}, "sections": [{}, {"heading": null}]}') #> '{sections,1,elements}', '[]',
    'sections without a heading');

-- What is refused
CREATE FUNCTION pg_temp.refused(document jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    place text;
BEGIN
    PERFORM galley.post_import(document);
    RETURN 'imported';
EXCEPTION WHEN SQLSTATE 'GY004' THEN
    GET STACKED DIAGNOSTICS place = PG_EXCEPTION_DETAIL;
    RETURN place;
END
$$;
CREATE TEMP TABLE before AS SELECT count(*) AS posts, (SELECT count(*) FROM tag) AS tags FROM post;
SELECT is(pg_temp.refused('{"format": "galley-post", "version": 1}' || document), place, format('refused at %s', place))
FROM (VALUES
    ('{}'::jsonb, 'post'),
    ('{"post": []}', 'post'),
    ('{"post": {}}', 'post.title'),
    ('{"post": {"title": " "}}', 'post.title'),
    ('{"post": {"title": 7}}', 'post.title'),
    ('{"post": {"title": "x", "colour": "red"}}', 'post'),
    ('{"post": {"title": "x", "status": "lost"}}', 'post.status'),
    ('{"post": {"title": "x", "slug": "a b"}}', 'post.slug'),
    ('{"post": {"title": "x", "created_at": "yesterday"}}', 'post.created_at'),
    ('{"post": {"title": "x", "created_at": "2025-13-01T10:00:00Z"}}', 'post.created_at'),
    ('{"post": {"title": "x"}, "development": {"section_headings": "[]"}}', 'development'),
    ('{"post": {"title": "x"}, "development": {"basic_idea": {}}}', 'development.basic_idea'),
    ('{"post": {"title": "x"}, "sections": {}}', 'sections'),
    ('{"post": {"title": "x"}, "sections": [{}, "Heading"]}', 'sections[1]'),
    ('{"post": {"title": "x"}, "sections": [{"heading": "a", "title": "b"}]}', 'sections[0].heading'),
    ('{"post": {"title": "x"}, "sections": [{"image_id": 1.5}]}', 'sections[0].image_id'),
    ('{"post": {"title": "x"}, "sections": [{"keys": []}]}', 'sections[0].keys'),
    ('{"post": {"title": "x"}, "sections": [{"elements": [{"type": "joke", "text": "x"}]}]}', 'sections[0].elements[0].type'),
    ('{"post": {"title": "x"}, "sections": [{"elements": [{"type": "fact"}]}]}', 'sections[0].elements[0].text'),
    ('{"post": {"title": "x"}, "parked": [{"draft": false}]}', 'parked[0].draft'),
    ('{"post": {"title": "x"}, "tags": [""]}', 'tags[0]'),
    ('{"post": {"title": "x"}, "tags": ["good", 7]}', 'tags[1]'),
    ('{"post": {"title": "x"}, "comments": []}', 'comments'),
    ('{"format": "other"}', 'format'),
    ('{"version": 2}', 'version')) AS t (document, place);
SELECT is(pg_temp.refused(jsonb_build_object('format', 'galley-post', 'version', 1, 'post',
    jsonb_build_object('title', repeat('x', 201)))), 'post.title',
    'a title that is too long');
SELECT is(pg_temp.refused('[]'), 'the document', 'what is no object');
SELECT is(pg_temp.refused(NULL), 'the document', 'nothing');
SELECT is((SELECT count(*) FROM post), posts, 'nothing is left of what was refused') FROM before;

-- A copy
UPDATE post_workflow_sub_stage SET notes = 'a note'
    WHERE post_workflow_stage_id IN (SELECT id FROM post_workflow_stage WHERE post_id = (SELECT id FROM made));
CREATE TEMP TABLE copy AS SELECT galley.post_duplicate(1) AS id;
SELECT is(pg_temp.bare(galley.post_document(copy.id)) #- '{post,created_at}' #- '{post,updated_at}' #- '{post,status}',
    pg_temp.bare(galley.post_document_living(1)) #- '{post,created_at}' #- '{post,updated_at}' #- '{post,status}',
    'a copy has all of the original but its trash') FROM copy;
SELECT is((SELECT status || ' ' || slug FROM post WHERE id = (SELECT id FROM copy)), 'draft alle-zeichen-3',
    'and is a draft with its own slug');
CREATE TEMP TABLE second_copy AS SELECT galley.post_duplicate(id) AS id FROM made;
SELECT is((SELECT array_agg(DISTINCT notes) FROM post_workflow_sub_stage WHERE post_workflow_stage_id IN
    (SELECT id FROM post_workflow_stage WHERE post_id = (SELECT id FROM second_copy))), '{a note}',
        'it has the notes of the workflow');
CREATE TEMP TABLE named_copy AS SELECT galley.post_duplicate(1, 'Another name ' || repeat('x', 300)) AS id;
SELECT is((SELECT title::text FROM post WHERE id = (SELECT id FROM named_copy)), 'Another name ' || repeat('x', 187), 'a copy may have a title of its own');
SELECT alike((SELECT slug::text FROM post WHERE id = (SELECT id FROM named_copy)), 'another-name%', 'of which its slug is made');
SELECT throws_ok('SELECT galley.post_duplicate(4711)', 'GY003', 'There is no post 4711.', 'no such post');

SELECT * FROM finish();
ROLLBACK;
