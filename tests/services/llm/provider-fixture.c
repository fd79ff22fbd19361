/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "provider-fixture.h"

#include <string.h>

#include "call.h"
#include "galley-http-provider.h"
#include "galley-llm-error.h"

GalleyProvider *
provider_fixture_make_provider (GalleyProviderKind kind,
                                const char        *url,
                                const char        *key)
{
  g_autoptr (GalleyProviderInfo) info = g_object_new (GALLEY_TYPE_PROVIDER_INFO, "id", 1, "name", "Peer", "kind", kind, "url",
                                                      url, "database-id", "x", NULL);
  GalleyProvider *provider = galley_provider_new_for_info (info, key);

  /* No test waits for time to pass. */
  g_object_set (galley_http_provider_get_transport (GALLEY_HTTP_PROVIDER (provider)), "pace", 0.0, NULL);
  return provider;
}

static void
set_up (ProviderFixture *fixture,
        gconstpointer    user_data)
{
  fixture->server = llm_server_new ();
  fixture->provider = provider_fixture_make_provider (GPOINTER_TO_INT (user_data), llm_server_get_url (fixture->server), "secret-key");
  fixture->generation = galley_generation_new ();
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (ProviderFixture *fixture,
           gconstpointer    user_data)
{
  g_assert_finalize_object (fixture->provider);
  g_assert_finalize_object (fixture->generation);
  g_object_unref (fixture->cancellable);
  llm_server_free (fixture->server);
  g_free (fixture->parameters);
}

static GalleyRunSettings *
make_settings (void)
{
  return g_object_new (GALLEY_TYPE_RUN_SETTINGS, "model", "the-model", "temperature", 0.5, "max-tokens", 100, NULL);
}

gboolean
provider_fixture_generate (ProviderFixture *fixture,
                           GError         **error)
{
  g_autoptr (GalleyPrompt) prompt = galley_prompt_new ("Be brief.", "Say “hello”.");
  g_autoptr (GalleyRunSettings) settings = make_settings ();
  g_autoptr (GAsyncResult) result = NULL;

  galley_provider_generate_async (fixture->provider, prompt, settings, fixture->parameters, fixture->generation,
                                  fixture->cancellable, galley_test_result_cb, &result);
  return galley_provider_generate_finish (fixture->provider, galley_test_await (&result), error);
}

void
provider_fixture_assert_text (ProviderFixture *fixture,
                              const char      *text)
{
  g_autoptr (GError) error = NULL;

  provider_fixture_generate (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (galley_generation_get_text (fixture->generation), ==, text);
}

void
provider_fixture_assert_failure (ProviderFixture *fixture,
                                 const char      *text,
                                 int              code,
                                 const char      *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (provider_fixture_generate (fixture, &error));
  g_assert_error (error, GALLEY_LLM_ERROR, code);
  galley_test_assert_message (error, part);
  g_assert_null (strstr (error->message, "secret-key"));
  g_assert_cmpstr (galley_generation_get_text (fixture->generation), ==, text);
}

void
provider_fixture_assert_answer (ProviderFixture *fixture,
                                const char      *head,
                                const char      *body,
                                int              code,
                                const char      *part)
{
  llm_server_answer (fixture->server, head, LLM_ENDING_PROPER, body, NULL);
  provider_fixture_assert_failure (fixture, "", code, part);
}

void
provider_fixture_add (const char         *path,
                      GalleyProviderKind  kind,
                      ProviderFixtureFunc test)
{
  g_test_add (path, ProviderFixture, GINT_TO_POINTER (kind), set_up, test, tear_down);
}
