/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GalleyCtl GalleyCtl;

/**
 * GalleyCtlOption:
 * @name: what stands behind `--`
 * @value: (nullable): the word for its value in the help, %NULL for an option without a value
 * @help: what it does
 * @repeats: whether it may be given several times; the values are joined by commas then
 *
 * An option of one command.  A table of them ends with a @name of %NULL.
 */
typedef struct
{
  const char *name;
  const char *value;
  const char *help;
  gboolean    repeats;
} GalleyCtlOption;

/**
 * GalleyCtlCommand:
 * @words: the command, one word or two: `post new`
 * @arguments: (nullable): its arguments, as the help shows them
 * @least: how many arguments it needs
 * @most: how many it takes; -1 for any number
 * @options: (nullable): its own options
 * @summary: what it does in one line
 * @help: what there is to know about it, in paragraphs with a blank line between
 * @examples: (nullable): lines to be typed
 * @verbatim: whether what is behind the command is another program's, and Galley's options stand in front of that
 * @run: does it; `FALSE` with an error that says what to do
 *
 * A command of the program.  Its texts are marked for translation by NC_, in the context `galleyctl`.
 */
typedef struct
{
  const char            *words;
  const char            *arguments;
  int                    least;
  int                    most;
  const GalleyCtlOption *options;
  const char            *summary;
  const char            *help;
  const char            *examples;
  gboolean               verbatim;
  gboolean (*run) (GalleyCtl *ctl, GError **error);
} GalleyCtlCommand;

/* One table a group of commands, each ending with @words of NULL. */
extern const GalleyCtlCommand galley_ctl_database_commands[];
extern const GalleyCtlCommand galley_ctl_post_commands[];
extern const GalleyCtlCommand galley_ctl_outline_commands[];
extern const GalleyCtlCommand galley_ctl_section_commands[];
extern const GalleyCtlCommand galley_ctl_element_commands[];
extern const GalleyCtlCommand galley_ctl_run_commands[];
extern const GalleyCtlCommand galley_ctl_search_commands[];
extern const GalleyCtlCommand galley_ctl_transfer_commands[];
extern const GalleyCtlCommand galley_ctl_psql_commands[];

GPtrArray              *galley_ctl_command_list (const char *group);
const GalleyCtlCommand *galley_ctl_command_find (const char *const *words, guint n_words, guint *n_used);
gboolean                galley_ctl_command_is_group (const char *word);
const GalleyCtlOption  *galley_ctl_command_find_option (const GalleyCtlCommand *command, const char *name, gsize length);
char                   *galley_ctl_command_dup_usage (const GalleyCtlCommand *command);
GError                 *galley_ctl_command_make_unknown (const char *const *words, guint n_words);
GError                 *galley_ctl_command_make_unknown_option (const GalleyCtlCommand *command, const char *option);

G_END_DECLS
