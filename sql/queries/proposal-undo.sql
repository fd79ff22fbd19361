-- kind: idempotent
-- Takes the accepting of a proposal back.
SELECT outcome, version, value, previous, proposal_version FROM galley.proposal_undo($1::integer)
