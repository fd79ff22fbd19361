/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-history"

#include "galley-config.h"

#include "galley-history.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* As many steps as anybody takes back; each holds a few numbers and headings. */
#define MAX_STEPS 200

typedef struct
{
  char          *label; /* (owned) */
  GalleyStepFunc func;
  gpointer       data;
  GDestroyNotify destroy;
} Step;

struct _GalleyHistory
{
  GObject parent_instance;

  GQueue   done;   /* (element-type Step) (owned) the newest last */
  GQueue   undone; /* (element-type Step) (owned) the one to be done again next last */
  gboolean busy;   /* a step is being taken back or done again */
};

G_DEFINE_FINAL_TYPE (GalleyHistory, galley_history, G_TYPE_OBJECT)

typedef enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
} GalleyHistoryProperty;

static GParamSpec *properties[PROP_REDO_LABEL + 1];

typedef enum
{
  SIGNAL_STEPPED,
} GalleyHistorySignal;

static guint signals[SIGNAL_STEPPED + 1];

static void
free_step (gpointer data)
{
  Step *step = data;

  if (step->destroy != NULL)
    step->destroy (step->data);
  g_free (step->label);
  g_free (step);
}

static void
notify_all (GalleyHistory *self)
{
  for (guint i = PROP_CAN_UNDO; i < G_N_ELEMENTS (properties); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static const char *
peek_label (GQueue *steps)
{
  const Step *step = g_queue_peek_tail (steps);

  return step != NULL ? step->label : NULL;
}

static void
galley_history_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GalleyHistory *self = GALLEY_HISTORY (object);

  switch ((GalleyHistoryProperty)property_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, galley_history_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, galley_history_get_can_redo (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, galley_history_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, galley_history_get_redo_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
galley_history_finalize (GObject *object)
{
  GalleyHistory *self = GALLEY_HISTORY (object);

  g_queue_clear_full (&self->done, free_step);
  g_queue_clear_full (&self->undone, free_step);
  G_OBJECT_CLASS (galley_history_parent_class)->finalize (object);
}

static void
galley_history_class_init (GalleyHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = galley_history_get_property;
  object_class->finalize = galley_history_finalize;

  /**
   * GalleyHistory:can-undo: (getter get_can_undo)
   *
   * Whether there is a step to take back.
   */
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  /**
   * GalleyHistory:can-redo: (getter get_can_redo)
   *
   * Whether there is a step to do again.
   */
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  /**
   * GalleyHistory:undo-label: (getter get_undo_label)
   *
   * What would be taken back.
   */
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  /**
   * GalleyHistory:redo-label: (getter get_redo_label)
   *
   * What would be done again.
   */
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * GalleyHistory::stepped:
   * @self: the history
   *
   * A step was taken back, or done again.
   */
  signals[SIGNAL_STEPPED] = g_signal_new ("stepped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_history_init (GalleyHistory *self)
{
  g_queue_init (&self->done);
  g_queue_init (&self->undone);
}

/**
 * galley_history_new:
 *
 * Returns: (transfer full): a history in which nothing happened yet
 */
GalleyHistory *
galley_history_new (void)
{
  return g_object_new (GALLEY_TYPE_HISTORY, NULL);
}

/**
 * galley_history_push:
 * @self: a history
 * @label: what was done, as a person would say it: “Move Section”
 * @func: takes it back and does it again
 * @step: (nullable) (transfer full): what @func needs to know
 * @destroy: (nullable): frees @step
 *
 * Notes what was just done.  What was taken back before can no longer be done again.
 */
void
galley_history_push (GalleyHistory *self,
                     const char    *label,
                     GalleyStepFunc func,
                     gpointer       step,
                     GDestroyNotify destroy)
{
  Step *added;

  g_return_if_fail (GALLEY_IS_HISTORY (self));
  g_return_if_fail (label != NULL && func != NULL);

  added = g_new0 (Step, 1);
  added->label = g_strdup (label);
  added->func = func;
  added->data = step;
  added->destroy = destroy;
  g_queue_push_tail (&self->done, added);
  if (g_queue_get_length (&self->done) > MAX_STEPS)
    free_step (g_queue_pop_head (&self->done));
  g_queue_clear_full (&self->undone, free_step);
  notify_all (self);
}

/**
 * galley_history_clear:
 * @self: a history
 *
 * Forgets everything.
 */
void
galley_history_clear (GalleyHistory *self)
{
  g_return_if_fail (GALLEY_IS_HISTORY (self));

  g_queue_clear_full (&self->done, free_step);
  g_queue_clear_full (&self->undone, free_step);
  notify_all (self);
}

/**
 * galley_history_get_can_undo:
 * @self: a history
 *
 * Returns: whether there is a step to take back, and none under way
 */
gboolean
galley_history_get_can_undo (GalleyHistory *self)
{
  g_return_val_if_fail (GALLEY_IS_HISTORY (self), FALSE);

  return !self->busy && !g_queue_is_empty (&self->done);
}

/**
 * galley_history_get_can_redo:
 * @self: a history
 *
 * Returns: whether there is a step to do again, and none under way
 */
gboolean
galley_history_get_can_redo (GalleyHistory *self)
{
  g_return_val_if_fail (GALLEY_IS_HISTORY (self), FALSE);

  return !self->busy && !g_queue_is_empty (&self->undone);
}

/**
 * galley_history_get_undo_label:
 * @self: a history
 *
 * Returns: (nullable): what would be taken back
 */
const char *
galley_history_get_undo_label (GalleyHistory *self)
{
  g_return_val_if_fail (GALLEY_IS_HISTORY (self), NULL);

  return peek_label (&self->done);
}

/**
 * galley_history_get_redo_label:
 * @self: a history
 *
 * Returns: (nullable): what would be done again
 */
const char *
galley_history_get_redo_label (GalleyHistory *self)
{
  g_return_val_if_fail (GALLEY_IS_HISTORY (self), NULL);

  return peek_label (&self->undone);
}

/* A step that failed stays where it is when the server was not reachable, so that it can be tried again; a step that can never be
 * done any more (its section is gone) would be in the way of all those before it, and is forgotten. */
static gboolean
can_be_tried_again (const GError *error)
{
  return g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
end_step (GalleyHistory *self,
          Step          *step,
          GQueue        *to)
{
  self->busy = FALSE;
  if (to != NULL)
    g_queue_push_tail (to, step);
  else
    free_step (step);
  notify_all (self);
}

static void
step_taken_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GalleyHistory *self = GALLEY_HISTORY (source);
  g_autoptr (GTask) task = user_data;
  Step    *step = g_task_get_task_data (task);
  gboolean back = g_task_get_source_tag (task) == galley_history_undo_async;
  GError  *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      end_step (self, step, back ? &self->undone : &self->done);
      g_signal_emit (self, signals[SIGNAL_STEPPED], 0);
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (can_be_tried_again (error))
    end_step (self, step, back ? &self->done : &self->undone);
  else
    end_step (self, step, NULL);
  g_task_return_error (task, error);
}

static void
take_step (GalleyHistory *self,
           GQueue        *from,
           GTask         *task)
{
  Step *step;

  if (self->busy || g_queue_is_empty (from))
    {
      g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                               self->busy ? _ ("The last step is still under way.") : _ ("There is nothing to take back."));
      g_object_unref (task);
      return;
    }

  step = g_queue_pop_tail (from);
  self->busy = TRUE;
  g_task_set_task_data (task, step, NULL);
  notify_all (self);
  step->func (step->data, from == &self->done, g_task_new (self, g_task_get_cancellable (task), step_taken_cb, task));
}

/**
 * galley_history_undo_async:
 * @self: a history
 * @cancellable: (nullable): to give it up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Takes the last step back.
 */
void
galley_history_undo_async (GalleyHistory      *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GALLEY_IS_HISTORY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_history_undo_async);
  take_step (self, &self->done, task);
}

/**
 * galley_history_undo_finish:
 * @self: a history
 * @result: what the callback got
 * @error: return location
 *
 * Errors: those of the step's own operation; %GALLEY_ERROR_INVALID when there was nothing to take back.  A step that failed for good is
 * forgotten; one whose server could not be reached can be tried again.
 *
 * Returns: %TRUE when the step was taken back
 */
gboolean
galley_history_undo_finish (GalleyHistory *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_history_redo_async:
 * @self: a history
 * @cancellable: (nullable): to give it up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does the step again that was taken back last.
 */
void
galley_history_redo_async (GalleyHistory      *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GALLEY_IS_HISTORY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_history_redo_async);
  take_step (self, &self->undone, task);
}

/**
 * galley_history_redo_finish:
 * @self: a history
 * @result: what the callback got
 * @error: return location
 *
 * Errors: as [method@History.undo_finish].
 *
 * Returns: %TRUE when the step was done again
 */
gboolean
galley_history_redo_finish (GalleyHistory *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
