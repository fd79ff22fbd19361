/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-command"

#include "galley-config.h"

#include "galley-ctl-command.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* In the order of the help. */
static const GalleyCtlCommand *const groups[] = {
  galley_ctl_post_commands,
  galley_ctl_outline_commands,
  galley_ctl_section_commands,
  galley_ctl_element_commands,
  galley_ctl_run_commands,
  galley_ctl_search_commands,
  galley_ctl_transfer_commands,
  galley_ctl_database_commands,
  galley_ctl_psql_commands,
};

/* Whether the first word of a command is @group. */
static gboolean
is_in_group (const GalleyCtlCommand *command, const char *group)
{
  gsize length = strcspn (command->words, " ");

  return strlen (group) == length && strncmp (command->words, group, length) == 0;
}

/**
 * galley_ctl_command_list:
 * @group: (nullable): the first word of commands of two words
 *
 * Lists the commands, or those of a group.
 *
 * Returns: (transfer container) (element-type GalleyCtlCommand): the commands in the order of the help
 */
GPtrArray *
galley_ctl_command_list (const char *group)
{
  GPtrArray *commands = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const GalleyCtlCommand *command = groups[i]; command->words != NULL; command++)
      if (group == NULL || is_in_group (command, group))
        g_ptr_array_add (commands, (gpointer)command);
  return commands;
}

/**
 * galley_ctl_command_is_group:
 * @word: a word
 *
 * Tells whether commands of two words begin with @word.
 *
 * Returns: %TRUE if some do
 */
gboolean
galley_ctl_command_is_group (const char *word)
{
  g_autoptr (GPtrArray) commands = galley_ctl_command_list (word);

  return commands->len > 0 && strchr (((const GalleyCtlCommand *)g_ptr_array_index (commands, 0))->words, ' ') != NULL;
}

/* How many of @words the command takes, 0 if it is another one. */
static guint
match (const GalleyCtlCommand *command, const char *const *words, guint n_words)
{
  g_auto (GStrv) own = g_strsplit (command->words, " ", 2);
  guint n = g_strv_length (own);

  if (n > n_words)
    return 0;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (own[i], words[i]))
      return 0;
  return n;
}

/**
 * galley_ctl_command_find:
 * @words: (array length=n_words): what was typed, without options
 * @n_words: how many words
 * @n_used: (out): how many of them are the command
 *
 * Finds a command.
 *
 * Returns: (transfer none) (nullable): the command, %NULL if there is none
 */
const GalleyCtlCommand *
galley_ctl_command_find (const char *const *words, guint n_words, guint *n_used)
{
  g_autoptr (GPtrArray) commands = galley_ctl_command_list (NULL);

  for (guint i = 0; i < commands->len; i++)
    {
      const GalleyCtlCommand *command = g_ptr_array_index (commands, i);

      *n_used = match (command, words, n_words);
      if (*n_used > 0)
        return command;
    }
  return NULL;
}

/**
 * galley_ctl_command_find_option:
 * @command: a command
 * @name: (array length=length): the name of an option without `--`
 * @length: its length in bytes
 *
 * Finds an option of a command.
 *
 * Returns: (transfer none) (nullable): the option, %NULL if the command has none of this name
 */
const GalleyCtlOption *
galley_ctl_command_find_option (const GalleyCtlCommand *command, const char *name, gsize length)
{
  for (const GalleyCtlOption *option = command->options; option != NULL && option->name != NULL; option++)
    if (strlen (option->name) == length && strncmp (option->name, name, length) == 0)
      return option;
  return NULL;
}

/**
 * galley_ctl_command_dup_usage:
 * @command: a command
 *
 * Says how a command is typed.
 *
 * Returns: (transfer full): e.g. “galleyctl post new TITLE”
 */
char *
galley_ctl_command_dup_usage (const GalleyCtlCommand *command)
{
  GString *usage = g_string_new ("galleyctl ");

  g_string_append (usage, command->words);
  if (command->arguments != NULL)
    g_string_append_printf (usage, " %s", command->arguments);
  for (const GalleyCtlOption *option = command->options; option != NULL && option->name != NULL; option++)
    g_string_append_printf (usage, " [--%s%s%s]", option->name, option->value != NULL ? "=" : "",
                            option->value != NULL ? option->value : "");
  return g_string_free (usage, FALSE);
}

/* How many letters have to be put in, taken out or replaced to make one word the other. */
static guint
measure_distance (const char *a, const char *b)
{
  gsize             length = strlen (b);
  g_autofree guint *row = g_new (guint, length + 1);

  for (gsize j = 0; j <= length; j++)
    row[j] = (guint)j;
  for (gsize i = 1; a[i - 1] != '\0'; i++)
    {
      guint corner = row[0];

      row[0] = (guint)i;
      for (gsize j = 1; j <= length; j++)
        {
          guint replaced = corner + (a[i - 1] != b[j - 1]);

          corner = row[j];
          row[j] = MIN (replaced, MIN (row[j], row[j - 1]) + 1);
        }
    }
  return row[length];
}

/* The nearest of the words that is near enough to have been meant. */
typedef struct
{
  const char *typed;
  const char *best;
  guint       distance;
} Nearest;

static void
consider (Nearest *nearest, const char *word)
{
  guint distance = measure_distance (nearest->typed, word);

  if (distance < nearest->distance)
    {
      nearest->distance = distance;
      nearest->best = word;
    }
}

/* A word of the length of a novel is not a word that was mistyped. */
static Nearest
begin_nearest (const char *typed)
{
  gsize length = strlen (typed);

  return (Nearest){ .typed = length > 64 ? "" : typed, .distance = (guint)MIN (length / 3 + 2, 4) };
}

/**
 * galley_ctl_command_make_unknown:
 * @words: (array length=n_words): what was typed, without options
 * @n_words: how many words, at least 1
 *
 * Makes the error for words that are no command.  It suggests the nearest one.
 *
 * Returns: (transfer full): %GALLEY_ERROR_USAGE
 */
GError *
galley_ctl_command_make_unknown (const char *const *words, guint n_words)
{
  gboolean group = galley_ctl_command_is_group (words[0]);
  g_autoptr (GPtrArray) commands = galley_ctl_command_list (group ? words[0] : NULL);
  g_autofree char *typed = n_words > 1 && group ? g_strjoin (" ", words[0], words[1], NULL) : g_strdup (words[0]);
  g_autofree char *both = n_words > 1 ? g_strjoin (" ", words[0], words[1], NULL) : NULL;
  Nearest          nearest = begin_nearest (both != NULL ? both : typed);
  Nearest          first = begin_nearest (words[0]);

  if (n_words == 1 && group)
    return g_error_new (GALLEY_ERROR, GALLEY_ERROR_USAGE,
                        _("What is to be done with “%s”? See galleyctl %s --help"), words[0], words[0]);
  for (guint i = 0; i < commands->len; i++)
    {
      const GalleyCtlCommand *command = g_ptr_array_index (commands, i);

      consider (&nearest, command->words);
      if (strchr (command->words, ' ') == NULL)
        consider (&first, command->words);
    }
  if (nearest.best == NULL || (first.best != NULL && first.distance < nearest.distance))
    nearest = first;
  if (nearest.best != NULL)
    return g_error_new (GALLEY_ERROR, GALLEY_ERROR_USAGE, _("There is no command “%s”. Did you mean “%s”?"), typed, nearest.best);
  return g_error_new (GALLEY_ERROR, GALLEY_ERROR_USAGE, _("There is no command “%s”. See galleyctl --help"), typed);
}

/**
 * galley_ctl_command_make_unknown_option:
 * @command: (nullable): the command that does not have it
 * @option: what was typed, with `--`
 *
 * Makes the error for an option that does not exist.  It suggests the nearest one.
 *
 * Returns: (transfer full): %GALLEY_ERROR_USAGE
 */
GError *
galley_ctl_command_make_unknown_option (const GalleyCtlCommand *command, const char *option)
{
  static const char *const everywhere[] = { "database", "json", "help", "version" };
  g_autofree char         *typed = g_strndup (option, strcspn (option, "="));
  Nearest                  nearest = begin_nearest (g_str_has_prefix (typed, "--") ? typed + 2 : typed);

  for (guint i = 0; i < G_N_ELEMENTS (everywhere); i++)
    consider (&nearest, everywhere[i]);
  for (const GalleyCtlOption *own = command != NULL ? command->options : NULL; own != NULL && own->name != NULL; own++)
    consider (&nearest, own->name);
  if (nearest.best != NULL)
    return g_error_new (GALLEY_ERROR, GALLEY_ERROR_USAGE,
                        _("There is no option “%s”. Did you mean “--%s”?"), typed, nearest.best);
  return g_error_new (GALLEY_ERROR, GALLEY_ERROR_USAGE,
                      _("There is no option “%s”. See galleyctl %s --help"), typed, command != NULL ? command->words : "");
}
