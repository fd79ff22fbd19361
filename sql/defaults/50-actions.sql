-- Actions: what a model can be asked to do in a step, each with a role and a task; and the action that a sub-stage offers
-- first.

CREATE TEMP TABLE default_action AS
SELECT *, split_part(path, '/', 1) AS stage, split_part(path, '/', 2) AS sub_stage, split_part(path, '/', 3) AS step
FROM (VALUES
    (1, 'Planning/Idea/Initial Concept', 'Author', 'Expand the idea',
     'idea_seed', 'basic_idea', 0.7, 400),
    (2, 'Planning/Idea/Provisional Title', 'Blog editor', 'Find a provisional title',
     'basic_idea', 'provisional_title', 0.8, 100),
    (3, 'Planning/Research/Interesting Facts', 'History researcher', 'Collect facts',
     'basic_idea', 'interesting_facts', 0.7, 3000),
    (4, 'Planning/Research/Topics to Cover', 'History researcher', 'Collect topics',
     'basic_idea', 'topics_to_cover', 0.8, 2000),
    (5, 'Planning/Structure/Section Headings', 'Blog editor', 'Propose an outline',
     'topics_to_cover', 'section_headings', 0.7, 1500),
    (6, 'Planning/Structure/Section Order', 'Blog editor', 'Order the sections',
     'section_headings', 'section_headings', 0.3, 1500),
    (7, 'Planning/Structure/Allocate Facts', 'Blog editor', 'Allocate facts',
     'interesting_facts', 'section_planning', 0.3, 4000),
    (8, 'Writing/Content/Ideas to Include', 'Author', 'Ideas for a section',
     'section_heading', 'ideas_to_include', 0.8, 600),
    (9, 'Writing/Content/Author First Drafts', 'Author', 'Draft a section',
     'ideas_to_include', 'draft', 0.7, 1000),
    (10, 'Writing/Content/Edit Section Content', 'Blog editor', 'Edit a section',
     'draft', 'draft', 0.5, 1500),
    (11, 'Writing/Content/Fix Language', 'Blog editor', 'Fix the language',
     'draft', 'polished', 0.3, 1500),
    (12, 'Writing/Content/Review Sections', 'Blog editor', 'Review a section',
     'polished', 'highlighting', 0.5, 800),
    (13, 'Structuring/Post info/Titles', 'Blog editor', 'Titles',
     'basic_idea', 'main_title', 0.9, 600),
    (14, 'Structuring/Post info/Summary', 'Blog editor', 'Summary',
     'basic_idea', 'summary', 0.6, 300),
    (15, 'Structuring/Post info/Introduction and Conclusion', 'Author', 'Introduction',
     'basic_idea', 'intro_blurb', 0.7, 400),
    (16, 'Structuring/Post info/Introduction and Conclusion', 'Author', 'Conclusion',
     'basic_idea', 'conclusion', 0.7, 400),
    (17, 'Structuring/Metadata/Basic Metadata', 'Blog editor', 'Metadata',
     'main_title', 'basic_metadata', 0.4, 400),
    (18, 'Structuring/Metadata/Tags', 'Blog editor', 'Tags',
     'main_title', 'tags', 0.4, 200),
    (19, 'Structuring/Metadata/Categories', 'Blog editor', 'Categories',
     'main_title', 'categories', 0.4, 100),
    (20, 'Images/Sections/Image Concepts', 'Image consultant', 'Image concept',
     'polished', 'image_concepts', 0.8, 300),
    (21, 'Images/Sections/Image Prompts', 'Image prompt writer', 'Image prompt',
     'image_concepts', 'image_prompts', 0.7, 300),
    (22, 'Images/Sections/Image Captions', 'Image consultant', 'Image caption',
     'image_concepts', 'image_captions', 0.7, 100),
    (23, 'Images/Sections/Meta Descriptions', 'Image consultant', 'Alternative text',
     'image_prompts', 'image_meta_descriptions', 0.4, 150),
    (24, 'Images/Header/Header Description', 'Image consultant', 'Header picture',
     'main_title', 'image_captions', 0.8, 300),
    (25, 'Publishing/Preflight/SEO Optimization', 'Blog editor', 'Search engines',
     'main_title', 'seo_optimization', 0.5, 500),
    (26, 'Publishing/Syndication/Content Adaptation', 'Author', 'Adapt for other places',
     'platform_selection', 'content_adaptation', 0.7, 2000)
    ) AS d (place, path, role, task, input_field, output_field, temperature, max_tokens);

INSERT INTO public.llm_action (field_name, prompt_template_id, llm_model, provider_id, temperature, max_tokens, timeout, "order",
                               input_field, output_field)
SELECT d.task, prompt.id, 'llama3.1:8b', provider.id, d.temperature, d.max_tokens, 360, d.place, d.input_field, d.output_field
FROM default_action AS d
    JOIN public.llm_provider AS provider ON provider.name = 'Ollama'
    CROSS JOIN LATERAL (SELECT min(id) AS id FROM public.llm_prompt WHERE name = d.task) AS prompt
WHERE galley.default_give('llm_action/' || d.task,
    NOT EXISTS (SELECT FROM public.llm_action AS t WHERE t.field_name = d.task), provider.id, prompt.id)
ORDER BY d.place;

-- Every action has its role, also where a step has several.
INSERT INTO galley.action_prompt (action_id, system_prompt_id)
SELECT action.id, role.id
FROM default_action AS d
    CROSS JOIN LATERAL (SELECT min(id) AS id FROM public.llm_action WHERE field_name = d.task) AS action
    CROSS JOIN LATERAL (SELECT min(id) AS id FROM public.llm_prompt WHERE name = 'Role: ' || d.role) AS role
WHERE galley.default_give('action_prompt/' || d.task,
    NOT EXISTS (SELECT FROM galley.action_prompt AS t WHERE t.action_id = action.id), action.id, role.id);

-- The first action of a step gives it its two prompts.
INSERT INTO public.workflow_step_prompt (step_id, system_prompt_id, task_prompt_id)
SELECT step.id, role.id, task.id
FROM (SELECT DISTINCT ON (path) * FROM default_action ORDER BY path, place) AS d
    JOIN public.workflow_stage_entity AS stage ON stage.name = d.stage
    JOIN public.workflow_sub_stage_entity AS sub_stage ON sub_stage.stage_id = stage.id AND sub_stage.name = d.sub_stage
    JOIN public.workflow_step_entity AS step ON step.sub_stage_id = sub_stage.id AND step.name = d.step
    CROSS JOIN LATERAL (SELECT min(id) AS id FROM public.llm_prompt WHERE name = 'Role: ' || d.role) AS role
    CROSS JOIN LATERAL (SELECT min(id) AS id FROM public.llm_prompt WHERE name = d.task) AS task
WHERE galley.default_give('workflow_step_prompt/' || d.path,
    EXISTS (SELECT FROM galley.given_default AS g
            WHERE g.name = 'workflow_step_entity/' || d.path)
    AND NOT EXISTS (SELECT FROM public.workflow_step_prompt AS t WHERE t.step_id = step.id), step.id, role.id, task.id)
ORDER BY d.place;

-- Sub-stages are named without their stage here, as they were; "Sections" is that of the images.
INSERT INTO public.substage_action_default (substage, action_id)
SELECT d.sub_stage, action.id
FROM (SELECT DISTINCT ON (sub_stage) * FROM default_action ORDER BY sub_stage, place) AS d
    CROSS JOIN LATERAL (SELECT min(id) AS id FROM public.llm_action WHERE field_name = d.task) AS action
WHERE galley.default_give('substage_action_default/' || d.sub_stage,
    NOT EXISTS (SELECT FROM public.substage_action_default AS t WHERE t.substage = d.sub_stage), action.id)
ORDER BY d.place;

DROP TABLE default_action;
