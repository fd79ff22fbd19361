/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-commands-outline"

#include "galley-config.h"

#include "galley-section-commands-private.h"

#include <glib/gi18n-lib.h>

/* The commands that change which sections there are, and in which order. */

static GArray *
list_ids (GPtrArray *sections)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (int), sections->len);

  for (guint i = 0; i < sections->len; i++)
    {
      int id = galley_record_get_id (g_ptr_array_index (sections, i));

      g_array_append_val (ids, id);
    }

  return ids;
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
  GalleySectionStep    *step;
  GalleySectionCommand *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (sections != NULL && place > 0);

  if (self->context == NULL || sections->len == 0)
    return;
  ids = list_ids (sections);
  order = galley_section_model_dup_ids (self->sections);
  place = MIN (place, order->len - MIN (order->len, ids->len) + 1);
  if (!moves_anything (ids, order, place))
    return;

  step = galley_section_step_new_move (self->context, galley_section_commands_get_post_id (self), g_steal_pointer (&ids), (int)place,
                                       g_steal_pointer (&order));
  command = galley_section_commands_make (self, step, _ ("Move Section"), _ ("The section could not be moved"));
  command->is_held = TRUE;
  galley_section_model_hold (self->sections);
  galley_section_model_move (self->sections, sections, place);
  galley_section_commands_run (self, command);
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
  GalleySectionStep    *step;
  GalleySectionCommand *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (heading != NULL);

  if (self->context == NULL || galley_section_commands_get_post_id (self) == 0)
    return;

  step = galley_section_step_new_add (self->context, galley_section_commands_get_post_id (self), heading, (int)place);
  command = galley_section_commands_make (self, step, _ ("Add Section"), _ ("The section could not be added"));
  command->makes = TRUE;
  galley_section_commands_run (self, command);
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
  GalleySectionStep    *step;
  GalleySectionCommand *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (sections != NULL);

  if (self->context == NULL || sections->len == 0)
    return;

  step = galley_section_step_new_park (self->context, list_ids (sections));
  command = galley_section_commands_make (self, step, _ ("Delete Section"), _ ("The section could not be deleted"));
  if (sections->len == 1)
    command->done = g_strdup_printf (_ ("“%s” deleted"), galley_section_get_heading (g_ptr_array_index (sections, 0)));
  else
    command->done = g_strdup_printf (ngettext ("%u section deleted", "%u sections deleted", sections->len), sections->len);
  command->is_held = TRUE;
  galley_section_model_hold (self->sections);
  galley_section_model_remove (self->sections, sections);
  galley_section_commands_run (self, command);
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
  GalleySectionCommand *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (ids != NULL);

  if (self->context == NULL || ids->len == 0)
    {
      g_array_unref (ids);
      return;
    }

  command = galley_section_commands_make (self, NULL, _ ("Restore Section"), _ ("The section could not be restored"));
  command->done = g_strdup_printf (ngettext ("%u section restored", "%u sections restored", ids->len), ids->len);
  command->step = galley_section_step_new_restore (self->context, ids);
  command->makes = TRUE;
  galley_section_commands_run (self, command);
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
  GalleySectionStep    *step;
  GalleySectionCommand *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (GALLEY_IS_SECTION (section));

  if (self->context == NULL)
    return;

  step = galley_section_step_new_split (self->context, galley_record_get_id (GALLEY_RECORD (section)), field, at);
  command = galley_section_commands_make (self, step, _ ("Split Section"), _ ("The section could not be split"));
  command->done = g_strdup (_ ("Section split"));
  command->makes = TRUE;
  galley_section_commands_run (self, command);
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
  GalleySectionStep    *step;
  GalleySectionCommand *command;
  guint                 position;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (GALLEY_IS_SECTION (section));

  if (self->context == NULL || !galley_section_model_find (self->sections, section, &position))
    return;
  next = g_list_model_get_item (G_LIST_MODEL (self->sections), position + 1);
  if (next == NULL)
    return;

  step = galley_section_step_new_merge (self->context, galley_record_get_id (GALLEY_RECORD (section)),
                                        galley_record_get_id (GALLEY_RECORD (next)));
  command = galley_section_commands_make (self, step, _ ("Merge Sections"), _ ("The sections could not be merged"));
  command->done = g_strdup_printf (_ ("“%s” merged into “%s”"), galley_section_get_heading (next),
                                      galley_section_get_heading (section));
  galley_section_commands_run (self, command);
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
  GalleySectionStep    *step;
  GalleySectionCommand *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (list != NULL);

  if (self->context == NULL || galley_section_commands_get_post_id (self) == 0)
    return;

  step = galley_section_step_new_outline (self->context, galley_section_commands_get_post_id (self), list, base_version);
  command = galley_section_commands_make (self, step, _ ("Apply Outline"), _ ("The outline could not be applied"));
  command->done = g_strdup (_ ("Outline applied"));
  galley_section_commands_run (self, command);
}
