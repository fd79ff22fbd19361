/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-llm-store"

#include "galley-llm-store.h"

#include <string.h>

#include "call.h"
#include "galley-error.h"
#include "store-fixture.h"

/* Providers, models and actions, and that somebody who changed them is heard. */

typedef struct
{
  char           *database; /* (owned) */
  GalleyContext  *context;  /* (owned) */
  GalleyLlmStore *store;    /* (unowned) */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  g_autofree char *conninfo = NULL;

  fixture->database = fixture_make_galley ();
  conninfo = fixture_dup_conninfo (fixture->database, NULL);
  fixture->context = fixture_open_context (conninfo);
  fixture->store = galley_context_get_llm_store (fixture->context);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  fixture_close_context (fixture->context);
  g_free (fixture->database);
}

static GalleyProviderInfo *
get_provider (Fixture    *fixture,
              const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) providers = CALL (galley_llm_store_list_providers, fixture->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GalleyProviderInfo) info = g_list_model_get_item (providers, i);

      if (g_str_equal (galley_provider_info_get_name (info), name))
        return g_steal_pointer (&info);
    }
  return NULL;
}

static void
test_providers (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (GalleyProviderInfo) demo = get_provider (fixture, "Demo");
  g_autoptr (GalleyProviderInfo) ollama = get_provider (fixture, "Ollama");
  g_autoptr (GalleyProviderInfo) openai = get_provider (fixture, "OpenAI");
  g_autoptr (GalleyProviderInfo) gemini = get_provider (fixture, "Gemini");
  g_autofree char *identity = fixture_sql (fixture->database, "SELECT id FROM galley.identity");

  g_assert_cmpint (galley_provider_info_get_kind (demo), ==, GALLEY_PROVIDER_KIND_DEMO);
  g_assert_cmpint (galley_provider_info_get_kind (ollama), ==, GALLEY_PROVIDER_KIND_OLLAMA);
  g_assert_cmpstr (galley_provider_info_get_url (ollama), ==, "http://localhost:11434");
  g_assert_cmpint (galley_provider_info_get_kind (openai), ==, GALLEY_PROVIDER_KIND_OPENAI);
  /* Whoever is none of these is asked as OpenAI is. */
  g_assert_cmpint (galley_provider_info_get_kind (gemini), ==, GALLEY_PROVIDER_KIND_OPENAI);
  g_assert_cmpstr (galley_provider_info_get_database_id (demo), ==, identity);
}

static void
test_save_provider (Fixture      *fixture,
                    gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProviderInfo) saved = NULL;
  int id =
    CALL (galley_llm_store_add_provider, fixture->store, &error, "Home", GALLEY_PROVIDER_KIND_OPENAI, "http://home:1234/v1/");

  g_assert_no_error (error);
  g_assert_cmpint (
    CALL (galley_llm_store_save_provider, fixture->store, &error, id, "House", GALLEY_PROVIDER_KIND_OLLAMA, "http://house:1"), ==,
    id);
  g_assert_no_error (error);
  g_assert_null (get_provider (fixture, "Home"));
  saved = get_provider (fixture, "House");
  g_assert_cmpint (galley_provider_info_get_kind (saved), ==, GALLEY_PROVIDER_KIND_OLLAMA);
  g_assert_cmpstr (galley_provider_info_get_url (saved), ==, "http://house:1");

  g_assert_cmpint (
    CALL (galley_llm_store_save_provider, fixture->store, &error, id, "House", GALLEY_PROVIDER_KIND_OLLAMA, "house"), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  galley_test_assert_message (error, "http://localhost:11434");
  g_clear_error (&error);
  g_assert_cmpint (
    CALL (galley_llm_store_save_provider, fixture->store, &error, 77, "X", GALLEY_PROVIDER_KIND_OLLAMA, "http://x"), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
}

static void
test_models (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProviderInfo) ollama = get_provider (fixture, "Ollama");
  g_autoptr (GListModel) models = NULL;
  g_autoptr (GListModel) all = NULL;
  g_autoptr (GalleyLlmModel) last = NULL;
  int provider = galley_provider_info_get_id (ollama);
  int id = CALL (galley_llm_store_add_model, fixture->store, &error, provider, "new:1b");

  g_assert_no_error (error);
  g_assert_cmpint (CALL (galley_llm_store_learn, fixture->store, &error, provider, "new:1b", "{\"no_temperature\": true}"), ==,
                   id);
  g_assert_no_error (error);
  models = CALL (galley_llm_store_list_models, fixture->store, &error, provider);
  all = CALL (galley_llm_store_list_models, fixture->store, &error, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (models), <, g_list_model_get_n_items (all));
  last = g_list_model_get_item (models, g_list_model_get_n_items (models) - 1);
  g_assert_cmpstr (galley_llm_model_get_name (last), ==, "new:1b");
  g_assert_cmpstr (galley_llm_model_get_provider_name (last), ==, "Ollama");
  g_assert_cmpstr (galley_llm_model_get_parameters (last), ==, "{\"no_temperature\": true}");
}

static void
test_actions (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProviderInfo) demo = get_provider (fixture, "Demo");
  g_autoptr (GListModel) all = CALL (galley_llm_store_list_actions, fixture->store, &error, NULL);
  g_autoptr (GListModel) some = CALL (galley_llm_store_list_actions, fixture->store, &error, "section");
  g_autoptr (GListModel) changed = NULL;
  g_autoptr (GalleyAction) action = g_list_model_get_item (some, 1);
  g_autoptr (GalleyAction) again = NULL;
  int id = galley_action_get_id (action);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (some), <, g_list_model_get_n_items (all));
  g_assert_cmpstr (galley_action_get_name (action), ==, "Draft a section");
  g_assert_cmpint (galley_action_get_scope (action), ==, GALLEY_ACTION_SCOPE_SECTION);
  g_assert_cmpstr (galley_action_get_input_field (action), ==, "ideas_to_include");
  g_assert_cmpstr (galley_action_get_output_field (action), ==, "draft");
  g_assert_nonnull (strstr (galley_action_get_task_prompt (action), "[data:facts_to_include]"));
  g_assert_nonnull (galley_action_get_system_prompt (action));
  g_assert_nonnull (galley_action_get_format (action));

  g_assert_cmpint (CALL (galley_llm_store_save_action, fixture->store, &error, id, galley_provider_info_get_id (demo), "demo"),
                   ==, id);
  g_assert_no_error (error);
  changed = CALL (galley_llm_store_list_actions, fixture->store, &error, "section");
  again = g_list_model_get_item (changed, 1);
  g_assert_cmpstr (galley_action_get_provider_name (again), ==, "Demo");
  g_assert_cmpstr (galley_action_get_model (again), ==, "demo");
}

static void
test_prompts_and_formats (Fixture      *fixture,
                          gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) prompts = CALL (galley_llm_store_list_prompts, fixture->store, &error);
  g_autoptr (GListModel) formats = CALL (galley_llm_store_list_formats, fixture->store, &error);
  g_autoptr (GalleyLlmPrompt) prompt = g_list_model_get_item (prompts, 0);
  g_autoptr (GalleyFormat) format = g_list_model_get_item (formats, 0);

  g_assert_no_error (error);
  g_assert_cmpstr (galley_llm_prompt_get_name (prompt), ==, "Role: Author");
  g_assert_nonnull (galley_llm_prompt_get_text (prompt));
  g_assert_cmpstr (galley_format_get_direction (format), ==, "input");
  g_assert_nonnull (galley_format_get_instructions (format));
}

static void
changed_cb (GalleyLlmStore *store,
            guint          *count)
{
  (*count)++;
}

static void
test_changed (Fixture      *fixture,
              gconstpointer user_data)
{
  const char *const changes[] = { "UPDATE llm_provider SET description = 'other'", "DELETE FROM llm_model WHERE name = 'demo'",
                                  "UPDATE llm_action SET max_tokens = 7", "UPDATE llm_prompt SET prompt_text = 'other'",
                                  "UPDATE workflow_format_template SET llm_instructions = 'other'" };
  guint             count = 0;

  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &count);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      guint            before = count;
      g_autofree char *result = fixture_sql (fixture->database, "%s", changes[i]);

      galley_test_until (count > before);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture_start ();

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/llm-store/providers", test_providers);
  ADD ("/llm-store/save-provider", test_save_provider);
  ADD ("/llm-store/models", test_models);
  ADD ("/llm-store/actions", test_actions);
  ADD ("/llm-store/prompts-and-formats", test_prompts_and_formats);
  ADD ("/llm-store/changed", test_changed);
#undef ADD

  status = g_test_run ();
  fixture_stop ();
  return status;
}
