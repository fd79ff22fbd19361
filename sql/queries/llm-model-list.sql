-- kind: read
-- The models of a provider ($1), or of all for NULL.
SELECT
    model.id,
    model.provider_id,
    provider.name AS provider_name,
    model.name,
    model.description,
    model.strengths,
    model.weaknesses,
    coalesce(model.api_params, '{}') AS parameters
FROM public.llm_model AS model
    JOIN public.llm_provider AS provider ON provider.id = model.provider_id
WHERE $1::integer IS NULL OR model.provider_id = $1::integer
ORDER BY model.provider_id, model.id
