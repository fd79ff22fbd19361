-- Posts for the benchmark of the search: :posts posts of ten sections and three elements, in a language whose words are as
-- unequally common as those of a real one. Set-based, and always the same.
SELECT setseed(0.42);

-- The k-th most common word is about 1/k as common as the first.
CREATE TEMP TABLE word AS
SELECT k, coalesce(
    (ARRAY['the', 'of', 'and', 'to', 'in', 'a', 'is', 'that', 'for', 'it', 'as', 'was', 'with', 'be', 'by', 'on', 'not', 'he',
        'this', 'are', 'but'])[k],
    CASE k WHEN 20000 THEN 'zanzibar' WHEN 25000 THEN 'quixotic'
           ELSE translate(substr(md5(k::text), 1, 4 + k % 5), '0123456789', 'ghijklmnop') END) AS word
FROM generate_series(1, 30000) AS k;
CREATE UNIQUE INDEX ON word (k);

CREATE TEMP TABLE paragraph AS
SELECT p, 'everywhere ' || string_agg(word, ' ' ORDER BY n) AS text
FROM (SELECT p, n, least(30000, floor(exp(random() * ln(30001))))::integer AS k
      FROM generate_series(1, 6000) AS p, generate_series(1, 60) AS n) AS pick
    JOIN word USING (k)
GROUP BY p;
CREATE UNIQUE INDEX ON paragraph (p);

CREATE TEMP TABLE title AS
SELECT t, (SELECT initcap(string_agg(word, ' ' ORDER BY n))
           FROM (SELECT n, least(30000, floor(exp(random() * ln(30001))))::integer AS k FROM generate_series(1, 5) AS n
               WHERE t > 0) AS pick
               JOIN word USING (k)) AS text
FROM generate_series(1, 5000) AS t;
CREATE UNIQUE INDEX ON title (t);

-- The rows are marked at the end, all at once.
SELECT set_config('galley.guard', 'on', false);
INSERT INTO post (id, title, slug, summary)
SELECT i, t.text, 'post-' || i, left(p.text, 120)
FROM generate_series(1, :posts) AS i JOIN title AS t ON t.t = 1 + i % 5000 JOIN paragraph AS p ON p.p = 1 + i % 6000;
INSERT INTO post_development (post_id, basic_idea) SELECT i, p.text FROM generate_series(1, :posts) AS i JOIN paragraph
    AS p ON p.p = 1 + i * 7 % 6000;
INSERT INTO post_section (id, post_id, section_order, section_heading, section_description, draft)
SELECT i * 10 + s, i, s, t.text, left(p1.text, 80), p1.text || E'.\n\n' || p2.text || E'.\n\n' || p3.text || '.'
FROM generate_series(1, :posts) AS i
    CROSS JOIN generate_series(1, 10) AS s
    JOIN title AS t ON t.t = 1 + (i * 31 + s * 977) % 5000
    JOIN paragraph AS p1 ON p1.p = 1 + (i * 7 + s * 131) % 6000
    JOIN paragraph AS p2 ON p2.p = 1 + (i * 11 + s * 17) % 6000
    JOIN paragraph AS p3 ON p3.p = 1 + (i * 13 + s) % 6000;
INSERT INTO post_section_elements (post_id, section_id, element_type, element_text, element_order)
SELECT i, i * 10 + s, 'fact', left(p.text, 100), 1
FROM generate_series(1, :posts) AS i CROSS JOIN generate_series(1, 3) AS s JOIN paragraph
    AS p ON p.p = 1 + (i * 17 + s * 19) % 6000;
INSERT INTO galley.search_mark (kind, id) SELECT 'w', id FROM post;
SELECT set_config('galley.guard', 'off', false);
ANALYZE post, post_section, post_section_elements, post_development;
