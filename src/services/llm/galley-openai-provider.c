/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-openai-provider"

#include "galley-openai-provider.h"

#include <string.h>

#include "galley-llm-json.h"
#include "galley-openai-stream.h"

/* What is learnt of a model, and kept in its parameters. */
#define LIMIT_NAME        "max_tokens_parameter"
#define NO_LIMIT          "none"
#define NO_TEMPERATURE    "no_temperature"
#define NO_STREAM_OPTIONS "no_stream_options"

struct _GalleyOpenaiProvider
{
  GalleyHttpProvider parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleyOpenaiProvider, galley_openai_provider, GALLEY_TYPE_HTTP_PROVIDER)

/* OpenAI has given the parameter another name, which most of its imitators do not know. */
static const char *
get_limit_name (GalleyHttpProvider *provider,
                JsonObject         *parameters)
{
  const char *learnt = galley_llm_json_get_text (parameters, LIMIT_NAME);
  const char *url = galley_provider_get_url (GALLEY_PROVIDER (provider));

  if (learnt != NULL)
    return learnt;
  return g_str_has_prefix (url, "https://api.openai.com") ? "max_completion_tokens" : "max_tokens";
}

static void
add_limits (GalleyHttpProvider *provider,
            JsonBuilder        *builder,
            GalleyRunSettings  *settings,
            JsonObject         *parameters)
{
  const char *limit = get_limit_name (provider, parameters);

  if (galley_run_settings_get_max_tokens (settings) > 0 && !g_str_equal (limit, NO_LIMIT))
    {
      json_builder_set_member_name (builder, limit);
      json_builder_add_int_value (builder, galley_run_settings_get_max_tokens (settings));
    }
  if (galley_run_settings_get_temperature (settings) >= 0 && !galley_llm_json_get_boolean (parameters, NO_TEMPERATURE))
    {
      json_builder_set_member_name (builder, "temperature");
      json_builder_add_double_value (builder, galley_run_settings_get_temperature (settings));
    }
}

static void
add_stream_options (JsonBuilder *builder,
                    JsonObject  *parameters)
{
  if (galley_llm_json_get_boolean (parameters, NO_STREAM_OPTIONS))
    return;

  json_builder_set_member_name (builder, "stream_options");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "include_usage");
  json_builder_add_boolean_value (builder, TRUE);
  json_builder_end_object (builder);
}

static void
galley_openai_provider_add_parameters (GalleyHttpProvider *provider,
                                       JsonBuilder        *builder,
                                       GalleyPrompt       *prompt,
                                       GalleyRunSettings  *settings,
                                       JsonObject         *parameters)
{
  add_stream_options (builder, parameters);
  add_limits (provider, builder, settings, parameters);
  /* More that the model is to be given with every question. */
  galley_llm_json_add_members (builder, galley_llm_json_get_object (parameters, "options"));
}

/* Whether a refusal is about a parameter: it says so, or, with servers that do not, has its name in the message. */
static gboolean
is_about (const GalleyHttpAnswer *answer,
          const char             *parameter)
{
  if (answer->parameter != NULL)
    return g_str_equal (answer->parameter, parameter);

  return answer->message != NULL && strstr (answer->message, parameter) != NULL;
}

/* That it is not taken at all, rather than too large: then nothing is to be left out. */
static gboolean
is_not_taken (const GalleyHttpAnswer *answer)
{
  const char *const words[] = { "nsupported", "not support", "nrecognized", "nknown",
                                "not permitted", "not allowed", "nexpected", "xtra " };

  if (answer->code != NULL && g_str_has_prefix (answer->code, "unsupported_"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (answer->message != NULL && strstr (answer->message, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
learn_limit (GalleyHttpProvider     *provider,
             const GalleyHttpAnswer *answer,
             JsonObject             *parameters)
{
  const char *used = get_limit_name (provider, parameters);
  const char *learnt = galley_llm_json_get_text (parameters, LIMIT_NAME);

  if (g_str_equal (used, NO_LIMIT) || !is_about (answer, used))
    return FALSE;

  /* The other name first; whoever takes neither is not limited. */
  if (learnt != NULL)
    json_object_set_string_member (parameters, LIMIT_NAME, NO_LIMIT);
  else
    json_object_set_string_member (parameters, LIMIT_NAME,
                                   g_str_equal (used, "max_tokens") ? "max_completion_tokens" : "max_tokens");
  return TRUE;
}

static gboolean
learn_refusal (const GalleyHttpAnswer *answer,
               JsonObject             *parameters,
               const char             *parameter,
               const char             *lesson)
{
  if (galley_llm_json_get_boolean (parameters, lesson) || !is_about (answer, parameter))
    return FALSE;

  json_object_set_boolean_member (parameters, lesson, TRUE);
  return TRUE;
}

static gboolean
galley_openai_provider_learn (GalleyHttpProvider     *provider,
                              const GalleyHttpAnswer *answer,
                              JsonObject             *parameters)
{
  if ((answer->status != 400 && answer->status != 422) || !is_not_taken (answer))
    return FALSE;

  return learn_limit (provider, answer, parameters) || learn_refusal (answer, parameters, "temperature", NO_TEMPERATURE) ||
         learn_refusal (answer, parameters, "stream_options", NO_STREAM_OPTIONS);
}

static GalleyLlmStream *
galley_openai_provider_make_stream (GalleyHttpProvider *provider)
{
  return galley_openai_stream_new ();
}

static void
galley_openai_provider_class_init (GalleyOpenaiProviderClass *klass)
{
  GalleyHttpProviderClass *http_class = GALLEY_HTTP_PROVIDER_CLASS (klass);

  http_class->models_path = "/models";
  http_class->models_member = "data";
  http_class->model_member = "id";
  http_class->chat_path = "/chat/completions";
  http_class->media_types = "text/event-stream, application/json";
  http_class->add_parameters = galley_openai_provider_add_parameters;
  http_class->make_stream = galley_openai_provider_make_stream;
  http_class->learn = galley_openai_provider_learn;
}

static void
galley_openai_provider_init (GalleyOpenaiProvider *self)
{
}
