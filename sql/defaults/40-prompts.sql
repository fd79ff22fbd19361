-- Prompts: the roles that a model can take, and the tasks that it can be given. [data:FIELD] stands for a field of the post or
-- of the section, [format:output] for the instructions of the step's format.

INSERT INTO public.llm_prompt (name, description, system_prompt, prompt_text, "order")
SELECT 'Role: ' || name, description, prompt, prompt, place
FROM (VALUES
    (1, 'Author', 'Writes about culture and history for a wide public.',
     'You are an author who writes about culture and history for readers who know nothing of the subject and are glad to '
     'learn. You write plainly, in British English, with concrete detail and a light hand. You never invent facts, names, '
     'dates or quotations; where you are not sure, you leave it out.'),
    (2, 'History researcher', 'Finds facts and weighs them.',
     'You are a historian who does research for a writer. You give facts that can be checked, prefer the little known to '
     'the obvious, say so where something is legend or disputed, and never fill a gap with a guess.'),
    (3, 'Blog editor', 'Makes posts clear and keeps them together.',
     'You are the editor of a blog. You see to it that a post has one thread, that its parts do not repeat each other, '
     'and that a reader always knows why the next sentence is there. You change as little as you can and as much as you '
     'must, and you keep the writer''s voice.'),
    (4, 'Image consultant', 'Thinks in pictures.',
     'You are a picture editor. For a text you find one picture that adds something to it, that can be understood in a '
     'second, and that can be made: one subject, one place, one light. You avoid clichés, writing within the picture, and '
     'faces of real people.'),
    (5, 'Image prompt writer', 'Describes pictures for those who make them.',
     'You turn ideas for pictures into instructions for an image generator: what is seen first, then where, then light, '
     'colours, distance and technique, in one paragraph without a negative word.')) AS d (place, name, description, prompt)
WHERE galley.default_give('llm_prompt/Role: ' || d.name,
    NOT EXISTS (SELECT FROM public.llm_prompt AS t WHERE t.name = 'Role: ' || d.name));

INSERT INTO public.llm_prompt (name, description, prompt_text, "order")
SELECT name, description, prompt, 100 + place
FROM (VALUES
    (1, 'Expand the idea', 'From a few words to a paragraph.',
     E'Work this first thought out to a brief of one paragraph: what the post is about, what it wants the reader to take '
     'away, and what it leaves out.'
     '\n\n[data:idea_seed]'),
    (2, 'Find a provisional title', 'A title to work with.',
     E'Find one title to work with for this post. It says what the post is about and is not longer than ten words.'
     '\n\n[data:basic_idea]'),
    (3, 'Collect facts', 'Fifty facts that are worth telling.',
     E'Collect fifty facts that could go into this post, each one sentence that makes sense by itself. No two may say the '
     'same.'
     '\n\n[data:basic_idea]\n\n[format:output]'),
    (4, 'Collect topics', 'More topics than the post can take, to choose from.',
     E'List at least fifty topics that this post could speak of, from the obvious to the surprising. The writer will '
     'choose among them, so that range matters more than order.'
     '\n\n[data:basic_idea]\n\n[data:interesting_facts]\n\n[format:output]'),
    (5, 'Propose an outline', 'Five to eight sections.',
     E'Divide this post into five to eight sections. Each has a heading and a description that says what belongs in it and '
     'what belongs in another one. Together they cover every topic once.'
     '\n\n[data:basic_idea]\n\n[data:topics_to_cover]\n\n[format:output]'),
    (6, 'Order the sections', 'The same sections in a better order.',
     E'Put these sections into the order that carries a reader along best. Change nothing but the order.'
     '\n\n[data:section_headings]\n\n[format:output]'),
    (7, 'Allocate facts', 'Each fact to exactly one section.',
     E'Give each of these facts to exactly one of the sections. A fact that fits nowhere goes to none. Answer with a JSON '
     'object whose keys are the headings and whose values are arrays of facts.'
     '\n\nFacts:\n[data:interesting_facts]\n\nSections:\n[data:section_headings]\n\n[format:output]'),
    (8, 'Ideas for a section', 'Eight to ten ideas for one section.',
     E'Give eight to ten ideas for what this section could say: points, examples, questions a reader would ask. Stay '
     'within its description.'
     '\n\n[data:section_heading]\n[data:section_description]\n\n[format:output]'),
    (9, 'Draft a section', 'A first text of 150 to 200 words.',
     E'Write this section in 150 to 200 words of continuous prose. It has no introduction and no conclusion of its own: '
     'another section comes before it and another one after it. Use what is listed, add nothing that could be wrong, and '
     'stay out of what other sections are about.'
     '\n\nHeading: [data:section_heading]\nAbout: '
     '[data:section_description]\nIdeas:\n[data:ideas_to_include]\nFacts:\n[data:facts_to_include]\n\n[format:output]'),
    (10, 'Edit a section', 'The draft, clearer.',
     E'Make this draft clearer and livelier without making it longer. Keep its facts, its order and its voice.'
     '\n\n[data:draft]\n\n[format:output]'),
    (11, 'Fix the language', 'The draft, fit for print.',
     E'Make this text fit for print: tight sentences, British spelling, short paragraphs, the terms that matter most set '
     'strong once. Leave out references to sources and anything that speaks about the text itself.'
     '\n\n[data:draft]\n\n[format:output]'),
    (12, 'Review a section', 'What a reader would stumble over.',
     E'Read this section as somebody who knows nothing of the subject. Name what is unclear, what is doubtful, what is '
     'missing and what could go, each in one line, the most important first.'
     '\n\n[data:polished]'),
    (13, 'Titles', 'Five titles with subtitles.',
     E'Propose five titles for this post, each with a subtitle that says what the title leaves open. Make them differ in '
     'kind.'
     '\n\n[data:basic_idea]\n\n[data:section_headings]\n\n[format:output]'),
    (14, 'Summary', 'What the post is about.',
     E'Say in two or three sentences what this post is about, for somebody who decides whether to read it. Do not begin '
     'with "This post".'
     '\n\n[data:basic_idea]\n\n[data:section_headings]\n\n[format:output]'),
    (15, 'Introduction', 'The first paragraph.',
     E'Write the first paragraph of this post, of at most 80 words. It begins with something concrete and makes the reader '
     'want the rest.'
     '\n\n[data:basic_idea]\n\n[data:section_headings]\n\n[format:output]'),
    (16, 'Conclusion', 'The last paragraph.',
     E'Write the last paragraph of this post, of at most 80 words. It does not repeat the post; it leaves the reader with '
     'one thought.'
     '\n\n[data:basic_idea]\n\n[data:section_headings]\n\n[format:output]'),
    (17, 'Metadata', 'For those who list the post.',
     E'Give metadata for this post as a JSON object with the keys "description" (50 to 155 characters), "keywords" (five '
     'to ten) and "audience".'
     '\n\n[data:main_title]\n[data:summary]\n\n[format:output]'),
    (18, 'Tags', 'Five to eight tags.',
     E'Choose five to eight tags for this post: short, lower case, each something a reader might look for.'
     '\n\n[data:main_title]\n[data:summary]\n\n[format:output]'),
    (19, 'Categories', 'One or two categories.',
     E'Name the one or two broad categories that this post belongs in.'
     '\n\n[data:main_title]\n[data:summary]\n\n[format:output]'),
    (20, 'Image concept', 'An idea for a section''s picture.',
     E'Think of one picture for this section, and say in two or three sentences what it shows and what it adds to the text.'
     '\n\n[data:section_heading]\n[data:polished]'),
    (21, 'Image prompt', 'Instructions for the generator.',
     E'Turn this idea into instructions for an image generator, in one paragraph of at most 80 words.'
     '\n\n[data:image_concepts]'),
    (22, 'Image caption', 'Six to eight words.',
     E'Write a caption of six to eight words for this picture. It says what cannot be seen.'
     '\n\n[data:section_heading]\n[data:image_concepts]'),
    (23, 'Alternative text', 'For who cannot see the picture.',
     E'Describe this picture in 50 to 125 characters for somebody who cannot see it. Do not begin with "Image of".'
     '\n\n[data:image_prompts]'),
    (24, 'Header picture', 'A picture that stands for the whole post.',
     E'Think of one picture that stands for the whole post, with a calm part where the title can be. Say in two or three '
     'sentences what it shows.'
     '\n\n[data:main_title]\n[data:summary]'),
    (25, 'Search engines', 'How the post is found.',
     E'Say in at most eight lines what would make this post easier to find: title, description, headings, links. Suggest '
     'only what also helps readers.'
     '\n\n[data:main_title]\n[data:summary]\n[data:tags]'),
    (26, 'Adapt for other places', 'The post in other places'' manners.',
     E'Write a short version of this post for each of the places below, in the length and the manner that are usual there, '
     'each under the name of the place.'
     '\n\n[data:main_title]\n[data:summary]\n\nPlaces:\n[data:platform_selection]')) AS d (place, name, description, prompt)
WHERE galley.default_give('llm_prompt/' || d.name, NOT EXISTS (SELECT FROM public.llm_prompt AS t WHERE t.name = d.name));
