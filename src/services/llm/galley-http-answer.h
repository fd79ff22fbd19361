/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyHttpAnswer:
 * @status: the HTTP status
 * @media_type: (nullable): what the body is, without parameters
 * @location: (nullable): where a redirect leads
 * @retry_after: how long to wait before the next try, in seconds; -1 if that was not said
 * @body: (nullable): the body of an error, no more than a part of it, valid UTF-8
 * @code: (nullable): the provider's word for the error
 * @type: (nullable): its word for the kind of error
 * @parameter: (nullable): the parameter that the error is about
 * @message: (nullable): the provider's own message, one line
 *
 * What a server answered, but for the body of an answer that is none of an error.
 */
typedef struct
{
  guint  status;
  char  *media_type;
  char  *location;
  double retry_after;
  char  *body;
  char  *code;
  char  *type;
  char  *parameter;
  char  *message;
} GalleyHttpAnswer;

GalleyHttpAnswer *galley_http_answer_new (guint status, const char *media_type);
void              galley_http_answer_free (GalleyHttpAnswer *self);
void              galley_http_answer_take_body (GalleyHttpAnswer *self, const char *body, gsize length);
gboolean          galley_http_answer_is_quota (const GalleyHttpAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyHttpAnswer, galley_http_answer_free)

G_END_DECLS
