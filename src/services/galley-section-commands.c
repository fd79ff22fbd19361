/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-commands"

#include "galley-section-commands-private.h"

G_DEFINE_FINAL_TYPE (GalleySectionCommands, galley_section_commands, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_DONE,
  SIGNAL_FAILED,
  SIGNAL_MADE,
} GalleySectionCommandsSignal;

static guint signals[SIGNAL_MADE + 1];

static void
free_command (gpointer data)
{
  GalleySectionCommand *command = data;

  g_clear_pointer (&command->step, galley_section_step_free);
  g_clear_object (&command->history);
  g_free (command->done);
  g_free (command);
}

/**
 * galley_section_commands_make:
 * @self: the commands
 * @step: (transfer full) (nullable): what does it; %NULL when it is set later
 * @label: (transfer none): what it does, for the history
 * @what: (transfer none): what could not be done, for a person
 *
 * Makes a command; galley_section_commands_run() takes it over.
 *
 * Returns: (transfer full): the command
 */
GalleySectionCommand *
galley_section_commands_make (GalleySectionCommands *self,
                              GalleySectionStep     *step,
                              const char            *label,
                              const char            *what)
{
  GalleySectionCommand *command = g_new0 (GalleySectionCommand, 1);

  command->step = step;
  command->label = label;
  command->what = what;
  command->post_id = galley_section_model_get_post_id (self->sections);
  g_set_object (&command->history, self->history);
  return command;
}

/* Nothing is noted of what changed nothing, nor for a post that is not open any more. */
static gboolean
is_worth_noting (GalleySectionCommands *self,
                 GalleySectionCommand  *command)
{
  GalleyOutlineOutcome *outcome = galley_section_step_get_outcome (command->step);

  if (command->history == NULL || command->post_id != galley_section_model_get_post_id (self->sections))
    return FALSE;

  return outcome == NULL || galley_outline_outcome_get_log_id (outcome) != 0;
}

static void
note (GalleySectionCommands *self,
      GalleySectionCommand  *command)
{
  if (is_worth_noting (self, command))
    galley_history_push (command->history, command->label, galley_section_step_run, g_steal_pointer (&command->step),
                         (GDestroyNotify)galley_section_step_free);
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  GalleySectionCommands *self = GALLEY_SECTION_COMMANDS (source);
  GalleySectionCommand  *command = user_data;
  int                    made = 0;
  g_autoptr (GError) error = NULL;

  self->n_active--;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (command->makes)
        made = galley_section_step_get_section_id (command->step);
      note (self, command);
      if (made != 0)
        g_signal_emit (self, signals[SIGNAL_MADE], 0, made);
      if (command->done != NULL)
        g_signal_emit (self, signals[SIGNAL_DONE], 0, command->done);
    }
  else
    {
      galley_section_model_reload (self->sections);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, command->what, error);
    }
  if (command->is_held)
    galley_section_model_release (self->sections);
  free_command (command);
}

/**
 * galley_section_commands_run:
 * @self: the commands
 * @command: (transfer full): a command
 *
 * Does a command, and tells what came of it.
 */
void
galley_section_commands_run (GalleySectionCommands *self,
                             GalleySectionCommand  *command)
{
  self->n_active++;
  galley_section_step_set_drafts (command->step, self->drafts);
  galley_section_step_run (command->step, FALSE, g_task_new (self, NULL, run_cb, command));
}

/**
 * galley_section_commands_get_post_id:
 * @self: the commands
 *
 * Tells which post is open.
 *
 * Returns: its id, 0 for none
 */
int
galley_section_commands_get_post_id (GalleySectionCommands *self)
{
  return galley_section_model_get_post_id (self->sections);
}

static void
galley_section_commands_finalize (GObject *object)
{
  GalleySectionCommands *self = GALLEY_SECTION_COMMANDS (object);

  g_clear_object (&self->sections);
  g_clear_object (&self->context);
  g_clear_object (&self->drafts);
  g_clear_object (&self->history);
  G_OBJECT_CLASS (galley_section_commands_parent_class)->finalize (object);
}

static void
galley_section_commands_class_init (GalleySectionCommandsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = galley_section_commands_finalize;

  /**
   * GalleySectionCommands::done:
   * @self: the commands
   * @text: what was done, as a person would say it
   *
   * Something was done that a person has to be told, and can take back.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  /**
   * GalleySectionCommands::failed:
   * @self: the commands
   * @what: what could not be done, as a person would say it
   * @error: why
   *
   * The database refused something, or could not be reached.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE,
                                         G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  /**
   * GalleySectionCommands::made:
   * @self: the commands
   * @section_id: the section
   *
   * There is a section that was not there before; the list will have it in a moment.
   */
  signals[SIGNAL_MADE] = g_signal_new ("made", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
galley_section_commands_init (GalleySectionCommands *self)
{
}

/**
 * galley_section_commands_new:
 * @sections: the sections of the post that is open
 *
 * Returns: (transfer full): commands for them
 */
GalleySectionCommands *
galley_section_commands_new (GalleySectionModel *sections)
{
  GalleySectionCommands *self;

  g_return_val_if_fail (GALLEY_IS_SECTION_MODEL (sections), NULL);

  self = g_object_new (GALLEY_TYPE_SECTION_COMMANDS, NULL);
  self->sections = g_object_ref (sections);
  return self;
}

/**
 * galley_section_commands_set_workspace:
 * @self: the commands
 * @workspace: (nullable): the database that they go to; without one they do nothing
 */
void
galley_section_commands_set_workspace (GalleySectionCommands *self,
                                       GalleyWorkspace       *workspace)
{
  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));

  g_clear_object (&self->context);
  g_clear_object (&self->drafts);
  if (workspace == NULL)
    return;

  self->context = g_object_ref (galley_workspace_get_context (workspace));
  self->drafts = g_object_ref (galley_workspace_get_drafts (workspace));
}

/**
 * galley_section_commands_set_history:
 * @self: the commands
 * @history: (nullable): where they are noted
 */
void
galley_section_commands_set_history (GalleySectionCommands *self,
                                     GalleyHistory         *history)
{
  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));

  g_set_object (&self->history, history);
}

/**
 * galley_section_commands_get_busy:
 * @self: the commands
 *
 * Returns: whether a command is under way
 */
gboolean
galley_section_commands_get_busy (GalleySectionCommands *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_COMMANDS (self), FALSE);

  return self->n_active > 0;
}
