-- kind: read
-- What the database is and how much is in it.
SELECT
    split_part(current_setting('server_version'), ' ', 1) AS server_version,
    newest.name AS schema_version,
    newest.program_version,
    current_database() AS database,
    current_user AS "user",
    (SELECT count(*) FROM public.post WHERE status <> 'deleted') AS n_posts,
    (SELECT count(*) FROM public.post_section) AS n_sections,
    (SELECT count(*) FROM public.post_section_elements) AS n_elements,
    (SELECT count(*) FROM galley.parked_section) AS n_parked,
    pg_database_size(current_database()) AS size
FROM galley.migration AS newest
WHERE newest.name NOT IN ('functions', 'defaults')
ORDER BY newest.name DESC
LIMIT 1
