-- galley.search_text: all texts that can be found, each with its weight: what the search documents are made of, and where a hit
-- is looked up.
--
-- A title or a heading is A, what says in short what something is about is B, texts are C. Of a post's sections the headings
-- count as D for the post, so that a word of the title and one of a heading find it together. What is in the trash is not here.

DROP VIEW IF EXISTS galley.search_text;
CREATE VIEW galley.search_text AS
SELECT 'p'::"char" AS kind, p.id, p.id AS post_id, NULL::integer AS section_id,
       field.place, field.name AS field, field.weight, field.content
FROM public.post AS p
    LEFT JOIN public.post_development AS d ON d.post_id = p.id
    CROSS JOIN LATERAL (VALUES
        (1, 'title', 'A'::"char", p.title::text),
        (2, 'main_title', 'A', d.main_title),
        (3, 'subtitle', 'B', d.subtitle),
        (4, 'summary', 'B', p.summary),
        (5, 'provisional_title', 'B', d.provisional_title),
        (6, 'post_development.summary', 'B', d.summary),
        (7, 'idea_seed', 'C', d.idea_seed),
        (8, 'basic_idea', 'C', d.basic_idea),
        (9, 'idea_scope', 'C', d.idea_scope),
        (10, 'topics_to_cover', 'C', d.topics_to_cover),
        (11, 'interesting_facts', 'C', d.interesting_facts),
        (12, 'tartans_products', 'C', d.tartans_products),
        (13, 'section_planning', 'C', d.section_planning),
        (14, 'section_order', 'C', d.section_order),
        (15, 'intro_blurb', 'C', d.intro_blurb),
        (16, 'conclusion', 'C', d.conclusion),
        (17, 'basic_metadata', 'C', d.basic_metadata),
        (18, 'tags', 'C', d.tags),
        (19, 'categories', 'C', d.categories),
        (20, 'image_captions', 'C', d.image_captions),
        (21, 'seo_optimization', 'C', d.seo_optimization),
        (22, 'self_review', 'C', d.self_review),
        (23, 'peer_review', 'C', d.peer_review),
        (24, 'final_check', 'C', d.final_check),
        (25, 'scheduling', 'C', d.scheduling),
        (26, 'deployment', 'C', d.deployment),
        (27, 'verification', 'C', d.verification),
        (28, 'feedback_collection', 'C', d.feedback_collection),
        (29, 'content_updates', 'C', d.content_updates),
        (30, 'version_control', 'C', d.version_control),
        (31, 'platform_selection', 'C', d.platform_selection),
        (32, 'content_adaptation', 'C', d.content_adaptation),
        (33, 'distribution', 'C', d.distribution),
        (34, 'engagement_tracking', 'C', d.engagement_tracking),
        (35, 'section_headings', 'D', (SELECT string_agg(s.section_heading, E'\n' ORDER BY s.section_order)
                                       FROM public.post_section AS s WHERE s.post_id = p.id))
    ) AS field (place, name, weight, content)
WHERE p.status <> 'deleted' AND field.content <> ''
UNION ALL
SELECT 's', s.id, s.post_id, s.id, field.place, field.name, field.weight, field.content
FROM public.post_section AS s
    JOIN public.post AS p ON p.id = s.post_id
    CROSS JOIN LATERAL (VALUES
        (1, 'section_heading', 'A'::"char", s.section_heading),
        (2, 'section_description', 'B', s.section_description),
        (3, 'draft', 'C', s.draft),
        (4, 'polished', 'C', s.polished),
        (5, 'ideas_to_include', 'C', s.ideas_to_include),
        (6, 'facts_to_include', 'C', s.facts_to_include),
        (7, 'highlighting', 'C', s.highlighting),
        (8, 'image_concepts', 'C', s.image_concepts),
        (9, 'image_prompts', 'C', s.image_prompts),
        (10, 'image_captions', 'C', s.image_captions),
        (11, 'image_meta_descriptions', 'C', s.image_meta_descriptions),
        (12, 'generation', 'C', s.generation),
        (13, 'optimization', 'C', s.optimization)
    ) AS field (place, name, weight, content)
WHERE p.status <> 'deleted' AND field.content <> ''
UNION ALL
SELECT 'e', e.id, e.post_id, e.section_id, 1, 'element_text', 'B', e.element_text
FROM public.post_section_elements AS e
    JOIN public.post AS p ON p.id = e.post_id
WHERE p.status <> 'deleted' AND e.element_text <> '';

COMMENT ON VIEW galley.search_text IS 'All texts that can be found.';
COMMENT ON COLUMN galley.search_text.kind IS 'p post, s section, e element.';
COMMENT ON COLUMN galley.search_text.id IS 'Id of the row.';
COMMENT ON COLUMN galley.search_text.post_id IS 'Post that it belongs to.';
COMMENT ON COLUMN galley.search_text.section_id IS 'Section that it belongs to.';
COMMENT ON COLUMN galley.search_text.place IS 'Order in which a row''s texts are looked through.';
COMMENT ON COLUMN galley.search_text.field IS 'Name of the field, as galley.post_save and galley.section_save take it.';
COMMENT ON COLUMN galley.search_text.weight IS 'A to D: how much a word in it counts.';
COMMENT ON COLUMN galley.search_text.content IS 'The text.';
