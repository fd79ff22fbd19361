/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-help"

#include "galley-config.h"

#include "galley-ctl-help.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-ctl-text.h"

/* As wide as a terminal always is. */
#define WIDTH 80

/* Where the explanations of commands and options begin. */
#define COLUMN 32

/* Texts of the tables of commands are marked with NC_ ("galleyctl", …). */
static const char *
translate (const char *text)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "galleyctl", text);
}

/* Fills lines with words; the first line begins at column @at, the others at @indent. */
static void
print_filled (GalleyCtl *ctl, const char *text, guint at, guint indent)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gboolean first = TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint width = galley_ctl_text_measure (words[i]);

      if (!first && at + 1 + width >= WIDTH)
        {
          galley_ctl_print (ctl, "\n%*s", (int)indent, "");
          at = indent;
          first = TRUE;
        }
      galley_ctl_print (ctl, "%s%s", first ? "" : " ", words[i]);
      at += width + (first ? 0 : 1);
      first = FALSE;
    }
  galley_ctl_print (ctl, "\n");
}

static void
print_paragraphs (GalleyCtl *ctl, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      galley_ctl_print (ctl, "\n");
      print_filled (ctl, paragraphs[i], 0, 0);
    }
}

/* What is too long to leave room for its explanation has a line of its own. */
static void
print_row (GalleyCtl *ctl, const char *what, const char *help)
{
  guint width = 2 + galley_ctl_text_measure (what);

  galley_ctl_print (ctl, "  %s", what);
  if (width + 2 > COLUMN)
    {
      galley_ctl_print (ctl, "\n");
      width = 0;
    }
  galley_ctl_print (ctl, "%*s", (int)(COLUMN - width), "");
  print_filled (ctl, help, COLUMN, COLUMN);
}

static void
print_option (GalleyCtl *ctl, const GalleyCtlOption *option)
{
  g_autofree char *name = g_strconcat ("--", option->name, option->value != NULL ? "=" : NULL, option->value, NULL);

  print_row (ctl, name, translate (option->help));
}

static void
print_common_options (GalleyCtl *ctl)
{
  galley_ctl_print (ctl, "\n%s\n", _("Options of every command:"));
  print_row (ctl, "--database=URI",
             _("The database: a URI or keywords of libpq; else $GALLEY_DATABASE, the setting “database-uri”, "
                                      "or a private server that needs no set-up"));
  print_row (ctl, "--json", _("Print JSON, for programs"));
  print_row (ctl, "--help", _("Explain the command"));
  print_row (ctl, "--version", _("Print the version of Galley"));
}

static void
print_commands (GalleyCtl *ctl, const char *group)
{
  g_autoptr (GPtrArray) commands = galley_ctl_command_list (group);

  for (guint i = 0; i < commands->len; i++)
    {
      const GalleyCtlCommand *command = g_ptr_array_index (commands, i);
      const char             *gap = command->arguments != NULL ? " " : "";
      g_autofree char        *usage = g_strconcat (command->words, gap, command->arguments, NULL);

      print_row (ctl, usage, translate (command->summary));
    }
}

/* Lines to be typed, with what each is for in front of it. */
static void
print_examples (GalleyCtl *ctl, const char *examples)
{
  g_auto (GStrv) lines = g_strsplit (examples, "\n", -1);

  galley_ctl_print (ctl, "\n%s\n", _("Examples:"));
  for (guint i = 0; lines[i] != NULL; i++)
    galley_ctl_print (ctl, "  %s\n", lines[i]);
}

static void
print_command (GalleyCtl *ctl, const GalleyCtlCommand *command)
{
  g_autofree char *usage = galley_ctl_command_dup_usage (command);

  galley_ctl_print (ctl, "%s %s\n", _("Usage:"), usage);
  print_paragraphs (ctl, translate (command->help));
  if (command->options != NULL)
    galley_ctl_print (ctl, "\n%s\n", _("Options:"));
  for (const GalleyCtlOption *option = command->options; option != NULL && option->name != NULL; option++)
    print_option (ctl, option);
  print_common_options (ctl);
  if (command->examples != NULL)
    print_examples (ctl, translate (command->examples));
}

static void
print_group (GalleyCtl *ctl, const char *group)
{
  galley_ctl_print (ctl, "%s galleyctl %s %s\n\n%s\n", _("Usage:"), group, _("COMMAND [ARGUMENT…]"), _("Commands:"));
  print_commands (ctl, group);
  print_common_options (ctl);
  galley_ctl_print (ctl, "\n%s\n", _("“--help” behind a command tells more of it and gives examples."));
}

static void
print_program (GalleyCtl *ctl)
{
  galley_ctl_print (ctl, "%s galleyctl %s\n", _("Usage:"), _("COMMAND [ARGUMENT…]"));
  print_paragraphs (ctl, _("Plan and write posts section by section, in the database that the window of Galley uses too."));
  galley_ctl_print (ctl, "\n%s\n", _("Commands:"));
  print_commands (ctl, NULL);
  print_common_options (ctl);
  print_examples (ctl, _("galleyctl post new \"Standing stones\"       # prints the id of the new post, say 1\n"
                         "printf 'Origins\\nRituals\\n' | galleyctl outline set 1   # gives it two sections\n"
                         "galleyctl section list 1                    # shows them with their ids\n"
                         "galleyctl section set 2 draft rituals.md    # puts a text into one\n"
                         "galleyctl export 1 --output=stones.html     # writes the post as a page"));
  print_paragraphs (ctl,
                    _("“--help” behind a command tells more of it and gives examples; galleyctl(1) is the manual.\n\n"
                           "The exit status is 0 when it was done, 1 when it could not be done (nothing was changed then), 2 "
                           "when it "
                           "was not understood."));
}

/**
 * galley_ctl_help_print:
 * @ctl: a run with `--help`
 * @error: where to put an error, or %NULL
 *
 * Explains what was asked for: a command, a group of commands, the program.
 *
 * Returns: %TRUE, or %FALSE with %GALLEY_ERROR_USAGE when there is no such command
 */
gboolean
galley_ctl_help_print (GalleyCtl *ctl, GError **error)
{
  const char *word = galley_ctl_get_argument (ctl, 0);

  if (ctl->command != NULL)
    print_command (ctl, ctl->command);
  else if (word == NULL)
    print_program (ctl);
  else if (ctl->arguments->len == 1 && galley_ctl_command_is_group (word))
    print_group (ctl, word);
  else
    {
      g_propagate_error (error,
                         galley_ctl_command_make_unknown ((const char *const *)ctl->arguments->pdata, ctl->arguments->len));
      return FALSE;
    }
  return TRUE;
}
