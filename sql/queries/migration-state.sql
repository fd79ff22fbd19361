-- kind: read
-- What must be known of a database before anything is done to its schema.
SELECT
    current_setting('server_encoding') AS encoding,
    to_regclass('galley.migration') IS NOT NULL AS has_migrations,
    to_regclass('public.post') IS NOT NULL AS has_posts,
    quote_ident(current_database()) AS database,
    quote_ident(current_user) AS role,
    to_regnamespace('galley') IS NOT NULL OR has_database_privilege(current_database(), 'CREATE') AS may_create_schema,
    has_schema_privilege('public', 'USAGE') AND has_schema_privilege('public', 'CREATE') AS may_create_tables,
    coalesce(has_schema_privilege(to_regnamespace('galley'), 'USAGE'), true) AS may_look,
    (
        SELECT quote_ident(owner.rolname)
        FROM pg_namespace AS namespace
        JOIN pg_roles AS owner ON owner.oid = namespace.nspowner
        WHERE namespace.nspname = 'galley' AND NOT pg_has_role(namespace.nspowner, 'USAGE')
    ) AS other_owner
