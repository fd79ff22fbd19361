-- kind: once
-- Makes a provider with a name ($1), a kind ($2) and an address ($3); returns its id.
SELECT galley.provider_save(NULL, $1::text, $2::text, $3::text)
