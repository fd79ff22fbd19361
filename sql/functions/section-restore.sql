-- galley.section_restore(section): brings a section back from the trash.
-- Promises: it comes back with its id, texts and elements, to the place where it was (galley.parked_place), or to the end when there are
-- fewer; the master list is written; returns its id. A section that is not in the trash but in its post stays as it is. Raises GY003 when
-- there is no such section.
CREATE OR REPLACE FUNCTION galley.section_restore(section integer) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    parked record;
    n_all  integer;
BEGIN
    SELECT p.post_id, galley.parked_place(p) AS place INTO parked
      FROM galley.parked_section AS p WHERE p.section_id = section_restore.section;
    IF FOUND THEN
        PERFORM galley.outline_hold(parked.post_id);
    END IF;
    IF NOT EXISTS (SELECT FROM galley.parked_section AS p WHERE p.section_id = section_restore.section) THEN
        PERFORM galley.section_post(section);
        RETURN section;
    END IF;
    SELECT count(*) INTO n_all FROM public.post_section AS s WHERE s.post_id = parked.post_id;
    PERFORM galley.outline_make_room(parked.post_id, parked.place);
    PERFORM galley.outline_guard(true);
    PERFORM galley.section_restore_rows(ARRAY[section]);
    UPDATE public.post_section AS s SET section_order = least(coalesce(parked.place, n_all + 1), n_all + 1) WHERE s.id = section;
    PERFORM galley.outline_guard(false);
    PERFORM galley.outline_grown(parked.post_id, 'restore', section);
    RETURN section;
END
$$;
COMMENT ON FUNCTION galley.section_restore(integer) IS 'Brings a section back from the trash.';
