-- Saving a text of a section: a compare-and-swap that loses nothing.
\ir include/outline.psql
BEGIN;
SELECT no_plan();

CREATE FUNCTION pg_temp.saved(section integer, field text, value text, base_version integer DEFAULT NULL, base_md5 text DEFAULT NULL) RETURNS text
LANGUAGE sql AS $$
    SELECT concat_ws(' ', outcome, version, value) FROM galley.section_save(section, field, value, base_version, base_md5)
$$;

SELECT pg_temp.new_post('A', 'B') AS post \gset
SELECT pg_temp.section(:post, 'A') AS a \gset
SELECT is(pg_temp.saved(:a, 'draft', 'one'), 'saved 3 one', 'without a base: whatever is there is replaced');
SELECT is(pg_temp.saved(:a, 'draft', 'two', 3), 'saved 4 two', 'the version agrees');
SELECT is(pg_temp.saved(:a, 'draft', 'two', 3), 'unchanged 4 two', 'saving it again is safe');
SELECT is(pg_temp.saved(:a, 'draft', 'three', 3), 'conflict 4 two', 'an older version: a conflict; what is stored stays and is told');
SELECT is(pg_temp.saved(:a, 'draft', 'three', 3), 'conflict 4 two', 'as often as it is tried');
SELECT is((SELECT string_agg(field || ' ' || value || ' ' || version, ', ') FROM galley.section_conflict WHERE section_id = :a), 'draft three 4',
          'the text that lost is kept, once');
SELECT is(pg_temp.saved(:a, 'polished', 'p', 4), 'saved 5 p', 'another field');
SELECT is(pg_temp.saved(:a, 'draft', 'three', 4, md5('two')), 'saved 6 three', 'the version moved on, but the text agrees');
SELECT is(pg_temp.saved(:a, 'draft', 'four', NULL, md5('two')), 'conflict 6 three', 'neither agrees');
SELECT is(pg_temp.saved(:a, 'ideas_to_include', 'i', NULL, md5('')), 'saved 7 i', 'nothing is an empty text');
SELECT is(pg_temp.saved(:a, 'draft', NULL), 'saved 8', 'a text can be taken away');
SELECT is(pg_temp.saved(:a, 'draft', NULL), 'unchanged 8', 'once');

SELECT pg_temp.outline_version(:post) AS version \gset
SELECT is(pg_temp.saved(:a, 'draft', 'a'), 'saved 9 a', 'a draft');
SELECT is(pg_temp.outline_version(:post), :version, 'is none of the outline');
SELECT is(pg_temp.saved(:a, 'section_heading', ' A new ', 9), 'saved 10 A new', 'a heading');
SELECT is(pg_temp.outline_version(:post), :version + 1, 'is');
SELECT is(pg_temp.findings(:post), 'OK', 'and is in the list');
SELECT is(pg_temp.saved(:a, 'section_heading', 'A other', 9), 'conflict 10 A new', 'with the same rules');
SELECT is(pg_temp.saved(:a, 'section_description', 'd'), 'saved 11 d', 'a description too');
SELECT is(pg_temp.saved(:a, 'status', 'complete'), 'saved 12 complete', 'and a status');
SELECT is(pg_temp.saved(:a, 'status', ''), 'saved 13 draft', 'which is never empty');
SELECT is(pg_temp.findings(:post), 'OK', 'all in order');

SELECT is((SELECT count(*)::integer FROM unnest('{facts_to_include,highlighting,image_concepts,image_prompts,generation,optimization,watermarking,
           image_meta_descriptions,image_captions,generated_image_url}'::text[]) AS field
           WHERE (galley.section_save(:a, field, 'x of ' || field)).outcome = 'saved'), 10, 'every other field');
SELECT is((SELECT count(*)::integer FROM post_section AS s, unnest('{facts_to_include,highlighting,image_concepts,image_prompts,generation,optimization,
           watermarking,image_meta_descriptions,image_captions,generated_image_url}'::text[]) AS field
           WHERE s.id = :a AND to_jsonb(s) ->> field = 'x of ' || field), 10, 'is stored where it belongs');
SELECT is(pg_temp.saved(:a, 'image_generation_metadata', '{"seed":1}'), 'saved 24 {"seed": 1}', 'JSON');
SELECT throws_ok(format('SELECT galley.section_save(%s, ''image_generation_metadata'', ''{'')', :a), 'GY004', NULL, 'that is none');
SELECT throws_ok(format('SELECT galley.section_save(%s, ''generated_image_url'', repeat(''x'', 513))', :a), 'GY004', NULL, 'too long an address');
SELECT throws_ok(format('SELECT galley.section_save(%s, ''section_heading'', %L)', :a, blank), 'GY004', 'A section needs a heading.', 'no heading')
  FROM (VALUES (''), (E' \n\t'), (NULL)) AS b (blank);
SELECT throws_ok(format('SELECT galley.section_save(%s, ''section_heading'', repeat(''x'', 1001))', :a), 'GY004', NULL, 'too long a heading');
SELECT throws_ok(format('SELECT galley.section_save(%s, ''post_id'', ''1'')', :a), 'GY004', 'A section has no field post_id.', 'what is no text');
SELECT throws_ok('SELECT galley.section_save(-1, ''draft'', '''')', 'GY003', 'There is no section -1.', 'no such section');

-- In the trash.
SELECT galley.section_park(:a) \g /dev/null
SELECT is(pg_temp.saved(:a, 'draft', 'late', 24), 'parked 25 late', 'a section that was removed meanwhile: the text goes with it');
SELECT is(pg_temp.saved(:a, 'draft', 'late', 24), 'parked 25 late', 'and again');
SELECT is(pg_temp.saved(:a, 'draft', 'later', 24), 'conflict 25 late', 'with the same rules');
SELECT is(pg_temp.saved(:a, 'section_heading', 'A late'), 'parked 26 A late', 'a heading too');
SELECT galley.section_restore(:a) \g /dev/null
SELECT is(pg_temp.shape(:post), 'A late=late B=b', 'and comes back with it');
SELECT is(pg_temp.findings(:post), 'OK', 'all in order');

SELECT * FROM finish();
ROLLBACK;
