-- kind: idempotent
-- Remembers a model ($2) of a provider ($1); returns its id.
SELECT galley.model_add($1::integer, $2::text)
