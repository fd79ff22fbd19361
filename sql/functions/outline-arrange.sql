-- galley.outline_arrange(post, verb, low, sections): gives neighbouring sections another order.
-- Promises: the sections, which are those that stand at the places from low on, as many as they are, get these places in the
-- order given. Rows that stay where they are are not written, and only the lines of these places are written in the master list.
-- The caller holds galley.outline_hold.
CREATE OR REPLACE FUNCTION galley.outline_arrange(post integer, verb text, low integer, sections integer[]) RETURNS void
LANGUAGE plpgsql
-- A plan that was made while the table was small is kept while it grows.
SET enable_seqscan = off
AS $$
DECLARE
    high CONSTANT integer := low + cardinality(sections) - 1;
    lines_before text;
BEGIN
    PERFORM FROM public.post_section WHERE id = ANY (sections) ORDER BY id FOR NO KEY UPDATE;
    lines_before := galley.outline_excerpt(post, low, high);
    PERFORM galley.outline_guard(true);
    UPDATE public.post_section AS s
       SET section_order = low - 1 + n.nth, updated_at = now() AT TIME ZONE 'UTC'
      FROM unnest(sections) WITH ORDINALITY AS n (id, nth)
     WHERE s.id = n.id AND s.section_order <> low - 1 + n.nth;
    PERFORM galley.outline_guard(false);
    PERFORM galley.outline_splice(post, verb, lines_before, galley.outline_excerpt(post, low, high));
END
$$;

-- galley.outline_rearrange(post, verb, sections): gives all sections of a post another order.
-- Promises: they get the places in the order given; what stands before the first and after the last that moves is not touched.
CREATE OR REPLACE FUNCTION galley.outline_rearrange(post integer, verb text, sections integer[]) RETURNS void
LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
DECLARE
    low  integer;
    high integer;
BEGIN
    SELECT min(n.nth), max(n.nth) INTO low, high
      FROM unnest(sections) WITH ORDINALITY AS n (id, nth) JOIN public.post_section AS s ON s.id = n.id
     WHERE s.section_order <> n.nth;
    IF low IS NOT NULL THEN
        PERFORM galley.outline_arrange(post, verb, low, sections[low : high]);
    END IF;
END
$$;
