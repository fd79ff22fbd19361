-- kind: idempotent
-- Puts a text ($2) into the section that a proposal ($1) is for, when that has the version $3.
SELECT outcome, version, value, previous, proposal_version FROM galley.proposal_accept($1::integer, $2::text, $3::integer)
