-- kind: idempotent
-- Stores what came of a proposal so far.
SELECT galley.proposal_progress($1::integer, $2::text)
