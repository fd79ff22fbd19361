-- galley.elements_move: moves several elements together to a place in a section, which may be another one than any of theirs,
-- and returns the place of the first.
--
-- Promises that they stand side by side afterwards, in the order given, that those which are not there any more are passed over,
-- that the others keep their order around them, that a place too low or too high is the first or the last one, that none means
-- the end; that it can be done twice; GY003 when none of them is there, or the section is not. One notice is sent for all that
-- stay in a post.

CREATE OR REPLACE FUNCTION galley.elements_move(elements integer[], section integer, place integer DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    sources integer[] := galley.elements_hold(elements, section);
    moved   integer[];
    others  integer[];
    strange public.post_section_elements[];
    source  integer;
    home    integer;
BEGIN
    moved := ARRAY(
        SELECT e.id
        FROM unnest(elements) WITH ORDINALITY AS given (id, nth) JOIN public.post_section_elements AS e ON e.id = given.id
        GROUP BY e.id
        ORDER BY min(given.nth));
    IF cardinality(moved) = 0 THEN
        PERFORM galley.refuse_missing('element', elements[1], 'It may be in the trash; restore it first.');
    END IF;
    strange := ARRAY(SELECT e FROM public.post_section_elements AS e WHERE e.id = ANY (moved) AND e.section_id <> section);
    others := ARRAY(
        SELECT o.id FROM unnest(galley.element_order(section)) WITH ORDINALITY AS o (id, nth) WHERE o.id <> ALL (moved) ORDER BY o.nth);
    place := greatest(1, least(coalesce(place, cardinality(others) + 1), cardinality(others) + 1));
    PERFORM galley.element_reorder(section, others[:place - 1] || moved || others[place:]);
    FOREACH source IN ARRAY sources LOOP
        PERFORM galley.element_reorder(source, galley.element_order(source));
    END LOOP;
    INSERT INTO galley.search_mark (kind, id) SELECT 'e', s.id FROM unnest(strange) AS s;
    SELECT post_id INTO home FROM public.post_section WHERE id = section;
    PERFORM galley.notice('post_section_elements', s.id, s.post_id, s.version, 'D'),
            galley.notice('post_section_elements', s.id, home, s.version, 'I')
    FROM unnest(strange) AS s WHERE s.post_id <> home;
    PERFORM galley.notice('post_section_elements', e.id, home, e.version, 'U')
    FROM public.post_section_elements AS e WHERE e.id = moved[1];
    RETURN place;
END
$$;
COMMENT ON FUNCTION galley.elements_move(integer[], integer, integer) IS 'Moves several elements together.';

-- galley.elements_hold: locks a section and those that some elements are in, and returns the latter.
--
-- Promises that no element is moved away between the look and the lock, and that locks are only ever taken in the order of the
-- sections' ids: when one is found to be elsewhere by then, those that were taken are given back first. GY003 without the section.
CREATE OR REPLACE FUNCTION galley.elements_hold(elements integer[], section integer)
RETURNS integer[]
LANGUAGE plpgsql
AS $$
DECLARE
    sources integer[];
BEGIN
    LOOP
        sources := ARRAY(SELECT DISTINCT e.section_id FROM public.post_section_elements AS e WHERE e.id = ANY (elements));
        BEGIN
            PERFORM galley.element_lock(VARIADIC sources || section);
            IF NOT EXISTS (SELECT FROM public.post_section_elements AS e
                           WHERE e.id = ANY (elements) AND e.section_id <> ALL (sources || section))
            THEN
                RETURN array_remove(sources, section);
            END IF;
            RAISE SQLSTATE 'GY900';
        EXCEPTION WHEN SQLSTATE 'GY900' THEN
            NULL;
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION galley.elements_hold(integer[], integer) IS 'Locks the sections of some elements.';
