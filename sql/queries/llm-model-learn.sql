-- kind: idempotent
-- Remembers what was learnt ($3, a JSON object) of a model ($2) of a provider ($1); returns its id.
SELECT galley.model_learn($1::integer, $2::text, $3::jsonb)
