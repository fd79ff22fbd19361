/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One job is with the thread at a time; what is asked for meanwhile waits.  What waits for one text is one job, which always has the text
 * that came last.  A job that fails waits again, and is tried after a pause: the disk may have room then. */

#define G_LOG_DOMAIN "galley-journal"

#include "galley-journal.h"

#include "galley-error.h"

/* How long a job that failed waits, in milliseconds. */
#define PAUSE 1000

/* What is to be done to one file. */
typedef struct
{
  GalleyJournalEntry    *entry;    /* (owned) (nullable) what to write; NULL to remove */
  char                  *key;      /* (owned) the file's name */
  GalleyJournalLeftover *leftover; /* (owned) (nullable) what to remove, when it is not this process's */
  GPtrArray             *tasks;    /* (owned) (element-type GTask) who waits for it */
} Job;

/* What the thread has of it: no objects, since it may be the last to let go of them. */
typedef struct
{
  char                *root;     /* (owned) */
  char                *database; /* (owned) */
  GalleyJournalEntry  *entry;    /* (owned) (nullable) */
  char                *key;      /* (owned) */
  GalleyJournalFolder *folder;   /* (owned) (nullable) */
  gboolean             tidies;   /* whether the folder goes when nothing is left in it */
} Work;

struct _GalleyJournal
{
  GObject parent_instance;

  char                *root;     /* (owned) */
  char                *database; /* (owned) its identity */
  GalleyJournalFolder *folder;   /* (owned) (nullable) this process's own; made when it is needed */
  GQueue               waiting;  /* (element-type Job) in the order in which it was asked for */
  Job                 *active;   /* (owned) (nullable) what is with the thread */
  GError              *error;    /* (owned) (nullable) why the disk has not what it should */
  guint                pause;
  guint                retry; /* source id: 0 unless a job that failed is waiting for its time */
};

G_DEFINE_FINAL_TYPE (GalleyJournal, galley_journal, G_TYPE_OBJECT)

typedef enum
{
  PROP_ERROR = 1,
  PROP_BUSY,
} GalleyJournalProperty;

static GParamSpec *properties[PROP_BUSY + 1];

static void start_next (GalleyJournal *self);
static void recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
job_free (Job *job)
{
  g_clear_pointer (&job->entry, galley_journal_entry_unref);
  g_clear_pointer (&job->leftover, galley_journal_leftover_free);
  g_ptr_array_unref (job->tasks);
  g_free (job->key);
  g_free (job);
}

static void
work_free (Work *work)
{
  g_clear_pointer (&work->entry, galley_journal_entry_unref);
  g_clear_pointer (&work->folder, galley_journal_folder_unref);
  g_free (work->root);
  g_free (work->database);
  g_free (work->key);
  g_free (work);
}

static gboolean
write_entry (Work    *work,
             GError **error)
{
  g_autoptr (GBytes) content = galley_journal_entry_to_bytes (work->entry, work->database);

  if (work->folder != NULL && !galley_journal_folder_is_there (work->folder))
    g_clear_pointer (&work->folder, galley_journal_folder_unref);
  if (work->folder == NULL)
    work->folder = galley_journal_folder_create (work->root, work->database, error);

  return work->folder != NULL && galley_journal_folder_write (work->folder, work->key, content, error);
}

static void
work_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Work    *work = task_data;
  GError  *error = NULL;
  gboolean done = TRUE;

  if (work->entry != NULL)
    done = write_entry (work, &error);
  else if (work->folder != NULL)
    done = galley_journal_folder_remove (work->folder, work->key, &error);
  if (done && work->tidies)
    galley_journal_folder_tidy (work->folder);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
set_error (GalleyJournal *self,
           const GError  *error)
{
  if (self->error == NULL && error == NULL)
    return;
  if (self->error != NULL && error != NULL && g_str_equal (self->error->message, error->message))
    return;

  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static Job *
find_waiting (GalleyJournal *self,
              const char    *key)
{
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    {
      Job *job = link->data;

      if (job->leftover == NULL && g_str_equal (job->key, key))
        return job;
    }

  return NULL;
}

static gboolean
retry_cb (gpointer user_data)
{
  GalleyJournal *self = user_data;

  self->retry = 0;
  start_next (self);

  return G_SOURCE_REMOVE;
}

/* Those who wait are told, and the text is tried again, unless a later one is waiting. */
static void
wait_again (GalleyJournal *self,
            Job           *job)
{
  g_ptr_array_set_size (job->tasks, 0);
  if (job->leftover == NULL && find_waiting (self, job->key) != NULL)
    job_free (job);
  else
    g_queue_push_tail (&self->waiting, job);
  if (self->retry == 0)
    self->retry = g_timeout_add (self->pause, retry_cb, self);
}

static void
work_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GalleyJournal) self = user_data;
  Job  *job = g_steal_pointer (&self->active);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&job->tasks);
  g_autoptr (GError) error = NULL;

  job->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  /* The thread may let go of its work later than this; the lock must not be held for that. */
  if (job->leftover == NULL)
    {
      g_clear_pointer (&self->folder, galley_journal_folder_unref);
      self->folder = g_steal_pointer (&work->folder);
    }
  else
    g_clear_pointer (&work->folder, galley_journal_folder_unref);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    job_free (job);
  else
    wait_again (self, job);
  set_error (self, error);

  for (guint i = 0; i < tasks->len; i++)
    if (error == NULL)
      g_task_return_boolean (g_ptr_array_index (tasks, i), TRUE);
    else
      g_task_return_error (g_ptr_array_index (tasks, i), g_error_copy (error));
  start_next (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
start_next (GalleyJournal *self)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  if (self->active != NULL || self->retry != 0 || g_queue_is_empty (&self->waiting))
    return;

  self->active = g_queue_pop_head (&self->waiting);
  work = g_new0 (Work, 1);
  work->root = g_strdup (self->root);
  work->database = g_strdup (self->database);
  work->key = g_strdup (self->active->key);
  if (self->active->entry != NULL)
    work->entry = galley_journal_entry_ref (self->active->entry);
  if (self->active->leftover != NULL)
    work->folder = galley_journal_folder_ref (self->active->leftover->folder);
  else if (self->folder != NULL)
    work->folder = galley_journal_folder_ref (self->folder);
  work->tidies = self->active->leftover != NULL;

  /* No source: the thread might be the last to let go of it. */
  task = g_task_new (NULL, NULL, work_done_cb, g_object_ref (self));
  g_task_set_source_tag (task, start_next);
  g_task_set_task_data (task, work, (GDestroyNotify)work_free);
  /* Above the pictures and files that other threads fetch: somebody's words wait for it. */
  g_task_set_priority (task, G_PRIORITY_HIGH);
  g_task_run_in_thread (task, work_in_thread);
}

static Job *
add_job (GalleyJournal *self,
         const char    *key)
{
  Job *job = g_new0 (Job, 1);

  job->key = g_strdup (key);
  job->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_push_tail (&self->waiting, job);

  return job;
}

static void
galley_journal_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GalleyJournal *self = GALLEY_JOURNAL (object);

  switch ((GalleyJournalProperty)property_id)
    {
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, galley_journal_get_busy (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_journal_finalize (GObject *object)
{
  GalleyJournal *self = GALLEY_JOURNAL (object);

  /* Here, and not in the thread, which may not get to it before the program ends; it is nothing that waits for the disk. */
  if (self->folder != NULL)
    galley_journal_folder_tidy (self->folder);
  g_clear_handle_id (&self->retry, g_source_remove);
  g_queue_clear_full (&self->waiting, (GDestroyNotify)job_free);
  g_clear_pointer (&self->folder, galley_journal_folder_unref);
  g_clear_error (&self->error);
  g_free (self->database);
  g_free (self->root);

  G_OBJECT_CLASS (galley_journal_parent_class)->finalize (object);
}

static void
galley_journal_class_init (GalleyJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_journal_get_property;
  object_class->finalize = galley_journal_finalize;

  /**
   * GalleyJournal:error:
   *
   * Why the disk does not have what it should; %NULL when it has.  It is tried again all the time.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyJournal:busy:
   *
   * Whether something is still to be done on the disk.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_journal_init (GalleyJournal *self)
{
  g_queue_init (&self->waiting);
  self->pause = PAUSE;
}

/**
 * galley_journal_new:
 * @root: (nullable): the folder of the journal; %NULL for `$XDG_STATE_HOME/galley/journal`
 * @database: the identity of the database that the texts belong to
 *
 * Makes a journal.  The disk is not touched before there is something to be written.
 *
 * Returns: (transfer full): the journal
 */
GalleyJournal *
galley_journal_new (const char *root,
                    const char *database)
{
  GalleyJournal *self = g_object_new (GALLEY_TYPE_JOURNAL, NULL);

  self->root = root ? g_strdup (root) : g_build_filename (g_get_user_state_dir (), "galley", "journal", NULL);
  self->database = g_strdup (database);

  return self;
}

/**
 * galley_journal_write_async:
 * @self: a journal
 * @entry: a text
 * @callback: called when it, or one that came later in its place, is on the disk, or could not be written
 * @user_data: given to @callback
 *
 * Writes a text down.  After an error it is tried again, until a later text takes its place or it is removed.
 */
void
galley_journal_write_async (GalleyJournal      *self,
                            GalleyJournalEntry *entry,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task;
  Job   *job;

  g_return_if_fail (GALLEY_IS_JOURNAL (self));
  g_return_if_fail (entry != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, galley_journal_write_async);

  job = find_waiting (self, entry->key);
  if (job == NULL)
    job = add_job (self, entry->key);
  g_clear_pointer (&job->entry, galley_journal_entry_unref);
  job->entry = galley_journal_entry_ref (entry);
  g_ptr_array_add (job->tasks, task);
  start_next (self);
}

/**
 * galley_journal_write_finish:
 * @self: a journal
 * @result: the result of galley_journal_write_async()
 * @error: where to put %GALLEY_ERROR_DISK_FULL, %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED
 *
 * Ends galley_journal_write_async().
 *
 * Returns: whether it is on the disk
 */
gboolean
galley_journal_write_finish (GalleyJournal *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_journal_write_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_journal_remove:
 * @self: a journal
 * @key: which text, as in its entry
 *
 * Removes a text that is saved now.
 */
void
galley_journal_remove (GalleyJournal *self,
                       const char    *key)
{
  Job *job;

  g_return_if_fail (GALLEY_IS_JOURNAL (self));
  g_return_if_fail (key != NULL);

  job = find_waiting (self, key);
  if (job == NULL)
    job = add_job (self, key);
  g_clear_pointer (&job->entry, galley_journal_entry_unref);
  start_next (self);
}

typedef struct
{
  char *root;     /* (owned) */
  char *database; /* (owned) */
} Recovery;

static void
recovery_free (Recovery *recovery)
{
  g_free (recovery->root);
  g_free (recovery->database);
  g_free (recovery);
}

static void
recover_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Recovery  *recovery = task_data;
  GError    *error = NULL;
  GPtrArray *leftovers = galley_journal_leftover_find (recovery->root, recovery->database, &error);

  if (leftovers != NULL)
    g_task_return_pointer (task, leftovers, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * galley_journal_recover_async:
 * @self: a journal
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Finds the texts that processes left which are gone.
 */
void
galley_journal_recover_async (GalleyJournal      *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) inner = NULL;
  GTask    *task;
  Recovery *recovery;

  g_return_if_fail (GALLEY_IS_JOURNAL (self));

  recovery = g_new0 (Recovery, 1);
  recovery->root = g_strdup (self->root);
  recovery->database = g_strdup (self->database);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_journal_recover_async);
  /* No source: the thread might be the last to let go of it. */
  inner = g_task_new (NULL, cancellable, recovered_cb, task);
  g_task_set_source_tag (inner, recover_in_thread);
  g_task_set_task_data (inner, recovery, (GDestroyNotify)recovery_free);
  g_task_run_in_thread (inner, recover_in_thread);
}

static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError    *error = NULL;
  GPtrArray *leftovers = g_task_propagate_pointer (G_TASK (result), &error);

  if (leftovers != NULL)
    g_task_return_pointer (task, leftovers, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * galley_journal_recover_finish:
 * @self: a journal
 * @result: the result of galley_journal_recover_async()
 * @error: where to put %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED, or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_journal_recover_async().
 *
 * Returns: (transfer full) (nullable) (element-type GalleyJournalLeftover): what was found, the oldest first; %NULL with @error set
 */
GPtrArray *
galley_journal_recover_finish (GalleyJournal *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_journal_recover_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_journal_discard:
 * @self: a journal
 * @leftover: (transfer full): a text that was recovered, and is safe elsewhere
 *
 * Removes what another process left.
 */
void
galley_journal_discard (GalleyJournal         *self,
                        GalleyJournalLeftover *leftover)
{
  Job *job;

  g_return_if_fail (GALLEY_IS_JOURNAL (self));
  g_return_if_fail (leftover != NULL && leftover->entry != NULL);

  job = add_job (self, leftover->name);
  job->leftover = leftover;
  start_next (self);
}

/**
 * galley_journal_get_busy:
 * @self: a journal
 *
 * Tells whether something is still to be done on the disk.
 *
 * Returns: whether there is
 */
gboolean
galley_journal_get_busy (GalleyJournal *self)
{
  g_return_val_if_fail (GALLEY_IS_JOURNAL (self), FALSE);

  return self->active != NULL || !g_queue_is_empty (&self->waiting);
}

/**
 * galley_journal_get_error:
 * @self: a journal
 *
 * Tells why the disk does not have what it should.
 *
 * Returns: (transfer none) (nullable): the reason, in the domain of [error@Error]; %NULL when the disk has it
 */
const GError *
galley_journal_get_error (GalleyJournal *self)
{
  g_return_val_if_fail (GALLEY_IS_JOURNAL (self), NULL);

  return self->error;
}

/**
 * galley_journal_set_pause:
 * @self: a journal
 * @milliseconds: how long
 *
 * Sets how long what could not be written waits until it is tried again.
 */
void
galley_journal_set_pause (GalleyJournal *self,
                          guint          milliseconds)
{
  g_return_if_fail (GALLEY_IS_JOURNAL (self));

  self->pause = milliseconds;
}
