-- The workflow: stages, their sub-stages, their steps. A database that came with stages of its own keeps those and gets none of
-- these.

WITH own AS (
    SELECT EXISTS (SELECT FROM public.workflow_stage_entity)
           AND NOT EXISTS (SELECT FROM galley.given_default WHERE name LIKE 'workflow_stage_entity/%') AS stages
)
INSERT INTO public.workflow_stage_entity (name, description, stage_order)
SELECT name, description, stage_order
FROM own, (VALUES
    (1, 'Planning', 'From the first thought to an outline.'),
    (2, 'Writing', 'The text, section by section.'),
    (3, 'Structuring', 'What holds the sections together: titles, summary, metadata.'),
    (4, 'Images', 'Pictures for the sections and for the head of the post.'),
    (5, 'Publishing', 'Checked, put online, and made known.')) AS d (stage_order, name, description)
WHERE galley.default_give('workflow_stage_entity/' || d.name, NOT own.stages)
ORDER BY stage_order;

INSERT INTO public.workflow_sub_stage_entity (stage_id, name, description, sub_stage_order)
SELECT stage.id, d.name, d.description, d.sub_stage_order
FROM (VALUES
    ('Planning', 1, 'Idea', 'What the post is to be about.'),
    ('Planning', 2, 'Research', 'What there is to say about it.'),
    ('Planning', 3, 'Structure', 'In which order it is said.'),
    ('Writing', 1, 'Content', 'The sections are written.'),
    ('Structuring', 1, 'Post info', 'What a reader sees first and last.'),
    ('Structuring', 2, 'Metadata', 'What readers find the post by.'),
    ('Images', 1, 'Sections', 'A picture for each section.'),
    ('Images', 2, 'Header', 'The picture at the head of the post.'),
    ('Images', 3, 'Finish', 'The pictures are made ready.'),
    ('Publishing', 1, 'Preflight', 'Everything is looked at once more.'),
    ('Publishing', 2, 'Launch', 'The post goes online.'),
    ('Publishing', 3, 'Syndication', 'The post goes elsewhere, and lives on.')) AS d (stage, sub_stage_order, name, description)
    JOIN public.workflow_stage_entity AS stage ON stage.name = d.stage
WHERE galley.default_give('workflow_sub_stage_entity/' || d.stage || '/' || d.name,
    EXISTS (SELECT FROM galley.given_default AS g WHERE g.name = 'workflow_stage_entity/' || d.stage)
    AND NOT EXISTS (SELECT FROM public.workflow_sub_stage_entity AS t WHERE t.stage_id = stage.id AND t.name = d.name), stage.id)
ORDER BY stage.stage_order, d.sub_stage_order;

INSERT INTO public.workflow_step_entity (sub_stage_id, name, description, step_order, config,
                                         default_input_format_id, default_output_format_id)
SELECT sub_stage.id, d.name, d.description, d.step_order, galley.default_config(d.inputs::text[], d.outputs::text[]),
       input.id, output.id
FROM (VALUES
    ('Planning', 'Idea', 1, 'Initial Concept', 'Work out the first thought to a paragraph.',
     '{idea_seed}', '{basic_idea}', 'Plain text input', 'Plain text, British English'),
    ('Planning', 'Idea', 2, 'Provisional Title', 'Find a title to work with.',
     '{basic_idea}', '{provisional_title}', 'Plain text input', 'Plain text, British English'),
    ('Planning', 'Research', 1, 'Interesting Facts', 'Collect facts that are worth telling.',
     '{basic_idea,idea_scope}', '{interesting_facts}', 'Plain text input', 'List of lines'),
    ('Planning', 'Research', 2, 'Topics to Cover', 'Collect what the post could speak of, and choose.',
     '{basic_idea,interesting_facts}', '{topics_to_cover}', 'Plain text input', 'List of lines'),
    ('Planning', 'Structure', 1, 'Section Headings', 'Divide the post into sections.',
     '{basic_idea,idea_scope,provisional_title,topics_to_cover}', '{section_headings}', 'Plain text input', 'Outline'),
    ('Planning', 'Structure', 2, 'Section Order', 'Put the sections into an order that carries the reader along.',
     '{section_headings}', '{section_headings}', 'Plain text input', 'Outline'),
    ('Planning', 'Structure', 3, 'Allocate Facts', 'Decide which section tells which fact.',
     '{interesting_facts,section_headings}', '{section_planning}', 'Plain text input', 'Structured JSON'),
    ('Writing', 'Content', 1, 'Create Sections', 'Add, rename and order the sections.',
     '{section_headings}', '{section_headings}', 'Plain text input', 'Outline'),
    ('Writing', 'Content', 2, 'Ideas to Include', 'Collect what the section should say.',
     '{post_section.section_heading,post_section.section_description}', '{post_section.ideas_to_include}', 'Section input',
     'List of lines'),
    ('Writing', 'Content', 3, 'Author First Drafts', 'Write the section for the first time.',
     '{post_section.section_heading,post_section.section_description,post_section.ideas_to_include,post_section.facts_to_include}',
     '{post_section.draft}', 'Section input', 'Plain text, British English'),
    ('Writing', 'Content', 4, 'Edit Section Content', 'Work on the draft.',
     '{post_section.section_heading,post_section.draft}', '{post_section.draft}', 'Section input', 'Plain text, British English'),
    ('Writing', 'Content', 5, 'Fix Language', 'Make the draft fit for print.',
     '{post_section.draft}', '{post_section.polished}', 'Section input', 'Markdown'),
    ('Writing', 'Content', 6, 'Review Sections', 'Read the section as a reader would.',
     '{post_section.polished}', '{post_section.highlighting}', 'Section input', 'Plain text, British English'),
    ('Writing', 'Content', 7, 'Allocate Facts to Sections', 'Give each section the facts that belong in it.',
     '{interesting_facts,section_headings}', '{post_section.facts_to_include}', 'Plain text input', 'Structured JSON'),
    ('Structuring', 'Post info', 1, 'Titles', 'Choose the title and the line below it.',
     '{provisional_title,basic_idea,section_headings}', '{main_title,subtitle}', 'Plain text input', 'Titles and subtitles'),
    ('Structuring', 'Post info', 2, 'Summary', 'Say in a few sentences what the post is about.',
     '{basic_idea,section_headings}', '{post.summary}', 'Plain text input', 'Plain text, British English'),
    ('Structuring', 'Post info', 3, 'Introduction and Conclusion', 'Write the first and the last paragraph.',
     '{basic_idea,section_headings}', '{intro_blurb,conclusion}', 'Plain text input', 'Plain text, British English'),
    ('Structuring', 'Metadata', 1, 'Basic Metadata', 'Describe the post for those who list it.',
     '{main_title,summary}', '{basic_metadata}', 'Plain text input', 'Structured JSON'),
    ('Structuring', 'Metadata', 2, 'Tags', 'Choose tags.', '{main_title,summary}', '{tags}', 'Plain text input', 'List of lines'),
    ('Structuring', 'Metadata', 3, 'Categories', 'Choose categories.', '{main_title,summary}', '{categories}',
     'Plain text input', 'List of lines'),
    ('Images', 'Sections', 1, 'Image Concepts', 'Think of a picture for the section.',
     '{post_section.section_heading,post_section.polished}', '{post_section.image_concepts}', 'Section input',
     'Plain text, British English'),
    ('Images', 'Sections', 2, 'Image Prompts', 'Describe the picture so that it can be made.',
     '{post_section.image_concepts}', '{post_section.image_prompts}', 'Section input', 'Plain text, British English'),
    ('Images', 'Sections', 3, 'Section Illustrations', 'Make the picture, or choose one.',
     '{post_section.image_prompts}', '{post_section.generated_image_url}', NULL, NULL),
    ('Images', 'Sections', 4, 'Image Captions', 'Write the line below the picture.',
     '{post_section.image_concepts,post_section.section_heading}', '{post_section.image_captions}', 'Section input',
     'Plain text, British English'),
    ('Images', 'Sections', 5, 'Meta Descriptions', 'Say what the picture shows, for who cannot see it.',
     '{post_section.image_prompts}', '{post_section.image_meta_descriptions}', 'Section input', 'Plain text, British English'),
    ('Images', 'Header', 1, 'Header Description', 'Think of a picture that stands for the whole post.',
     '{main_title,summary}', '{image_captions}', 'Plain text input', 'Plain text, British English'),
    ('Images', 'Header', 2, 'Header Image', 'Make the picture, or choose one.', '{image_captions}', '{post.header_image_id}',
     NULL, NULL),
    ('Images', 'Finish', 1, 'Watermark and Optimise', 'Mark the pictures, and make them small enough.',
     '{post_section.generated_image_url}', '{post_section.watermarking}', NULL, NULL),
    ('Publishing', 'Preflight', 1, 'Self Review', 'Read the post once more.', '{self_review}', '{self_review}', NULL, NULL),
    ('Publishing', 'Preflight', 2, 'Peer Review', 'Let somebody else read it.', '{peer_review}', '{peer_review}', NULL, NULL),
    ('Publishing', 'Preflight', 3, 'SEO Optimization', 'See to it that the post is found.',
     '{main_title,summary,tags}', '{seo_optimization}', 'Plain text input', 'Plain text, British English'),
    ('Publishing', 'Preflight', 4, 'Final Check', 'Tick off what has to be done.', '{final_check}', '{final_check}', NULL, NULL),
    ('Publishing', 'Launch', 1, 'Scheduling', 'Choose the day and the hour.', '{scheduling}', '{scheduling}', NULL, NULL),
    ('Publishing', 'Launch', 2, 'Deployment', 'Put the post online.', '{deployment}', '{deployment}', NULL, NULL),
    ('Publishing', 'Launch', 3, 'Verification', 'Look at the page that readers see.', '{verification}',
     '{verification}', NULL, NULL),
    ('Publishing', 'Syndication', 1, 'Platform Selection', 'Choose where else the post is to appear.',
     '{platform_selection}', '{platform_selection}', NULL, NULL),
    ('Publishing', 'Syndication', 2, 'Content Adaptation', 'Make it fit for each of these places.',
     '{main_title,summary,platform_selection}', '{content_adaptation}', 'Plain text input', 'Plain text, British English'),
    ('Publishing', 'Syndication', 3, 'Distribution', 'Send it there.', '{distribution}', '{distribution}', NULL, NULL),
    ('Publishing', 'Syndication', 4, 'Engagement Tracking', 'Note how it is received.', '{engagement_tracking}',
     '{engagement_tracking}', NULL, NULL),
    ('Publishing', 'Syndication', 5, 'Feedback Collection', 'Keep what readers say.', '{feedback_collection}',
     '{feedback_collection}', NULL, NULL),
    ('Publishing', 'Syndication', 6, 'Content Updates', 'Note what was changed since.', '{content_updates}',
     '{content_updates}', NULL, NULL)
    ) AS d (stage, sub_stage, step_order, name, description, inputs, outputs, input_format, output_format)
    JOIN public.workflow_stage_entity AS stage ON stage.name = d.stage
    JOIN public.workflow_sub_stage_entity AS sub_stage ON sub_stage.stage_id = stage.id AND sub_stage.name = d.sub_stage
    LEFT JOIN LATERAL (SELECT min(id) AS id FROM public.workflow_format_template WHERE name = d.input_format) AS input ON true
    LEFT JOIN LATERAL (SELECT min(id) AS id FROM public.workflow_format_template WHERE name = d.output_format) AS output ON true
WHERE galley.default_give('workflow_step_entity/' || d.stage || '/' || d.sub_stage || '/' || d.name,
    EXISTS (SELECT FROM galley.given_default AS g WHERE g.name = 'workflow_sub_stage_entity/' || d.stage || '/' || d.sub_stage)
    AND NOT EXISTS (SELECT FROM public.workflow_step_entity AS t WHERE t.sub_stage_id = sub_stage.id AND t.name = d.name),
    sub_stage.id)
ORDER BY stage.stage_order, sub_stage.sub_stage_order, d.step_order;
