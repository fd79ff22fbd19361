-- kind: idempotent
-- Gives a provider ($1) a name ($2), a kind ($3) and an address ($4); returns its id.
SELECT galley.provider_save($1::integer, $2::text, $3::text, $4::text)
