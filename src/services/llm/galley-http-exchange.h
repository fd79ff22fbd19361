/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "galley-transport.h"

G_BEGIN_DECLS

/**
 * GalleyHttpExchange:
 * @request: (owned): what is asked
 * @func: takes the body of a successful answer
 * @func_data: given to @func
 * @cancellable: (owned): of what is under way on the net; also cancelled by the clocks
 * @attempts: how often it was sent
 * @silence: source id: the first byte, or the next one, is awaited
 * @total: source id: all of it is
 * @is_silent: whether a clock has run out
 * @has_begun: whether something of the answer was handed over
 * @stream: (owned) (nullable): the body that is being read
 * @error_body: (owned) (nullable): what was read of the body of an error
 * @answer: (owned) (nullable): the answer to the last try
 *
 * One request and its answer while they are under way, over all tries.
 */
typedef struct
{
  GalleyHttpRequest  *request;
  GalleyTransportFunc func;
  gpointer            func_data;

  GCancellable     *cancellable;
  guint             attempts;
  guint             silence;
  guint             total;
  gboolean          is_silent;
  gboolean          has_begun;
  GInputStream     *stream;
  GByteArray       *error_body;
  GalleyHttpAnswer *answer;
} GalleyHttpExchange;

GalleyHttpExchange *galley_http_exchange_new (GalleyHttpRequest *request, GalleyTransportFunc func, gpointer func_data);
void                galley_http_exchange_free (GalleyHttpExchange *self);
void                galley_http_exchange_await (GalleyHttpExchange *self);
void                galley_http_exchange_begin (GalleyHttpExchange *self);
void                galley_http_exchange_note_answer (GalleyHttpExchange *self, SoupMessage *message);
gboolean            galley_http_exchange_is_success (GalleyHttpExchange *self);
gboolean            galley_http_exchange_is_page (GalleyHttpExchange *self);
gboolean            galley_http_exchange_take (GalleyHttpExchange *self, GBytes *bytes, GError **error);
void                galley_http_exchange_leave (GalleyHttpExchange *self);
void                galley_http_exchange_end (GalleyHttpExchange *self);

G_END_DECLS
