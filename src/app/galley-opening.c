/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-opening"

#include "galley-config.h"

#include "galley-opening.h"

#include <glib/gi18n.h>

#include "galley-error.h"

/* A server that cannot be reached is tried again, ever more rarely. */
#define FIRST_PAUSE_S   2
#define LONGEST_PAUSE_S 5

struct _GalleyOpening
{
  GObject parent_instance;

  char              *uri;         /* (owned) (nullable) */
  GalleyContext     *context;     /* (owned) */
  GalleyWorkspace   *workspace;   /* (owned) (nullable) while it is open */
  GCancellable      *cancellable; /* (owned) ends what is under way */
  char              *title;       /* (owned) (nullable) */
  char              *message;     /* (owned) (nullable) */
  GalleyOpeningState state;
  gboolean           is_first; /* whether the private server is made this time */
  guint              pause;    /* seconds */
  guint              retry;    /* source */
};

G_DEFINE_FINAL_TYPE (GalleyOpening, galley_opening, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (GalleyOpeningState, galley_opening_state, G_DEFINE_ENUM_VALUE (GALLEY_OPENING_CLOSED, "closed"), G_DEFINE_ENUM_VALUE (GALLEY_OPENING_WORKING, "working"), G_DEFINE_ENUM_VALUE (GALLEY_OPENING_READY, "ready"), G_DEFINE_ENUM_VALUE (GALLEY_OPENING_NEEDS_SETUP, "needs-setup"), G_DEFINE_ENUM_VALUE (GALLEY_OPENING_FAILED, "failed"))

typedef enum
{
  PROP_URI = 1,
  PROP_STATE,
  PROP_TITLE,
  PROP_MESSAGE,
  PROP_WORKSPACE,
} GalleyOpeningProperty;

static GParamSpec *properties[PROP_WORKSPACE + 1];

static void
enter (GalleyOpening     *self,
       GalleyOpeningState state,
       const char        *title,
       const char        *message)
{
  /* Who is told may let go of it. */
  g_autoptr (GalleyOpening) kept = g_object_ref (self);

  g_object_freeze_notify (G_OBJECT (kept));
  if (g_strcmp0 (self->title, title) != 0)
    {
      g_free (self->title);
      self->title = g_strdup (title);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
    }
  if (g_strcmp0 (self->message, message) != 0)
    {
      g_free (self->message);
      self->message = g_strdup (message);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
    }
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (kept));
}

static void
take_workspace (GalleyOpening   *self,
                GalleyWorkspace *workspace)
{
  if (g_set_object (&self->workspace, workspace))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

static void
galley_opening_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GalleyOpening *self = GALLEY_OPENING (object);

  switch ((GalleyOpeningProperty)property_id)
    {
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int)self->state);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_opening_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GalleyOpening *self = GALLEY_OPENING (object);

  switch ((GalleyOpeningProperty)property_id)
    {
    case PROP_URI:
      self->uri = g_value_dup_string (value);
      break;
    case PROP_STATE:
    case PROP_TITLE:
    case PROP_MESSAGE:
    case PROP_WORKSPACE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* The first start of all takes the longest, so each of its steps is told; later ones are over before they could be read. */
static const char *
describe_stage (GalleyOpening     *self,
                GalleyClusterStage stage)
{
  switch (stage)
    {
    case GALLEY_CLUSTER_CREATING:
      return _ ("A place for your posts is being made on this computer. This happens once and takes a moment.");
    case GALLEY_CLUSTER_RECOVERING:
      return _ ("The database was not closed properly and is putting itself in order. Nothing is lost; this can take a while.");
    case GALLEY_CLUSTER_STARTING:
      return self->is_first ? _ ("The place is made. Its database is being started for the first time.") : NULL;
    case GALLEY_CLUSTER_READY:
      return self->is_first ? _ ("Almost done: your library is being set up.") : NULL;
    case GALLEY_CLUSTER_CLOSED:
    case GALLEY_CLUSTER_SEARCHING:
    case GALLEY_CLUSTER_FAILED:
    default:
      return NULL;
    }
}

static void
show_stage (GalleyOpening *self)
{
  GalleyClusterStage stage = galley_cluster_get_stage (galley_context_get_cluster (self->context));

  if (self->state != GALLEY_OPENING_WORKING)
    return;

  self->is_first |= stage == GALLEY_CLUSTER_CREATING;
  enter (self, GALLEY_OPENING_WORKING, self->is_first ? _ ("Welcome to Galley") : _ ("Opening Your Library"), describe_stage (self, stage));
}

static void
galley_opening_constructed (GObject *object)
{
  GalleyOpening *self = GALLEY_OPENING (object);
  GalleyCluster *cluster;

  G_OBJECT_CLASS (galley_opening_parent_class)->constructed (object);

  self->context = galley_context_new (self->uri);
  cluster = galley_context_get_cluster (self->context);
  if (cluster != NULL)
    g_signal_connect_object (cluster, "notify::stage", G_CALLBACK (show_stage), self, G_CONNECT_SWAPPED);
}

static void
galley_opening_dispose (GObject *object)
{
  GalleyOpening *self = GALLEY_OPENING (object);

  if (self->context != NULL && galley_context_get_cluster (self->context) != NULL)
    g_signal_handlers_disconnect_by_data (galley_context_get_cluster (self->context), self);
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_object (&self->workspace);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (galley_opening_parent_class)->dispose (object);
}

static void
galley_opening_finalize (GObject *object)
{
  GalleyOpening *self = GALLEY_OPENING (object);

  g_clear_object (&self->cancellable);
  g_free (self->uri);
  g_free (self->title);
  g_free (self->message);
  G_OBJECT_CLASS (galley_opening_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyOpening:uri:
   *
   * Which database, as for [class@Context].
   */
  properties[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyOpening:state: (getter get_state)
   *
   * How far it is.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GALLEY_TYPE_OPENING_STATE, GALLEY_OPENING_CLOSED, flags);
  /**
   * GalleyOpening:title: (getter get_title)
   *
   * What is going on, or what failed, in a few words.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  /**
   * GalleyOpening:message: (getter get_message)
   *
   * More about it, and what to do.
   */
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  /**
   * GalleyOpening:workspace: (getter get_workspace)
   *
   * The database, while it is open.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, GALLEY_TYPE_WORKSPACE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_opening_class_init (GalleyOpeningClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = galley_opening_constructed;
  object_class->get_property = galley_opening_get_property;
  object_class->set_property = galley_opening_set_property;
  object_class->dispose = galley_opening_dispose;
  object_class->finalize = galley_opening_finalize;
  install_properties (object_class);
}

static void
galley_opening_init (GalleyOpening *self)
{
  self->cancellable = g_cancellable_new ();
  self->pause = FIRST_PAUSE_S;
}

/**
 * galley_opening_new:
 * @uri: (nullable): which database, as for galley_context_new()
 *
 * Returns: (transfer full): a database that is not open yet
 */
GalleyOpening *
galley_opening_new (const char *uri)
{
  return g_object_new (GALLEY_TYPE_OPENING, "uri", uri, NULL);
}

static void
retry_cb (gpointer user_data)
{
  GalleyOpening *self = user_data;

  self->retry = 0;
  galley_opening_start (self);
}

static void
try_again_later (GalleyOpening *self)
{
  self->retry = g_timeout_add_once (1000 * self->pause, retry_cb, self);
  self->pause = MIN (self->pause * 2, LONGEST_PAUSE_S);
}

static void
show_failure (GalleyOpening *self,
              const GError  *error)
{
  const char      *title = _ ("The Database Could Not Be Opened");
  g_autofree char *message = g_strdup (error->message);

  if (g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION) || g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_BUSY))
    {
      title = _ ("The Database Cannot Be Reached");
      g_free (message);
      message = g_strdup_printf ("%s\n\n%s", error->message,
                                 _ ("Galley goes on trying. Text that was not saved yet is kept on this computer, and is saved then."));
      try_again_later (self);
    }
  else if (g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_DISK_FULL))
    title = _ ("The Disk Is Full");
  else if (g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_PERMISSION))
    title = _ ("You May Not Use This Database");
  enter (self, GALLEY_OPENING_FAILED, title, message);
}

/* What the private server needs it gets without a question; a database of somebody else is asked about. */
static gboolean
can_be_set_up (GalleyOpening *self,
               const GError  *error)
{
  return g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_SCHEMA) && galley_context_get_cluster (self->context) == NULL;
}

static void
workspace_opened_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GalleyOpening) self = user_data;
  g_autoptr (GError) error = NULL;

  if (galley_workspace_open_finish (GALLEY_WORKSPACE (source), result, &error))
    {
      self->pause = FIRST_PAUSE_S;
      take_workspace (self, GALLEY_WORKSPACE (source));
      enter (self, GALLEY_OPENING_READY, NULL, NULL);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    enter (self, GALLEY_OPENING_CLOSED, NULL, NULL);
  else
    show_failure (self, error);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GalleyOpening) self = user_data;
  g_autoptr (GalleyWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;

  if (galley_context_open_finish (GALLEY_CONTEXT (source), result, &error))
    {
      workspace = galley_workspace_new (self->context);
      galley_workspace_open_async (workspace, self->cancellable, workspace_opened_cb, g_object_ref (self));
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    enter (self, GALLEY_OPENING_CLOSED, NULL, NULL);
  else if (can_be_set_up (self, error))
    enter (self, GALLEY_OPENING_NEEDS_SETUP, _ ("This Database Is Not Ready for Galley Yet"), error->message);
  else
    show_failure (self, error);
}

/**
 * galley_opening_start:
 * @self: a database
 *
 * Opens it, or tries again to.  Does nothing while it is being opened, or is open.
 */
void
galley_opening_start (GalleyOpening *self)
{
  g_return_if_fail (GALLEY_IS_OPENING (self));

  if (self->state == GALLEY_OPENING_WORKING || self->state == GALLEY_OPENING_READY)
    return;

  g_clear_handle_id (&self->retry, g_source_remove);
  g_cancellable_reset (self->cancellable);
  enter (self, GALLEY_OPENING_WORKING, _ ("Opening Your Library"), NULL);
  galley_context_open_async (self->context, self->cancellable, opened_cb, g_object_ref (self));
}

static void
migrated_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GalleyOpening) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) applied = galley_context_migrate_finish (GALLEY_CONTEXT (source), result, &error);

  if (applied != NULL)
    galley_context_open_async (self->context, self->cancellable, opened_cb, g_object_ref (self));
  else
    enter (self, GALLEY_OPENING_FAILED, _ ("The Database Could Not Be Made Ready"), error->message);
}

/**
 * galley_opening_set_up:
 * @self: a database whose state is %GALLEY_OPENING_NEEDS_SETUP
 *
 * Makes or changes the tables that Galley needs, and opens the database.
 */
void
galley_opening_set_up (GalleyOpening *self)
{
  g_return_if_fail (GALLEY_IS_OPENING (self));

  if (self->state != GALLEY_OPENING_NEEDS_SETUP)
    return;

  enter (self, GALLEY_OPENING_WORKING, _ ("Making the Database Ready"), NULL);
  galley_context_migrate_async (self->context, FALSE, self->cancellable, migrated_cb, g_object_ref (self));
}

/**
 * galley_opening_get_state:
 * @self: a database
 *
 * Returns: how far it is
 */
GalleyOpeningState
galley_opening_get_state (GalleyOpening *self)
{
  g_return_val_if_fail (GALLEY_IS_OPENING (self), GALLEY_OPENING_CLOSED);

  return self->state;
}

/**
 * galley_opening_get_title:
 * @self: a database
 *
 * Returns: (nullable): what is going on, or what failed, in a few words
 */
const char *
galley_opening_get_title (GalleyOpening *self)
{
  g_return_val_if_fail (GALLEY_IS_OPENING (self), NULL);

  return self->title;
}

/**
 * galley_opening_get_message:
 * @self: a database
 *
 * Returns: (nullable): more about it, and what to do
 */
const char *
galley_opening_get_message (GalleyOpening *self)
{
  g_return_val_if_fail (GALLEY_IS_OPENING (self), NULL);

  return self->message;
}

/**
 * galley_opening_get_workspace:
 * @self: a database
 *
 * Returns: (transfer none) (nullable): the database, while it is open
 */
GalleyWorkspace *
galley_opening_get_workspace (GalleyOpening *self)
{
  g_return_val_if_fail (GALLEY_IS_OPENING (self), NULL);

  return self->workspace;
}

/**
 * galley_opening_get_context:
 * @self: a database
 *
 * Returns: (transfer none): what is being opened
 */
GalleyContext *
galley_opening_get_context (GalleyOpening *self)
{
  g_return_val_if_fail (GALLEY_IS_OPENING (self), NULL);

  return self->context;
}

static void
closed_cb (GObject      *source,
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

static void
workspace_closed_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (galley_workspace_close_finish (GALLEY_WORKSPACE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * galley_opening_close_async:
 * @self: a database
 * @cancellable: (nullable): ends the waiting
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Saves what was typed and closes the database, or gives up opening it.
 */
void
galley_opening_close_async (GalleyOpening      *self,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GalleyWorkspace) workspace = NULL;
  GTask *task;

  g_return_if_fail (GALLEY_IS_OPENING (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_opening_close_async);
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->retry, g_source_remove);
  g_set_object (&workspace, self->workspace);
  take_workspace (self, NULL);
  enter (self, GALLEY_OPENING_CLOSED, NULL, NULL);
  if (workspace != NULL)
    galley_workspace_close_async (workspace, cancellable, workspace_closed_cb, task);
  else
    galley_context_close_async (self->context, cancellable, closed_cb, task);
}

/**
 * galley_opening_close_finish:
 * @self: a database
 * @result: what the callback got
 * @error: where to put what galley_context_close_finish() says
 *
 * Returns: whether it was closed in order
 */
gboolean
galley_opening_close_finish (GalleyOpening *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
