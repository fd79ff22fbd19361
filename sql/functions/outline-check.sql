-- galley.outline_check(post): tells whether master list and sections agree.
-- Promises: a row for each finding, OK for a post where there is none; without a post, of every post. Changes nothing, and never
-- stops at a list that cannot be read. finding is one of:
--   OK, No master data, No sections, Count mismatch      the words of the original blog system;
--   Unreadable list                                      the list is in no accepted format;
--   Heading differs, Description differs, Status differs the list and the section say something else;
--   Order differs                                        the list has them in another order;
--   Not in the list, Not a section                       one of them is only there;
--   Not canonical                                        the list says the same, but was written by another hand, without ids perhaps;
--   Gap in order, Gap in elements                        places are not 1, 2, 3 …;
--   Orphan element                                       an element names another post than its section does, or its section is
--                                                        not there;
--   Present and parked                                   a section is in its post and in the trash.
-- Raises GY003 when there is no such post.
CREATE OR REPLACE FUNCTION galley.outline_check(post integer DEFAULT NULL)
RETURNS TABLE (post_id integer, finding text, detail text)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    IF post IS NOT NULL AND NOT EXISTS (SELECT FROM public.post AS p WHERE p.id = post) THEN
        PERFORM galley.refuse_missing('post', post);
    END IF;
    RETURN QUERY
        SELECT p.id, coalesce(f.finding, 'OK'), f.detail
          FROM public.post AS p
               LEFT JOIN LATERAL (SELECT * FROM galley.outline_list_findings(p.id)
                                  UNION ALL
                                  SELECT * FROM galley.outline_row_findings(p.id)) AS f ON true
         WHERE outline_check.post IS NULL OR p.id = outline_check.post
         ORDER BY p.id;
END
$$;
COMMENT ON FUNCTION galley.outline_check(integer) IS 'Tells whether master list and sections agree.';

-- galley.outline_list_findings(post): what is wrong between the master list and the sections.
-- Promises: a row for each finding; none when the list is exactly what the sections say.
CREATE OR REPLACE FUNCTION galley.outline_list_findings(post integer) RETURNS TABLE (finding text, detail text)
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    list       text;
    n_sections integer;
    n_items    integer;
    reading    record;
BEGIN
    SELECT d.section_headings INTO list FROM public.post_development AS d WHERE d.post_id = post;
    SELECT count(*) INTO n_sections FROM public.post_section AS s WHERE s.post_id = post;
    IF coalesce(list, '[]') = galley.outline_text(post) THEN
        RETURN;
    ELSIF btrim(coalesce(list, ''), E' \t\r\n') = '' THEN
        RETURN QUERY SELECT 'No master data', n_sections || ' sections' WHERE n_sections > 0;
        RETURN;
    END IF;
    SELECT r.items, r.problem INTO reading FROM galley.outline_read(list) AS r;
    IF reading.problem IS NOT NULL THEN
        RETURN QUERY SELECT 'Unreadable list', reading.problem;
        RETURN;
    END IF;
    n_items := jsonb_array_length(reading.items);
    IF n_items > 0 AND n_sections = 0 THEN
        RETURN QUERY SELECT 'No sections', n_items || ' items in the list';
        RETURN;
    ELSIF n_items <> n_sections THEN
        RETURN QUERY SELECT 'Count mismatch', n_items || ' items in the list, ' || n_sections || ' sections';
    END IF;
    RETURN QUERY SELECT f.finding, f.detail FROM galley.outline_item_findings(post, reading.items) AS f;
    IF NOT FOUND AND n_items = n_sections THEN
        RETURN QUERY SELECT 'Not canonical', NULL;
    END IF;
END
$$;

-- galley.outline_item_findings(post, items): what is wrong with single items of the master list.
-- Promises: a row for each finding. An item is the section with its id; without one, the section at its place.
CREATE OR REPLACE FUNCTION galley.outline_item_findings(post integer, items jsonb) RETURNS TABLE (finding text, detail text)
LANGUAGE sql STABLE
AS $$
    WITH section AS (
        SELECT s.id, s.section_heading AS heading, s.section_description AS description, s.status,
               row_number() OVER (ORDER BY s.section_order, s.id) AS place
          FROM public.post_section AS s WHERE s.post_id = post
    ), item AS (
        SELECT coalesce(nullif(galley.outline_number(i.id), 0), s.id, 0) AS id, i.heading, i.description, i.status, i.place
          FROM ROWS FROM (jsonb_to_recordset(items) AS (id text, heading text, description text, status text)) WITH ORDINALITY
               AS i (id, heading, description, status, place)
               LEFT JOIN section AS s ON s.place = i.place
    ), pair AS (
        SELECT i.place, i.heading AS item_heading, i.description AS item_description, i.status AS item_status,
               s.id, s.heading, s.description, s.status, s.place AS section_place
          FROM item AS i FULL JOIN section AS s ON i.id = s.id
    )
    SELECT 'Heading differs', format('section %s: "%s", in the list "%s"', id, heading, item_heading)
      FROM pair WHERE coalesce(heading, '') <> coalesce(item_heading, '') AND id IS NOT NULL AND place IS NOT NULL
    UNION ALL
    SELECT 'Description differs', format('section %s', id)
      FROM pair WHERE coalesce(description, '') <> item_description
    UNION ALL
    SELECT 'Status differs', format('section %s: %s, in the list %s', id, coalesce(status, 'draft'), item_status)
      FROM pair WHERE coalesce(status, 'draft') <> item_status
    UNION ALL
    SELECT 'Not in the list', format('section %s: "%s"', id, heading) FROM pair WHERE place IS NULL
    UNION ALL
    SELECT 'Not a section', format('item %s: "%s"', place, item_heading) FROM pair WHERE id IS NULL
    UNION ALL
    SELECT 'Order differs', format('first at place %s', min(place))
      FROM (SELECT place, row_number() OVER (ORDER BY place) AS nth, row_number() OVER (ORDER BY section_place) AS section_nth
              FROM pair WHERE place IS NOT NULL AND id IS NOT NULL) AS o
     WHERE nth <> section_nth
    HAVING count(*) > 0
$$;

-- galley.outline_row_findings(post): what is wrong with the rows themselves.
-- Promises: a row for each finding.
CREATE OR REPLACE FUNCTION galley.outline_row_findings(post integer) RETURNS TABLE (finding text, detail text)
LANGUAGE sql STABLE
AS $$
    SELECT 'Gap in order', 'places ' || string_agg(coalesce(section_order::text, 'none'), ', ' ORDER BY section_order)
      FROM public.post_section AS s WHERE s.post_id = post AND galley.outline_has_gaps(post)
    HAVING count(*) > 0
    UNION ALL
    SELECT 'Gap in elements', format('section %s', e.section_id)
      FROM public.post_section_elements AS e JOIN public.post_section AS s ON s.id = e.section_id
     WHERE s.post_id = post
     GROUP BY e.section_id
    HAVING count(e.element_order) <> count(*) OR min(e.element_order) <> 1 OR max(e.element_order) <> count(*)
    UNION ALL
    SELECT 'Orphan element', format('element %s of section %s names post %s', e.id, e.section_id, e.post_id)
      FROM public.post_section_elements AS e JOIN public.post_section AS s ON s.id = e.section_id
     WHERE s.post_id = post AND e.post_id IS DISTINCT FROM s.post_id
    UNION ALL
    SELECT 'Orphan element', format('element %s is of section %s, which is not there', e.id, e.section_id)
      FROM public.post_section_elements AS e
     WHERE e.post_id = post AND NOT EXISTS (SELECT FROM public.post_section AS s WHERE s.id = e.section_id)
    UNION ALL
    SELECT 'Present and parked', format('section %s', s.id)
      FROM public.post_section AS s JOIN galley.parked_section AS p ON p.section_id = s.id
     WHERE s.post_id = post
$$;
