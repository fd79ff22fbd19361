-- galley.outline_fenced(list): the list that stands in prose.
-- Promises: returns what is between the first two lines of ```, or else the text from where JSON begins at the start of a line or
-- after a colon; NULL when there is neither. A fence that is not closed reaches to the end.
CREATE OR REPLACE FUNCTION galley.outline_fenced(list text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT CASE
        WHEN list ~ '(^|\n)[ \t]*```' THEN (regexp_split_to_array(list, '(?:^|\n)[ \t]*```[^\n]*'))[2]
        ELSE substring(list FROM '[:\n]\s*((?:\[\s*[\[{"]|\{\s*").*)$')
    END
$$;
