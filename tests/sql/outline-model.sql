-- Six hundred random edits of several posts, in six formats of lists, by verbs and by plain statements, against a model of what must come of
-- them.  The model knows of each draft which heading it belongs to and whether its section is in the post or in the trash.  After every
-- edit no draft may be lost, none may stand under another heading, and the list must say what the sections say.
\ir include/outline.psql
BEGIN;
SELECT plan(9);
SELECT setseed(0.1745) \g /dev/null

CREATE TEMP TABLE model (post integer, draft text PRIMARY KEY, heading text, present boolean);
-- What the model was at each version of an outline: what taking a change back must lead to.
CREATE TEMP TABLE past (post integer, version integer, draft text, heading text, PRIMARY KEY (post, version, draft));
CREATE TEMP TABLE done (step integer, post integer, edit text, format text, lost integer, misplaced integer, differs boolean, kept_order boolean);
CREATE SEQUENCE pg_temp.fresh_number;

-- A heading that no other is like, of the kinds that real ones are.
CREATE FUNCTION pg_temp.fresh() RETURNS text
LANGUAGE sql AS $$
    SELECT (ARRAY['The Story of "Tartan"', 'Ceilidh & Dance', 'Kilts, Then and Now', 'Überlieferung', 'Whisky \ Water', '12 Clans', 'How To: Tie'])
               [1 + floor(random() * 7)::integer] || ' ' || chr(65 + floor(random() * 26)::integer) || 'x' || nextval('pg_temp.fresh_number')
$$;

-- One of some values.
CREATE FUNCTION pg_temp.one_of(things text[]) RETURNS text
LANGUAGE sql AS $$
    SELECT things[1 + floor(random() * cardinality(things))::integer]
$$;

-- A list in one of the formats; ids are those of the sections, 0 for an item that has none.
CREATE FUNCTION pg_temp.render(format text, ids integer[], headings text[]) RETURNS text
LANGUAGE sql AS $$
    SELECT CASE format
        WHEN 'objects with ids' THEN coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', nullif(id, 0), 'heading', heading, 'order', nth))
                                                        ORDER BY nth), '[]')::text
        WHEN 'objects' THEN coalesce(jsonb_agg(jsonb_build_object('order', nth, 'heading', heading) ORDER BY nth), '[]')::text
        WHEN 'strings' THEN E'Here is the outline:\n```json\n' || coalesce(jsonb_agg(heading ORDER BY nth), '[]')::text || E'\n```'
        WHEN 'lines' THEN string_agg(heading, E'\n' ORDER BY nth)
        WHEN 'numbered' THEN string_agg(nth || '. ' || heading, E'\n' ORDER BY nth)
        WHEN 'Markdown' THEN string_agg('## ' || heading, E'\n\n' ORDER BY nth)
    END
      FROM unnest(ids, headings) WITH ORDINALITY AS i (id, heading, nth)
$$;

-- Makes one random edit and says which; the model follows.
CREATE FUNCTION pg_temp.edit(post integer, format text, step integer) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    action  text := pg_temp.one_of(ARRAY['shuffle', 'reverse', 'insert', 'insert', 'remove', 'rename', 'return', 'exchange', 'row renamed',
                                         'rows swapped', 'row deleted', 'row inserted', 'move', 'move several', 'park', 'restore', 'save', 'add',
                                         'take back', 'clear', 'repeat']);
    ids      integer[];
    headings text[];
    chosen   record;
    parked   record;
    fresh    text := pg_temp.fresh();
    at       integer;
    list     text;
BEGIN
    SELECT coalesce(array_agg(s.id ORDER BY s.section_order), '{}'), coalesce(array_agg(s.section_heading ORDER BY s.section_order), '{}')
      INTO ids, headings FROM public.post_section AS s WHERE s.post_id = post;
    SELECT s.id, s.draft, s.section_order AS place INTO chosen FROM public.post_section AS s WHERE s.post_id = post ORDER BY random() LIMIT 1;
    SELECT p.section_id AS id, p.heading, p.section ->> 'draft' AS draft INTO parked
      FROM galley.parked_section AS p WHERE p.post_id = post ORDER BY random() LIMIT 1;
    IF cardinality(ids) < 3 AND action NOT IN ('return', 'restore', 'insert', 'add', 'row inserted', 'take back') THEN
        action := 'insert';
    ELSIF parked.id IS NULL AND action IN ('return', 'restore') THEN
        action := 'insert';
    ELSIF action = 'exchange' AND format <> 'objects with ids' THEN
        action := 'shuffle';
    END IF;
    at := 1 + floor(random() * (cardinality(ids) + 1))::integer;

    CASE action
    WHEN 'shuffle' THEN
        SELECT array_agg(i.id ORDER BY i.r), array_agg(i.heading ORDER BY i.r) INTO ids, headings
          FROM (SELECT u.id, u.heading, random() AS r FROM unnest(ids, headings) AS u (id, heading)) AS i;
    WHEN 'reverse' THEN
        SELECT array_agg(i.id ORDER BY i.nth DESC), array_agg(i.heading ORDER BY i.nth DESC) INTO ids, headings
          FROM unnest(ids, headings) WITH ORDINALITY AS i (id, heading, nth);
    WHEN 'insert' THEN
        ids := ids[:at - 1] || 0 || ids[at:];
        headings := headings[:at - 1] || fresh || headings[at:];
    WHEN 'remove', 'exchange' THEN
        UPDATE model SET present = false WHERE draft = chosen.draft;
        ids := array_remove(ids, chosen.id);
        headings := headings[:chosen.place - 1] || headings[chosen.place + 1:];
        IF action = 'exchange' THEN
            ids := ids || 0;
            headings := headings || fresh;
        END IF;
    WHEN 'rename' THEN
        UPDATE model SET heading = fresh WHERE draft = chosen.draft;
        headings[chosen.place] := fresh;
    WHEN 'return' THEN
        UPDATE model SET present = true WHERE draft = parked.draft;
        ids := ids[:at - 1] || CASE WHEN random() < 0.5 THEN parked.id ELSE 0 END || ids[at:];
        headings := headings[:at - 1] || upper(parked.heading) || headings[at:];
        UPDATE model SET heading = upper(parked.heading) WHERE draft = parked.draft;
    WHEN 'row renamed' THEN
        UPDATE model SET heading = fresh WHERE draft = chosen.draft;
        UPDATE public.post_section SET section_heading = fresh WHERE id = chosen.id;
    WHEN 'rows swapped' THEN
        UPDATE public.post_section SET section_order = CASE section_order WHEN 1 THEN 2 ELSE 1 END WHERE post_id = post AND section_order IN (1, 2);
    WHEN 'row deleted' THEN
        UPDATE model SET present = false WHERE draft = chosen.draft;
        DELETE FROM public.post_section WHERE id = chosen.id;
    WHEN 'row inserted' THEN
        INSERT INTO public.post_section (post_id, section_heading) VALUES (post, fresh);
    WHEN 'move' THEN
        PERFORM galley.section_move(chosen.id, at);
    WHEN 'move several' THEN
        PERFORM galley.sections_move(ARRAY[ids[3], ids[1]], at);
    WHEN 'park' THEN
        UPDATE model SET present = false WHERE draft = chosen.draft;
        PERFORM galley.section_park(chosen.id);
    WHEN 'restore' THEN
        UPDATE model SET present = true WHERE draft = parked.draft;
        PERFORM galley.section_restore(parked.id);
    WHEN 'save' THEN
        UPDATE model SET heading = fresh WHERE draft = chosen.draft;
        PERFORM galley.section_save(chosen.id, 'section_heading', fresh);
    WHEN 'add' THEN
        PERFORM galley.section_add(post, fresh, at);
    WHEN 'take back' THEN
        SELECT l.id, l.outline_version AS version INTO chosen FROM galley.sync_log AS l
         WHERE l.post_id = post AND EXISTS (SELECT FROM past AS p WHERE p.post = edit.post AND p.version = l.outline_version)
         ORDER BY random() LIMIT 1;
        IF FOUND THEN
            PERFORM galley.outline_rollback(chosen.id);
            UPDATE model AS m SET present = false WHERE m.post = edit.post;
            UPDATE model AS m SET present = true, heading = p.heading
              FROM past AS p WHERE p.post = edit.post AND p.version = chosen.version AND p.draft = m.draft;
        END IF;
    WHEN 'clear' THEN
        UPDATE model AS m SET present = false WHERE m.post = edit.post;
        ids := '{}';
        headings := '{}';
    ELSE
        NULL;
    END CASE;

    IF action IN ('shuffle', 'reverse', 'insert', 'remove', 'exchange', 'rename', 'return', 'clear', 'repeat') THEN
        list := pg_temp.render(format, ids, headings);
        IF cardinality(ids) = 0 AND format = 'strings' THEN
            list := '[]';
        END IF;
        IF step % 2 = 0 THEN
            PERFORM galley.outline_set(post, list);
        ELSE
            UPDATE public.post_development SET section_headings = list WHERE post_id = post;
        END IF;
        PERFORM pg_temp.note_order(step, post, headings);
    END IF;
    RETURN action;
END
$$;

-- Whether the headings stand as they were asked for.
CREATE TEMP TABLE asked (step integer PRIMARY KEY, kept boolean);
CREATE FUNCTION pg_temp.note_order(step integer, post integer, headings text[]) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO asked
    SELECT step, coalesce(array_agg(s.section_heading ORDER BY s.section_order), '{}') = headings FROM public.post_section AS s WHERE s.post_id = post
$$;

-- Gives new sections a draft, compares post and model, and keeps what the model is.
CREATE FUNCTION pg_temp.compare(step integer, post integer, edit text, format text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    WITH fresh AS (
        UPDATE public.post_section AS s SET draft = 'draft ' || s.id WHERE s.post_id = post AND s.draft IS NULL
        RETURNING s.post_id, s.draft, s.section_heading
    )
    INSERT INTO model SELECT post_id, draft, section_heading, true FROM fresh;
    INSERT INTO done
    SELECT step, post, edit, format,
           -- Present in the post, or in the trash, as the model says, and nowhere else.
           (SELECT count(*) FROM model AS m
             WHERE m.post = compare.post
               AND (m.present::integer, (NOT m.present)::integer) IS DISTINCT FROM
                   ((SELECT count(*)::integer FROM public.post_section AS s WHERE s.draft = m.draft),
                    (SELECT count(*)::integer FROM galley.parked_section AS p WHERE p.section ->> 'draft' = m.draft))),
           (SELECT count(*) FROM model AS m JOIN public.post_section AS s ON s.draft = m.draft
             WHERE m.post = compare.post AND s.section_heading <> m.heading),
           (SELECT string_agg(c.finding, ', ') FROM galley.outline_check(post) AS c) <> 'OK',
           (SELECT a.kept FROM asked AS a WHERE a.step = compare.step);
    INSERT INTO past
    SELECT m.post, d.outline_version, m.draft, m.heading
      FROM model AS m JOIN public.post_development AS d ON d.post_id = m.post
     WHERE m.post = compare.post AND m.present
    ON CONFLICT DO NOTHING;
END
$$;

DO $$
DECLARE
    posts CONSTANT integer[] := ARRAY[pg_temp.new_post(), pg_temp.new_post(), pg_temp.new_post()];
    post  integer;
    format text;
BEGIN
    INSERT INTO public.post_development (post_id) SELECT unnest(posts);
    FOR step IN 1 .. 600 LOOP
        post := posts[1 + step % 3];
        format := pg_temp.one_of(ARRAY['objects with ids', 'objects', 'strings', 'lines', 'numbered', 'Markdown']);
        PERFORM pg_temp.compare(step, post, pg_temp.edit(post, format, step), format);
    END LOOP;
END
$$;

SELECT is((SELECT sum(lost)::integer FROM done), 0, 'drafts that were lost, or are where they should not be');
SELECT is((SELECT sum(misplaced)::integer FROM done), 0, 'drafts that stood under another heading');
SELECT is((SELECT count(*)::integer FROM done WHERE differs), 0, 'lists that did not say what the sections say');
SELECT is((SELECT count(*)::integer FROM done WHERE NOT kept_order), 0, 'lists that did not become the outline in their order');
SELECT is((SELECT count(*)::integer FROM done), 600, 'edits made');
SELECT is((SELECT count(DISTINCT edit)::integer FROM done), 20, 'every kind of edit was among them');
SELECT is((SELECT count(DISTINCT format)::integer FROM done WHERE kept_order), 6, 'every format was');
SELECT cmp_ok((SELECT count(*)::integer FROM model), '>', 100, 'many drafts were written');
SELECT cmp_ok((SELECT count(*)::integer FROM model WHERE NOT present), '>', 50, 'and many of them are in the trash');
SELECT step, edit, format, lost, misplaced, differs, kept_order FROM done WHERE lost > 0 OR misplaced > 0 OR differs OR NOT kept_order ORDER BY step LIMIT 5;

SELECT * FROM finish();
ROLLBACK;
