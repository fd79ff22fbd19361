-- Providers of language models, and some of their models.  Keys are never here: they are in the user's keyring.

INSERT INTO public.llm_provider (name, type, api_url, description)
SELECT name, type::public.provider_type_enum, api_url, description
FROM (VALUES
    ('Demo', 'other', 'demo:', 'Answers by itself, always the same: for trying things out. It is no language model.'),
    ('Ollama', 'ollama', 'http://localhost:11434', 'Runs models on this machine; nothing leaves it.'),
    ('OpenAI', 'openai', 'https://api.openai.com/v1', 'Needs a key from OpenAI.'),
    ('Anthropic', 'other', 'https://api.anthropic.com/v1', 'Needs a key from Anthropic.'),
    ('Gemini', 'other', 'https://generativelanguage.googleapis.com/v1beta/openai', 'Needs a key from Google.')
    ) AS d (name, type, api_url, description)
WHERE galley.default_give('llm_provider/' || d.name, NOT EXISTS (SELECT FROM public.llm_provider AS t WHERE t.name = d.name));

INSERT INTO public.llm_model (provider_id, name, description, strengths, weaknesses, api_params)
SELECT provider.id, d.name, d.description, d.strengths, d.weaknesses, d.api_params::jsonb
FROM (VALUES
    ('Demo', 'demo', 'Deterministic text.', 'Always there, at once', 'Has nothing to say', '{}'),
    ('Ollama', 'llama3.1:8b', 'Small model for everyday work.', 'Runs on most machines; quick',
     'Loses the thread in long texts', '{}'),
    ('Ollama', 'llama3.1:70b', 'Large model.', 'Good prose; follows instructions well', 'Needs a strong machine; slow', '{}'),
    ('Ollama', 'mistral:7b', 'Small model.', 'Quick; good at summaries', 'Short context', '{}'),
    ('Ollama', 'gemma2:9b', 'Small model.', 'Clear style', 'Weak at strict formats', '{}'),
    ('Ollama', 'qwen2.5:14b', 'Middle-sized model.', 'Keeps to JSON; many languages', 'Sober style', '{}'),
    ('OpenAI', 'gpt-4o', 'General model.', 'Versatile; reads pictures', 'Dearer than the small one', '{}'),
    ('OpenAI', 'gpt-4o-mini', 'Small general model.', 'Cheap and quick', 'Less careful with facts', '{}'),
    ('OpenAI', 'gpt-3.5-turbo', 'Older model.', 'Cheap', 'Superseded', '{}'),
    ('Anthropic', 'claude-sonnet-4-5', 'General model.', 'Long texts; good at editing', 'Needs a key', '{}'),
    ('Anthropic', 'claude-haiku-4-5', 'Small model.', 'Quick and cheap', 'Less thorough', '{}'),
    ('Gemini', 'gemini-2.5-pro', 'General model.', 'Very long context', 'Slower', '{}'),
    ('Gemini', 'gemini-2.5-flash', 'Small model.', 'Quick and cheap; long context', 'Less careful', '{}')
    ) AS d (provider, name, description, strengths, weaknesses, api_params)
    JOIN public.llm_provider AS provider ON provider.name = d.provider
WHERE galley.default_give('llm_model/' || d.provider || '/' || d.name,
    NOT EXISTS (SELECT FROM public.llm_model AS t WHERE t.provider_id = provider.id AND t.name = d.name), provider.id);
