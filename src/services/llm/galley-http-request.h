/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-provider-kind.h"

G_BEGIN_DECLS

/**
 * GalleyHttpRequest:
 * @kind: the protocol of the provider, for what its errors mean
 * @name: the provider's name, for messages
 * @base: the address of its interface, for messages
 * @url: where it goes
 * @body: (nullable): JSON to be posted; %NULL to get
 * @key: (nullable): the key
 * @model: (nullable): the model, for messages
 * @media_types: what the answer may be, as `Accept` says it
 * @first_timeout: the longest wait for the first byte of the answer, in seconds, from the very beginning; 0 for none
 * @idle_timeout: the longest wait for the next one; 0 for none
 * @total_timeout: the longest wait for all of it; 0 for none
 * @retries: how often it may be sent again
 *
 * What a server is asked.
 */
typedef struct
{
  GalleyProviderKind kind;
  char              *name;
  char              *base;
  char              *url;
  char              *body;
  char              *key;
  char              *model;
  char              *media_types;
  double             first_timeout;
  double             idle_timeout;
  double             total_timeout;
  guint              retries;
} GalleyHttpRequest;

GalleyHttpRequest *galley_http_request_new (GalleyProviderKind kind, const char *name, const char *base, const char *path);
void               galley_http_request_free (GalleyHttpRequest *self);
gboolean           galley_http_request_shows_key (const GalleyHttpRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyHttpRequest, galley_http_request_free)

G_END_DECLS
