-- kind: idempotent
-- Changes the type of an element; a second time it finds it changed.
SELECT
    'saved' AS outcome,
    galley.element_set_type($1::integer, $2::text, $3::integer) AS version,
    $2::text AS value
