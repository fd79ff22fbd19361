-- kind: idempotent
-- Says that a proposal ($1) is being asked for, with messages ($2, JSON), based on a text ($3) of a version ($4).
SELECT galley.proposal_start($1::integer, $2::jsonb, $3::text, $4::integer)
