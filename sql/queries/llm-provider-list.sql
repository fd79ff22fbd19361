-- kind: read
-- The providers of language models.
SELECT
    provider.id,
    provider.name,
    CASE WHEN provider.api_url LIKE 'demo:%' THEN 'demo' WHEN provider.type = 'ollama' THEN 'ollama' ELSE 'openai' END AS kind,
    provider.api_url AS url,
    provider.description,
    (SELECT id FROM galley.identity) AS database_id
FROM public.llm_provider AS provider
ORDER BY provider.id
