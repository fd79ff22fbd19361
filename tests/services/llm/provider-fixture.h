/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-provider.h"
#include "llm-server.h"

G_BEGIN_DECLS

/* What the tests of providers share: a server on loopback that says what it is told to, and a provider that asks it. */
typedef struct
{
  LlmServer        *server;      /* (owned) */
  GalleyProvider   *provider;    /* (owned) */
  GalleyGeneration *generation;  /* (owned) */
  GCancellable     *cancellable; /* (owned) */
  char             *parameters;  /* (owned) (nullable) */
} ProviderFixture;

typedef void (*ProviderFixtureFunc) (ProviderFixture *fixture, gconstpointer data);

/* Pieces of answers, as Ollama and OpenAI send them */
#define CHUNK(text) "{\"message\":{\"content\":\"" text "\"},\"done\":false}\n"
#define LAST        "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"eval_count\":2}\n"
#define DELTA(text) "data: {\"choices\":[{\"delta\":{\"content\":\"" text "\"}}]}\n\n"
#define FINISH      "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
#define DONE        "data: [DONE]\n\n"

void            provider_fixture_add (const char *path, GalleyProviderKind kind, ProviderFixtureFunc test);
GalleyProvider *provider_fixture_make_provider (GalleyProviderKind kind, const char *url, const char *key);

/* Asks the server once */
gboolean provider_fixture_generate (ProviderFixture *fixture, GError **error);
void     provider_fixture_assert_text (ProviderFixture *fixture, const char *text);

/* @part: what the message says, which is one line and never has the key in it */
void provider_fixture_assert_failure (ProviderFixture *fixture, const char *text, int code, const char *part);
void provider_fixture_assert_answer (ProviderFixture *fixture, const char *head, const char *body, int code, const char *part);

G_END_DECLS
