/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-llm-stream"

#include "galley-config.h"

#include "galley-llm-stream.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-llm-error.h"
#include "galley-llm-json.h"

typedef struct
{
  GalleyLlmEventFunc func; /* (nullable) */
  gpointer           user_data;
  gsize              told; /* bytes of text and reasoning so far */
  gboolean           is_complete;
  GString           *document; /* (owned) (nullable) where the answer may not be a stream: all of it so far */
} GalleyLlmStreamPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GalleyLlmStream, galley_llm_stream, G_TYPE_OBJECT)

static void
galley_llm_stream_finalize (GObject *object)
{
  GalleyLlmStreamPrivate *priv = galley_llm_stream_get_instance_private (GALLEY_LLM_STREAM (object));

  if (priv->document != NULL)
    g_string_free (priv->document, TRUE);

  G_OBJECT_CLASS (galley_llm_stream_parent_class)->finalize (object);
}

static void
galley_llm_stream_class_init (GalleyLlmStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_llm_stream_finalize;
}

static void
galley_llm_stream_init (GalleyLlmStream *self)
{
}

/**
 * galley_llm_stream_set_func:
 * @self: a stream
 * @func: (scope forever) (nullable): takes the events
 * @user_data: given to @func
 *
 * Sets who takes the events.
 */
void
galley_llm_stream_set_func (GalleyLlmStream   *self,
                            GalleyLlmEventFunc func,
                            gpointer           user_data)
{
  GalleyLlmStreamPrivate *priv = galley_llm_stream_get_instance_private (self);

  g_return_if_fail (GALLEY_IS_LLM_STREAM (self));

  priv->func = func;
  priv->user_data = user_data;
}

/**
 * galley_llm_stream_set_media_type:
 * @self: a stream that was not fed yet
 * @media_type: (nullable): what the server says that its answer is
 *
 * Some servers ignore that they were asked to stream, and answer in one JSON document.  Where the media type allows for that, the
 * answer is looked at once its first byte is there.
 */
void
galley_llm_stream_set_media_type (GalleyLlmStream *self,
                                  const char      *media_type)
{
  GalleyLlmStreamPrivate *priv = galley_llm_stream_get_instance_private (self);

  g_return_if_fail (GALLEY_IS_LLM_STREAM (self));

  if (media_type != NULL && g_ascii_strcasecmp (media_type, "application/json") == 0 && priv->document == NULL)
    priv->document = g_string_new (NULL);
}

static gboolean
refuse_length (GError **error)
{
  g_set_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_PROTOCOL,
               _("The provider's answer is longer than %d bytes, which is no text for a section"), GALLEY_LLM_STREAM_MOST);
  return FALSE;
}

/* Whether what was said to be a document begins like one; else it is a stream that is called something else. */
static gboolean
begins_like_document (const GString *document)
{
  gsize at = strspn (document->str, " \t\r\n\xEF\xBB\xBF");

  return at == document->len || document->str[at] == '{' || document->str[at] == '[';
}

static gboolean
gather (GalleyLlmStream *self,
        const guint8    *bytes,
        gsize            length,
        GError         **error)
{
  GalleyLlmStreamPrivate *priv = galley_llm_stream_get_instance_private (self);

  if (length > GALLEY_LLM_STREAM_MOST - priv->document->len)
    return refuse_length (error);

  g_string_append_len (priv->document, (const char *)bytes, (gssize)length);
  if (!begins_like_document (priv->document))
    {
      g_autoptr (GString) stream = g_steal_pointer (&priv->document);

      return GALLEY_LLM_STREAM_GET_CLASS (self)->feed (self, (const guint8 *)stream->str, stream->len, error);
    }

  return TRUE;
}

/**
 * galley_llm_stream_feed:
 * @self: a stream
 * @bytes: (array length=length): what came
 * @length: how many bytes
 * @error: where to put what the provider says is wrong, or %GALLEY_LLM_ERROR_PROTOCOL, when it cannot be understood
 *
 * Takes bytes, and tells what is in them.  What comes after the end is ignored.
 *
 * Returns: whether more may come; %FALSE with @error set, or at the end
 */
gboolean
galley_llm_stream_feed (GalleyLlmStream *self,
                        const guint8    *bytes,
                        gsize            length,
                        GError         **error)
{
  GalleyLlmStreamPrivate *priv = galley_llm_stream_get_instance_private (self);

  g_return_val_if_fail (GALLEY_IS_LLM_STREAM (self), FALSE);

  if (priv->document != NULL)
    return gather (self, bytes, length, error);

  return GALLEY_LLM_STREAM_GET_CLASS (self)->feed (self, bytes, length, error);
}

/* Several objects, one a line, are a stream that is called a document. */
static gboolean
end_document (GalleyLlmStream *self,
              GError         **error)
{
  GalleyLlmStreamPrivate *priv = galley_llm_stream_get_instance_private (self);
  g_autoptr (GString) text = g_steal_pointer (&priv->document);
  g_autofree char *valid = g_utf8_make_valid (text->str, (gssize)text->len);
  const char      *start = g_str_has_prefix (valid, "\xEF\xBB\xBF") ? valid + 3 : valid;
  g_autoptr (JsonObject) document = galley_llm_json_parse (start, strlen (start), NULL);

  if (document != NULL)
    return galley_llm_stream_check (self, document, error) &&
           GALLEY_LLM_STREAM_GET_CLASS (self)->take_document (self, document, error);

  if (!GALLEY_LLM_STREAM_GET_CLASS (self)->feed (self, (const guint8 *)text->str, text->len, error))
    return priv->is_complete;
  return TRUE;
}

/**
 * galley_llm_stream_end:
 * @self: a stream
 * @error: where to put what the provider says is wrong; %GALLEY_LLM_ERROR_CUT_OFF, when it did not say that it was done
 *
 * Says that no more bytes come.
 *
 * Returns: whether the answer is complete
 */
gboolean
galley_llm_stream_end (GalleyLlmStream *self,
                       GError         **error)
{
  GalleyLlmStreamPrivate *priv = galley_llm_stream_get_instance_private (self);
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (GALLEY_IS_LLM_STREAM (self), FALSE);

  if (!priv->is_complete && priv->document != NULL)
    end_document (self, &problem);
  if (!priv->is_complete && problem == NULL)
    GALLEY_LLM_STREAM_GET_CLASS (self)->end (self, &problem);
  if (priv->is_complete)
    return TRUE;

  /* A last line that cannot be read is one that was cut. */
  if (problem != NULL && !g_error_matches (problem, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_PROTOCOL))
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_CUT_OFF,
                 _("The answer broke off before its end. What came of it is kept; run the action again for all of it"));
  return FALSE;
}

/**
 * galley_llm_stream_is_complete:
 * @self: a stream
 *
 * Tells whether the provider has said that it is done.
 *
 * Returns: whether it has
 */
gboolean
galley_llm_stream_is_complete (GalleyLlmStream *self)
{
  GalleyLlmStreamPrivate *priv = galley_llm_stream_get_instance_private (self);

  g_return_val_if_fail (GALLEY_IS_LLM_STREAM (self), FALSE);

  return priv->is_complete;
}

static void
tell (GalleyLlmStream      *self,
      const GalleyLlmEvent *event)
{
  GalleyLlmStreamPrivate *priv = galley_llm_stream_get_instance_private (self);

  if (priv->func != NULL)
    priv->func (event, priv->user_data);
}

static gboolean
tell_words (GalleyLlmStream   *self,
            GalleyLlmEventKind kind,
            const char        *text,
            GError           **error)
{
  GalleyLlmStreamPrivate *priv = galley_llm_stream_get_instance_private (self);
  GalleyLlmEvent          event = { kind, text, -1, -1 };

  if (text == NULL || *text == '\0')
    return TRUE;

  priv->told += strlen (text);
  if (priv->told > GALLEY_LLM_STREAM_MOST)
    return refuse_length (error);

  tell (self, &event);
  return TRUE;
}

/**
 * galley_llm_stream_tell_text:
 * @self: a stream
 * @text: (nullable): more of the answer
 * @error: where to put %GALLEY_LLM_ERROR_PROTOCOL, when it gets too long
 *
 * Tells of a text.
 *
 * Returns: whether to go on
 */
gboolean
galley_llm_stream_tell_text (GalleyLlmStream *self,
                             const char      *text,
                             GError         **error)
{
  return tell_words (self, GALLEY_LLM_EVENT_TEXT, text, error);
}

/**
 * galley_llm_stream_tell_reasoning:
 * @self: a stream
 * @text: (nullable): more of what the model says to itself
 * @error: where to put %GALLEY_LLM_ERROR_PROTOCOL, when it gets too long
 *
 * Tells of reasoning.
 *
 * Returns: whether to go on
 */
gboolean
galley_llm_stream_tell_reasoning (GalleyLlmStream *self,
                                  const char      *text,
                                  GError         **error)
{
  return tell_words (self, GALLEY_LLM_EVENT_REASONING, text, error);
}

/**
 * galley_llm_stream_tell_usage:
 * @self: a stream
 * @input_tokens: tokens read, -1 if that was not said
 * @output_tokens: tokens written, -1 if that was not said
 *
 * Tells how many tokens it took, if anything is known.
 */
void
galley_llm_stream_tell_usage (GalleyLlmStream *self,
                              int              input_tokens,
                              int              output_tokens)
{
  GalleyLlmEvent event = { GALLEY_LLM_EVENT_USAGE, NULL, input_tokens, output_tokens };

  if (input_tokens >= 0 || output_tokens >= 0)
    tell (self, &event);
}

/**
 * galley_llm_stream_tell_finished:
 * @self: a stream
 * @reason: why the model stopped
 *
 * Tells that the answer is complete, once.
 */
void
galley_llm_stream_tell_finished (GalleyLlmStream *self,
                                 const char      *reason)
{
  GalleyLlmStreamPrivate *priv = galley_llm_stream_get_instance_private (self);
  GalleyLlmEvent          event = { GALLEY_LLM_EVENT_FINISHED, reason, -1, -1 };

  if (priv->is_complete)
    return;

  priv->is_complete = TRUE;
  tell (self, &event);
}

/**
 * galley_llm_stream_check:
 * @self: a stream
 * @object: what the provider said
 * @error: where to put the error that it is
 *
 * Tells whether something is an answer or an error, which may also come when the answer has begun.
 *
 * Returns: %FALSE with @error set, if it is an error
 */
gboolean
galley_llm_stream_check (GalleyLlmStream *self,
                         JsonObject      *object,
                         GError         **error)
{
  g_autofree char *code = NULL;
  g_autofree char *type = NULL;
  g_autofree char *parameter = NULL;
  g_autofree char *message = galley_llm_json_dup_error (object, &code, &type, &parameter);

  if (message == NULL)
    return TRUE;

  g_set_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_FAILED,
               /* Translators: what follows is the provider's own message */
               _("The provider broke off. Run the action again, or choose another model. It says: %s"),
                  g_strdelimit (message, "\r\n", ' '));
  return FALSE;
}
