-- Styles, formats, settings and examples for pictures.

INSERT INTO public.image_style (title, description)
SELECT title, description
FROM (VALUES
    ('Photograph', 'a photograph with natural light, true colours and a shallow depth of field'),
    ('Watercolour', 'a loose watercolour on rough paper, with soft edges and much white'),
    ('Ink drawing', 'a fine ink drawing with hatching, black on cream'),
    ('Vintage poster', 'a travel poster of the 1930s, flat colours and bold shapes'),
    ('Oil painting', 'an oil painting with visible brush strokes and warm shadows'),
    ('Flat illustration', 'a clean vector illustration with few colours and simple forms')) AS d (title, description)
WHERE galley.default_give('image_style/' || d.title, NOT EXISTS (SELECT FROM public.image_style AS t WHERE t.title = d.title));

INSERT INTO public.image_format (title, description, width, height, steps, guidance_scale)
SELECT title, description, width, height, steps, guidance_scale
FROM (VALUES
    ('Square', 'For trying things out', 512, 512, 20, 7.5),
    ('Square, large', 'For a section', 1024, 1024, 30, 7.5),
    ('Landscape', 'For a section, wide', 1024, 768, 30, 7.5),
    ('Portrait', 'For a section, high', 768, 1024, 30, 7.5),
    ('Header', 'For the head of a post', 1792, 1024, 30, 7.5)) AS d (title, description, width, height, steps, guidance_scale)
WHERE galley.default_give('image_format/' || d.title, NOT EXISTS (SELECT FROM public.image_format AS t WHERE t.title = d.title));

INSERT INTO public.image_setting (name, style_id, format_id)
SELECT d.name, style.id, format.id
FROM (VALUES
    ('Section photograph', 'Photograph', 'Square, large'),
    ('Section watercolour', 'Watercolour', 'Square, large'),
    ('Section drawing', 'Ink drawing', 'Landscape'),
    ('Header photograph', 'Photograph', 'Header'),
    ('Header poster', 'Vintage poster', 'Header')) AS d (name, style, format)
    JOIN public.image_style AS style ON style.title = d.style
    JOIN public.image_format AS format ON format.title = d.format
WHERE galley.default_give('image_setting/' || d.name,
    NOT EXISTS (SELECT FROM public.image_setting AS t WHERE t.name = d.name), style.id, format.id);

INSERT INTO public.image_prompt_example (description, style_id, format_id, provider, image_setting_id)
SELECT d.description, setting.style_id, setting.format_id, d.provider, setting.id
FROM (VALUES
    ('weaver', 'Section photograph', 'dall-e',
     'Hands of an old weaver at a wooden loom, threads in focus and the room behind in shadow, light from a window on the left'),
    ('coast', 'Section watercolour', 'stable-diffusion',
     'A fishing village on a steep coast before rain, five boats, gulls, wide sky, loose wash'),
    ('tools', 'Section drawing', 'stable-diffusion',
     'The tools of a silversmith laid out on a bench, seen from above, each apart from the others, no writing'),
    ('road', 'Header photograph', 'dall-e',
     'A single-track road through heather towards distant hills, low evening sun, nobody in sight, room for a title in the sky'),
    ('station', 'Header poster', 'dall-e',
     'A steam train on a viaduct over a loch, three colours, strong diagonals, no lettering')
    ) AS d (name, setting, provider, description)
    JOIN public.image_setting AS setting ON setting.name = d.setting
WHERE galley.default_give('image_prompt_example/' || d.name, true, setting.id);
