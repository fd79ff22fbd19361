-- galley.parked_place(parked, others): where in its post a section from the trash belongs.
-- Promises: the place that it had, less those above it that went with it or after it and are still in the trash, apart from others,
-- which come back, too; from 1. It may be behind the end.
CREATE OR REPLACE FUNCTION galley.parked_place(parked galley.parked_section, others integer[] DEFAULT '{}') RETURNS integer
LANGUAGE sql STABLE
AS $$
    SELECT greatest(parked.section_order - count(*)::integer, 1)
      FROM galley.parked_section AS above
     WHERE above.post_id = parked.post_id
       AND above.section_id <> parked.section_id
       AND above.section_id <> ALL (others)
       AND above.parked_at >= parked.parked_at
       AND above.section_order < parked.section_order
$$;
COMMENT ON FUNCTION galley.parked_place(galley.parked_section, integer[]) IS 'Where in its post a section from the trash belongs.';
