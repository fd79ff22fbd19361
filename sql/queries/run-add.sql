-- kind: once
-- Makes a run of an action ($2) over sections ($3) of a post ($1) with settings ($4, JSON); returns its id.
SELECT galley.run_new($1::integer, $2::integer, $3::integer[], $4::jsonb)
