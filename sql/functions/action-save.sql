-- galley.action_save(action, provider, model): has an action ask another model from now on; returns its id.
--
-- Promises: done twice it is the same. GY003 without such an action or provider; GY004 without a model.

CREATE OR REPLACE FUNCTION galley.action_save(action integer, provider integer, model text)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    saved integer;
BEGIN
    PERFORM galley.model_add(provider, model);
    UPDATE public.llm_action AS a SET provider_id = provider, llm_model = model WHERE a.id = action RETURNING a.id INTO saved;
    IF NOT FOUND THEN
        PERFORM galley.refuse_missing('action', action);
    END IF;
    RETURN saved;
END
$$;
COMMENT ON FUNCTION galley.action_save(integer, integer, text) IS 'Has an action ask another model from now on.';
