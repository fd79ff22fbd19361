-- kind: idempotent
-- Records that a part of the schema was applied.
INSERT INTO galley.migration (name, checksum, program_version)
VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE
SET
    checksum = excluded.checksum,
    program_version = excluded.program_version,
    applied_at = now()
