-- kind: idempotent
-- Ends a proposal ($1) with a status ($2), a text ($3) and details ($4, JSON).
SELECT galley.proposal_finish($1::integer, $2::text, $3::text, $4::jsonb)
