-- Every format that a master list may come in, and what is refused.
BEGIN;
SELECT no_plan();

-- The headings that are read, or the SQLSTATE of a refusal.
CREATE FUNCTION pg_temp.headings(list text) RETURNS text
LANGUAGE sql AS $$
    SELECT coalesce(string_agg(item ->> 'heading', '|' ORDER BY place), '')
      FROM jsonb_array_elements(galley.outline_parse(list)) WITH ORDINALITY AS i (item, place)
$$;
CREATE FUNCTION pg_temp.refusal(list text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    place text;
BEGIN
    RETURN 'accepted: ' || galley.outline_parse(list)::text;
EXCEPTION WHEN SQLSTATE 'GY001' THEN
    GET STACKED DIAGNOSTICS place = PG_EXCEPTION_DETAIL;
    RETURN replace(SQLERRM, 'The outline was refused: ', '') || ' / ' || place;
END
$$;

SELECT is(pg_temp.headings('[{"heading": "A", "description": "d", "status": "draft", "order": 1}, {"title": "B"}]'), 'A|B', 'array of objects, heading or title');
SELECT is(pg_temp.headings('["A", "B"]'), 'A|B', 'array of strings');
SELECT is(pg_temp.headings('["A", {"heading": "B"}]'), 'A|B', 'strings and objects mixed');
SELECT is(pg_temp.headings(E'A\nB\n\n  C  \n'), 'A|B|C', 'lines');
SELECT is(pg_temp.headings(E'A\r\nB\r\n'), 'A|B', 'lines with carriage returns');
SELECT is(pg_temp.headings('A\nB'), 'A|B', 'lines with escaped line ends');
SELECT is(pg_temp.headings(E'1. A\n2. B'), 'A|B', 'numbered lines, 1.');
SELECT is(pg_temp.headings(E'1) A\n2) B'), 'A|B', 'numbered lines, 1)');
SELECT is(pg_temp.headings(E'1 - A\n2 - B'), 'A|B', 'numbered lines, 1 -');
SELECT is(pg_temp.headings('1. A 2. B 3. C'), 'A|B|C', 'numbers in one line');
SELECT is(pg_temp.headings(E'1707 - The Union\n1745 - The Rising'), '1707 - The Union|1745 - The Rising', 'a year is no number of a line');
SELECT is(pg_temp.headings((SELECT string_agg(n || '. A', E'\n') FROM generate_series(1, 1200) AS n)), rpad('A', 2399, '|A'), '1,200 numbered lines');
SELECT is(pg_temp.headings('Top 10. Things to see'), 'Top 10. Things to see', 'a number in a heading does not part it');
SELECT is(pg_temp.headings(E'- A\n* B\n+ C\n• D'), 'A|B|C|D', 'bulleted lines');
SELECT is(pg_temp.headings(E'# A\n## B ##\n### C\n# D'), 'A|B|C|D', 'Markdown headings');
SELECT is(pg_temp.headings(E'Here you are:\n\n# T\nabout it\n\n## B\n### C\n## D'), 'B|C|D', 'the only one of level 1 is the title');
SELECT is(pg_temp.headings(E'# T\n\n1. A\n2. B'), 'A|B', 'of a list, too');
SELECT is(pg_temp.headings(E'# T\n- about it'), 'T', 'not where nothing follows that could be sections');
SELECT is(pg_temp.headings(E'## A\n# B\n## C'), 'A|B|C', 'nor where it does not come first');
SELECT is(galley.outline_parse(E'## A\nabout a\nand more\n## B'),
          '[{"heading": "A", "description": "about a\nand more"}, {"heading": "B"}]', 'lines below a Markdown heading describe it');
SELECT is(galley.outline_parse(E'1. **A**: about a\n   - more\n2. **B**'),
          '[{"heading": "A", "description": "about a\n- more"}, {"heading": "B"}]', 'bold headings and indented lines');
SELECT is(pg_temp.headings(E'Here is the outline:\n1. A\n2. B'), 'A|B', 'a line that announces the list is no heading');
SELECT is(pg_temp.headings(E'Sure! Here is an outline for you\n\n1. A\n2. B\n\nHope this helps! Tell me more'), 'A|B',
          'nor is what a blank line parts from the list');
SELECT is(pg_temp.headings(E'Of course.\n- A\n- B\nLet me know if it should be longer.'), 'A|B', 'or a sentence at its ends');
SELECT is(pg_temp.headings(E'1. A\n\n2. B\n\n---\nAnything else?'), 'A|B', 'also in a list with blank lines, behind a rule');
SELECT is(galley.outline_parse(E'1. A\nTells of a.\n\n2. B\n   and of b\n3. C'),
          '[{"heading": "A", "description": "Tells of a."}, {"heading": "B", "description": "and of b"}, {"heading": "C"}]',
          'a sentence between items describes the one above');
SELECT is(galley.outline_parse(E'Here you are\n\n1. A\n\nTells of a.\n\n2. B\n\nTells of b.\n\nHope this helps!'),
          '[{"heading": "A", "description": "Tells of a."}, {"heading": "B", "description": "Tells of b."}]', 'and of the last one the one behind it');
SELECT is(pg_temp.headings(E'Introduction\n1. A\n2. B\nConclusion'), 'Introduction|A|B|Conclusion', 'a line like an item, close to the list, is one');
SELECT is(pg_temp.headings(E'First.\nSecond!\n- Third'), 'First.|Second!|Third', 'one mark is no list');
SELECT is(pg_temp.headings(E'Before\n\n# A\n- x\n- y\n# B'), 'A|B', 'among Markdown headings marks are text');
SELECT is(pg_temp.headings('{"sections": ["A", "B"]}'), 'A|B', 'object with sections');
SELECT is(pg_temp.headings('{"headings": ["A"]}'), 'A', 'object with headings');
SELECT is(pg_temp.headings('{"section_headings": ["A"]}'), 'A', 'object with section_headings');
SELECT is(pg_temp.headings('{"title": "Post", "outline": ["A"]}'), 'A', 'object with outline');
SELECT is(pg_temp.headings('{"outline": {"sections": ["A"]}}'), 'A', 'object in an object');
SELECT is(pg_temp.headings('{"1": "A", "10": "C", "2": {"heading": "B"}}'), 'A|B|C', 'object with numeric keys, by number');
SELECT is(pg_temp.headings('{"heading": "A", "status": "draft"}'), 'A', 'one object is a list of one');
SELECT is(pg_temp.headings(E'```json\n["A", "B"]\n```'), 'A|B', 'JSON in a fence');
SELECT is(pg_temp.headings(E'Of course!\n\n```json\n["A", "B"]\n```\n\nTell me [more].'), 'A|B', 'JSON in a fence in prose');
SELECT is(pg_temp.headings(E'```\n1. A\n2. B\n```'), 'A|B', 'lines in a fence');
SELECT is(pg_temp.headings(E'Of course:\n["A", "B"]\nTell me [more].'), 'A|B', 'JSON in prose');
SELECT is(pg_temp.headings(E'Intro [draft]\nThe {main} part'), 'Intro [draft]|The {main} part', 'brackets in a heading are no JSON');
SELECT is(pg_temp.headings('[{"heading": "A",}, "B",]'), 'A|B', 'trailing commas');
SELECT is(pg_temp.headings('[{"heading": "A, ]"},]'), 'A, ]', 'what looks like a trailing comma in a string stays');
SELECT is(pg_temp.headings('"A\nB"'), 'A|B', 'JSON string that holds lines');
SELECT is(pg_temp.headings(to_json('["A", "B"]'::text)::text), 'A|B', 'double-encoded JSON');
SELECT is(pg_temp.headings('"Why?" they asked'), '"Why?" they asked', 'a heading in quotes is no JSON');
SELECT is(pg_temp.headings('["A\u0000B"]'), 'AB', 'NUL escapes are dropped');
SELECT is(pg_temp.headings('["A\\u0000"]'), 'A\u0000', 'an escaped backslash before u0000 is no NUL escape');
SELECT is(pg_temp.headings(E'\ufeff["A"]'), 'A', 'byte order mark');
SELECT is(pg_temp.headings('["A", null, "", "B"]'), 'A|B', 'null and blank entries are skipped');
SELECT is(pg_temp.headings('[{"heading": 2024}]'), '2024', 'a number is a heading');
SELECT is(pg_temp.headings('[{"heading": "  A\n B "}]'), 'A  B', 'blanks around a heading and line ends in it');
SELECT is(galley.outline_parse('[{"id": 7, "status": "complete"}]'), '[{"id": 7, "status": "complete"}]', 'an id needs no heading');
SELECT is(galley.outline_parse('[{"title": "A", "description": null, "keywords": ["k"]}]'), '[{"heading": "A", "keywords": ["k"]}]',
          'null is a missing key, unknown keys stay');
SELECT is(pg_temp.headings('["2. Beta", "(1) alpha", "3) C"]'), 'Beta|alpha|C', 'numbers in strings');
SELECT is(galley.outline_parse('{"sections": [{"title": "1. A", "description": "d"}, {"heading": "2. B"}]}'),
          '[{"heading": "A", "description": "d"}, {"heading": "B"}]', 'and in objects');
SELECT is(pg_temp.headings('["1. A", "Two", "3. C"]'), '1. A|Two|3. C', 'but not where an item has none');
SELECT is(pg_temp.headings('["3. A", "7. B"]'), '3. A|7. B', 'or they do not count');
SELECT is(pg_temp.headings('["1. FC"]'), '1. FC', 'or there is only one');
SELECT is(pg_temp.headings('[{"id": 1, "heading": "1. A"}, {"id": 2, "heading": "2. B"}]'), '1. A|2. B', 'or they stand in what Galley wrote');
SELECT is(pg_temp.refusal('["1. A", 2]'), 'an item is no heading. / item 2: 2', 'what is no heading is refused as ever');
SELECT is(galley.outline_parse(NULL), '[]', 'NULL is an empty list');
SELECT is(galley.outline_parse(E' \n\t'), '[]', 'blank text is an empty list');
SELECT is(galley.outline_parse('[]'), '[]', 'an empty array is an empty list');
SELECT is(galley.outline_parse('{"sections": []}'), '[]', 'so is one in an object');

SELECT is(pg_temp.refusal(E'[{"heading": "A"},\n {"heading": oops}]'),
          'it starts as JSON but is not valid JSON. Token "oops" is invalid. / line 2:  {"heading": oops...', 'invalid JSON, why and where');
SELECT is(pg_temp.refusal('[{"heading": "A"}'),
          'it starts as JSON but is not valid JSON. The input string ended unexpectedly. / line 1: [{"heading": "A"}', 'truncated JSON');
SELECT is(pg_temp.refusal(E'```json\n["A"'),
          'it starts as JSON but is not valid JSON. The input string ended unexpectedly. / line 1: ["A"', 'truncated JSON in a fence');
SELECT is(pg_temp.refusal('["A"] ["B"]'), 'it starts as JSON but is not valid JSON. Expected end of input, but found "[". / line 1: ["A"] [...',
          'two lists');
SELECT is(pg_temp.refusal('[] no list'), 'it starts as JSON but is not valid JSON. Token "no" is invalid. / line 1: [] no...',
          'what is left of a broken text must not park everything');
SELECT is(pg_temp.refusal('{"answer": "A"}'), 'the JSON object holds no list. / keys: answer', 'object without a list');
SELECT is(pg_temp.refusal('{}'), 'the JSON object holds no list. / keys: none', 'empty object');
SELECT is(pg_temp.refusal('["A", ["B"]]'), 'an item is no heading. / item 2: ["B"]', 'nested arrays');
SELECT is(pg_temp.refusal('[true]'), 'an item is no heading. / item 1: true', 'booleans');
SELECT is(pg_temp.refusal('["A", 5]'), 'an item is no heading. / item 2: 5', 'bare numbers');
SELECT is(pg_temp.refusal('[{"heading": {"text": "A"}}]'), 'a heading is not text. / item 1: {"heading": {"text": "A"}}', 'a heading that is an object');
SELECT is(pg_temp.refusal('[{"description": "d"}]'), 'an item has neither heading nor id. / item 1', 'an item without heading and id');
SELECT is(pg_temp.refusal('["", null]'), 'there is no heading in it. / all items', 'a list of nothing');
SELECT is(pg_temp.refusal(E'---\n***'), 'there is no heading in it. / all lines', 'lines of nothing');
SELECT is(pg_temp.refusal('true'), 'a list was expected, but it is boolean. / true', 'a JSON word');
SELECT is(pg_temp.refusal(E'A\n' || repeat('word ', 80)),
          'it is prose, not a list of headings: a line has more than 300 characters. / line 2', 'prose');
SELECT is(pg_temp.refusal('["\ud800"]'),
          'it starts as JSON but is not valid JSON. Unicode low surrogate must follow a high surrogate. / line 1: ["\ud800"...', 'lone surrogate');
SELECT matches(pg_temp.refusal(repeat('[', 100000)), '^it starts as JSON but is not valid JSON\.', 'deep nesting');
SELECT matches(pg_temp.refusal('[1e99999999]'), '^it starts as JSON but is not valid JSON\.', 'a number that no number can be');
SELECT is(pg_temp.refusal('["' || repeat('x', 1001) || '"]'), 'a heading has more than 1000 characters. / item 1', 'heading of 1,001 characters');
SELECT is(length(pg_temp.headings('["' || repeat('x', 1000) || '"]')), 1000, 'heading of 1,000 characters');
SELECT is(pg_temp.refusal(to_jsonb(array_fill('A'::text, ARRAY[20001]))::text), 'it has more than 20000 items. / 20001 items', '20,001 items');
SELECT is(jsonb_array_length(galley.outline_parse(to_jsonb(array_fill('A'::text, ARRAY[20000]))::text)), 20000, '20,000 items');
SELECT is(pg_temp.refusal(repeat(E'A\n', 1000000)), 'it has more than 100000 lines. / line 100001', 'a million lines');
SELECT is(pg_temp.refusal(repeat('x', 8 * 1024 * 1024 + 1)), 'it is larger than 8 MiB. / 8388609 bytes', 'more than 8 MiB');
SELECT throws_ok($$SELECT galley.outline_parse('{oops')$$, 'GY001', NULL, 'the SQLSTATE of a refusal');

SELECT * FROM finish();
ROLLBACK;
