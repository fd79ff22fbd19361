-- galley.model_add(provider, name): remembers a model of a provider; returns its id.
--
-- Promises: there is one row of it, as it was when it was there already. GY003 without such a provider; GY004 without a name.

CREATE OR REPLACE FUNCTION galley.model_add(provider integer, name text)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    found_id integer;
BEGIN
    IF coalesce(name, '') = '' OR length(name) > 128 THEN
        PERFORM galley.refuse_argument('A model needs a name of at most 128 characters.', 'name');
    END IF;
    PERFORM FROM public.llm_provider AS p WHERE p.id = provider;
    IF NOT FOUND THEN
        PERFORM galley.refuse_missing('provider', provider);
    END IF;
    INSERT INTO public.llm_model (provider_id, name) VALUES (provider, model_add.name) ON CONFLICT DO NOTHING;
    SELECT m.id INTO found_id FROM public.llm_model AS m WHERE m.provider_id = provider AND m.name = model_add.name;
    RETURN found_id;
END
$$;
COMMENT ON FUNCTION galley.model_add(integer, text) IS 'Remembers a model of a provider.';

-- galley.model_learn: remembers what was learnt of a model, such as parameters that it does not take; returns its id.
-- Promises: the model is remembered, with these keys in api_params and whatever else is there. GY003, GY004 as above.
CREATE OR REPLACE FUNCTION galley.model_learn(provider integer, name text, learnt jsonb)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    found_id CONSTANT integer := galley.model_add(provider, name);
BEGIN
    UPDATE public.llm_model AS m SET api_params = coalesce(m.api_params, '{}') || learnt
     WHERE m.id = found_id AND NOT coalesce(m.api_params @> learnt, false);
    RETURN found_id;
END
$$;
COMMENT ON FUNCTION galley.model_learn(integer, text, jsonb) IS 'Remembers what was learnt of a model.';
