-- kind: read
-- What was applied to the schema of this database.
SELECT
    name,
    checksum,
    program_version
FROM galley.migration
