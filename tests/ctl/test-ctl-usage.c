/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-ctl-usage"

#include <string.h>

#include "ctl-fixture.h"
#include "galley-config.h"
#include "galley-ctl-command.h"
#include "galley-ctl-text.h"

static void
test_help (CtlFixture   *fixture,
           gconstpointer data)
{
  g_autofree char *help = ctl_get (fixture, "--help");
  g_autofree char *short_help = ctl_get (fixture, "-h");
  g_autofree char *word = ctl_get (fixture, "help");
  g_autoptr (GPtrArray) commands = galley_ctl_command_list (NULL);

  g_assert_true (g_str_has_prefix (help, "Usage: galleyctl COMMAND"));
  g_assert_cmpstr (short_help, ==, help);
  g_assert_cmpstr (word, ==, help);
  for (guint i = 0; i < commands->len; i++)
    {
      const GalleyCtlCommand *command = g_ptr_array_index (commands, i);
      g_autofree char        *line = g_strconcat ("\n  ", command->words, NULL);

      g_assert_nonnull (strstr (help, line));
    }
  /* What comes later is not promised now. */
  g_assert_null (strstr (help, "\n  history"));
  g_assert_null (strstr (help, "\n  serve"));
  g_assert_null (strstr (help, "\n  backup"));
}

/* Each command explains itself, with its options and an example that begins with it, in lines that fit a terminal. */
static void
test_help_of_each (CtlFixture   *fixture,
                   gconstpointer data)
{
  g_autoptr (GPtrArray) commands = galley_ctl_command_list (NULL);

  for (guint i = 0; i < commands->len; i++)
    {
      const GalleyCtlCommand *command = g_ptr_array_index (commands, i);
      g_autofree char        *behind = g_strconcat (command->words, " --help", NULL);
      g_autofree char        *before = g_strconcat ("help ", command->words, NULL);
      g_autofree char        *example = g_strconcat ("galleyctl ", command->words, NULL);
      g_autofree char        *help = ctl_get (fixture, behind);
      g_autofree char        *same = ctl_get (fixture, before);
      g_auto (GStrv) lines = g_strsplit (help, "\n", -1);

      g_assert_cmpstr (same, ==, help);
      g_assert_nonnull (strstr (help, example));
      g_assert_nonnull (strstr (strstr (help, "Examples:"), example));
      for (const GalleyCtlOption *option = command->options; option != NULL && option->name != NULL; option++)
        g_assert_nonnull (strstr (help, option->name));
      for (guint j = 1; lines[j] != NULL; j++)
        if (galley_ctl_text_measure (lines[j]) > 80)
          g_error ("%s --help: “%s” is too long", command->words, lines[j]);
    }
}

/* The manual knows every command and every option. */
static void
test_manual (CtlFixture   *fixture,
             gconstpointer data)
{
  g_autofree char *text = ctl_read (GALLEYCTL_MANUAL);
  g_autoptr (GPtrArray) commands = galley_ctl_command_list (NULL);

  for (guint i = 0; i < commands->len; i++)
    {
      const GalleyCtlCommand *command = g_ptr_array_index (commands, i);
      g_autofree char        *pattern = g_strdup_printf ("\n\\.B[IR]? \"?%s[ \"\n]", command->words);

      if (!g_regex_match_simple (pattern, text, 0, 0))
        g_error ("the manual does not tell of %s", command->words);
      for (const GalleyCtlOption *option = command->options; option != NULL && option->name != NULL; option++)
        {
          g_auto (GStrv) parts = g_strsplit (option->name, "-", -1);
          g_autofree char *name = g_strjoinv ("\\-", parts);
          g_autofree char *written = g_strconcat ("\\-\\-", name, NULL);

          if (strstr (text, written) == NULL)
            g_error ("the manual does not tell of --%s", option->name);
        }
    }
}

static void
test_help_of_group (CtlFixture   *fixture,
                    gconstpointer data)
{
  g_autofree char *help = ctl_get (fixture, "section --help");

  g_assert_true (g_str_has_prefix (help, "Usage: galleyctl section COMMAND"));
  g_assert_nonnull (strstr (help, "section merge SECTION"));
  g_assert_null (strstr (help, "post new"));
  ctl_fail (fixture, 2, NULL, 0, "help nonsense", "There is no command “nonsense”");
}

static void
test_version (CtlFixture   *fixture,
              gconstpointer data)
{
  ctl_assert_output (fixture, "--version", "galleyctl " GALLEY_VERSION "\n");
  ctl_assert_output (fixture, "post list --version", "galleyctl " GALLEY_VERSION "\n");
}

static const struct
{
  const char *words;
  const char *part;
} wrong[] = {
  { "", "See galleyctl --help" },
  { "psot new A", "There is no command “psot”. Did you mean “post new”?" },
  { "post nwe A", "There is no command “post nwe”. Did you mean “post new”?" },
  { "post", "What is to be done with “post”? See galleyctl post --help" },
  { "serach stone", "Did you mean “search”?" },
  { "improt a.md", "Did you mean “import”?" },
  { "frobnicate", "There is no command “frobnicate”. See galleyctl --help" },
  { "history 1", "There is no command “history”" },
  { "serve", "There is no command “serve”" },
  { "backup", "There is no command “backup”" },
  { "--jason post list", "There is no option “--jason”. Did you mean “--json”?" },
  { "post list --plan", "There is no option “--plan”. See galleyctl post list --help" },
  { "outline set 1 --paln", "Did you mean “--plan”?" },
  { "post list -x", "There is no option “-x”" },
  { "post list --database", "“--database” needs a value" },
  { "post list --database=", "“--database” needs a value" },
  { "outline set 1 --base", "“--base” needs a value" },
  { "outline set 1 --plan=yes", "“--plan” takes no value" },
  { "post new", "Something is missing. Usage: galleyctl post new TITLE" },
  { "post new A B", "There is too much behind the command. Usage: galleyctl post new TITLE" },
  { "post show abc", "POST must be a number from 1, not “abc”" },
  { "post show 0", "not “0”" },
  { "post show 1.5", "not “1.5”" },
  { "post show 99999999999", "not “99999999999”" },
  { "post show ''", "not “”" },
  { "section move 1 top", "POSITION must be a number" },
  { "section split 1 x", "OFFSET must be a number of characters" },
  { "section set 1 colour", "A section has no field “colour”. It has: heading, description" },
  { "element add 1 joke text", "“fact”, “idea” or “theme”, not “joke”" },
  { "sync 1 --direction=up", "“both”, “to_sections” or “to_development”, not “up”" },
  { "search", "Something is missing" },
  { "search a --limit=none", "--limit must be a number" },
  { "import", "Something is missing" },
  { "import a --format=word", "not “word”" },
  { "export 1 --format=pdf", "not as “pdf”" },
};

static void
test_wrong (CtlFixture   *fixture,
            gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    ctl_fail (fixture, 2, NULL, 0, wrong[i].words, wrong[i].part);
}

static void
test_not_utf8 (CtlFixture   *fixture,
               gconstpointer data)
{
  g_autoptr (CtlRun) run = ctl_run_words (fixture, NULL, 0, (const char *const[]){ "post", "new", "A\xff", NULL });

  g_assert_cmpint (run->status, ==, 2);
  g_assert_cmpstr (run->error, ==, "galleyctl: TITLE must be UTF-8; see the settings of the terminal\n");
}

/* Options stand where one likes; behind “--” there are none. */
static void
test_order (CtlFixture   *fixture,
            gconstpointer data)
{
  g_autofree char *list = NULL;
  g_autofree char *again = NULL;
  g_autofree char *third = NULL;

  ctl_get_id (fixture, "post new -- --json");
  list = ctl_get (fixture, "--json post list");
  again = ctl_get (fixture, "post --json list");
  third = ctl_get (fixture, "post list --json");
  g_assert_nonnull (strstr (list, "\"title\" : \"--json\""));
  g_assert_cmpstr (list, ==, again);
  g_assert_cmpstr (list, ==, third);
}

static void
test_database (CtlFixture   *fixture,
               gconstpointer data)
{
  g_autofree char *other_name = fixture_make_galley ();
  g_autofree char *other = fixture_dup_conninfo (other_name, NULL);
  g_autofree char *option = g_strdup_printf ("post list --database='%s'", other);
  g_autofree char *apart = g_strdup_printf ("--database '%s' post list", other);

  ctl_get_id (fixture, "post new Here");
  ctl_assert_output (fixture, option, "");
  ctl_assert_output (fixture, apart, "");
}

static void
test_unreachable (CtlFixture   *fixture,
                  gconstpointer data)
{
  ctl_fail (fixture, 1, NULL, 0, "status --database='host=/nonexistent dbname=x'", "/nonexistent");
  ctl_fail (fixture, 1, NULL, 0, "status --database='host=127.0.0.1 port=1 dbname=x'", "127.0.0.1");
  ctl_fail (fixture, 1, NULL, 0, "status --database='nonsense'", "galleyctl: ");
  ctl_fail (fixture, 1, NULL, 0, "status --database='postgresql://[x'", "galleyctl: ");
}

/* A locale that is not there, or no locale at all: texts are UTF-8, JSON is JSON. */
static void
test_locales (CtlFixture   *fixture,
              gconstpointer data)
{
  static const char *const locales[] = { "C", "xx_YY.UTF-8", "de_DE", "" };

  ctl_get_id (fixture, "post new 'Größe 日本'");
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autoptr (GSubprocessLauncher) launcher = ctl_launcher (fixture, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
      g_autoptr (GSubprocess) process = NULL;
      g_autofree char *output = NULL;

      g_subprocess_launcher_setenv (launcher, "LC_ALL", locales[i], TRUE);
      process = g_subprocess_launcher_spawn (launcher, NULL, GALLEYCTL, "post", "list", "--json", NULL);
      g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL);
      g_assert_nonnull (strstr (output, "\"title\" : \"Größe 日本\""));
      g_assert_true (g_subprocess_get_successful (process));
    }
}

/* An option of one name means the same in every command, or the command line could not be understood before the command is
 * known. */
static void
test_options_agree (CtlFixture   *fixture,
                    gconstpointer data)
{
  g_autoptr (GPtrArray) commands = galley_ctl_command_list (NULL);
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < commands->len; i++)
    {
      const GalleyCtlCommand *command = g_ptr_array_index (commands, i);

      for (const GalleyCtlOption *option = command->options; option != NULL && option->name != NULL; option++)
        {
          gpointer with = GINT_TO_POINTER (option->value != NULL ? 2 : 1);
          gpointer known = g_hash_table_lookup (values, option->name);

          g_assert_true (known == NULL || known == with);
          g_hash_table_insert (values, (gpointer)option->name, with);
        }
    }
}

static void
test_width (CtlFixture   *fixture,
            gconstpointer data)
{
  g_assert_cmpuint (galley_ctl_text_measure (""), ==, 0);
  g_assert_cmpuint (galley_ctl_text_measure ("abc"), ==, 3);
  g_assert_cmpuint (galley_ctl_text_measure ("日本"), ==, 4);
  g_assert_cmpuint (galley_ctl_text_measure ("e\xcc\x81"), ==, 1);
  g_assert_cmpuint (galley_ctl_text_measure ("🙂"), ==, 2);
}

static void
assert_line (const char *text,
             guint       most,
             const char *line)
{
  g_autofree char *got = galley_ctl_text_one_line (text, most);

  g_assert_cmpstr (got, ==, line);
}

static void
test_one_line (CtlFixture   *fixture,
               gconstpointer data)
{
  assert_line (NULL, 0, "");
  assert_line ("a\nb\tc", 0, "a b c");
  assert_line ("\x1b[31mred\x07", 0, "\xef\xbf\xbd[31mred\xef\xbf\xbd");
  assert_line ("\xe2\x80\xae"
               "evil",
               0, "\xef\xbf\xbd"
                  "evil");
  assert_line ("bad\xff", 0, "bad\xef\xbf\xbd");
  assert_line ("abcdef", 6, "abcdef");
  assert_line ("abcdefg", 6, "abcde…");
  assert_line ("日本の石です", 6, "日本…");
  assert_line ("日本の石です", 7, "日本の…");
}

/* Columns are as wide as what is in them, on the screen. */
static void
test_table (CtlFixture   *fixture,
            gconstpointer data)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, ctl_get_id (fixture, "post new A"));
  g_autofree char *set = g_strconcat ("outline set ", id, NULL);
  g_autofree char *list = g_strconcat ("section list ", id, NULL);
  g_autofree char *done = ctl_get_with (fixture, "石\nLonger\nx\x1b[2Jy\n", set);

  g_assert_cmpstr (done, ==, "changed: added 3\n");
  ctl_assert_output (fixture, list,
                     "ID  Place  Heading  Status  Words\n"
                     " 1      1  石       draft       0\n"
                     " 2      2  Longer   draft       0\n"
                     " 3      3  x\xef\xbf\xbd[2Jy   draft       0\n");
}

static void
add (void)
{
  ctl_add ("/ctl/usage/help", test_help);
  ctl_add ("/ctl/usage/help/each", test_help_of_each);
  ctl_add ("/ctl/usage/help/group", test_help_of_group);
  ctl_add ("/ctl/usage/manual", test_manual);
  ctl_add ("/ctl/usage/version", test_version);
  ctl_add ("/ctl/usage/wrong", test_wrong);
  ctl_add ("/ctl/usage/not-utf8", test_not_utf8);
  ctl_add ("/ctl/usage/order", test_order);
  ctl_add ("/ctl/usage/database", test_database);
  ctl_add ("/ctl/usage/unreachable", test_unreachable);
  ctl_add ("/ctl/usage/locales", test_locales);
  ctl_add ("/ctl/usage/options-agree", test_options_agree);
  ctl_add ("/ctl/text/width", test_width);
  ctl_add ("/ctl/text/one-line", test_one_line);
  ctl_add ("/ctl/text/table", test_table);
}

int
main (int   argc,
      char *argv[])
{
  return ctl_main (argc, argv, add);
}
