/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-step"

#include "galley-config.h"

#include "galley-post-step.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* What was done to a post: its title, its status, or whether it is in the trash. */
typedef struct
{
  GalleyPostStore *store; /* (owned) */
  int              id;
  char            *titles[2]; /* (owned) (nullable) before and after */
  GalleyPostStatus statuses[2];
  gboolean         deleted; /* whether it was put into the trash, rather than taken out of it */
  int              version; /* that the step left */
} PostStep;

static void
free_step (gpointer data)
{
  PostStep *step = data;

  g_object_unref (step->store);
  g_free (step->titles[0]);
  g_free (step->titles[1]);
  g_free (step);
}

static PostStep *
make_step (GalleyPostStore *store,
           int              id,
           int              version)
{
  PostStep *step = g_new0 (PostStep, 1);

  step->store = g_object_ref (store);
  step->id = id;
  step->version = version;

  return step;
}

/* Returns a save to the history.  What somebody else has changed since is theirs. */
static void
end_save (GTask            *task,
          GalleySaveOutcome outcome,
          GError           *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else if (outcome == GALLEY_SAVE_OUTCOME_CONFLICT)
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_CONFLICT, _ ("Somebody else has changed the post since."));
  else
    g_task_return_boolean (task, TRUE);
}

static void
title_saved_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PostStep         *step = g_task_get_task_data (task);
  GalleySaveOutcome outcome = GALLEY_SAVE_OUTCOME_SAVED;
  GError           *error = NULL;

  galley_post_store_save_finish (GALLEY_POST_STORE (source), result, &outcome, &step->version, NULL, &error);
  end_save (task, outcome, error);
}

static void
take_title_step (gpointer data,
                 gboolean back,
                 GTask   *task)
{
  PostStep *step = data;

  g_task_set_task_data (task, step, NULL);
  galley_post_store_save_async (step->store, step->id, GALLEY_POST_TITLE, step->titles[back ? 0 : 1], step->version,
                                g_task_get_cancellable (task), title_saved_cb, task);
}

/**
 * galley_post_step_push_title:
 * @history: (nullable): what can be taken back
 * @store: the store of the post
 * @id: the post
 * @before: the title that it had
 * @after: the title that it has
 * @version: the version that the post has now
 *
 * Notes that a post was renamed.
 */
void
galley_post_step_push_title (GalleyHistory   *history,
                             GalleyPostStore *store,
                             int              id,
                             const char      *before,
                             const char      *after,
                             int              version)
{
  PostStep *step;

  if (history == NULL)
    return;

  step = make_step (store, id, version);
  step->titles[0] = g_strdup (before);
  step->titles[1] = g_strdup (after);
  galley_history_push (history, _ ("Rename Post"), take_title_step, step, free_step);
}

static void
status_saved_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PostStep         *step = g_task_get_task_data (task);
  GalleySaveOutcome outcome = GALLEY_SAVE_OUTCOME_SAVED;
  GError           *error = NULL;

  galley_post_store_set_status_finish (GALLEY_POST_STORE (source), result, &outcome, &step->version, &error);
  end_save (task, outcome, error);
}

static void
take_status_step (gpointer data,
                  gboolean back,
                  GTask   *task)
{
  PostStep *step = data;

  g_task_set_task_data (task, step, NULL);
  galley_post_store_set_status_async (step->store, step->id, step->statuses[back ? 0 : 1], step->version,
                                      g_task_get_cancellable (task), status_saved_cb, task);
}

/**
 * galley_post_step_push_status:
 * @history: (nullable): what can be taken back
 * @store: the store of the post
 * @id: the post
 * @before: how far it was
 * @after: how far it is
 * @version: the version that the post has now
 *
 * Notes that a post was archived, or is not any more.
 */
void
galley_post_step_push_status (GalleyHistory   *history,
                              GalleyPostStore *store,
                              int              id,
                              GalleyPostStatus before,
                              GalleyPostStatus after,
                              int              version)
{
  PostStep *step;

  if (history == NULL)
    return;

  step = make_step (store, id, version);
  step->statuses[0] = before;
  step->statuses[1] = after;
  galley_history_push (history, after == GALLEY_POST_STATUS_ARCHIVED ? _ ("Archive Post") : _ ("Unarchive Post"), take_status_step, step, free_step);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (galley_post_store_delete_finish (GALLEY_POST_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (galley_post_store_restore_finish (GALLEY_POST_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
take_trash_step (gpointer data,
                 gboolean back,
                 GTask   *task)
{
  PostStep *step = data;

  if (step->deleted != back)
    galley_post_store_delete_async (step->store, step->id, g_task_get_cancellable (task), deleted_cb, task);
  else
    galley_post_store_restore_async (step->store, step->id, g_task_get_cancellable (task), restored_cb, task);
}

/**
 * galley_post_step_push_trash:
 * @history: (nullable): what can be taken back
 * @store: the store of the post
 * @label: what was done
 * @id: the post
 * @deleted: whether it was put into the trash, rather than taken out of it or made
 *
 * Notes that a post was deleted, restored or made.
 */
void
galley_post_step_push_trash (GalleyHistory   *history,
                             GalleyPostStore *store,
                             const char      *label,
                             int              id,
                             gboolean         deleted)
{
  PostStep *step;

  if (history == NULL)
    return;

  step = make_step (store, id, 0);
  step->deleted = deleted;
  galley_history_push (history, label, take_trash_step, step, free_step);
}
