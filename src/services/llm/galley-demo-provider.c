/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-demo-provider"

#include "galley-config.h"

#include "galley-demo-provider.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-llm-error.h"
#include "galley-llm-json.h"
#include "galley-text.h"

struct _GalleyDemoProvider
{
  GalleyProvider parent_instance;
};

G_DEFINE_FINAL_TYPE (GalleyDemoProvider, galley_demo_provider, GALLEY_TYPE_PROVIDER)

/* About as fast as a model on a good machine. */
#define USUAL_DELAY 25

typedef struct
{
  char             *text;       /* (owned) what is answered */
  const char       *at;         /* in the text: what comes next */
  GalleyGeneration *generation; /* (owned) */
  int               input_words;
  int               output_words;
  int               fail_after;  /* words; -1 for never */
  int               stall_after; /* words; -1 for never */
  guint             timer;
  gulong            cancelled;
} Answer;

static void
answer_free (Answer *answer)
{
  g_free (answer->text);
  g_object_unref (answer->generation);
  g_free (answer);
}

/* The material of the prompt: what stands between <data …> and </data>, a block after the other. */
static char *
find_material (const char *prompt)
{
  g_autoptr (GString) material = g_string_new (NULL);
  const char *at = prompt;

  while ((at = strstr (at, "<data")) != NULL)
    {
      const char *start = strchr (at, '>');
      const char *end = start ? strstr (start, "</data") : NULL;

      if (end == NULL)
        break;
      g_string_append_len (material, start + 1, end - start - 1);
      at = end + strlen ("</data");
    }

  return g_string_free (g_steal_pointer (&material), FALSE);
}

static char *
find_line (const char *prompt,
           const char *label)
{
  const char *start = strstr (prompt, label);

  return start ? g_strndup (start + strlen (label), strcspn (start + strlen (label), "\n")) : NULL;
}

/* Blanks and line ends in order, a sentence begun with a capital: enough to see what a proposal is. */
static char *
tidy (const char *text)
{
  g_autoptr (GString) tidied = g_string_new (NULL);
  gboolean begins = TRUE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean is_space = g_unichar_isspace (character) && character != '\n';

      if (is_space && (tidied->len == 0 || strchr (" \n", tidied->str[tidied->len - 1]) != NULL))
        continue;
      g_string_append_unichar (tidied, is_space ? ' ' : begins ? g_unichar_totitle (character)
                                                               : character);
      if (character == '.' || character == '!' || character == '?')
        begins = TRUE;
      else if (!is_space)
        begins = begins && !g_unichar_isalnum (character);
    }

  return g_strstrip (g_string_free (g_steal_pointer (&tidied), FALSE));
}

/**
 * galley_demo_provider_compose:
 * @prompt: what is asked
 *
 * Makes the answer: a label that says what it is, the heading of the section, and its own material, tidied up.
 *
 * Returns: (transfer full): the answer, always the same for the same prompt
 */
char *
galley_demo_provider_compose (GalleyPrompt *prompt)
{
  const char      *user;
  g_autofree char *heading = NULL;
  g_autofree char *material = NULL;
  g_autofree char *tidied = NULL;

  g_return_val_if_fail (GALLEY_IS_PROMPT (prompt), NULL);

  user = galley_prompt_get_user (prompt);
  heading = find_line (user, "Section: ");
  material = find_material (user);
  tidied = tidy (material);

  if (heading == NULL)
    heading = g_strdup (_("this section"));
  if (*tidied == '\0')
    {
      g_free (tidied);
      tidied = g_strdup (_("It has nothing to go on yet: give the section ideas, facts or a draft."));
    }

  /* Translators: the answer of what is no language model; the first %s is a heading, the second one the writer's own text */
  return g_strdup_printf (_("[Demo: no language model wrote this.] Here a model would write about “%s”. %s"), heading, tidied);
}

static void
stop (GTask *task)
{
  Answer *answer = g_task_get_task_data (task);

  g_clear_handle_id (&answer->timer, g_source_remove);
  g_clear_signal_handler (&answer->cancelled, g_task_get_cancellable (task));
}

static void
tell_usage (Answer *answer)
{
  GalleyLlmEvent usage = { GALLEY_LLM_EVENT_USAGE, NULL, answer->input_words, answer->output_words };
  GalleyLlmEvent finished = { GALLEY_LLM_EVENT_FINISHED, "stop", -1, -1 };

  galley_generation_take_event (answer->generation, &usage);
  galley_generation_take_event (answer->generation, &finished);
}

static void
say_word (Answer *answer)
{
  gsize            blanks = strspn (answer->at, " \n");
  gsize            length = blanks + strcspn (answer->at + blanks, " \n");
  g_autofree char *word = g_strndup (answer->at, length);
  GalleyLlmEvent   event = { GALLEY_LLM_EVENT_TEXT, word, -1, -1 };

  answer->at += length;
  answer->output_words++;
  galley_generation_take_event (answer->generation, &event);
}

static gboolean
word_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Answer *answer = g_task_get_task_data (task);

  if (answer->output_words == answer->stall_after)
    {
      /* From now on only stopping helps. */
      answer->timer = 0;
      return G_SOURCE_REMOVE;
    }
  if (answer->output_words == answer->fail_after)
    {
      answer->timer = 0;
      stop (task);
      g_task_return_new_error (task, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_FAILED,
                               _("The demo was told to fail here. Take “fail_after” out of the parameters of its model"));
      g_object_unref (task);
      return G_SOURCE_REMOVE;
    }
  if (*answer->at != '\0')
    {
      say_word (answer);
      return G_SOURCE_CONTINUE;
    }

  answer->timer = 0;
  stop (task);
  tell_usage (answer);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static gboolean
stopped_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Answer *answer = g_task_get_task_data (task);

  answer->timer = 0;
  stop (task);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/* Not at once: whoever cancels would not expect to be called back from there. */
static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  GTask  *task = user_data;
  Answer *answer = g_task_get_task_data (task);

  g_clear_handle_id (&answer->timer, g_source_remove);
  answer->timer = g_idle_add_full (G_PRIORITY_DEFAULT, stopped_cb, task, NULL);
}

static int
get_number (JsonObject *parameters,
            const char *name,
            int         usual)
{
  int number = galley_llm_json_get_count (parameters, name);

  return number < 0 ? usual : number;
}

static void
galley_demo_provider_generate_async (GalleyProvider     *provider,
                                     GalleyPrompt       *prompt,
                                     GalleyRunSettings  *settings,
                                     const char         *parameters,
                                     GalleyGeneration   *generation,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  g_autoptr (JsonObject) object = NULL;
  Answer *answer = g_new0 (Answer, 1);
  GTask  *running;

  if (parameters != NULL)
    object = galley_llm_json_parse (parameters, strlen (parameters), NULL);
  answer->text = g_strdup (galley_llm_json_get_text (object, "text"));
  if (answer->text == NULL)
    answer->text = galley_demo_provider_compose (prompt);
  answer->at = answer->text;
  answer->generation = g_object_ref (generation);
  answer->input_words = (int)galley_text_count_words (galley_prompt_get_user (prompt));
  answer->fail_after = galley_llm_json_get_count (object, "fail_after");
  answer->stall_after = galley_llm_json_get_count (object, "stall_after");
  g_task_set_source_tag (task, galley_demo_provider_generate_async);
  g_task_set_task_data (task, answer, (GDestroyNotify)answer_free);
  if (g_task_return_error_if_cancelled (task))
    return;

  /* Released where it returns. */
  running = g_steal_pointer (&task);
  answer->timer = g_timeout_add (get_number (object, "delay", USUAL_DELAY), word_cb, running);
  if (cancellable != NULL)
    answer->cancelled = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), running);
}

static gboolean
galley_demo_provider_generate_finish (GalleyProvider *provider,
                                      GAsyncResult   *result,
                                      GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
galley_demo_provider_list_models_async (GalleyProvider     *provider,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  const char *const names[] = { "demo", NULL };

  g_task_set_source_tag (task, galley_demo_provider_list_models_async);
  g_task_return_pointer (task, g_strdupv ((char **)names), (GDestroyNotify)g_strfreev);
}

static char **
galley_demo_provider_list_models_finish (GalleyProvider *provider,
                                         GAsyncResult   *result,
                                         GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
galley_demo_provider_class_init (GalleyDemoProviderClass *klass)
{
  GalleyProviderClass *provider_class = GALLEY_PROVIDER_CLASS (klass);

  provider_class->list_models_async = galley_demo_provider_list_models_async;
  provider_class->list_models_finish = galley_demo_provider_list_models_finish;
  provider_class->generate_async = galley_demo_provider_generate_async;
  provider_class->generate_finish = galley_demo_provider_generate_finish;
}

static void
galley_demo_provider_init (GalleyDemoProvider *self)
{
}
