-- galley.provider_save(provider, name, kind, url): makes a provider of language models, or changes one; returns its id.
--
-- Without a provider a new one is made. The kind is demo, ollama or openai; the last one is stored as `other` unless the
-- address is that of OpenAI itself.
--
-- Promises: the address is stored without a slash at its end. Done twice to the same provider it is the same. GY003 without such a
-- provider; GY004 without a name or a kind, when another provider has the name, or when the address is not one of the web.

CREATE OR REPLACE FUNCTION galley.provider_save(provider integer, name text, kind text, url text)
RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
    proper_name CONSTANT text := btrim(coalesce(name, ''));
    address     CONSTANT text := CASE kind WHEN 'demo' THEN 'demo:' ELSE rtrim(btrim(coalesce(url, '')), '/') END;
    proper_type public.provider_type_enum;
    saved       integer;
BEGIN
    PERFORM galley.provider_check(provider, proper_name, kind, address);
    proper_type := CASE WHEN kind = 'ollama' THEN 'ollama'
                        WHEN kind = 'openai' AND address ~ '^https://api\.openai\.com(/|$)' THEN 'openai' ELSE 'other' END;
    IF provider IS NULL THEN
        INSERT INTO public.llm_provider (name, type, api_url) VALUES (proper_name, proper_type, address) RETURNING id INTO saved;
    ELSE
        UPDATE public.llm_provider AS p SET name = proper_name, type = proper_type, api_url = address
         WHERE p.id = provider RETURNING p.id INTO saved;
        IF NOT FOUND THEN
            PERFORM galley.refuse_missing('provider', provider);
        END IF;
    END IF;
    RETURN saved;
END
$$;
COMMENT ON FUNCTION galley.provider_save(integer, text, text, text) IS 'Makes or changes a provider of language models.';

-- galley.provider_check: GY004 unless a provider can be so.
CREATE OR REPLACE FUNCTION galley.provider_check(provider integer, name text, kind text, address text)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF name = '' OR length(name) > 128 THEN
        PERFORM galley.refuse_argument('A provider needs a name of at most 128 characters.', 'name', 'Give it one.');
    ELSIF EXISTS (SELECT FROM public.llm_provider AS p WHERE p.name = provider_check.name AND p.id IS DISTINCT FROM provider) THEN
        PERFORM galley.refuse_argument(format('There is a provider "%s".', name), 'name', 'Choose another name.');
    ELSIF kind IS NULL OR kind NOT IN ('demo', 'ollama', 'openai') THEN
        PERFORM galley.refuse_argument('A provider is demo, ollama or openai.', 'kind');
    ELSIF kind <> 'demo' AND address !~* '^https?://[^/\s]+' THEN
        PERFORM galley.refuse_argument(format('"%s" is no address of a server.', address), 'url',
            'It begins with http:// or https://, such as http://localhost:11434.');
    END IF;
END
$$;
COMMENT ON FUNCTION galley.provider_check(integer, text, text, text) IS 'Refuses what a provider cannot be.';
