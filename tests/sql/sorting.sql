-- The order of lists that people read.
BEGIN;
SELECT plan(2);

SELECT is(
    array_agg(word ORDER BY word COLLATE galley.natural),
    ARRAY['apple', 'Apple', 'part 2', 'Part 10', 'zebra'],
    'words sort by letter, then case, and numbers by their value')
FROM (VALUES ('Part 10'), ('zebra'), ('Apple'), ('part 2'), ('apple')) AS w (word);

SELECT is(
    (SELECT string_agg(word, ' ' ORDER BY word COLLATE galley.natural) FROM unnest(ARRAY['zoo', 'ähre', 'axe']) AS word),
    'ähre axe zoo',
    'accented letters sort with their letter');

SELECT * FROM finish();
ROLLBACK;
