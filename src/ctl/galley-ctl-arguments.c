/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-arguments"

#include "galley-config.h"

#include "galley-ctl-arguments.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* Options and words may come in any order; what is behind “--” is words.  The command has to be known before its options are:
 * words are gathered first.  Behind a command that hands its arguments on, everything from the first one that is not ours is
 * words. */

typedef struct
{
  GalleyCtl *ctl;
  GPtrArray *words;   /* (owned) (element-type utf8) */
  GPtrArray *options; /* (owned) (element-type utf8): with what is behind each, for those that want it */
  char     **argv;
  int        argc;
} Parse;

static gboolean
is_option (const char *argument)
{
  return argument[0] == '-' && argument[1] != '\0';
}

/* Whether an option takes the argument behind it as its value.  The command that decides is the words so far; that one option is
 * the same in all commands that have it is held by a test. */
static gboolean
wants_value (const char *argument)
{
  g_autoptr (GPtrArray) commands = NULL;

  if (!g_str_has_prefix (argument, "--") || strchr (argument, '=') != NULL)
    return FALSE;
  if (g_str_equal (argument, "--database"))
    return TRUE;
  commands = galley_ctl_command_list (NULL);
  for (guint i = 0; i < commands->len; i++)
    {
      const GalleyCtlOption *option =
        galley_ctl_command_find_option (g_ptr_array_index (commands, i), argument + 2, strlen (argument + 2));

      if (option != NULL)
        return option->value != NULL;
    }
  return FALSE;
}

static gboolean
is_common (const char *argument)
{
  static const char *const common[] = { "--database", "--json", "--help", "-h", "--version", NULL };

  return g_strv_contains (common, argument) || g_str_has_prefix (argument, "--database=");
}

/* Whether the words so far are a command whose arguments are for another program, and the argument is one. */
static gboolean
is_handed_on (Parse *parse, const char *argument)
{
  guint                   n_used = 0;
  const GalleyCtlCommand *command =
    galley_ctl_command_find ((const char *const *)parse->words->pdata, parse->words->len, &n_used);

  return command != NULL && command->verbatim && n_used == parse->words->len && !is_common (argument);
}

static void
take_rest (Parse *parse, int from)
{
  for (int i = from; i < parse->argc; i++)
    g_ptr_array_add (parse->words, parse->argv[i]);
}

static gboolean
sort_arguments (Parse *parse, GError **error)
{
  for (int i = 1; i < parse->argc; i++)
    {
      char *argument = parse->argv[i];

      if (g_str_equal (argument, "--") || is_handed_on (parse, argument))
        {
          take_rest (parse, g_str_equal (argument, "--") ? i + 1 : i);
          return TRUE;
        }
      if (!is_option (argument))
        g_ptr_array_add (parse->words, argument);
      else if (!wants_value (argument))
        g_ptr_array_add (parse->options, g_strdup (argument));
      else if (i + 1 < parse->argc)
        g_ptr_array_add (parse->options, g_strconcat (argument, "=", parse->argv[++i], NULL));
      else
        {
          g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE, _("The option “%s” needs a value"), argument);
          return FALSE;
        }
    }
  return TRUE;
}

/* An empty one is a variable that was not set: not a reason to take another database. */
static gboolean
check_database (GalleyCtl *ctl, GError **error)
{
  if (ctl->database == NULL || *ctl->database != '\0')
    return TRUE;
  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_USAGE,
                       _("The option “--database” needs a value; leave it out for the usual database"));
  return FALSE;
}

/* The options that every command has. */
static gboolean
take_common (GalleyCtl *ctl, const char *option)
{
  if (g_str_has_prefix (option, "--database="))
    {
      g_free (ctl->database);
      ctl->database = g_strdup (option + strlen ("--database="));
    }
  else if (g_str_equal (option, "--json"))
    ctl->json = TRUE;
  else if (g_str_equal (option, "--help") || g_str_equal (option, "-h"))
    ctl->help = TRUE;
  else if (g_str_equal (option, "--version"))
    ctl->version = TRUE;
  else
    return FALSE;
  return TRUE;
}

static gboolean
take_own (GalleyCtl *ctl, const char *option, GError **error)
{
  const GalleyCtlOption *own = NULL;
  const char            *value = strchr (option, '=');
  const char            *before;

  if (ctl->command != NULL && g_str_has_prefix (option, "--"))
    own = galley_ctl_command_find_option (ctl->command, option + 2, strcspn (option + 2, "="));
  if (own == NULL)
    {
      g_propagate_error (error, galley_ctl_command_make_unknown_option (ctl->command, option));
      return FALSE;
    }
  if (own->value == NULL && value != NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE, _("The option “--%s” takes no value"), own->name);
      return FALSE;
    }
  before = own->repeats ? g_hash_table_lookup (ctl->options, own->name) : NULL;
  g_hash_table_insert (
    ctl->options, g_strdup (own->name),
    g_strconcat (before != NULL ? before : "", before != NULL ? "," : "", value != NULL ? value + 1 : "", NULL));
  return TRUE;
}

static gboolean
take_options (Parse *parse, GError **error)
{
  for (guint i = 0; i < parse->options->len; i++)
    {
      const char *option = g_ptr_array_index (parse->options, i);

      if (!take_common (parse->ctl, option) && !take_own (parse->ctl, option, error))
        return FALSE;
    }
  return TRUE;
}

/* The command, if the words are one, and its arguments.  “help post new” is “post new --help”. */
static void
take_words (Parse *parse)
{
  guint n_used = 0;

  if (parse->words->len > 0 && g_str_equal (g_ptr_array_index (parse->words, 0), "help"))
    {
      parse->ctl->help = TRUE;
      g_ptr_array_remove_index (parse->words, 0);
    }
  parse->ctl->command = galley_ctl_command_find ((const char *const *)parse->words->pdata, parse->words->len, &n_used);
  for (guint i = n_used; i < parse->words->len; i++)
    g_ptr_array_add (parse->ctl->arguments, g_strdup (g_ptr_array_index (parse->words, i)));
}

/* Names of files may be any bytes; they are looked at where they are used. */
static gboolean
check_arguments (GalleyCtl *ctl, GError **error)
{
  const GalleyCtlCommand *command = ctl->command;
  int                     n = (int)ctl->arguments->len;
  g_autofree char        *usage = NULL;

  if (n >= command->least && (command->most < 0 || n <= command->most))
    return TRUE;
  usage = galley_ctl_command_dup_usage (command);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE,
               n < command->least ? _("Something is missing. Usage: %s")
                                  : _("There is too much behind the command. Usage: %s"), usage);
  return FALSE;
}

static gboolean
check (Parse *parse, GError **error)
{
  GalleyCtl *ctl = parse->ctl;

  if (ctl->help || ctl->version)
    return TRUE;
  if (parse->words->len == 0)
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_USAGE, _("What is to be done? See galleyctl --help"));
      return FALSE;
    }
  if (ctl->command == NULL)
    {
      g_propagate_error (error, galley_ctl_command_make_unknown ((const char *const *)parse->words->pdata, parse->words->len));
      return FALSE;
    }
  return check_arguments (ctl, error);
}

/**
 * galley_ctl_arguments_parse:
 * @ctl: where to put what was asked for
 * @argc: how many arguments
 * @argv: (array length=argc): the program's arguments, as main() gets them
 * @error: where to put an error, or %NULL
 *
 * Understands a command line.
 *
 * Returns: %TRUE, or %FALSE with %GALLEY_ERROR_USAGE
 */
gboolean
galley_ctl_arguments_parse (GalleyCtl *ctl, int argc, char *argv[], GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (g_free);
  Parse parse = { .ctl = ctl, .words = words, .options = options, .argc = argc, .argv = argv };

  if (!sort_arguments (&parse, error))
    return FALSE;
  take_words (&parse);
  return take_options (&parse, error) && check_database (ctl, error) && check (&parse, error);
}
