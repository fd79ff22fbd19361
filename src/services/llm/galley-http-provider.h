/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "galley-llm-stream.h"
#include "galley-provider.h"
#include "galley-transport.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_HTTP_PROVIDER (galley_http_provider_get_type ())

/**
 * GalleyHttpProvider:
 *
 * What providers behind HTTP have in common.
 */
G_DECLARE_DERIVABLE_TYPE (GalleyHttpProvider, galley_http_provider, GALLEY, HTTP_PROVIDER, GalleyProvider)

/**
 * GalleyHttpProviderClass:
 * @models_path: where the models are listed
 * @models_member: the array of them in the answer
 * @model_member: what the name of one is called
 * @chat_path: where questions go
 * @media_types: what answers may be
 * @add_parameters: adds what the provider wants to be told along with the question; @parameters is what is known of the model
 * @make_stream: (transfer full): makes the parser of one answer
 * @learn: finds out from a refusal what to leave out in a second try: %TRUE when something was added to @parameters
 *
 * A kind of provider behind HTTP.
 */
struct _GalleyHttpProviderClass
{
  GalleyProviderClass parent_class;

  const char *models_path;
  const char *models_member;
  const char *model_member;
  const char *chat_path;
  const char *media_types;
  void (*add_parameters) (GalleyHttpProvider *self, JsonBuilder *builder, GalleyPrompt *prompt, GalleyRunSettings *settings, JsonObject *parameters);
  GalleyLlmStream *(*make_stream) (GalleyHttpProvider *self);
  gboolean (*learn) (GalleyHttpProvider *self, const GalleyHttpAnswer *answer, JsonObject *parameters);
};

GalleyTransport *galley_http_provider_get_transport (GalleyHttpProvider *self);

G_END_DECLS
