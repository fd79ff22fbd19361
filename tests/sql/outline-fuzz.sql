-- Lists with characters changed, doubled, removed and exchanged at random: each is read or refused, and nothing else happens.
\ir include/outline.psql
BEGIN;
SELECT plan(5);
SELECT setseed(0.6180) \g /dev/null

CREATE TEMP TABLE seed (id serial, list text);
INSERT INTO seed (list) VALUES
    (E'[\n{"id": 7, "order": 1, "heading": "Introduction", "description": "Overview, \\"quoted\\"", "status": "draft"},\n{"order": 2, "title": "Ende \\u00e4"}\n]'),
    ('["One", "Two", {"heading": "Three", "keywords": ["a", {"b": null}]}]'),
    ('{"sections": [{"heading": "A"}, {"heading": "B", "id": "12"}], "title": "Post"}'),
    (E'Sure:\n```json\n{"1": "One", "2": {"title": "Two"}}\n```\nDone.'),
    (E'1. One\n   - detail\n2) Two\n3 - Three\n'),
    (E'# One\ntext below\n## **Two**: more\n- - -\n* three'),
    ('1. One 2. Two 3. Three'),
    ('"One\nTwo"'),
    (E'\ufeffÄpfel\r\nBirnen\u2028Quitten');

-- A list with up to ten changes.
CREATE FUNCTION pg_temp.mutated(list text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    pieces CONSTANT text[] := ARRAY['[', ']', '{', '}', '"', ',', ':', '\', E'\n', E'\t', '```', '#', '1. ', '- ', 'null', 'true', '5', '\u0000', '\ud800',
                                    '"heading"', '"id"', '"order"', E'\u00a0', '🙂', ' '];
    at integer;
BEGIN
    FOR change IN 1 .. 1 + floor(random() * 10)::integer LOOP
        at := 1 + floor(random() * (length(list) + 1))::integer;
        list := CASE floor(random() * 4)
            WHEN 0 THEN overlay(list PLACING pieces[1 + floor(random() * cardinality(pieces))::integer] FROM at FOR floor(random() * 2)::integer)
            WHEN 1 THEN overlay(list PLACING '' FROM at FOR floor(random() * 6)::integer)
            WHEN 2 THEN overlay(list PLACING repeat(substr(list, at, 12), 2) FROM at FOR 12)
            ELSE substr(list, at) || left(list, at - 1)
        END;
    END LOOP;
    RETURN list;
END
$$;

CREATE TEMP TABLE outcome (list text, items jsonb, state text);
DO $$
DECLARE
    mutant text;
BEGIN
    FOR round IN 1 .. 4000 LOOP
        SELECT pg_temp.mutated(s.list) INTO mutant FROM seed AS s WHERE s.id = 1 + round % 9;
        BEGIN
            INSERT INTO outcome SELECT mutant, galley.outline_parse(mutant), 'read';
        EXCEPTION WHEN OTHERS THEN
            INSERT INTO outcome SELECT mutant, NULL, SQLSTATE;
        END;
    END LOOP;
END
$$;
SELECT is((SELECT string_agg(DISTINCT state, ' ' ORDER BY state) FROM outcome), 'GY001 read', 'every list is read or refused');
SELECT is((SELECT min(list) FROM outcome WHERE items @? '$[*] ? (@.type() != "object" || !(exists(@.heading) || exists(@.id)))'), NULL,
          'what is read is objects with a heading or an id');
SELECT ok((SELECT count(*) FROM outcome WHERE state = 'read') BETWEEN 1000 AND 3900, 'many are read, and many are not');

-- Four hundred of them, one after the other, are set in one post.
SELECT pg_temp.new_post('Introduction', 'One', 'Two') AS post \gset
CREATE TEMP TABLE set_list AS
SELECT (galley.outline_set(:post, list)).outcome, state FROM (SELECT list, state FROM outcome ORDER BY random() LIMIT 400) AS o;
SELECT is((SELECT count(*)::integer FROM set_list WHERE (outcome = 'rejected') <> (state = 'GY001')), 0, 'setting rejects what reading refuses');
SELECT is(pg_temp.findings(:post), 'OK', 'list and sections agree after all of them');

SELECT * FROM finish();
ROLLBACK;
