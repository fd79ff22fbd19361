/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-commands-content"

#include "galley-config.h"

#include "galley-section-commands-private.h"

#include <glib/gi18n-lib.h>

/* The commands that change what sections have. */

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
  GalleySectionStep    *step;
  GalleySectionCommand *command;

  g_return_if_fail (GALLEY_IS_SECTION_COMMANDS (self));
  g_return_if_fail (GALLEY_IS_SECTION (section));
  g_return_if_fail (heading != NULL);

  if (self->context == NULL)
    return;

  step = galley_section_step_new_save (self->context, GALLEY_SECTION_HEADING, heading);
  galley_section_step_add_saved (step, galley_record_get_id (GALLEY_RECORD (section)), galley_section_get_heading (section));
  command = galley_section_commands_make (self, step, _ ("Rename Section"), _ ("The section could not be renamed"));
  galley_section_commands_run (self, command);
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
  GalleySectionStep    *step;
  GalleySectionCommand *command;
  guint                 n_changed = 0;

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
      galley_section_step_add_saved (step, galley_record_get_id (GALLEY_RECORD (section)), old);
      n_changed++;
    }
  if (n_changed == 0)
    {
      galley_section_step_free (step);
      return;
    }

  command = galley_section_commands_make (self, step, _ ("Change Status"), _ ("The status could not be changed"));
  galley_section_commands_run (self, command);
}
