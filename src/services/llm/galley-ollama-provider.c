/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ollama-provider"

#include "galley-ollama-provider.h"

#include <string.h>

#include "galley-llm-json.h"
#include "galley-ollama-stream.h"

/* A server that was told nothing else gives a model this many tokens for question and answer together, and cuts longer questions
 * without a word.  So what is longer says how much it needs. */
#define USUAL_CONTEXT 4096
#define CONTEXT_STEP  2048
#define MOST_CONTEXT  131072

/* Few languages have fewer bytes in a token. */
#define BYTES_OF_TOKEN 3
#define USUAL_ANSWER   1024

struct _GalleyOllamaProvider
{
  GalleyHttpProvider parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleyOllamaProvider, galley_ollama_provider, GALLEY_TYPE_HTTP_PROVIDER)

static int
estimate_context (GalleyPrompt      *prompt,
                  GalleyRunSettings *settings)
{
  const char *system = galley_prompt_get_system (prompt);
  gsize       bytes = strlen (galley_prompt_get_user (prompt)) + (system ? strlen (system) : 0);
  int         answer = galley_run_settings_get_max_tokens (settings);
  gsize       tokens = bytes / BYTES_OF_TOKEN + (gsize)(answer > 0 ? answer : USUAL_ANSWER);

  return (int)MIN ((tokens + CONTEXT_STEP - 1) / CONTEXT_STEP * CONTEXT_STEP, MOST_CONTEXT);
}

/* What the model's parameters say of options wins over what the action says. */
static void
add_options (JsonBuilder       *builder,
             GalleyPrompt      *prompt,
             GalleyRunSettings *settings,
             JsonObject        *parameters)
{
  int context = estimate_context (prompt, settings);

  json_builder_set_member_name (builder, "options");
  json_builder_begin_object (builder);
  if (galley_run_settings_get_temperature (settings) >= 0 && !json_object_has_member (parameters, "no_temperature"))
    {
      json_builder_set_member_name (builder, "temperature");
      json_builder_add_double_value (builder, galley_run_settings_get_temperature (settings));
    }
  if (galley_run_settings_get_max_tokens (settings) > 0)
    {
      json_builder_set_member_name (builder, "num_predict");
      json_builder_add_int_value (builder, galley_run_settings_get_max_tokens (settings));
    }
  if (context > USUAL_CONTEXT)
    {
      json_builder_set_member_name (builder, "num_ctx");
      json_builder_add_int_value (builder, context);
    }
  galley_llm_json_add_members (builder, galley_llm_json_get_object (parameters, "options"));
  json_builder_end_object (builder);
}

/* Only what the model is known to take: one that cannot think refuses to be told to. */
static void
add_known (JsonBuilder *builder,
           JsonObject  *parameters)
{
  const char *const names[] = { "think", "keep_alive", "format" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (json_object_has_member (parameters, names[i]))
      {
        json_builder_set_member_name (builder, names[i]);
        json_builder_add_value (builder, json_node_copy (json_object_get_member (parameters, names[i])));
      }
}

static void
galley_ollama_provider_add_parameters (GalleyHttpProvider *provider,
                                       JsonBuilder        *builder,
                                       GalleyPrompt       *prompt,
                                       GalleyRunSettings  *settings,
                                       JsonObject         *parameters)
{
  add_options (builder, prompt, settings, parameters);
  add_known (builder, parameters);
}

static GalleyLlmStream *
galley_ollama_provider_make_stream (GalleyHttpProvider *provider)
{
  return galley_ollama_stream_new ();
}

static void
galley_ollama_provider_class_init (GalleyOllamaProviderClass *klass)
{
  GalleyHttpProviderClass *http_class = GALLEY_HTTP_PROVIDER_CLASS (klass);

  http_class->models_path = "/api/tags";
  http_class->models_member = "models";
  http_class->model_member = "name";
  http_class->chat_path = "/api/chat";
  http_class->media_types = "application/x-ndjson, application/json";
  http_class->add_parameters = galley_ollama_provider_add_parameters;
  http_class->make_stream = galley_ollama_provider_make_stream;
}

static void
galley_ollama_provider_init (GalleyOllamaProvider *self)
{
}
