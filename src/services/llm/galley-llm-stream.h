/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "galley-llm-event.h"

G_BEGIN_DECLS

/* Sixteen megabytes of text are no answer. */
#define GALLEY_LLM_STREAM_MOST (16 * 1024 * 1024)

#define GALLEY_TYPE_LLM_STREAM (galley_llm_stream_get_type ())

/**
 * GalleyLlmStream:
 *
 * A provider's protocol, without the network: bytes of the answer in, events out.  An answer is complete when the provider says so in its
 * protocol; that the bytes end says nothing, since a connection that breaks can look the same.
 */
G_DECLARE_DERIVABLE_TYPE (GalleyLlmStream, galley_llm_stream, GALLEY, LLM_STREAM, GObject)

/**
 * GalleyLlmStreamClass:
 * @feed: takes a piece of the stream; %FALSE with an error, or when there is no more to come
 * @end: takes what is left at the end
 * @take_document: takes the whole answer of a provider that does not stream
 *
 * A protocol.
 */
struct _GalleyLlmStreamClass
{
  GObjectClass parent_class;

  gboolean (*feed) (GalleyLlmStream *self, const guint8 *bytes, gsize length, GError **error);
  gboolean (*end) (GalleyLlmStream *self, GError **error);
  gboolean (*take_document) (GalleyLlmStream *self, JsonObject *document, GError **error);
};

void     galley_llm_stream_set_func (GalleyLlmStream *self, GalleyLlmEventFunc func, gpointer user_data);
void     galley_llm_stream_set_media_type (GalleyLlmStream *self, const char *media_type);
gboolean galley_llm_stream_feed (GalleyLlmStream *self, const guint8 *bytes, gsize length, GError **error);
gboolean galley_llm_stream_end (GalleyLlmStream *self, GError **error);
gboolean galley_llm_stream_is_complete (GalleyLlmStream *self);

/* For the kinds of stream alone. */
gboolean galley_llm_stream_tell_text (GalleyLlmStream *self, const char *text, GError **error);
gboolean galley_llm_stream_tell_reasoning (GalleyLlmStream *self, const char *text, GError **error);
void     galley_llm_stream_tell_usage (GalleyLlmStream *self, int input_tokens, int output_tokens);
void     galley_llm_stream_tell_finished (GalleyLlmStream *self, const char *reason);
gboolean galley_llm_stream_check (GalleyLlmStream *self, JsonObject *object, GError **error);

G_END_DECLS
