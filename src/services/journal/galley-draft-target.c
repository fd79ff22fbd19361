/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-draft-target"

#include "galley-draft-target.h"

#define TABLE_SECTION "section"
#define TABLE_POST    "post"

struct _GalleyDraftTarget
{
  GObject parent_instance;

  GalleySectionStore *sections; /* (owned) (nullable) one of the two is there */
  GalleyPostStore    *posts;    /* (owned) (nullable) */
  GalleyRecord       *record;   /* (owned) (nullable) the live record, once it was fetched */
  int                 id;
  GalleySectionField  section_field;
  GalleyPostField     post_field;
  char               *key; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GalleyDraftTarget, galley_draft_target, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void section_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void post_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void section_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void post_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data);

typedef struct
{
  GalleySaveOutcome outcome;
  int               version;
  char             *value; /* (owned) (nullable) */
} Saved;

static void
saved_free (Saved *saved)
{
  g_free (saved->value);
  g_free (saved);
}

static void
galley_draft_target_finalize (GObject *object)
{
  GalleyDraftTarget *self = GALLEY_DRAFT_TARGET (object);

  g_clear_object (&self->record);
  g_clear_object (&self->sections);
  g_clear_object (&self->posts);
  g_free (self->key);

  G_OBJECT_CLASS (galley_draft_target_parent_class)->finalize (object);
}

static void
galley_draft_target_class_init (GalleyDraftTargetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_draft_target_finalize;

  /**
   * GalleyDraftTarget::changed:
   * @self: a target
   *
   * The text that is stored, or its version, is another one now, by whomever.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_draft_target_init (GalleyDraftTarget *self)
{
}

static GalleyDraftTarget *
take_key (GalleyDraftTarget *self)
{
  self->key = g_strdup_printf ("%s-%d-%s", galley_draft_target_get_table (self), self->id, galley_draft_target_get_field (self));

  return self;
}

/**
 * galley_draft_target_new_section:
 * @store: the store of sections
 * @section_id: a section
 * @field: which of its texts
 *
 * Makes a target of a section's text.
 *
 * Returns: (transfer full): the target, which has to be loaded
 */
GalleyDraftTarget *
galley_draft_target_new_section (GalleySectionStore *store,
                                 int                 section_id,
                                 GalleySectionField  field)
{
  GalleyDraftTarget *self = g_object_new (GALLEY_TYPE_DRAFT_TARGET, NULL);

  self->sections = g_object_ref (store);
  self->id = section_id;
  self->section_field = field;

  return take_key (self);
}

/**
 * galley_draft_target_new_post:
 * @store: the store of posts
 * @post_id: a post
 * @field: which of its texts
 *
 * Makes a target of a post's text.
 *
 * Returns: (transfer full): the target, which has to be loaded
 */
GalleyDraftTarget *
galley_draft_target_new_post (GalleyPostStore *store,
                              int              post_id,
                              GalleyPostField  field)
{
  GalleyDraftTarget *self = g_object_new (GALLEY_TYPE_DRAFT_TARGET, NULL);

  self->posts = g_object_ref (store);
  self->id = post_id;
  self->post_field = field;

  return take_key (self);
}

/**
 * galley_draft_target_get_key:
 * @self: a target
 *
 * Gives what no other target of the same database has: `TABLE-ID-FIELD`.
 *
 * Returns: (transfer none): the key
 */
const char *
galley_draft_target_get_key (GalleyDraftTarget *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT_TARGET (self), NULL);

  return self->key;
}

/**
 * galley_draft_target_get_table:
 * @self: a target
 *
 * Tells what it is a text of.
 *
 * Returns: (transfer none): `section` or `post`
 */
const char *
galley_draft_target_get_table (GalleyDraftTarget *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT_TARGET (self), NULL);

  return self->sections ? TABLE_SECTION : TABLE_POST;
}

/**
 * galley_draft_target_get_id:
 * @self: a target
 *
 * Tells which section or post it is a text of.
 *
 * Returns: its id
 */
int
galley_draft_target_get_id (GalleyDraftTarget *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT_TARGET (self), 0);

  return self->id;
}

/**
 * galley_draft_target_get_field:
 * @self: a target
 *
 * Tells which text it is.
 *
 * Returns: (transfer none): the name of the field
 */
const char *
galley_draft_target_get_field (GalleyDraftTarget *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT_TARGET (self), NULL);

  return self->sections ? galley_section_field_get_name (self->section_field) : galley_post_field_get_name (self->post_field);
}

/**
 * galley_draft_target_get_post_id:
 * @self: a target
 *
 * Tells which post it belongs to.
 *
 * Returns: the post's id, 0 when that of a section is not known yet
 */
int
galley_draft_target_get_post_id (GalleyDraftTarget *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT_TARGET (self), 0);

  if (self->posts != NULL)
    return self->id;

  return self->record ? galley_section_get_post_id (GALLEY_SECTION (self->record)) : 0;
}

/**
 * galley_draft_target_get_section_id:
 * @self: a target
 *
 * Tells which section it is a text of.
 *
 * Returns: the section's id, 0 for a text of a post
 */
int
galley_draft_target_get_section_id (GalleyDraftTarget *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT_TARGET (self), 0);

  return self->sections ? self->id : 0;
}

/**
 * galley_draft_target_get_database:
 * @self: a target
 *
 * Gives the database that it is in.
 *
 * Returns: (transfer none): the database
 */
GalleyDatabase *
galley_draft_target_get_database (GalleyDraftTarget *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT_TARGET (self), NULL);

  return galley_store_get_database (self->sections ? GALLEY_STORE (self->sections) : GALLEY_STORE (self->posts));
}

/**
 * galley_draft_target_get_record:
 * @self: a target
 *
 * Gives the section or post.
 *
 * Returns: (transfer none) (nullable): the live record, %NULL before it was fetched
 */
GalleyRecord *
galley_draft_target_get_record (GalleyDraftTarget *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT_TARGET (self), NULL);

  return self->record;
}

/**
 * galley_draft_target_get_text:
 * @self: a target
 *
 * Gives the text that is stored, as far as this program has heard.
 *
 * Returns: (transfer none): the text, empty when there is none
 */
const char *
galley_draft_target_get_text (GalleyDraftTarget *self)
{
  const char *text = NULL;

  g_return_val_if_fail (GALLEY_IS_DRAFT_TARGET (self), NULL);

  if (self->record != NULL && self->sections != NULL)
    text = galley_section_get_field (GALLEY_SECTION (self->record), self->section_field);
  else if (self->record != NULL)
    text = galley_post_get_field (GALLEY_POST (self->record), self->post_field);

  return text ? text : "";
}

/**
 * galley_draft_target_get_version:
 * @self: a target
 *
 * Tells the version of the row that the text is in.
 *
 * Returns: the version, 0 when it is not known
 */
int
galley_draft_target_get_version (GalleyDraftTarget *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT_TARGET (self), 0);

  if (self->record == NULL)
    return 0;

  return self->sections ? galley_record_get_version (self->record)
                        : galley_post_get_field_version (GALLEY_POST (self->record), self->post_field);
}

static void
record_notify_cb (GObject    *record,
                  GParamSpec *pspec,
                  gpointer    user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
}

static void
take_record (GTask        *task,
             GalleyRecord *record,
             GError       *error)
{
  GalleyDraftTarget *self = g_task_get_source_object (task);
  g_autofree char   *signal = g_strdup_printf ("notify::%s", galley_draft_target_get_field (self));

  /* Once only: what the database tells after it was not waited for comes too late. */
  g_task_set_task_data (task, GINT_TO_POINTER (TRUE), NULL);
  if (record == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (self->record == NULL)
    {
      /* Properties are spelt with “-”, and a detail of a signal is taken literally. */
      g_strdelimit (signal, "_", '-');
      self->record = g_object_ref (record);
      g_signal_connect_object (record, signal, G_CALLBACK (record_notify_cb), self, 0);
      g_signal_connect_object (record, "notify::gone", G_CALLBACK (record_notify_cb), self, 0);
    }
  g_object_unref (record);
  g_task_return_boolean (task, TRUE);
}

static gboolean
is_reachable (GalleyDraftTarget *self)
{
  return galley_database_get_state (galley_draft_target_get_database (self)) == GALLEY_DATABASE_CONNECTED;
}

/* Writing begins with what this program has heard of a section when the database cannot tell more; saving compares with what is there. */
static void
take_live_section (GTask *task)
{
  GalleyDraftTarget *self = g_task_get_source_object (task);
  GalleySection     *section = self->sections != NULL ? galley_section_store_peek (self->sections, self->id) : NULL;

  if (section == NULL || is_reachable (self) || g_task_get_task_data (task) != NULL)
    return;

  take_record (task, GALLEY_RECORD (g_object_ref (section)), NULL);
}

/**
 * galley_draft_target_load_async:
 * @self: a target
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches the section or post, and listens to its changes from then on.  As long as the database cannot be reached, a section that
 * somebody holds is taken as it is.
 */
void
galley_draft_target_load_async (GalleyDraftTarget  *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GALLEY_IS_DRAFT_TARGET (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_draft_target_load_async);
  g_signal_connect_object (galley_draft_target_get_database (self), "notify::state", G_CALLBACK (take_live_section), task, G_CONNECT_SWAPPED);
  take_live_section (task);
  if (self->sections != NULL)
    galley_section_store_get_async (self->sections, self->id, cancellable, section_fetched_cb, task);
  else
    galley_post_store_get_async (self->posts, self->id, cancellable, post_fetched_cb, task);
}

static void
section_fetched_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError        *error = NULL;
  GalleySection *section = galley_section_store_get_finish (GALLEY_SECTION_STORE (source), result, &error);

  if (g_task_get_task_data (task) == NULL)
    {
      take_record (task, (GalleyRecord *)section, error);
      return;
    }
  g_clear_object (&section);
  g_clear_error (&error);
}

static void
post_fetched_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError     *error = NULL;
  GalleyPost *post = galley_post_store_get_finish (GALLEY_POST_STORE (source), result, &error);

  take_record (task, (GalleyRecord *)post, error);
}

/**
 * galley_draft_target_load_finish:
 * @self: a target
 * @result: the result of galley_draft_target_load_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section or post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_draft_target_load_async().
 *
 * Returns: whether it was fetched
 */
gboolean
galley_draft_target_load_finish (GalleyDraftTarget *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_draft_target_load_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_draft_target_save_async:
 * @self: a target
 * @text: what it is to be
 * @base_version: the version of the row that the text is based on; 0 when that is not known
 * @base: the text that it is based on
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Saves the text, unless it was changed since.
 */
void
galley_draft_target_save_async (GalleyDraftTarget  *self,
                                const char         *text,
                                int                 base_version,
                                const char         *base,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GALLEY_IS_DRAFT_TARGET (self));
  g_return_if_fail (text != NULL && base != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_draft_target_save_async);
  g_task_set_task_data (task, g_new0 (Saved, 1), (GDestroyNotify)saved_free);
  if (self->sections != NULL)
    galley_section_store_save_async (self->sections, self->id, self->section_field, text, base_version, base,
                                     cancellable, section_saved_cb, task);
  else
    /* A version that nothing can have, for a base that is not known: what is stored comes back, to be compared. */
    galley_post_store_save_async (self->posts, self->id, self->post_field, text, base_version ? base_version : -1,
                                  cancellable, post_saved_cb, task);
}

static void
section_saved_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Saved  *saved = g_task_get_task_data (task);
  GError *error = NULL;

  if (galley_section_store_save_finish (GALLEY_SECTION_STORE (source), result, &saved->outcome, &saved->version, &saved->value, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
post_saved_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Saved  *saved = g_task_get_task_data (task);
  GError *error = NULL;

  if (galley_post_store_save_finish (GALLEY_POST_STORE (source), result, &saved->outcome, &saved->version, &saved->value, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * galley_draft_target_save_finish:
 * @self: a target
 * @result: the result of galley_draft_target_save_async()
 * @outcome: (out): what became of the text
 * @version: (out): the version of the row now
 * @value: (out) (transfer full): what is stored now, empty when there is nothing
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section or post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_draft_target_save_async().
 *
 * Returns: whether there is an outcome
 */
gboolean
galley_draft_target_save_finish (GalleyDraftTarget *self,
                                 GAsyncResult      *result,
                                 GalleySaveOutcome *outcome,
                                 int               *version,
                                 char             **value,
                                 GError           **error)
{
  Saved *saved;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_draft_target_save_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  saved = g_task_get_task_data (G_TASK (result));
  *outcome = saved->outcome;
  *version = saved->version;
  *value = saved->value ? g_steal_pointer (&saved->value) : g_strdup ("");

  return TRUE;
}
