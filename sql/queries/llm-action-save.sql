-- kind: idempotent
-- Has an action ($1) ask a model ($3) of a provider ($2) from now on; returns its id.
SELECT galley.action_save($1::integer, $2::integer, $3::text)
