/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-history.h"
#include "galley-section-model.h"
#include "galley-workspace.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SECTION_COMMANDS (galley_section_commands_get_type ())

/**
 * GalleySectionCommands:
 *
 * What a person does to the sections of a post.  A command is shown in the list at once where that is possible, goes to the database,
 * and is noted in the history when it was done; when it was refused, the list shows what is stored.
 */
G_DECLARE_FINAL_TYPE (GalleySectionCommands, galley_section_commands, GALLEY, SECTION_COMMANDS, GObject)

GalleySectionCommands *galley_section_commands_new (GalleySectionModel *sections);
void                   galley_section_commands_set_workspace (GalleySectionCommands *self, GalleyWorkspace *workspace);
void                   galley_section_commands_set_history (GalleySectionCommands *self, GalleyHistory *history);
gboolean               galley_section_commands_get_busy (GalleySectionCommands *self);

void galley_section_commands_move (GalleySectionCommands *self, GPtrArray *sections, guint place);
void galley_section_commands_add (GalleySectionCommands *self, const char *heading, guint place);
void galley_section_commands_rename (GalleySectionCommands *self, GalleySection *section, const char *heading);
void galley_section_commands_set_status (GalleySectionCommands *self, GPtrArray *sections, const char *status);
void galley_section_commands_park (GalleySectionCommands *self, GPtrArray *sections);
void galley_section_commands_restore (GalleySectionCommands *self, GArray *ids);
void galley_section_commands_split (GalleySectionCommands *self, GalleySection *section, GalleySectionField field, int at);
void galley_section_commands_merge (GalleySectionCommands *self, GalleySection *section);
void galley_section_commands_set_outline (GalleySectionCommands *self, const char *list, int base_version);

G_END_DECLS
