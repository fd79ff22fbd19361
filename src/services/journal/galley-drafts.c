/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-drafts"

#include "galley-config.h"

#include "galley-drafts-private.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

struct _GalleyDrafts
{
  GObject parent_instance;

  GalleyContext *context;   /* (owned) */
  char          *folder;    /* (owned) (nullable) of the journal */
  GalleyJournal *journal;   /* (owned) (nullable) there once the database has told which it is */
  GHashTable    *drafts;    /* (owned) key → draft (unowned) */
  GHashTable    *unsaved;   /* (owned) (element-type GalleyDraft) a set: held until they are saved */
  GPtrArray     *leftovers; /* (owned) (element-type GalleyJournalLeftover) found, and not safe elsewhere */
  GPtrArray     *flushes;   /* (owned) (element-type GTask) who waits until nothing more happens */

  GalleyDraftState state;
  char            *message; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GalleyDrafts, galley_drafts, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_MESSAGE,
} GalleyDraftsProperty;

static GParamSpec *properties[PROP_MESSAGE + 1];

static void identified_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void leftovers_found_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void leftovers_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void target_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void draft_gone_cb (gpointer user_data, GObject *where_the_draft_was);

/* The draft that is furthest from being saved speaks for all. */
static GalleyDraft *
find_worst (GalleyDrafts *self)
{
  GalleyDraft   *worst = NULL;
  GHashTableIter iter;
  gpointer       draft;

  g_hash_table_iter_init (&iter, self->unsaved);
  while (g_hash_table_iter_next (&iter, &draft, NULL))
    if (worst == NULL || galley_draft_get_state (draft) > galley_draft_get_state (worst))
      worst = draft;

  return worst;
}

static void
update_state (GalleyDrafts *self)
{
  GalleyDraft     *worst = find_worst (self);
  GalleyDraftState state = worst ? galley_draft_get_state (worst) : GALLEY_DRAFT_SAVED;
  const GError    *error = self->journal ? galley_journal_get_error (self->journal) : NULL;
  const char      *message = worst ? galley_draft_get_message (worst) : NULL;

  /* Words that are in no safe place are the worst. */
  if (worst != NULL && error != NULL)
    message = error->message;
  if (g_strcmp0 (message, self->message) != 0)
    {
      g_free (self->message);
      self->message = g_strdup (message);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
    }
  if (state != self->state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
}

static gboolean
is_settled (GalleyDrafts *self)
{
  GHashTableIter iter;
  gpointer       draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    if (!galley_draft_is_settled (draft))
      return FALSE;

  return self->journal == NULL || !galley_journal_get_busy (self->journal) || galley_journal_get_error (self->journal) != NULL;
}

static gboolean
is_safe (GalleyDrafts *self)
{
  GHashTableIter iter;
  gpointer       draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    if (!galley_draft_is_safe (draft))
      return FALSE;

  return TRUE;
}

static void
end_flush (GalleyDrafts *self,
           GTask        *task)
{
  const GError *error = galley_journal_get_error (self->journal);

  if (is_safe (self))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_FAILED, _("Not everything that was written could be kept"));
}

static void
end_flushes (GalleyDrafts *self)
{
  g_autoptr (GPtrArray) flushes = NULL;

  if (self->flushes->len == 0 || !is_settled (self))
    return;

  flushes = g_steal_pointer (&self->flushes);
  self->flushes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < flushes->len; i++)
    end_flush (self, g_ptr_array_index (flushes, i));
}

static void
draft_notify_cb (GalleyDraft *draft,
                 GParamSpec  *pspec,
                 gpointer     user_data)
{
  GalleyDrafts *self = user_data;

  if (galley_draft_get_state (draft) == GALLEY_DRAFT_SAVED)
    g_hash_table_remove (self->unsaved, draft);
  else if (!g_hash_table_contains (self->unsaved, draft))
    g_hash_table_add (self->unsaved, g_object_ref (draft));
  update_state (self);
}

static void
draft_progress_cb (GalleyDraft *draft,
                   gpointer     user_data)
{
  end_flushes (user_data);
}

static void
journal_notify_cb (GalleyJournal *journal,
                   GParamSpec    *pspec,
                   gpointer       user_data)
{
  update_state (user_data);
  end_flushes (user_data);
}

static gboolean
is_draft (gpointer key,
          gpointer value,
          gpointer user_data)
{
  return value == user_data;
}

static void
draft_gone_cb (gpointer user_data,
               GObject *where_the_draft_was)
{
  GalleyDrafts *self = user_data;

  g_hash_table_foreach_remove (self->drafts, is_draft, where_the_draft_was);
}

/**
 * galley_drafts_get_journal:
 * @self: drafts that are open
 *
 * Gives the journal.
 *
 * Returns: (transfer none): the journal
 */
GalleyJournal *
galley_drafts_get_journal (GalleyDrafts *self)
{
  return self->journal;
}

/**
 * galley_drafts_lookup:
 * @self: the drafts
 * @key: a target's key
 *
 * Finds the draft of a text.
 *
 * Returns: (transfer none) (nullable): the draft, %NULL when nobody holds it and it is saved
 */
GalleyDraft *
galley_drafts_lookup (GalleyDrafts *self,
                      const char   *key)
{
  return g_hash_table_lookup (self->drafts, key);
}

/**
 * galley_drafts_add:
 * @self: drafts that are open
 * @target: what it is a draft of
 *
 * Gives the draft of a text; makes it if there is none.
 *
 * Returns: (transfer full): the draft
 */
GalleyDraft *
galley_drafts_add (GalleyDrafts      *self,
                   GalleyDraftTarget *target)
{
  const char  *key = galley_draft_target_get_key (target);
  GalleyDraft *draft = galley_drafts_lookup (self, key);

  if (draft != NULL)
    return g_object_ref (draft);

  draft = galley_draft_new (target, self->journal);
  g_hash_table_insert (self->drafts, g_strdup (key), draft);
  g_object_weak_ref (G_OBJECT (draft), draft_gone_cb, self);
  g_signal_connect_object (draft, "notify::state", G_CALLBACK (draft_notify_cb), self, 0);
  g_signal_connect_object (draft, "notify::message", G_CALLBACK (draft_notify_cb), self, 0);
  g_signal_connect_object (draft, "progress", G_CALLBACK (draft_progress_cb), self, 0);

  return draft;
}

/**
 * galley_drafts_make_target:
 * @self: drafts that are open
 * @entry: what was found in the journal
 *
 * Finds out where a text belongs.
 *
 * Returns: (transfer full) (nullable): the target, %NULL when there is no such field
 */
GalleyDraftTarget *
galley_drafts_make_target (GalleyDrafts       *self,
                           GalleyJournalEntry *entry)
{
  GalleySectionField section_field;
  GalleyPostField    post_field;

  if (g_str_equal (entry->table, "section") && galley_section_field_from_string (entry->field, &section_field))
    return galley_draft_target_new_section (galley_context_get_section_store (self->context), entry->id, section_field);
  if (g_str_equal (entry->table, "post") && galley_post_field_from_string (entry->field, &post_field))
    return galley_draft_target_new_post (galley_context_get_post_store (self->context), entry->id, post_field);

  return NULL;
}

static void
galley_drafts_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  GalleyDrafts *self = GALLEY_DRAFTS (object);

  switch ((GalleyDraftsProperty)property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
close_drafts (GalleyDrafts *self)
{
  GHashTableIter iter;
  gpointer       draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    {
      g_signal_handlers_disconnect_by_data (draft, self);
      g_object_weak_unref (draft, draft_gone_cb, self);
      galley_draft_close (draft);
      g_hash_table_iter_remove (&iter);
    }
}

static void
galley_drafts_dispose (GObject *object)
{
  GalleyDrafts *self = GALLEY_DRAFTS (object);

  close_drafts (self);
  g_hash_table_remove_all (self->unsaved);
  g_ptr_array_set_size (self->leftovers, 0);
  g_clear_object (&self->journal);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (galley_drafts_parent_class)->dispose (object);
}

static void
galley_drafts_finalize (GObject *object)
{
  GalleyDrafts *self = GALLEY_DRAFTS (object);

  g_hash_table_unref (self->drafts);
  g_hash_table_unref (self->unsaved);
  g_ptr_array_unref (self->leftovers);
  g_ptr_array_unref (self->flushes);
  g_free (self->message);
  g_free (self->folder);

  G_OBJECT_CLASS (galley_drafts_parent_class)->finalize (object);
}

static void
galley_drafts_class_init (GalleyDraftsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_drafts_get_property;
  object_class->dispose = galley_drafts_dispose;
  object_class->finalize = galley_drafts_finalize;

  /**
   * GalleyDrafts:state:
   *
   * Where the words of all drafts are: the state of the one that is furthest from being saved.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GALLEY_TYPE_DRAFT_STATE, GALLEY_DRAFT_SAVED,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyDrafts:message:
   *
   * Why not everything is saved, for people; %NULL when there is nothing to say.
   */
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_drafts_init (GalleyDrafts *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unsaved = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->leftovers = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_journal_leftover_free);
  self->flushes = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * galley_drafts_new:
 * @context: a context that is open
 * @folder: (nullable): the folder of the journal; %NULL for `$XDG_STATE_HOME/galley/journal`
 *
 * Makes the registry of drafts; a program has one for its database.
 *
 * Returns: (transfer full): the drafts, not open yet
 */
GalleyDrafts *
galley_drafts_new (GalleyContext *context,
                   const char    *folder)
{
  GalleyDrafts *self = g_object_new (GALLEY_TYPE_DRAFTS, NULL);

  self->context = g_object_ref (context);
  self->folder = g_strdup (folder);

  return self;
}

/**
 * galley_drafts_open_async:
 * @self: drafts that are not open
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Asks the database which it is, so that its unsaved text can be told from that of others.
 */
void
galley_drafts_open_async (GalleyDrafts       *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (self->journal == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_drafts_open_async);
  galley_status_store_identify_async (galley_context_get_status_store (self->context), cancellable, identified_cb, task);
}

static void
identified_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyDrafts    *self = g_task_get_source_object (task);
  GError          *error = NULL;
  g_autofree char *identity = galley_status_store_identify_finish (GALLEY_STATUS_STORE (source), result, &error);

  if (identity == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self->journal = galley_journal_new (self->folder, identity);
  g_signal_connect_object (self->journal, "notify", G_CALLBACK (journal_notify_cb), self, 0);
  g_task_return_boolean (task, TRUE);
}

/**
 * galley_drafts_open_finish:
 * @self: the drafts
 * @result: the result of galley_drafts_open_async()
 * @error: where to put an error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_drafts_open_async().
 *
 * Returns: whether drafts can be had now
 */
gboolean
galley_drafts_open_finish (GalleyDrafts *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_drafts_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_drafts_recover_async:
 * @self: drafts that are open, and are not being recovered
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Takes up and saves what programs left in the journal that ended without saving it, or could not be taken up before.
 */
void
galley_drafts_recover_async (GalleyDrafts       *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (self->journal != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_drafts_recover_async);
  galley_journal_recover_async (self->journal, cancellable, leftovers_found_cb, task);
}

static void
leftovers_found_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyDrafts *self = g_task_get_source_object (task);
  GError       *error = NULL;
  GPtrArray    *found = galley_journal_recover_finish (GALLEY_JOURNAL (source), result, &error);
  GPtrArray    *leftovers;

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  leftovers = g_steal_pointer (&self->leftovers);
  self->leftovers = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_journal_leftover_free);
  g_ptr_array_extend_and_steal (leftovers, found);
  galley_recovery_run_async (self, leftovers, g_task_get_cancellable (task), leftovers_saved_cb, g_object_ref (task));
}

static void
leftovers_saved_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyDrafts *self = GALLEY_DRAFTS (source);
  GPtrArray    *kept = NULL;
  GError       *error = NULL;
  GListModel   *recovered = galley_recovery_run_finish (self, result, &kept, &error);

  if (recovered == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_unref (self->leftovers);
  self->leftovers = kept;
  g_task_return_pointer (task, recovered, g_object_unref);
}

/**
 * galley_drafts_recover_finish:
 * @self: the drafts
 * @result: the result of galley_drafts_recover_async()
 * @error: where to put %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED, when the journal cannot be read, or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_drafts_recover_async().
 *
 * Returns: (transfer full) (nullable): the [class@Recovered] texts, the oldest first; %NULL with @error set
 */
GListModel *
galley_drafts_recover_finish (GalleyDrafts *self,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_drafts_recover_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Takes @target over. */
static void
get_draft (GalleyDrafts       *self,
           GalleyDraftTarget  *target,
           gpointer            tag,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data)
{
  GTask       *task = g_task_new (self, cancellable, callback, user_data);
  GalleyDraft *draft = galley_drafts_lookup (self, galley_draft_target_get_key (target));

  g_task_set_source_tag (task, tag);
  if (draft == NULL)
    galley_draft_target_load_async (target, cancellable, target_loaded_cb, task);
  else
    {
      g_task_return_pointer (task, g_object_ref (draft), g_object_unref);
      g_object_unref (task);
    }
  g_object_unref (target);
}

static void
target_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyDraftTarget *target = GALLEY_DRAFT_TARGET (source);
  GError            *error = NULL;

  if (galley_draft_target_load_finish (target, result, &error))
    g_task_return_pointer (task, galley_drafts_add (g_task_get_source_object (task), target), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * galley_drafts_get_section_async:
 * @self: drafts that are open
 * @section_id: a section
 * @field: which of its texts
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Gets the draft of a section's text.
 */
void
galley_drafts_get_section_async (GalleyDrafts       *self,
                                 int                 section_id,
                                 GalleySectionField  field,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (self->journal != NULL);

  get_draft (self, galley_draft_target_new_section (galley_context_get_section_store (self->context), section_id, field),
             galley_drafts_get_section_async, cancellable, callback, user_data);
}

/**
 * galley_drafts_get_section_finish:
 * @self: the drafts
 * @result: the result of galley_drafts_get_section_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_drafts_get_section_async().
 *
 * Returns: (transfer full) (nullable): the draft, the same one for everybody; %NULL with @error set
 */
GalleyDraft *
galley_drafts_get_section_finish (GalleyDrafts *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_drafts_get_section_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_drafts_get_post_async:
 * @self: drafts that are open
 * @post_id: a post
 * @field: which of its texts
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Gets the draft of a post's text.
 */
void
galley_drafts_get_post_async (GalleyDrafts       *self,
                              int                 post_id,
                              GalleyPostField     field,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (self->journal != NULL);

  get_draft (self, galley_draft_target_new_post (galley_context_get_post_store (self->context), post_id, field),
             galley_drafts_get_post_async, cancellable, callback, user_data);
}

/**
 * galley_drafts_get_post_finish:
 * @self: the drafts
 * @result: the result of galley_drafts_get_post_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such post; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_drafts_get_post_async().
 *
 * Returns: (transfer full) (nullable): the draft, the same one for everybody; %NULL with @error set
 */
GalleyDraft *
galley_drafts_get_post_finish (GalleyDrafts *self,
                               GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_drafts_get_post_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
flush_cancelled_cb (GCancellable *cancellable,
                    gpointer      user_data)
{
  GTask        *task = user_data;
  GalleyDrafts *self = g_task_get_source_object (task);

  /* When it has ended already, somebody was quicker. */
  if (g_ptr_array_find (self->flushes, task, NULL))
    {
      g_task_return_error_if_cancelled (task);
      g_ptr_array_remove (self->flushes, task);
    }

  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (GTask        *task,
                   GCancellable *cancellable)
{
  GSource *source = g_cancellable_source_new (cancellable);

  g_source_set_callback (source, G_SOURCE_FUNC (flush_cancelled_cb), task, NULL);
  g_source_attach (source, g_task_get_context (task));
  /* It goes with the task, which it does not hold. */
  g_object_set_data_full (G_OBJECT (task), "cancelled", source, (GDestroyNotify)g_source_destroy);
  g_source_unref (source);
}

/* Saving may let go of a draft. */
static GPtrArray *
hold_drafts (GalleyDrafts *self)
{
  GPtrArray     *held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer       draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    g_ptr_array_add (held, g_object_ref (draft));

  return held;
}

/**
 * galley_drafts_flush_async:
 * @self: the drafts
 * @cancellable: (nullable): ends the waiting
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Journals and saves everything at once, before a window is closed or the program ends, and waits until nothing more happens by itself:
 * what cannot be saved because the server is away, refuses it, or has another text, stays in the journal.
 */
void
galley_drafts_flush_async (GalleyDrafts       *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GPtrArray) drafts = NULL;
  GTask *task;

  g_return_if_fail (GALLEY_IS_DRAFTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_drafts_flush_async);
  /* What is done by now counts, though it was cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  if (self->journal == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_ptr_array_add (self->flushes, task);
  if (cancellable != NULL)
    watch_cancellable (task, cancellable);
  drafts = hold_drafts (self);
  for (guint i = 0; i < drafts->len; i++)
    galley_draft_flush (g_ptr_array_index (drafts, i));
  end_flushes (self);
}

/**
 * galley_drafts_flush_finish:
 * @self: the drafts
 * @result: the result of galley_drafts_flush_async()
 * @error: where to put %GALLEY_ERROR_DISK_FULL, %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED, when some words are neither in the database
 *   nor in the journal, or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_drafts_flush_async().
 *
 * Returns: whether every word is safe; [property@Drafts:state] tells whether all are in the database
 */
gboolean
galley_drafts_flush_finish (GalleyDrafts *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_drafts_flush_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_drafts_get_state:
 * @self: the drafts
 *
 * Tells where the words of all drafts are.
 *
 * Returns: the state of the draft that is furthest from being saved
 */
GalleyDraftState
galley_drafts_get_state (GalleyDrafts *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFTS (self), GALLEY_DRAFT_FAILED);

  return self->state;
}

/**
 * galley_drafts_get_message:
 * @self: the drafts
 *
 * Tells why not everything is saved.
 *
 * Returns: (transfer none) (nullable): the reason, for people; %NULL when there is nothing to say
 */
const char *
galley_drafts_get_message (GalleyDrafts *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFTS (self), NULL);

  return self->message;
}
