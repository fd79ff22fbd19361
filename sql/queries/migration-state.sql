-- kind: read
-- What must be known of a database before anything is done to its schema; nothing that takes rights to look at.
SELECT
    current_setting('server_encoding') AS encoding,
    EXISTS (
        SELECT
        FROM pg_class
        WHERE relname = 'migration' AND relnamespace = to_regnamespace('galley')
    ) AS has_migrations,
    EXISTS (
        SELECT
        FROM pg_class
        WHERE relname = 'post' AND relnamespace = to_regnamespace('public')
    ) AS has_posts,
    quote_ident(current_database()) AS database,
    quote_ident(current_user) AS role,
    to_regnamespace('galley') IS NOT NULL OR has_database_privilege(current_database(), 'CREATE') AS may_create_schema,
    has_schema_privilege('public', 'USAGE') AND has_schema_privilege('public', 'CREATE') AS may_create_tables,
    (
        SELECT quote_ident(owner.rolname)
        FROM pg_namespace AS namespace
        JOIN pg_roles AS owner ON owner.oid = namespace.nspowner
        WHERE namespace.nspname = 'galley' AND NOT pg_has_role(namespace.nspowner, 'USAGE')
    ) AS other_owner
