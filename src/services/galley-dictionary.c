/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-dictionary"

#include "galley-config.h"

#include "galley-dictionary.h"

#include <enchant.h>
#include <glib/gi18n-lib.h>

/* So many suggestions fit into a menu. */
#define MOST_SUGGESTIONS 8

/*
 * A broker and its dictionary belong to one thread, which ends with the last reference to them:
 *
 *     check, suggest, add ─▶ queue ─▶ thread ─▶ GTask ─▶ main loop
 */
typedef struct
{
  GAsyncQueue   *queue;    /* (owned) of GTask; the desk itself means the end */
  char          *language; /* (owned) */
  EnchantBroker *broker;   /* the thread's own */
  EnchantDict   *dict;     /* the thread's own (nullable) */
} Desk;

struct _GalleyDictionary
{
  GObject parent_instance;

  Desk       *desk;     /* freed by the thread */
  char       *language; /* (owned) */
  GHashTable *words;    /* (owned) what was looked up: a word to its GalleySpelling */
};

G_DEFINE_FINAL_TYPE (GalleyDictionary, galley_dictionary, G_TYPE_OBJECT)

typedef enum
{
  JOB_CHECK,
  JOB_SUGGEST,
  JOB_ADD,
} JobKind;

typedef struct
{
  JobKind kind;
  char  **words;   /* (owned) */
  guint8 *results; /* (owned) a GalleySpelling for each word */
} Job;

static void
free_job (Job *job)
{
  g_strfreev (job->words);
  g_free (job->results);
  g_free (job);
}

static void
check_words (EnchantDict *dict,
             Job         *job)
{
  job->results = g_new0 (guint8, g_strv_length (job->words));
  for (guint i = 0; job->words[i] != NULL; i++)
    job->results[i] = enchant_dict_check (dict, job->words[i], -1) > 0 ? GALLEY_SPELLING_BAD : GALLEY_SPELLING_GOOD;
}

static char **
suggest (EnchantDict *dict,
         const char  *word)
{
  gsize         n = 0;
  char        **found = enchant_dict_suggest (dict, word, -1, &n);
  GStrvBuilder *builder = g_strv_builder_new ();
  char        **suggestions;

  for (gsize i = 0; i < MIN (n, MOST_SUGGESTIONS); i++)
    g_strv_builder_add (builder, found[i]);
  if (found != NULL)
    enchant_dict_free_string_list (dict, found);
  suggestions = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return suggestions;
}

static void
do_job (Desk  *desk,
        GTask *task)
{
  Job *job = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (desk->dict == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no dictionary for “%s”; install one"), desk->language);
      return;
    }

  switch (job->kind)
    {
    case JOB_CHECK:
      check_words (desk->dict, job);
      g_task_return_boolean (task, TRUE);
      break;
    case JOB_SUGGEST:
      g_task_return_pointer (task, suggest (desk->dict, job->words[0]), (GDestroyNotify)g_strfreev);
      break;
    case JOB_ADD:
      enchant_dict_add (desk->dict, job->words[0], -1);
      g_task_return_boolean (task, TRUE);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gpointer
run_thread (gpointer data)
{
  Desk    *desk = data;
  gpointer item;

  desk->broker = enchant_broker_init ();
  desk->dict = enchant_broker_request_dict (desk->broker, desk->language);
  while ((item = g_async_queue_pop (desk->queue)) != desk)
    {
      do_job (desk, item);
      g_object_unref (item);
    }

  if (desk->dict != NULL)
    enchant_broker_free_dict (desk->broker, desk->dict);
  enchant_broker_free (desk->broker);
  g_async_queue_unref (desk->queue);
  g_free (desk->language);
  g_free (desk);
  return NULL;
}

static void
galley_dictionary_finalize (GObject *object)
{
  GalleyDictionary *self = GALLEY_DICTIONARY (object);

  if (self->desk != NULL)
    g_async_queue_push (self->desk->queue, self->desk);
  g_hash_table_unref (self->words);
  g_free (self->language);
  G_OBJECT_CLASS (galley_dictionary_parent_class)->finalize (object);
}

static void
galley_dictionary_class_init (GalleyDictionaryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_dictionary_finalize;
}

static void
galley_dictionary_init (GalleyDictionary *self)
{
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
add_language_cb (const char *const tag,
                 const char *const name,
                 const char *const description,
                 const char *const file,
                 void             *data)
{
  if (!g_ptr_array_find_with_equal_func (data, tag, g_str_equal, NULL))
    g_ptr_array_add (data, g_strdup (tag));
}

static int
compare_languages (gconstpointer first,
                   gconstpointer second)
{
  return strcmp (*(const char *const *)first, *(const char *const *)second);
}

/**
 * galley_dictionary_list_languages:
 *
 * Lists the languages that the system has dictionaries for.  They are looked for on the disk, but not read.
 *
 * Returns: (transfer full): the languages, as `en_GB`, in order
 */
char **
galley_dictionary_list_languages (void)
{
  EnchantBroker *broker = enchant_broker_init ();
  GPtrArray     *languages = g_ptr_array_new ();

  enchant_broker_list_dicts (broker, add_language_cb, languages);
  enchant_broker_free (broker);
  g_ptr_array_sort (languages, compare_languages);
  g_ptr_array_add (languages, NULL);
  return (char **)g_ptr_array_free (languages, FALSE);
}

/* How well a dictionary suits: the language and the country, or the language. */
static guint
rate (const char *language,
      const char *wanted)
{
  gsize length = strcspn (wanted, "_.@");

  if (g_str_equal (language, wanted))
    return 3;
  if (strncmp (language, wanted, length) != 0 || (language[length] != '\0' && language[length] != '_'))
    return 0;
  return language[length] == '\0' ? 2 : 1;
}

/**
 * galley_dictionary_find_language:
 * @wanted: (nullable): a language that a person chose; %NULL or empty for that of the desktop
 *
 * Finds the dictionary that suits best.
 *
 * Returns: (transfer full) (nullable): the language of a dictionary; %NULL when none suits
 */
char *
galley_dictionary_find_language (const char *wanted)
{
  g_auto (GStrv) languages = galley_dictionary_list_languages ();
  const char *const *names = g_get_language_names ();
  const char        *own[] = { wanted, NULL };
  const char        *best = NULL;
  guint              best_rate = 0;

  if (wanted != NULL && *wanted != '\0')
    names = own;
  for (guint i = 0; names[i] != NULL && best_rate < 2; i++)
    for (guint j = 0; languages[j] != NULL; j++)
      if (rate (languages[j], names[i]) > best_rate)
        {
          best = languages[j];
          best_rate = rate (best, names[i]);
        }
  return g_strdup (best);
}

/**
 * galley_dictionary_new:
 * @language: a language that there is a dictionary for
 *
 * Opens a dictionary; it is read in a thread.
 *
 * Returns: (transfer full): the dictionary
 */
GalleyDictionary *
galley_dictionary_new (const char *language)
{
  GalleyDictionary *self;

  g_return_val_if_fail (language != NULL, NULL);

  self = g_object_new (GALLEY_TYPE_DICTIONARY, NULL);
  self->language = g_strdup (language);
  self->desk = g_new0 (Desk, 1);
  self->desk->queue = g_async_queue_new_full (g_object_unref);
  self->desk->language = g_strdup (language);
  g_thread_unref (g_thread_new ("galley-dictionary", run_thread, self->desk));
  return self;
}

/**
 * galley_dictionary_get_language:
 * @self: a dictionary
 *
 * Returns: (transfer none): its language
 */
const char *
galley_dictionary_get_language (GalleyDictionary *self)
{
  g_return_val_if_fail (GALLEY_IS_DICTIONARY (self), NULL);

  return self->language;
}

/**
 * galley_dictionary_lookup:
 * @self: a dictionary
 * @word: a word
 *
 * Tells what is known about a word without looking it up, which takes no time.
 *
 * Returns: what is known
 */
GalleySpelling
galley_dictionary_lookup (GalleyDictionary *self,
                          const char       *word)
{
  g_return_val_if_fail (GALLEY_IS_DICTIONARY (self), GALLEY_SPELLING_UNKNOWN);
  g_return_val_if_fail (word != NULL, GALLEY_SPELLING_UNKNOWN);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->words, word));
}

static void
start_job (GalleyDictionary  *self,
           JobKind            kind,
           const char *const *words,
           GTask             *task)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->words = g_strdupv ((char **)words);
  g_task_set_task_data (task, job, (GDestroyNotify)free_job);
  g_async_queue_push (self->desk->queue, task);
}

/* The answers become known in the thread that asked. */
static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GalleyDictionary *self = GALLEY_DICTIONARY (source);
  g_autoptr (GTask) task = user_data;
  Job    *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; job->words[i] != NULL; i++)
    if (galley_dictionary_lookup (self, job->words[i]) == GALLEY_SPELLING_UNKNOWN)
      g_hash_table_insert (self->words, g_strdup (job->words[i]), GUINT_TO_POINTER (job->results[i]));
  g_task_return_boolean (task, TRUE);
}

/**
 * galley_dictionary_check_async:
 * @self: a dictionary
 * @words: (array zero-terminated=1): words
 * @cancellable: (nullable): ends the waiting
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Looks words up, after which galley_dictionary_lookup() knows them.
 */
void
galley_dictionary_check_async (GalleyDictionary   *self,
                               const char *const  *words,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GALLEY_IS_DICTIONARY (self));
  g_return_if_fail (words != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_dictionary_check_async);
  start_job (self, JOB_CHECK, words, g_task_new (self, cancellable, checked_cb, task));
}

/**
 * galley_dictionary_check_finish:
 * @self: a dictionary
 * @result: the result of galley_dictionary_check_async()
 * @error: where to put `G_IO_ERROR_NOT_FOUND` when there is no such dictionary any more, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: whether the words were looked up
 */
gboolean
galley_dictionary_check_finish (GalleyDictionary *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_dictionary_check_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_dictionary_suggest_async:
 * @self: a dictionary
 * @word: what is no word
 * @cancellable: (nullable): ends the waiting
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Finds words that may have been meant.
 */
void
galley_dictionary_suggest_async (GalleyDictionary   *self,
                                 const char         *word,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  const char *words[] = { word, NULL };
  GTask      *task;

  g_return_if_fail (GALLEY_IS_DICTIONARY (self));
  g_return_if_fail (word != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_dictionary_suggest_async);
  start_job (self, JOB_SUGGEST, words, task);
}

/**
 * galley_dictionary_suggest_finish:
 * @self: a dictionary
 * @result: the result of galley_dictionary_suggest_async()
 * @error: where to put `G_IO_ERROR_NOT_FOUND` when there is no such dictionary any more, or `G_IO_ERROR_CANCELLED`
 *
 * Returns: (transfer full) (nullable): the words, best first, which may be none; %NULL on failure
 */
char **
galley_dictionary_suggest_finish (GalleyDictionary *self,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_dictionary_suggest_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_dictionary_add:
 * @self: a dictionary
 * @word: a word that is right
 *
 * Adds a word to the person's own dictionary, for all programs.
 */
void
galley_dictionary_add (GalleyDictionary *self,
                       const char       *word)
{
  const char *words[] = { word, NULL };

  g_return_if_fail (GALLEY_IS_DICTIONARY (self));
  g_return_if_fail (word != NULL);

  galley_dictionary_ignore (self, word);
  start_job (self, JOB_ADD, words, g_task_new (NULL, NULL, NULL, NULL));
}

/**
 * galley_dictionary_ignore:
 * @self: a dictionary
 * @word: a word that is right for now
 *
 * Takes a word for a good one until the program ends.
 */
void
galley_dictionary_ignore (GalleyDictionary *self,
                          const char       *word)
{
  g_return_if_fail (GALLEY_IS_DICTIONARY (self));
  g_return_if_fail (word != NULL);

  g_hash_table_insert (self->words, g_strdup (word), GUINT_TO_POINTER (GALLEY_SPELLING_GOOD));
}
