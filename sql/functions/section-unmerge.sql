-- galley.section_unmerge(joined): takes back that a section was joined to the one before it.
-- Promises: the section comes back with its id and its texts, behind the one it was joined to; the elements that came from it and are
-- still there go back with it. The other one gets back the very texts it had. A text that somebody has written at since keeps what
-- was written: just the end that came from the section is taken off, and where that end was changed, nothing is. Returns the id of
-- the section that came back. Raises GY003 when the section was not joined to another one that is still there.
CREATE OR REPLACE FUNCTION galley.section_unmerge(joined integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    note     galley.section_join;
    post     integer;
    elements jsonb;
    version  integer;
BEGIN
    SELECT j.* INTO note FROM galley.section_join AS j WHERE j.joined_id = joined;
    IF NOT FOUND OR NOT EXISTS (SELECT FROM galley.parked_section AS p WHERE p.section_id = joined) THEN
        RAISE EXCEPTION USING ERRCODE = 'GY003', MESSAGE = 'Section ' || joined || ' is not joined to another one.',
            HINT = 'Look for it among the sections of the post, and in the trash.';
    END IF;
    post := galley.section_hold(note.section_id);
    PERFORM galley.outline_lock(post);
    UPDATE galley.parked_section AS p SET elements = '[]' FROM galley.parked_section AS o
     WHERE p.section_id = joined AND o.section_id = joined RETURNING o.elements INTO elements;
    PERFORM galley.outline_guard(true);
    version := galley.section_part_texts(note);
    PERFORM galley.section_restore_rows(ARRAY[joined]);
    PERFORM galley.section_part_elements(note.section_id, joined, elements);
    PERFORM galley.outline_guard(false);
    PERFORM galley.sections_insert(post, 'unmerge', ARRAY[joined],
                                   ARRAY[(SELECT s.section_order + 1 FROM public.post_section AS s WHERE s.id = note.section_id)]);
    PERFORM galley.notice('post_section', note.section_id, post, version, 'U');
    DELETE FROM galley.section_join AS j WHERE j.joined_id = joined;
    RETURN joined;
END
$$;
COMMENT ON FUNCTION galley.section_unmerge(integer) IS 'Takes back that a section was joined to the one before it.';

-- galley.section_note_join(joined, section, before): remembers what a section was before another one was joined to it.
-- Promises: galley.section_unmerge finds it; what was noted of an earlier join is forgotten.
CREATE OR REPLACE FUNCTION galley.section_note_join(joined integer, section integer, before jsonb) RETURNS void
LANGUAGE sql
AS $$
    INSERT INTO galley.section_join (joined_id, section_id, texts_before, texts_after)
    SELECT joined, s.id, before, to_jsonb(s) FROM public.post_section AS s WHERE s.id = section
    ON CONFLICT (joined_id) DO UPDATE
    SET section_id = excluded.section_id, texts_before = excluded.texts_before, texts_after = excluded.texts_after
$$;

-- galley.section_part_texts(note): takes the texts of a section out of those of the one it was joined to.
-- Promises: returns the version of the one that loses them. The section is in the trash still; the guard is on.
CREATE OR REPLACE FUNCTION galley.section_part_texts(note galley.section_join) RETURNS integer
LANGUAGE sql
AS $$
    INSERT INTO galley.search_mark (kind, id) VALUES ('s', note.section_id);
    UPDATE public.post_section AS s
       SET section_description = galley.section_parted('section_description', s.section_description, note, p.section),
           ideas_to_include = galley.section_parted('ideas_to_include', s.ideas_to_include, note, p.section),
           facts_to_include = galley.section_parted('facts_to_include', s.facts_to_include, note, p.section),
           draft = galley.section_parted('draft', s.draft, note, p.section),
           polished = galley.section_parted('polished', s.polished, note, p.section),
           highlighting = galley.section_parted('highlighting', s.highlighting, note, p.section),
           image_concepts = galley.section_parted('image_concepts', s.image_concepts, note, p.section),
           image_prompts = galley.section_parted('image_prompts', s.image_prompts, note, p.section),
           generation = galley.section_parted('generation', s.generation, note, p.section),
           optimization = galley.section_parted('optimization', s.optimization, note, p.section),
           watermarking = galley.section_parted('watermarking', s.watermarking, note, p.section),
           image_meta_descriptions = galley.section_parted('image_meta_descriptions', s.image_meta_descriptions, note, p.section),
           image_captions = galley.section_parted('image_captions', s.image_captions, note, p.section),
           image_id = CASE WHEN s.image_id IS NOT DISTINCT FROM (note.texts_after ->> 'image_id')::integer
                           THEN (SELECT i.id FROM public.image AS i WHERE i.id = (note.texts_before ->> 'image_id')::integer)
                           ELSE s.image_id END,
           generated_image_url = CASE WHEN s.generated_image_url IS NOT DISTINCT FROM note.texts_after ->> 'generated_image_url'
                                      THEN note.texts_before ->> 'generated_image_url' ELSE s.generated_image_url END,
           image_generation_metadata =
               CASE WHEN s.image_generation_metadata IS NOT DISTINCT FROM nullif(note.texts_after -> 'image_generation_metadata', 'null')
                    THEN nullif(note.texts_before -> 'image_generation_metadata', 'null') ELSE s.image_generation_metadata END,
           image_prompt_example_id =
               CASE WHEN s.image_prompt_example_id IS NOT DISTINCT FROM (note.texts_after ->> 'image_prompt_example_id')::integer
                    THEN (SELECT x.id FROM public.image_prompt_example AS x
                           WHERE x.id = (note.texts_before ->> 'image_prompt_example_id')::integer)
                    ELSE s.image_prompt_example_id END,
           version = s.version + 1,
           updated_at = now() AT TIME ZONE 'UTC'
      FROM galley.parked_section AS p
     WHERE s.id = note.section_id AND p.section_id = note.joined_id
    RETURNING s.version
$$;

-- galley.section_parted(field, text, note, joined): a text without the one that was joined to it.
-- Promises: what it was before, when nobody has written at it since; else without the end that was joined, when that is there as it
-- was; else as it is.
CREATE OR REPLACE FUNCTION galley.section_parted(field text, text text, note galley.section_join, joined jsonb) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
    SELECT CASE WHEN text IS NOT DISTINCT FROM note.texts_after ->> field THEN note.texts_before ->> field
                WHEN tail <> '' AND right(text, length(tail)) = tail THEN rtrim(left(text, -length(tail)), E'\r\n')
                ELSE text END
      FROM (SELECT ltrim(joined ->> field, E'\r\n') AS tail) AS t
$$;

-- galley.section_part_elements(section, joined, elements): gives a section back the elements that came from it.
-- Promises: those of the elements that are still in the section go to the joined one, to the places that they had, changed as they
-- are; those that stay are numbered anew. The guard is on.
CREATE OR REPLACE FUNCTION galley.section_part_elements(section integer, joined integer, elements jsonb) RETURNS void
LANGUAGE sql
AS $$
    INSERT INTO galley.search_mark (kind, id)
    SELECT 'e', e.id FROM public.post_section_elements AS e WHERE e.section_id = section;
    UPDATE public.post_section_elements AS e
       SET section_id = joined, element_order = (o.element ->> 'element_order')::integer, updated_at = now() AT TIME ZONE 'UTC'
      FROM jsonb_array_elements(elements) AS o (element)
     WHERE e.id = (o.element ->> 'id')::integer AND e.section_id = section;
    UPDATE public.post_section_elements AS e
       SET element_order = n.place
      FROM (SELECT id, section_id, row_number() OVER (PARTITION BY section_id ORDER BY element_order, id) AS place
              FROM public.post_section_elements WHERE section_id IN (section, joined)) AS n
     WHERE e.id = n.id AND e.element_order <> n.place
$$;
