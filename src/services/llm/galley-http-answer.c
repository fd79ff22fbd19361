/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-http-answer"

#include "galley-http-answer.h"

#include <string.h>

#include "galley-llm-json.h"

/* Words for limits that waiting does not lift. */
static const char *const quota_words[] = {
  "insufficient_quota",
  "insufficient_credits",
  "credit_balance_exhausted",
  "organization_spend_limit_exceeded",
  "project_spend_limit_exceeded",
  "organization_usage_limit_exceeded",
  "billing_hard_limit_reached",
  "enforced_spend_limit_reached",
  NULL
};

/**
 * galley_http_answer_new:
 * @status: the HTTP status
 * @media_type: (nullable): what the body is
 *
 * Makes an answer that nothing else is known of.
 *
 * Returns: (transfer full): the answer
 */
GalleyHttpAnswer *
galley_http_answer_new (guint       status,
                        const char *media_type)
{
  GalleyHttpAnswer *self = g_new0 (GalleyHttpAnswer, 1);

  self->status = status;
  self->media_type = g_strdup (media_type);
  self->retry_after = -1;
  return self;
}

/**
 * galley_http_answer_free:
 * @self: (transfer full): an answer
 *
 * Frees an answer.
 */
void
galley_http_answer_free (GalleyHttpAnswer *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->media_type);
  g_free (self->location);
  g_free (self->body);
  g_free (self->code);
  g_free (self->type);
  g_free (self->parameter);
  g_free (self->message);
  g_free (self);
}

/**
 * galley_http_answer_take_body:
 * @self: an answer that is an error
 * @body: (array length=length): its body, or the beginning of it
 * @length: its length in bytes
 *
 * Reads what the body says of the error, if it is JSON of one of the usual forms.
 */
void
galley_http_answer_take_body (GalleyHttpAnswer *self,
                              const char       *body,
                              gsize             length)
{
  g_autoptr (JsonObject) object = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->body == NULL);

  self->body = g_utf8_make_valid (body, (gssize)length);
  object = galley_llm_json_parse (self->body, strlen (self->body), NULL);
  if (object == NULL)
    return;

  self->message = galley_llm_json_dup_error (object, &self->code, &self->type, &self->parameter);
  if (self->message == NULL)
    self->message = g_strdup (galley_llm_json_get_text (object, "message"));
  if (self->message != NULL)
    g_strstrip (g_strdelimit (self->message, "\r\n\t", ' '));
}

/**
 * galley_http_answer_is_quota:
 * @self: an answer that is an error
 *
 * Tells whether the error is a limit that waiting does not lift.
 *
 * Returns: whether it is
 */
gboolean
galley_http_answer_is_quota (const GalleyHttpAnswer *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->status == 402 || (self->code != NULL && g_strv_contains (quota_words, self->code)) ||
         (self->type != NULL && g_strv_contains (quota_words, self->type));
}
