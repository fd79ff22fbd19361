/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-http-error"

#include "galley-config.h"

#include "galley-http-error.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "galley-http-place.h"
#include "galley-llm-error.h"

/* A server's own words are shown, but not without end, and never with the key in them. */
#define MOST_WORDS 300

static char *
dup_words (const GalleyHttpRequest *request,
           const GalleyHttpAnswer  *answer)
{
  g_autoptr (GString) words = g_string_new (answer->message);

  if (request->key != NULL && *request->key != '\0')
    g_string_replace (words, request->key, "…", 0);
  if (words->len == 0)
    g_string_printf (words, "HTTP %u", answer->status);
  if (g_utf8_strlen (words->str, -1) > MOST_WORDS)
    {
      g_string_truncate (words, (gsize)(g_utf8_offset_to_pointer (words->str, MOST_WORDS) - words->str));
      g_string_append (words, "…");
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

G_GNUC_PRINTF (2, 3)
static GError *
make (GalleyLlmError code,
      const char    *format,
      ...)
{
  GError *error;
  va_list arguments;

  va_start (arguments, format);
  error = g_error_new_valist (GALLEY_LLM_ERROR, (int)code, format, arguments);
  va_end (arguments);
  return error;
}

static GError *
make_redirect (const GalleyHttpRequest *request,
               const GalleyHttpAnswer  *answer)
{
  return make (GALLEY_LLM_ERROR_ADDRESS,
               _("%s sends to another address (%s), which Galley does not follow with a key. Correct the address of %s in "
                 "the preferences"),
                  request->base, answer->location ? answer->location : _("it does not say which"), request->name);
}

static GError *
make_forbidden (const GalleyHttpRequest *request,
                const char              *words)
{
  /* It answers to names of this machine alone, so that no web page can reach it by another one. */
  if (request->kind == GALLEY_PROVIDER_KIND_OLLAMA)
    return make (GALLEY_LLM_ERROR_ADDRESS,
                 _("%s does not answer at %s. Use its number or “localhost” in the address, or set OLLAMA_HOST there. It "
                   "says: %s"),
                    request->name, request->base, words);
  return make (GALLEY_LLM_ERROR_KEY,
               _("%s does not allow this. Look at the rights of the key, or change the text. It says: %s"), request->name, words);
}

static GError *
make_key (const GalleyHttpRequest *request,
          const char              *words)
{
  if (request->key == NULL || *request->key == '\0')
    return make (GALLEY_LLM_ERROR_KEY,
                 _("%s wants a key. Enter it in the preferences. It says: %s"),
                    request->name, words);
  return make (GALLEY_LLM_ERROR_KEY,
               _("%s does not accept the key. Enter the right one in the preferences. It says: %s"),
                  request->name, words);
}

/* That there is no such page, or that there is no such model. */
static GError *
make_missing (const GalleyHttpRequest *request,
              const GalleyHttpAnswer  *answer,
              const char              *words)
{
  if (answer->message == NULL)
    return make (GALLEY_LLM_ERROR_ADDRESS,
                 _("There is no interface of a provider at %s. Correct the address of %s in the preferences; it often ends in "
                   "/v1, with Ollama it does not"),
                    request->url, request->name);
  if (request->model == NULL)
    return make (GALLEY_LLM_ERROR_ADDRESS,
                 _("%s does not know %s. Correct its address in the preferences. It says: %s"),
                    request->name, request->url, words);
  if (request->kind == GALLEY_PROVIDER_KIND_OLLAMA)
    return make (GALLEY_LLM_ERROR_MODEL,
                 _("%s does not have the model %s. Get it with “ollama pull %s”, or choose another one"),
                    request->name, request->model, request->model);
  return make (GALLEY_LLM_ERROR_MODEL,
               _("%s does not have the model %s. Choose another one. It says: %s"),
                  request->name, request->model, words);
}

static GError *
make_busy (const GalleyHttpRequest *request,
           const GalleyHttpAnswer  *answer,
           const char              *words)
{
  if (answer->retry_after > 0)
    return make (GALLEY_LLM_ERROR_BUSY,
                 g_dngettext (GETTEXT_PACKAGE, "%s has too much to do. Run the action again in %d second. It says: %s",
                              "%s has too much to do. Run the action again in %d seconds. It says: %s",
                              (gulong)answer->retry_after),
                 request->name, (int)answer->retry_after, words);
  return make (GALLEY_LLM_ERROR_BUSY,
               _("%s has too much to do, or is out of order. Run the action again later. It says: %s"),
                  request->name, words);
}

static gboolean
is_busy (guint status)
{
  return status == 408 || status == 409 || status == 425 || status == 429 || status == 499 || status >= 500;
}

static gboolean
is_page (const GalleyHttpAnswer *answer)
{
  return answer->media_type != NULL && (g_ascii_strcasecmp (answer->media_type, "text/html") == 0 ||
                                        g_ascii_strcasecmp (answer->media_type, "application/xhtml+xml") == 0);
}

/* Some servers have no 404 for a model that they lack. */
static gboolean
is_about_model (const GalleyHttpRequest *request,
                const GalleyHttpAnswer  *answer)
{
  return request->model != NULL && (g_strcmp0 (answer->code, "model_not_found") == 0 ||
                                    (answer->message != NULL && strstr (answer->message, request->model) != NULL &&
                                     strstr (answer->message, "not found") != NULL));
}

/**
 * galley_http_error_for_answer:
 * @request: what was asked
 * @answer: an answer that is none of success
 *
 * Says what an answer means.
 *
 * Returns: (transfer full): an error in the domain of [error@LlmError], in one line
 */
GError *
galley_http_error_for_answer (const GalleyHttpRequest *request,
                              const GalleyHttpAnswer  *answer)
{
  g_autofree char *words = dup_words (request, answer);

  if (answer->status >= 300 && answer->status < 400)
    return make_redirect (request, answer);
  if (galley_http_answer_is_quota (answer))
    return make (GALLEY_LLM_ERROR_QUOTA,
                 _("The limit of your account at %s is reached. Raise it there, or choose another provider. It says: %s"),
                    request->name, words);
  if (answer->status == 401)
    return make_key (request, words);
  if (answer->status == 403 && !is_page (answer))
    return make_forbidden (request, words);
  if (is_page (answer) && answer->status < 500 && answer->status != 413 && answer->status != 429)
    return galley_http_error_for_page (request);
  if (answer->status == 404 || answer->status == 405 || is_about_model (request, answer))
    return make_missing (request, answer, words);
  if (answer->status == 413)
    return make (GALLEY_LLM_ERROR_REFUSED,
                 _("The message is too long for %s. Take something out of the section or the prompt. It says: %s"),
                    request->name, words);
  if (is_busy (answer->status))
    return make_busy (request, answer, words);

  return make (GALLEY_LLM_ERROR_REFUSED,
               _("%s refuses the request. Change the action or choose another model. It says: %s"),
                  request->name, words);
}

/**
 * galley_http_error_for_page:
 * @request: what was asked
 *
 * Says that what answers shows pages to people.
 *
 * Returns: (transfer full): %GALLEY_LLM_ERROR_ADDRESS
 */
GError *
galley_http_error_for_page (const GalleyHttpRequest *request)
{
  return make (GALLEY_LLM_ERROR_ADDRESS,
               _("What answers at %s is a web page, not the interface of a provider. Correct the address of %s in the "
                 "preferences"),
                  request->url, request->name);
}

/**
 * galley_http_error_for_open_key:
 * @request: what is not asked
 *
 * Says that a key would be sent where everybody on the way could read it.
 *
 * Returns: (transfer full): %GALLEY_LLM_ERROR_KEY
 */
GError *
galley_http_error_for_open_key (const GalleyHttpRequest *request)
{
  return make (GALLEY_LLM_ERROR_KEY,
               _("The key of %s is not sent to %s, where everybody on the way could read it. Use an address with https://, or "
                 "remove the key"),
                  request->name, request->base);
}

/* Whether there was somebody at the other end. */
static gboolean
was_met (const GError *error)
{
  const int nobody[] = { G_IO_ERROR_CONNECTION_REFUSED, G_IO_ERROR_HOST_UNREACHABLE, G_IO_ERROR_NETWORK_UNREACHABLE,
                         G_IO_ERROR_HOST_NOT_FOUND, G_IO_ERROR_NOT_FOUND, G_IO_ERROR_PROXY_FAILED };

  if (error->domain != G_IO_ERROR)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (nobody); i++)
    if (error->code == nobody[i])
      return FALSE;
  return TRUE;
}

static GError *
make_hung_up (const GalleyHttpRequest *request,
              const GError            *error)
{
  g_autofree char *reason = g_strdelimit (g_strdup (error->message), "\r\n", ' ');

  return make (GALLEY_LLM_ERROR_BUSY,
               _("%s hung up before it answered. Run the action again; if it goes on so, look into the server's log (%s)"),
                  request->name, reason);
}

static GError *
make_unreachable (const GalleyHttpRequest *request,
                  const GError            *error)
{
  g_autofree char *reason = g_strdelimit (g_strdup (error->message), "\r\n", ' ');

  if (error->domain == G_TLS_ERROR)
    return make (GALLEY_LLM_ERROR_UNREACHABLE,
                 _("The server at %s cannot prove that it is %s, so nothing was sent to it. Correct the address in the "
                   "preferences, or the server's certificate (%s)"),
                    request->base, request->name, reason);
  if (request->kind == GALLEY_PROVIDER_KIND_OLLAMA && galley_http_is_loopback (request->base))
    return make (GALLEY_LLM_ERROR_UNREACHABLE,
                 _("Ollama is not running at %s. Start it with “ollama serve”, or correct the address of %s in the "
                   "preferences (%s)"),
                    request->base, request->name, reason);
  if (galley_http_is_loopback (request->base))
    return make (GALLEY_LLM_ERROR_UNREACHABLE,
                 _("No server is running at %s. Start it, or correct the address of %s in the preferences (%s)"),
                    request->base, request->name, reason);
  return make (GALLEY_LLM_ERROR_UNREACHABLE,
               _("%s cannot be reached at %s. Look at the network, or correct the address in the preferences (%s)"),
                  request->name, request->base, reason);
}

/**
 * galley_http_error_for_network:
 * @request: what was asked
 * @error: what the network says
 * @has_begun: whether something of an answer came before
 *
 * Says what an error of the network means.
 *
 * Returns: (transfer full): %GALLEY_LLM_ERROR_UNREACHABLE, or, when somebody hung up, %GALLEY_LLM_ERROR_BUSY, or, when an answer
 * had begun, %GALLEY_LLM_ERROR_CUT_OFF
 */
GError *
galley_http_error_for_network (const GalleyHttpRequest *request,
                               const GError            *error,
                               gboolean                 has_begun)
{
  if (!has_begun)
    return was_met (error) ? make_hung_up (request, error) : make_unreachable (request, error);

  return make (GALLEY_LLM_ERROR_CUT_OFF,
               _("The connection to %s broke off. What came of the answer is kept; run the action again for all of it"),
                  request->name);
}

/**
 * galley_http_error_for_silence:
 * @request: what was asked
 * @has_begun: whether something of an answer came before
 *
 * Says that the server was silent for too long.
 *
 * Returns: (transfer full): %GALLEY_LLM_ERROR_TIMED_OUT
 */
GError *
galley_http_error_for_silence (const GalleyHttpRequest *request,
                               gboolean                 has_begun)
{
  if (has_begun)
    return make (GALLEY_LLM_ERROR_TIMED_OUT,
                 _("%s said nothing any more. What came of the answer is kept; run the action again for all of it"),
                    request->name);
  return make (GALLEY_LLM_ERROR_TIMED_OUT,
               _("%s did not answer in time. It may still be loading the model: run the action again, choose a smaller "
                 "model, or give the action more time"),
                  request->name);
}
