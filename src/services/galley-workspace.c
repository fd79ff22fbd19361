/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-workspace"

#include "galley-workspace.h"

/* How long the end of a program waits for what runs have still to store. */
#define RUNS_LIMIT_MS 2000

struct _GalleyWorkspace
{
  GObject parent_instance;

  GalleyContext *context; /* (owned) */
  GalleyDrafts  *drafts;  /* (owned) */
  GalleyRunner  *runner;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (GalleyWorkspace, galley_workspace, G_TYPE_OBJECT)

typedef enum
{
  PROP_CONTEXT = 1,
} GalleyWorkspaceProperty;

static GParamSpec *properties[PROP_CONTEXT + 1];

static void
galley_workspace_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GalleyWorkspace *self = GALLEY_WORKSPACE (object);

  switch ((GalleyWorkspaceProperty)property_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, self->context);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_workspace_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GalleyWorkspace *self = GALLEY_WORKSPACE (object);

  switch ((GalleyWorkspaceProperty)property_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_workspace_constructed (GObject *object)
{
  GalleyWorkspace *self = GALLEY_WORKSPACE (object);
  g_autoptr (GalleyKeyring) keyring = galley_keyring_new ();

  G_OBJECT_CLASS (galley_workspace_parent_class)->constructed (object);

  self->runner = galley_runner_new (self->context, keyring);
  self->drafts = galley_drafts_new (self->context, NULL);
}

static void
galley_workspace_finalize (GObject *object)
{
  GalleyWorkspace *self = GALLEY_WORKSPACE (object);

  g_clear_object (&self->runner);
  g_clear_object (&self->drafts);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (galley_workspace_parent_class)->finalize (object);
}

static void
galley_workspace_class_init (GalleyWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_workspace_get_property;
  object_class->set_property = galley_workspace_set_property;
  object_class->constructed = galley_workspace_constructed;
  object_class->finalize = galley_workspace_finalize;

  /**
   * GalleyWorkspace:context: (getter get_context)
   *
   * The database and its stores.
   */
  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, GALLEY_TYPE_CONTEXT, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_workspace_init (GalleyWorkspace *self)
{
}

/**
 * galley_workspace_new:
 * @context: a context that is open
 *
 * Returns: (transfer full): the services on a database
 */
GalleyWorkspace *
galley_workspace_new (GalleyContext *context)
{
  g_return_val_if_fail (GALLEY_IS_CONTEXT (context), NULL);

  return g_object_new (GALLEY_TYPE_WORKSPACE, "context", context, NULL);
}

/* A program that died leaves runs behind that nobody works on.  Nothing waits for these to be tidied up. */
static void
runs_recovered_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (galley_runner_recover_finish (GALLEY_RUNNER (source), result, &error) < 0 && error != NULL)
    g_message ("%s", error->message);
}

static void
drafts_opened_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (galley_drafts_open_finish (GALLEY_DRAFTS (source), result, &error))
    {
      galley_runner_recover_async (GALLEY_WORKSPACE (g_task_get_source_object (task))->runner, NULL, runs_recovered_cb, NULL);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

/**
 * galley_workspace_open_async:
 * @self: a workspace that is not open
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Makes the services ready for use.
 */
void
galley_workspace_open_async (GalleyWorkspace    *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GALLEY_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_workspace_open_async);
  galley_drafts_open_async (self->drafts, cancellable, drafts_opened_cb, task);
}

/**
 * galley_workspace_open_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: where to put an error in the domain of [error@Error]: the database could not be asked which one it is
 *
 * Returns: whether the services can be used
 */
gboolean
galley_workspace_open_finish (GalleyWorkspace *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
context_closed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (galley_context_close_finish (GALLEY_CONTEXT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The limit of a waiting. */
typedef struct
{
  GCancellable *cancellable; /* (owned) */
  guint         timer;
} Limit;

static void
free_limit (gpointer data)
{
  Limit *limit = data;

  g_clear_handle_id (&limit->timer, g_source_remove);
  g_object_unref (limit->cancellable);
  g_free (limit);
}

static void
limit_reached_cb (gpointer user_data)
{
  Limit *limit = user_data;

  limit->timer = 0;
  g_cancellable_cancel (limit->cancellable);
}

static void
runs_ended_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyWorkspace *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!galley_runner_wait_finish (GALLEY_RUNNER (source), result, &error))
    g_message ("What runs had made last could not be stored in time");
  galley_context_close_async (self->context, g_task_get_cancellable (task), context_closed_cb, g_object_ref (task));
}

/* What could not be saved is in the journal, and the next start saves it: no reason to keep the program. */
static void
drafts_flushed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyWorkspace *self = g_task_get_source_object (task);
  Limit           *limit = g_new0 (Limit, 1);
  g_autoptr (GError) error = NULL;

  if (!galley_drafts_flush_finish (GALLEY_DRAFTS (source), result, &error))
    g_message ("%s", error->message);

  limit->cancellable = g_cancellable_new ();
  limit->timer = g_timeout_add_once (RUNS_LIMIT_MS, limit_reached_cb, limit);
  g_task_set_task_data (task, limit, free_limit);
  galley_runner_wait_async (self->runner, NULL, limit->cancellable, runs_ended_cb, g_object_ref (task));
}

/**
 * galley_workspace_close_async:
 * @self: a workspace
 * @cancellable: (nullable): ends the waiting; what was typed is in the journal then
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Stops what models are doing, saves what they made and what was typed, and closes the database.
 */
void
galley_workspace_close_async (GalleyWorkspace    *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GALLEY_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_workspace_close_async);
  galley_runner_stop_all (self->runner);
  galley_drafts_flush_async (self->drafts, cancellable, drafts_flushed_cb, task);
}

/**
 * galley_workspace_close_finish:
 * @self: a workspace
 * @result: what the callback got
 * @error: where to put what galley_context_close_finish() says
 *
 * Returns: whether it was closed in order
 */
gboolean
galley_workspace_close_finish (GalleyWorkspace *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_workspace_get_context:
 * @self: a workspace
 *
 * Returns: (transfer none): the database and its stores
 */
GalleyContext *
galley_workspace_get_context (GalleyWorkspace *self)
{
  g_return_val_if_fail (GALLEY_IS_WORKSPACE (self), NULL);

  return self->context;
}

/**
 * galley_workspace_get_drafts:
 * @self: a workspace
 *
 * Returns: (transfer none): the texts that are being written
 */
GalleyDrafts *
galley_workspace_get_drafts (GalleyWorkspace *self)
{
  g_return_val_if_fail (GALLEY_IS_WORKSPACE (self), NULL);

  return self->drafts;
}

/**
 * galley_workspace_get_runner:
 * @self: a workspace
 *
 * Returns: (transfer none): what runs actions of language models
 */
GalleyRunner *
galley_workspace_get_runner (GalleyWorkspace *self)
{
  g_return_val_if_fail (GALLEY_IS_WORKSPACE (self), NULL);

  return self->runner;
}
