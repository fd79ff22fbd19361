/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-section-commands.h"
#include "galley-section-step.h"

G_BEGIN_DECLS

/* What the files of the commands share, and nobody else. */

struct _GalleySectionCommands
{
  GObject parent_instance;

  GalleySectionModel *sections; /* (owned) */
  GalleyContext      *context;  /* (owned) (nullable) */
  GalleyDrafts       *drafts;   /* (owned) (nullable) */
  GalleyHistory      *history;  /* (owned) (nullable) */
  guint               n_active; /* commands under way */
};

/**
 * GalleySectionCommand:
 * @step: (owned) (nullable): does it; until the history has it
 * @label: what it does, for the history
 * @what: what could not be done, for a person
 * @done: (owned) (nullable): what was done, when a person has to be told
 * @is_held: whether the list shows it already, and takes nothing else meanwhile
 * @makes: whether there is a section then that was not there
 * @history: (owned) (nullable): that of the window when it began
 * @post_id: the post that was open when it began
 *
 * A command under way.
 */
typedef struct
{
  GalleySectionStep *step;
  const char        *label;
  const char        *what;
  char              *done;
  gboolean           is_held;
  gboolean           makes;
  GalleyHistory     *history;
  int                post_id;
} GalleySectionCommand;

GalleySectionCommand *galley_section_commands_make (GalleySectionCommands *self, GalleySectionStep *step, const char *label, const char *what);
void                  galley_section_commands_run (GalleySectionCommands *self, GalleySectionCommand *command);
int                   galley_section_commands_get_post_id (GalleySectionCommands *self);

G_END_DECLS
