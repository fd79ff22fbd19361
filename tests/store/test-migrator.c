/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-migrator"

#include "galley-migrator.h"

#include <string.h>

#include "galley-error.h"
#include "galley-migration.h"
#include "galley-test-util.h"
#include "store-fixture.h"

static char **
migrate (const char *conninfo,
         gboolean    dry_run,
         GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  galley_migration_run_async (conninfo, dry_run, NULL, galley_test_result_cb, &result);
  return galley_migration_run_finish (galley_test_await (&result), error);
}

static void
assert_migrates (const char *database,
                 gboolean    to_something)
{
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = migrate (conninfo, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (names[0] != NULL, ==, to_something);
}

static void
assert_fails (const char *conninfo,
              GalleyError code,
              const char *part)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = migrate (conninfo, FALSE, &error);

  g_assert_null (names);
  g_assert_error (error, GALLEY_ERROR, (int)code);
  galley_test_assert_message (error, part);
}

/* Newer versions of pg_dump write a random word into every dump. */
static char *
strip_random_lines (const char *dump)
{
  g_autoptr (GRegex) regex = g_regex_new ("^\\\\(un)?restrict .*$", G_REGEX_MULTILINE, 0, NULL);

  return g_regex_replace_literal (regex, dump, -1, 0, "", 0, NULL);
}

static char *
dump_schema (const char *database)
{
  g_autofree char *conninfo = fixture_dup_conninfo (database, "postgres");
  const char      *words[] = { "pg_dump", "--schema-only", conninfo, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  int              status;

  g_spawn_sync (NULL, (char **)words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return strip_random_lines (output);
}

/* The schema of a database as the migrator makes it without being disturbed. */
static char *
dump_expected (void)
{
  g_autofree char *database = fixture_make_galley ();

  return dump_schema (database);
}

static void
test_empty (void)
{
  g_autofree char *database = fixture_make_database (NULL);
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *superuser = fixture_sql (database, "SELECT rolsuper FROM pg_roles WHERE rolname = 'galley'");
  g_autofree char *recorded = NULL;
  g_autofree char *listed = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) again = NULL;

  g_assert_cmpstr (superuser, ==, "f");
  names = migrate (conninfo, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (names[0], ==, "0001-blog-system");

  /* What is reported is what is recorded, in the order in which it was done. */
  listed = g_strjoinv ("\n", names);
  recorded = fixture_sql (database, "SELECT name FROM galley.migration ORDER BY applied_at, name");
  g_assert_cmpstr (listed, ==, recorded);

  again = migrate (conninfo, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (again, ((const char *[]){ NULL }));
}

static void
test_dry_run (void)
{
  g_autofree char *database = fixture_make_database (NULL);
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *before = dump_schema (database);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) planned = migrate (conninfo, TRUE, &error);
  g_auto (GStrv) done = NULL;
  g_auto (GStrv) left = NULL;

  g_assert_no_error (error);
  after = dump_schema (database);
  g_assert_cmpstr (before, ==, after);

  done = migrate (conninfo, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (planned, done);
  left = migrate (conninfo, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (left[0], ==, NULL);
}

static void
test_race (void)
{
  g_autofree char *database = fixture_make_database (NULL);
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *expected = dump_expected ();
  g_autofree char *made = NULL;
  GAsyncResult    *results[4] = { NULL };
  guint            n_migrated = 0;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    galley_migration_run_async (conninfo, FALSE, NULL, galley_test_result_cb, &results[i]);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) names = galley_migration_run_finish (galley_test_await (&results[i]), &error);

      g_assert_no_error (error);
      n_migrated += names[0] != NULL;
      g_object_unref (results[i]);
    }

  g_assert_cmpuint (n_migrated, ==, 1);
  made = dump_schema (database);
  g_assert_cmpstr (made, ==, expected);
}

/* Has the server end the connection that runs the next command that changes the schema but @n_before ones; sequences count also in
 * transactions that are rolled back. */
static void
arm_killer (const char *database,
            guint       n_before)
{
  g_autofree char *nothing = fixture_sql (database, "SELECT setval('killer.countdown', %u)", n_before + 1);
}

static void
make_killer (const char *database)
{
  g_autofree char *nothing = fixture_sql (database,
                                          "CREATE SCHEMA killer;"
                                          "CREATE SEQUENCE killer.countdown INCREMENT -1 MINVALUE -100000 MAXVALUE 100000 START 100000;"
                                          "GRANT USAGE ON SCHEMA killer TO galley; GRANT ALL ON SEQUENCE killer.countdown TO galley;"
                                          "CREATE FUNCTION killer.strike() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$"
                                          "BEGIN"
                                          "  IF nextval('killer.countdown') = 0 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;"
                                          "END $$;"
                                          "CREATE EVENT TRIGGER killer ON ddl_command_end EXECUTE FUNCTION killer.strike();");
}

static void
remove_killer (const char *database)
{
  g_autofree char *nothing = fixture_sql (database, "DROP EVENT TRIGGER killer; DROP SCHEMA killer CASCADE");
}

static guint
count_applied (const char *database)
{
  g_autofree char *count = fixture_sql (database,
                                        "SELECT CASE WHEN to_regclass('galley.migration') IS NULL THEN 0"
                                        " ELSE (xpath('/row/n/text()', query_to_xml('SELECT count(*) AS n FROM galley.migration', false, true, '')))[1]"
                                        "::text::integer END");

  return g_ascii_strtoull (count, NULL, 10);
}

/* Ends the connection in the middle of every part of the schema, after more and more of its commands: after each of them in a slow test
 * run, else after every one of the first and then fewer and fewer. */
static void
test_killed (void)
{
  g_autofree char *database = fixture_make_database (NULL);
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *expected = dump_expected ();
  g_autofree char *made = NULL;
  guint            n_applied = 0;
  guint            n_before = 0;
  guint            n_killed = 0;

  make_killer (database);
  while (TRUE)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) names = NULL;

      arm_killer (database, n_before);
      names = migrate (conninfo, FALSE, &error);
      if (error == NULL)
        break;
      g_assert_true (g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION) ||
                     g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_UNKNOWN_OUTCOME));
      n_killed++;
      n_before += g_test_slow () ? 1 : 1 + n_before / 6;
      /* What was applied whole stays applied, and the next part begins with its first command. */
      if (count_applied (database) > n_applied)
        n_before = 0;
      n_applied = count_applied (database);
    }

  g_test_message ("killed %u times", n_killed);
  g_assert_cmpuint (n_killed, >, 50);
  remove_killer (database);
  made = dump_schema (database);
  g_assert_cmpstr (made, ==, expected);
}

static void
test_half_done_is_undone (void)
{
  g_autofree char *database = fixture_make_database (NULL);
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *nothing = NULL;

  /* In the way of a table in the middle of the first migration. */
  nothing = fixture_sql (database, "CREATE TABLE public.post_section_elements (id integer)");
  before = dump_schema (database);
  assert_fails (conninfo, GALLEY_ERROR_FAILED, "0001-blog-system");
  after = dump_schema (database);
  g_assert_cmpstr (before, ==, after);
}

static void
test_locked_out (void)
{
  g_autofree char *database = fixture_make_database (NULL);
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autoptr (GalleyConnection) holder = fixture_connect (conninfo);
  g_autoptr (GalleyStatement) lock = galley_statement_new ("migration-lock");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) locked = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GalleyResult) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  galley_connection_execute_async (holder, lock, NULL, galley_test_result_cb, &locked);
  rows = galley_connection_execute_finish (holder, galley_test_await (&locked), &error);
  g_assert_no_error (error);

  galley_migration_run_async (conninfo, FALSE, cancellable, galley_test_result_cb, &result);
  while (TRUE)
    {
      g_autofree char *n_waiting = fixture_sql (database, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");

      if (g_str_equal (n_waiting, "1"))
        break;
    }
  g_assert_null (result);

  g_cancellable_cancel (cancellable);
  names = galley_migration_run_finish (galley_test_await (&result), &error);
  g_assert_null (names);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  galley_connection_close (holder);

  assert_migrates (database, TRUE);
}

static void
test_changed (void)
{
  g_autofree char *database = fixture_make_galley ();
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *nothing = fixture_sql (database, "UPDATE galley.migration SET checksum = 'x' WHERE name = '0002-galley'");

  assert_fails (conninfo, GALLEY_ERROR_SCHEMA, "0002-galley");
}

static void
test_newer (void)
{
  g_autofree char *database = fixture_make_galley ();
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *nothing = fixture_sql (database, "INSERT INTO galley.migration VALUES ('9999-future', 'x', now(), '77.1.2')");

  assert_fails (conninfo, GALLEY_ERROR_SCHEMA, "77.1.2");
}

static void
test_newer_functions (void)
{
  g_autofree char *database = fixture_make_galley ();
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *future = fixture_sql (database, "UPDATE galley.migration SET checksum = 'x', program_version = '0.10.0' WHERE name = 'functions'");
  g_autofree char *past = NULL;

  assert_fails (conninfo, GALLEY_ERROR_SCHEMA, "0.10.0");

  past = fixture_sql (database, "UPDATE galley.migration SET program_version = '0.0.9' WHERE name = 'functions'");
  assert_migrates (database, TRUE);
}

static void
test_gap (void)
{
  g_autofree char *database = fixture_make_galley ();
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *nothing = fixture_sql (database, "DELETE FROM galley.migration WHERE name = '0001-blog-system'");

  assert_fails (conninfo, GALLEY_ERROR_SCHEMA, "0002-galley");
}

static void
test_functions_again (void)
{
  g_autofree char *database = fixture_make_galley ();
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *expected = dump_expected ();
  g_autofree char *made = NULL;
  g_autofree char *nothing = fixture_sql (database,
                                          "DROP FUNCTION galley.word_count(text);"
                                          "UPDATE galley.migration SET checksum = 'old' WHERE name = 'functions'");
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = migrate (conninfo, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpstrv (names, ((const char *[]){ "functions", NULL }));
  made = dump_schema (database);
  g_assert_cmpstr (made, ==, expected);
}

static void
test_original (void)
{
  g_autofree char *database = fixture_make_database (NULL);
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);
  g_autofree char *nothing = fixture_sql (database, "CREATE TABLE public.post (id serial PRIMARY KEY, title varchar(200))");
  g_autofree char *before = dump_schema (database);
  g_autofree char *after = NULL;

  assert_fails (conninfo, GALLEY_ERROR_SCHEMA, "nothing was changed");
  after = dump_schema (database);
  g_assert_cmpstr (before, ==, after);
}

/* Does what a message tells the owner of the database to do. */
static void
obey (const char   *database,
      const GError *error)
{
  const char      *grants = strstr (error->message, "GRANT ");
  g_autofree char *nothing = NULL;

  g_assert_nonnull (grants);
  nothing = fixture_sql (database, "%s", grants);
}

static void
test_no_rights (void)
{
  g_autofree char *database = fixture_make_database (NULL);
  g_autofree char *role = g_strconcat ("Guest of ", database, NULL);
  g_autofree char *nothing = fixture_sql (database, "CREATE ROLE \"%s\" LOGIN", role);
  g_autofree char *quoted = g_strdup_printf ("'%s'", role);
  g_autofree char *conninfo = fixture_dup_conninfo (database, quoted);
  g_autofree char *before = dump_schema (database);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = migrate (conninfo, FALSE, &error);
  g_auto (GStrv) granted = NULL;

  g_assert_null (names);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_PERMISSION);
  galley_test_assert_message (error, "GRANT CREATE ON DATABASE");
  galley_test_assert_message (error, "GRANT USAGE, CREATE ON SCHEMA public TO \"Guest of");
  after = dump_schema (database);
  g_assert_cmpstr (before, ==, after);

  obey (database, error);
  g_clear_error (&error);
  granted = migrate (conninfo, FALSE, &error);
  g_assert_no_error (error);
}

static void
test_other_owner (void)
{
  g_autofree char *database = fixture_make_galley ();
  g_autofree char *role = g_strconcat ("colleague_", database, NULL);
  g_autofree char *nothing = fixture_sql (database,
                                          "CREATE ROLE %s LOGIN; GRANT USAGE ON SCHEMA galley TO %s; GRANT SELECT ON galley.migration TO %s;"
                                          "UPDATE galley.migration SET checksum = 'old' WHERE name = 'functions'",
                                          role, role, role);
  g_autofree char *conninfo = fixture_dup_conninfo (database, role);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = migrate (conninfo, FALSE, &error);
  g_auto (GStrv) granted = NULL;

  g_assert_null (names);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_PERMISSION);
  galley_test_assert_message (error, "GRANT galley TO colleague_");

  obey (database, error);
  g_clear_error (&error);
  granted = migrate (conninfo, FALSE, &error);
  g_assert_no_error (error);
}

static void
test_encoding (void)
{
  g_autofree char *database = fixture_make_database ("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
  g_autofree char *conninfo = fixture_dup_conninfo (database, NULL);

  assert_fails (conninfo, GALLEY_ERROR_UNSUPPORTED, "LATIN1");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture_start ();

  g_test_add_func ("/migrator/empty", test_empty);
  g_test_add_func ("/migrator/dry-run", test_dry_run);
  g_test_add_func ("/migrator/race", test_race);
  g_test_add_func ("/migrator/killed", test_killed);
  g_test_add_func ("/migrator/half-done-is-undone", test_half_done_is_undone);
  g_test_add_func ("/migrator/locked-out", test_locked_out);
  g_test_add_func ("/migrator/changed", test_changed);
  g_test_add_func ("/migrator/newer", test_newer);
  g_test_add_func ("/migrator/newer-functions", test_newer_functions);
  g_test_add_func ("/migrator/gap", test_gap);
  g_test_add_func ("/migrator/functions-again", test_functions_again);
  g_test_add_func ("/migrator/original", test_original);
  g_test_add_func ("/migrator/no-rights", test_no_rights);
  g_test_add_func ("/migrator/other-owner", test_other_owner);
  g_test_add_func ("/migrator/encoding", test_encoding);

  status = g_test_run ();
  fixture_stop ();

  return status;
}
