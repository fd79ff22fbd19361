-- galley.element_reorder: gives the elements of a section the places of their ids in an array; the array has all of them.
--
-- Promises one statement, that only rows are written whose place is another one, and that nobody is told: the caller does that.

CREATE OR REPLACE FUNCTION galley.element_reorder(section integer, elements integer[])
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM set_config('galley.guard', 'on', true);
    UPDATE public.post_section_elements AS e
    SET section_id = s.id, post_id = s.post_id, element_order = wanted.place, updated_at = now() AT TIME ZONE 'UTC'
    FROM unnest(elements) WITH ORDINALITY AS wanted (id, place), public.post_section AS s
    WHERE s.id = section
      AND e.id = wanted.id
      AND (e.section_id, e.element_order) IS DISTINCT FROM (s.id, wanted.place);
    PERFORM set_config('galley.guard', 'off', true);
END
$$;
COMMENT ON FUNCTION galley.element_reorder(integer, integer[]) IS 'Puts elements in an order.';

CREATE OR REPLACE FUNCTION galley.element_order(section integer)
RETURNS integer[]
LANGUAGE sql
STABLE
AS $$
    SELECT coalesce(array_agg(id ORDER BY element_order, id), '{}') FROM public.post_section_elements WHERE section_id = section
$$;
COMMENT ON FUNCTION galley.element_order(integer) IS 'The ids of a section''s elements, in their order.';
