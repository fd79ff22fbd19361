/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-generation"

#include "galley-generation.h"

struct _GalleyGeneration
{
  GObject parent_instance;

  GString *text;          /* (owned) */
  GString *reasoning;     /* (owned) */
  char    *finish_reason; /* (owned) (nullable) */
  char    *learnt;        /* (owned) (nullable) */
  int      input_tokens;
  int      output_tokens;
};

G_DEFINE_FINAL_TYPE (GalleyGeneration, galley_generation, G_TYPE_OBJECT)

enum
{
  DELTA,
  REASONING_DELTA,
  RETRYING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
galley_generation_finalize (GObject *object)
{
  GalleyGeneration *self = GALLEY_GENERATION (object);

  g_string_free (self->text, TRUE);
  g_string_free (self->reasoning, TRUE);
  g_free (self->finish_reason);
  g_free (self->learnt);

  G_OBJECT_CLASS (galley_generation_parent_class)->finalize (object);
}

static void
galley_generation_class_init (GalleyGenerationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_generation_finalize;

  /**
   * GalleyGeneration::delta:
   * @self: the generation
   * @text: what came
   *
   * More of the answer came, and is a part of the text already.
   */
  signals[DELTA] = g_signal_new ("delta", GALLEY_TYPE_GENERATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  /**
   * GalleyGeneration::reasoning-delta:
   * @self: the generation
   * @text: what came
   *
   * More of what the model says to itself came.
   */
  signals[REASONING_DELTA] = g_signal_new ("reasoning-delta", GALLEY_TYPE_GENERATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  /**
   * GalleyGeneration::retrying:
   * @self: the generation
   * @pause: how long is waited, in seconds
   * @reason: why, in a sentence
   *
   * Nothing came yet, because the server had too much to do; it is asked again after a pause.
   */
  signals[RETRYING] = g_signal_new ("retrying", GALLEY_TYPE_GENERATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
galley_generation_init (GalleyGeneration *self)
{
  self->text = g_string_new (NULL);
  self->reasoning = g_string_new (NULL);
  self->input_tokens = -1;
  self->output_tokens = -1;
}

/**
 * galley_generation_new:
 *
 * Makes an answer that nothing came of yet.
 *
 * Returns: (transfer full): the generation
 */
GalleyGeneration *
galley_generation_new (void)
{
  return g_object_new (GALLEY_TYPE_GENERATION, NULL);
}

/**
 * galley_generation_get_text:
 * @self: a generation
 *
 * Gives what came so far.
 *
 * Returns: (transfer none): the text, until more comes
 */
const char *
galley_generation_get_text (GalleyGeneration *self)
{
  g_return_val_if_fail (GALLEY_IS_GENERATION (self), NULL);

  return self->text->str;
}

/**
 * galley_generation_get_reasoning:
 * @self: a generation
 *
 * Gives what the model said to itself so far.
 *
 * Returns: (transfer none): the reasoning, until more comes
 */
const char *
galley_generation_get_reasoning (GalleyGeneration *self)
{
  g_return_val_if_fail (GALLEY_IS_GENERATION (self), NULL);

  return self->reasoning->str;
}

/**
 * galley_generation_get_finish_reason:
 * @self: a generation
 *
 * Tells why the model stopped.
 *
 * Returns: (transfer none) (nullable): the provider's word for it, %NULL while it has not
 */
const char *
galley_generation_get_finish_reason (GalleyGeneration *self)
{
  g_return_val_if_fail (GALLEY_IS_GENERATION (self), NULL);

  return self->finish_reason;
}

/**
 * galley_generation_get_learnt:
 * @self: a generation
 *
 * Tells what was learnt of the model on the way, such as parameters that it does not take.
 *
 * Returns: (transfer none) (nullable): a JSON object to be kept with the model, %NULL for nothing
 */
const char *
galley_generation_get_learnt (GalleyGeneration *self)
{
  g_return_val_if_fail (GALLEY_IS_GENERATION (self), NULL);

  return self->learnt;
}

/**
 * galley_generation_get_input_tokens:
 * @self: a generation
 *
 * Tells how many tokens were read.
 *
 * Returns: how many, -1 if nobody said
 */
int
galley_generation_get_input_tokens (GalleyGeneration *self)
{
  g_return_val_if_fail (GALLEY_IS_GENERATION (self), -1);

  return self->input_tokens;
}

/**
 * galley_generation_get_output_tokens:
 * @self: a generation
 *
 * Tells how many tokens were written.
 *
 * Returns: how many, -1 if nobody said
 */
int
galley_generation_get_output_tokens (GalleyGeneration *self)
{
  g_return_val_if_fail (GALLEY_IS_GENERATION (self), -1);

  return self->output_tokens;
}

static void
take_usage (GalleyGeneration     *self,
            const GalleyLlmEvent *event)
{
  if (event->input_tokens >= 0)
    self->input_tokens = event->input_tokens;
  if (event->output_tokens >= 0)
    self->output_tokens = event->output_tokens;
}

/**
 * galley_generation_take_event:
 * @self: a generation
 * @event: what a stream told
 *
 * Takes over what came; for providers.
 */
void
galley_generation_take_event (GalleyGeneration     *self,
                              const GalleyLlmEvent *event)
{
  g_return_if_fail (GALLEY_IS_GENERATION (self));
  g_return_if_fail (event != NULL);

  switch (event->kind)
    {
    case GALLEY_LLM_EVENT_TEXT:
      g_string_append (self->text, event->text);
      g_signal_emit (self, signals[DELTA], 0, event->text);
      break;
    case GALLEY_LLM_EVENT_REASONING:
      g_string_append (self->reasoning, event->text);
      g_signal_emit (self, signals[REASONING_DELTA], 0, event->text);
      break;
    case GALLEY_LLM_EVENT_USAGE:
      take_usage (self, event);
      break;
    case GALLEY_LLM_EVENT_FINISHED:
      g_free (self->finish_reason);
      self->finish_reason = g_strdup (event->text);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * galley_generation_learn:
 * @self: a generation
 * @learnt: a JSON object
 *
 * Says what was learnt of the model; for providers.
 */
void
galley_generation_learn (GalleyGeneration *self,
                         const char       *learnt)
{
  g_return_if_fail (GALLEY_IS_GENERATION (self));

  g_free (self->learnt);
  self->learnt = g_strdup (learnt);
}

/**
 * galley_generation_tell_retry:
 * @self: a generation
 * @pause: how long is waited, in seconds
 * @reason: why, in a sentence
 *
 * Says that the server is asked again after a pause.
 */
void
galley_generation_tell_retry (GalleyGeneration *self,
                              double            pause,
                              const char       *reason)
{
  g_return_if_fail (GALLEY_IS_GENERATION (self));
  g_return_if_fail (reason != NULL);

  g_signal_emit (self, signals[RETRYING], 0, pause, reason);
}
