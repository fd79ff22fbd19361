-- kind: idempotent
-- Rejects a proposal; returns its version.
SELECT galley.proposal_reject($1::integer)
