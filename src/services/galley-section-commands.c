/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-commands"

#include "galley-config.h"

#include "galley-section-commands.h"

#include <glib/gi18n-lib.h>

#include "galley-section-step.h"

struct _GalleySectionCommands
{
  GObject parent_instance;

  GalleySectionModel *sections; /* (owned) */
  GalleyContext      *context;  /* (owned) (nullable) */
  GalleyDrafts       *drafts;   /* (owned) (nullable) */
  GalleyHistory      *history;  /* (owned) (nullable) */
  guint               n_active; /* commands under way */
};

G_DEFINE_FINAL_TYPE (GalleySectionCommands, galley_section_commands, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_DONE,
  SIGNAL_FAILED,
  SIGNAL_MADE,
} GalleySectionCommandsSignal;

static guint signals[SIGNAL_MADE + 1];

/* A command under way. */
typedef struct
{
  GalleySectionStep *step;  /* (owned) (nullable) until the history has it */
  const char        *label; /* what it does, for the history */
  const char        *what;  /* what could not be done, for a person */
  char              *done;  /* (owned) (nullable) what was done, when a person has to be told */
  gboolean           is_held;
  gboolean           makes;   /* there is a section now that was not there */
  GalleyHistory     *history; /* (owned) (nullable) that of the window when it began */
  int                post_id;
} Command;

static void
free_command (gpointer data)
{
  Command *command = data;

  g_clear_pointer (&command->step, galley_section_step_free);
  g_clear_object (&command->history);
  g_free (command->done);
  g_free (command);
}

static Command *
make_command (GalleySectionCommands *self,
              GalleySectionStep     *step,
              const char            *label,
              const char            *what)
{
  Command *command = g_new0 (Command, 1);

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
                 Command               *command)
{
  GalleyOutlineOutcome *outcome = galley_section_step_get_outcome (command->step);

  if (command->history == NULL || command->post_id != galley_section_model_get_post_id (self->sections))
    return FALSE;

  return outcome == NULL || galley_outline_outcome_get_log_id (outcome) != 0;
}

static void
note (GalleySectionCommands *self,
      Command               *command)
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
  Command               *command = user_data;
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

static void
run (GalleySectionCommands *self,
     Command               *command)
{
  self->n_active++;
  galley_section_step_set_drafts (command->step, self->drafts);
  galley_section_step_run (command->step, FALSE, g_task_new (self, NULL, run_cb, command));
}

static int
get_id (gpointer section)
{
  return galley_record_get_id (GALLEY_RECORD (section));
}

static int
get_post_id (GalleySectionCommands *self)
{
  return galley_section_model_get_post_id (self->sections);
}

static GArray *
list_ids (GPtrArray *sections)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (int), sections->len);

  for (guint i = 0; i < sections->len; i++)
    {
      int id = get_id (g_ptr_array_index (sections, i));

      g_array_append_val (ids, id);
    }

  return ids;
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

/* Nothing is said, and nothing noted, when everything stands there already. */
static gboolean
moves_anything (GArray *ids,
                GArray *order,
                guint   place)
{
  for (guint i = 0; i < ids->len; i++)
    if (place - 1 + i >= order->len || g_array_index (order, int, place - 1 + i) != g_array_index (ids, int, i))
      return TRUE;

  return FALSE;
}

/**
 * galley_section_commands_move:
 * @self: the commands
 * @sections: (element-type GalleySection): some of the sections, in their order
 * @place: the place that the first is to have when the others are away, from 1
 *
 * Moves sections together.  The list shows it at once.
 */
void
galley_section_commands_move (GalleySectionCommands *self,
                              GPtrArray             *sections,
                              guint                  place)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) order = NULL;
  Command *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (sections != NULL && place > 0);

  if (self->context == NULL || sections->len == 0)
    return;
  ids = list_ids (sections);
  order = galley_section_model_dup_ids (self->sections);
  place = MIN (place, order->len - MIN (order->len, ids->len) + 1);
  if (!moves_anything (ids, order, place))
    return;

  command = make_command (self, galley_section_step_new_move (self->context, get_post_id (self), g_steal_pointer (&ids), (int)place, g_steal_pointer (&order)),
                          _ ("Move Section"), _ ("The section could not be moved"));
  command->is_held = TRUE;
  galley_section_model_hold (self->sections);
  galley_section_model_move (self->sections, sections, place);
  run (self, command);
}

/**
 * galley_section_commands_add:
 * @self: the commands
 * @heading: a heading
 * @place: the place that it is to have, from 1; 0 for the end
 *
 * Adds a section.
 */
void
galley_section_commands_add (GalleySectionCommands *self,
                             const char            *heading,
                             guint                  place)
{
  Command *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (heading != NULL);

  if (self->context == NULL || galley_section_model_get_post_id (self->sections) == 0)
    return;

  command = make_command (self, galley_section_step_new_add (self->context, get_post_id (self), heading, (int)place),
                          _ ("Add Section"), _ ("The section could not be added"));
  command->makes = TRUE;
  run (self, command);
}

/**
 * galley_section_commands_rename:
 * @self: the commands
 * @section: a section
 * @heading: its new heading
 *
 * Gives a section another heading.
 */
void
galley_section_commands_rename (GalleySectionCommands *self,
                                GalleySection         *section,
                                const char            *heading)
{
  GalleySectionStep *step;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (GALLEY_IS_SECTION (section));
  g_return_if_fail (heading != NULL);

  if (self->context == NULL)
    return;

  step = galley_section_step_new_save (self->context, GALLEY_SECTION_HEADING, heading);
  galley_section_step_add_saved (step, get_id (section), galley_section_get_heading (section));
  run (self, make_command (self, step, _ ("Rename Section"), _ ("The section could not be renamed")));
}

/**
 * galley_section_commands_set_status:
 * @self: the commands
 * @sections: (element-type GalleySection): sections
 * @status: their new status
 *
 * Says how far sections are.
 */
void
galley_section_commands_set_status (GalleySectionCommands *self,
                                    GPtrArray             *sections,
                                    const char            *status)
{
  GalleySectionStep *step;
  guint              n_changed = 0;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (sections != NULL && status != NULL);

  if (self->context == NULL)
    return;

  step = galley_section_step_new_save (self->context, GALLEY_SECTION_STATUS, status);
  for (guint i = 0; i < sections->len; i++)
    {
      GalleySection *section = g_ptr_array_index (sections, i);
      const char    *old = galley_section_get_field (section, GALLEY_SECTION_STATUS);

      if (g_strcmp0 (old, status) == 0)
        continue;
      galley_section_step_add_saved (step, get_id (section), old);
      n_changed++;
    }
  if (n_changed > 0)
    run (self, make_command (self, step, _ ("Change Status"), _ ("The status could not be changed")));
  else
    galley_section_step_free (step);
}

/**
 * galley_section_commands_park:
 * @self: the commands
 * @sections: (element-type GalleySection): sections
 *
 * Puts sections into the trash.  The list shows it at once.
 */
void
galley_section_commands_park (GalleySectionCommands *self,
                              GPtrArray             *sections)
{
  Command *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (sections != NULL);

  if (self->context == NULL || sections->len == 0)
    return;

  command = make_command (self, galley_section_step_new_park (self->context, list_ids (sections)),
                          _ ("Delete Section"), _ ("The section could not be deleted"));
  if (sections->len == 1)
    command->done = g_strdup_printf (_ ("“%s” deleted"), galley_section_get_heading (g_ptr_array_index (sections, 0)));
  else
    command->done = g_strdup_printf (ngettext ("%u section deleted", "%u sections deleted", sections->len), sections->len);
  command->is_held = TRUE;
  galley_section_model_hold (self->sections);
  galley_section_model_remove (self->sections, sections);
  run (self, command);
}

/**
 * galley_section_commands_restore:
 * @self: the commands
 * @ids: (transfer full) (element-type int): the ids of sections in the trash of the post
 *
 * Takes sections out of the trash.
 */
void
galley_section_commands_restore (GalleySectionCommands *self,
                                 GArray                *ids)
{
  Command *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (ids != NULL);

  if (self->context == NULL || ids->len == 0)
    {
      g_array_unref (ids);
      return;
    }

  command = make_command (self, NULL, _ ("Restore Section"), _ ("The section could not be restored"));
  command->done = g_strdup_printf (ngettext ("%u section restored", "%u sections restored", ids->len), ids->len);
  command->step = galley_section_step_new_restore (self->context, ids);
  command->makes = TRUE;
  run (self, command);
}

/**
 * galley_section_commands_split:
 * @self: the commands
 * @section: a section, all of whose text is saved
 * @field: the text that is split
 * @at: after how many characters
 *
 * Splits a section in two.
 */
void
galley_section_commands_split (GalleySectionCommands *self,
                               GalleySection         *section,
                               GalleySectionField     field,
                               int                    at)
{
  Command *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (GALLEY_IS_SECTION (section));

  if (self->context == NULL)
    return;

  command = make_command (self, galley_section_step_new_split (self->context, get_id (section), field, at),
                          _ ("Split Section"), _ ("The section could not be split"));
  command->done = g_strdup (_ ("Section split"));
  command->makes = TRUE;
  run (self, command);
}

/**
 * galley_section_commands_merge:
 * @self: the commands
 * @section: a section; nothing happens when it is the last one
 *
 * Joins the next section to a section.
 */
void
galley_section_commands_merge (GalleySectionCommands *self,
                               GalleySection         *section)
{
  g_autoptr (GalleySection) next = NULL;
  Command *command;
  guint    position;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (GALLEY_IS_SECTION (section));

  if (self->context == NULL || !galley_section_model_find (self->sections, section, &position))
    return;
  next = g_list_model_get_item (G_LIST_MODEL (self->sections), position + 1);
  if (next == NULL)
    return;

  command = make_command (self, galley_section_step_new_merge (self->context, get_id (section), get_id (next)),
                          _ ("Merge Sections"), _ ("The sections could not be merged"));
  command->done = g_strdup_printf (_ ("“%s” merged into “%s”"), galley_section_get_heading (next),
                                      galley_section_get_heading (section));
  run (self, command);
}

/**
 * galley_section_commands_set_outline:
 * @self: the commands
 * @list: an outline in any format that is accepted
 * @base_version: the version of the outline that it is made from; 0 to replace whatever there is
 *
 * Gives the post another outline.
 */
void
galley_section_commands_set_outline (GalleySectionCommands *self,
                                     const char            *list,
                                     int                    base_version)
{
  Command *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (list != NULL);

  if (self->context == NULL || galley_section_model_get_post_id (self->sections) == 0)
    return;

  command = make_command (self, galley_section_step_new_outline (self->context, get_post_id (self), list, base_version),
                          _ ("Apply Outline"), _ ("The outline could not be applied"));
  command->done = g_strdup (_ ("Outline applied"));
  run (self, command);
}

/**
 * galley_section_commands_move_element:
 * @self: the commands
 * @element: an element
 * @section: the section that it is to belong to
 *
 * Moves an element to the end of another section.
 */
void
galley_section_commands_move_element (GalleySectionCommands *self,
                                      GalleyElement         *element,
                                      GalleySection         *section)
{
  GalleySectionStep *step;
  Command           *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (GALLEY_IS_ELEMENT (element));
  g_return_if_fail (GALLEY_IS_SECTION (section));

  if (self->context == NULL || galley_element_get_section_id (element) == get_id (section))
    return;

  step = galley_section_step_new_move_element (self->context, get_id (element), get_id (section),
                                               galley_element_get_section_id (element), galley_element_get_place (element));
  command = make_command (self, step, _ ("Move Element"), _ ("The element could not be moved"));
  command->done = g_strdup_printf (_ ("Moved to “%s”"), galley_section_get_heading (section));
  run (self, command);
}
