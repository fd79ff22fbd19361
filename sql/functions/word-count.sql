-- galley.word_count: how many words a text has, counted as the programs do: letters and digits make words, with an apostrophe or a full
-- stop, and between digits a comma, inside; every Chinese character and Hiragana is one.  NULL has none.

CREATE OR REPLACE FUNCTION galley.word_count(value text)
RETURNS integer
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
RETURN coalesce(regexp_count(value,
    '[\u3040-\u309F\u3400-\u9FFF]|[^\W\u3040-\u309F\u3400-\u9FFF]+(?:[''’.][^\W\u3040-\u309F\u3400-\u9FFF]+|,\d+)*'), 0);
COMMENT ON FUNCTION galley.word_count(text) IS 'How many words a text has.';
