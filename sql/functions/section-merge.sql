-- galley.section_merge(section): joins the next section to a section.
-- Promises: each text of the next one is appended to that of this one, with a blank line between where both have one, or with
-- what galley.section_split took out between them, when they were one text before; its elements follow this one's; the next one is
-- parked whole, with a copy of all it had, to be looked at or restored, and galley.section_unmerge takes all of it back, so that
-- joining them once more gives the same texts; heading and status of this one stay. Returns this one's id. Raises GY003 when there is
-- no such section, GY004 when it is the last of its post.
CREATE OR REPLACE FUNCTION galley.section_merge(section integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    post CONSTANT integer := galley.section_hold(section);
    next_section integer;
    before       jsonb;
    joined       jsonb;
    version      integer;
BEGIN
    PERFORM galley.outline_lock(post);
    SELECT n.id INTO next_section
      FROM public.post_section AS s JOIN public.post_section AS n ON n.post_id = s.post_id AND n.section_order = s.section_order + 1
     WHERE s.id = section;
    PERFORM galley.section_check(FOUND, 'Section ' || section || ' is the last one: there is none to join to it.');
    PERFORM FROM public.post_section AS s WHERE s.id = next_section FOR UPDATE;
    SELECT to_jsonb(s) INTO before FROM public.post_section AS s WHERE s.id = section;
    PERFORM galley.outline_guard(true);
    version := galley.section_join_texts(section, next_section);
    joined := galley.section_join_elements(section, next_section);
    PERFORM galley.section_note_join(next_section, section, before);
    PERFORM galley.section_park_rows(ARRAY[next_section]);
    UPDATE galley.parked_section AS p
       SET elements = joined, has_text = p.has_text OR joined <> '[]'
     WHERE p.section_id = next_section;
    PERFORM galley.outline_guard(false);
    PERFORM galley.outline_count_places(post);
    PERFORM galley.notice('post_section', section, post, version, 'U');
    PERFORM galley.outline_store(post, 'merge', galley.outline_text(post), NULL);
    RETURN section;
END
$$;
COMMENT ON FUNCTION galley.section_merge(integer) IS 'Joins the next section to a section.';

-- galley.section_join_texts(section, next_section): appends the texts of one section to another.
-- Promises: returns the version of the section that got them. The guard is on.
CREATE OR REPLACE FUNCTION galley.section_join_texts(section integer, next_section integer) RETURNS integer
LANGUAGE sql
AS $$
    INSERT INTO galley.search_mark (kind, id) VALUES ('s', section);
    UPDATE public.post_section AS s
       SET section_description = galley.section_joined('section_description', s.section_description, n.section_description, m),
           ideas_to_include = galley.section_joined('ideas_to_include', s.ideas_to_include, n.ideas_to_include, m),
           facts_to_include = galley.section_joined('facts_to_include', s.facts_to_include, n.facts_to_include, m),
           draft = galley.section_joined('draft', s.draft, n.draft, m),
           polished = galley.section_joined('polished', s.polished, n.polished, m),
           highlighting = galley.section_joined('highlighting', s.highlighting, n.highlighting, m),
           image_concepts = galley.section_joined('image_concepts', s.image_concepts, n.image_concepts, m),
           image_prompts = galley.section_joined('image_prompts', s.image_prompts, n.image_prompts, m),
           generation = galley.section_joined('generation', s.generation, n.generation, m),
           optimization = galley.section_joined('optimization', s.optimization, n.optimization, m),
           watermarking = galley.section_joined('watermarking', s.watermarking, n.watermarking, m),
           image_meta_descriptions = galley.section_joined('image_meta_descriptions', s.image_meta_descriptions, n.image_meta_descriptions, m),
           image_captions = galley.section_joined('image_captions', s.image_captions, n.image_captions, m),
           image_id = coalesce(s.image_id, n.image_id),
           generated_image_url = coalesce(s.generated_image_url, n.generated_image_url),
           image_generation_metadata = coalesce(s.image_generation_metadata, n.image_generation_metadata),
           image_prompt_example_id = coalesce(s.image_prompt_example_id, n.image_prompt_example_id),
           version = s.version + 1,
           updated_at = now() AT TIME ZONE 'UTC'
      FROM public.post_section AS n
           LEFT JOIN galley.section_seam AS m ON m.section_id = n.id AND coalesce(m.heading, n.section_heading) = n.section_heading
     WHERE s.id = section AND n.id = next_section
    RETURNING s.version
$$;

-- galley.section_joined(field, text, next_text, seam): two texts as one.
-- Promises: what they were before they were split; else both, with a blank line between; the one that there is, when the other is
-- empty.
CREATE OR REPLACE FUNCTION galley.section_joined(field text, text text, next_text text, seam galley.section_seam) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT coalesce(galley.section_sewn(seam, field, text, next_text),
                    CASE WHEN coalesce(next_text, '') = '' THEN text
                         WHEN coalesce(text, '') = '' THEN next_text
                         ELSE rtrim(text, E'\r\n') || E'\n\n' || ltrim(next_text, E'\r\n') END)
$$;

-- galley.section_join_elements(section, next_section): appends the elements of one section to those of another.
-- Promises: they keep ids and order; returns what they were, as an array for the trash. The guard is on.
CREATE OR REPLACE FUNCTION galley.section_join_elements(section integer, next_section integer) RETURNS jsonb
LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
DECLARE
    elements jsonb;
BEGIN
    PERFORM FROM public.post_section_elements AS e WHERE e.section_id IN (section, next_section) ORDER BY e.id FOR UPDATE;
    SELECT coalesce(jsonb_agg(to_jsonb(e) ORDER BY e.element_order, e.id), '[]') INTO elements
      FROM public.post_section_elements AS e WHERE e.section_id = next_section;
    UPDATE public.post_section_elements AS e
       SET section_id = section, element_order = n.place, updated_at = now() AT TIME ZONE 'UTC'
      FROM (SELECT id, (SELECT coalesce(max(o.element_order), 0) FROM public.post_section_elements AS o WHERE o.section_id = section)
                       + row_number() OVER (ORDER BY element_order, id) AS place
              FROM public.post_section_elements WHERE section_id = next_section) AS n
     WHERE e.id = n.id;
    INSERT INTO galley.search_mark (kind, id) SELECT 'e', (element ->> 'id')::integer FROM jsonb_array_elements(elements) AS element;
    RETURN elements;
END
$$;
