/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of statements whose link dies. */

#include <string.h>

#include "database-fixture.h"
#include "galley-test-proxy.h"
#include "galley-test-util.h"

static void
test_read_repeated (void)
{
  g_auto (FixtureLocked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  fixture_lock (&locked, fixture_get_conninfo (), 30000);
  fixture_start (locked.database, "SELECT 7 FROM " FIXTURE_WAIT " AS w", GALLEY_STATEMENT_READ, &result);
  fixture_wait_for_lock (locked.pid);
  fixture_terminate (locked.pid);
  fixture_unlock (&locked);
  g_assert_cmpint (fixture_await_number (locked.database, &result), ==, 7);
}

static void
test_idempotent_repeated (void)
{
  g_auto (FixtureLocked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  fixture_lock (&locked, fixture_get_conninfo (), 30000);
  fixture_start (locked.database,
                 "INSERT INTO thing SELECT -1, 'again' FROM " FIXTURE_WAIT
                 " AS w ON CONFLICT (id) DO UPDATE SET name = 'again' RETURNING id",
                 GALLEY_STATEMENT_IDEMPOTENT, &result);
  fixture_wait_for_lock (locked.pid);
  fixture_terminate (locked.pid);
  fixture_unlock (&locked);
  g_assert_cmpint (fixture_await_number (locked.database, &result), ==, -1);
}

static void
test_once (void)
{
  g_autoptr (GalleyDatabase) database = fixture_open_cluster ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyResult) rows =
               fixture_execute (database, "INSERT INTO thing (name) VALUES ('once') RETURNING id;",
                                GALLEY_STATEMENT_ONCE, &error);
  g_autoptr (GalleyResult) refused = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (galley_result_get_int (rows, 0, galley_result_get_column (rows, "result")), >, 0);
  fixture_assert_psql ("SELECT count(*) FROM public.thing WHERE name = 'once' AND id IN (SELECT result FROM galley.operation)",
                       "1");
  refused = fixture_execute (database, "SELECT 1/0", GALLEY_STATEMENT_ONCE, &error);
  g_assert_null (refused);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

/* The first try died with its process, so the second one does it. */
static void
test_once_killed (void)
{
  g_auto (FixtureLocked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  fixture_lock (&locked, fixture_get_conninfo (), 30000);
  fixture_start (locked.database, "INSERT INTO thing (name) SELECT 'killed' FROM " FIXTURE_WAIT " AS w RETURNING id",
                 GALLEY_STATEMENT_ONCE,
                 &result);
  fixture_wait_for_lock (locked.pid);
  fixture_terminate (locked.pid);
  fixture_unlock (&locked);
  g_assert_cmpint (fixture_await_number (locked.database, &result), >, 0);
  fixture_assert_psql ("SELECT count(*) FROM public.thing WHERE name = 'killed'", "1");
}

/* The server goes on with the first try, because it has not noticed that nobody listens.  @sql waits for the lock and makes one
 * thing. */
static void
run_twice (const char    *sql,
           FixtureLocked *locked,
           guint          timeout,
           GAsyncResult **result)
{
  g_autoptr (GalleyTestProxy) proxy = galley_test_proxy_new (galley_test_cluster_get_socket_folder (fixture_get_cluster ()));
  g_autofree char *conninfo = g_strdup_printf ("host=%s,%s user=galley dbname=galley", galley_test_proxy_get_folder (proxy),
                                               galley_test_cluster_get_socket_folder (fixture_get_cluster ()));

  fixture_lock (locked, conninfo, timeout);
  fixture_start (locked->database, sql, GALLEY_STATEMENT_ONCE, result);
  fixture_wait_for_lock (locked->pid);
  /* With the proxy goes the link, and the next one is made to the server itself. */
}

static void
wait_for_second_try (void)
{
  gboolean waits = FALSE;

  while (!waits)
    {
      g_autofree char *output = NULL;

      while (g_main_context_iteration (NULL, FALSE))
        continue;
      output = fixture_psql ("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
      waits = g_str_equal (output, "2");
    }
}

/* A server that comes back elsewhere is found there, by what was asked for meanwhile too. */
static void
test_moved (void)
{
  g_autoptr (GalleyTestProxy) proxy = galley_test_proxy_new (galley_test_cluster_get_socket_folder (fixture_get_cluster ()));
  g_autofree char *before = g_strdup_printf ("host=%s user=galley dbname=galley", galley_test_proxy_get_folder (proxy));
  g_autofree char *after = g_strdup_printf ("host=%s user=galley dbname=galley",
                                            galley_test_cluster_get_socket_folder (fixture_get_cluster ()));
  g_autoptr (GalleyDatabase) database = fixture_new (before, 10000);
  g_autoptr (GAsyncResult) result = NULL;
  gint64 pid;

  fixture_open (database);
  pid = fixture_get_number (database, "SELECT pg_backend_pid()");
  /* A link that is there stays. */
  galley_database_set_conninfo (database, after);
  galley_database_set_conninfo (database, before);
  g_assert_cmpint (fixture_get_number (database, "SELECT pg_backend_pid()"), ==, pid);

  galley_database_set_pause (database, 600000, 600000);
  g_clear_pointer (&proxy, galley_test_proxy_free);
  galley_test_until (galley_database_get_state (database) == GALLEY_DATABASE_WAITING);
  fixture_start (database, "SELECT 7", GALLEY_STATEMENT_READ, &result);
  galley_database_set_conninfo (database, after);
  g_assert_cmpint (fixture_await_number (database, &result), ==, 7);
  g_assert_cmpint (galley_database_get_state (database), ==, GALLEY_DATABASE_CONNECTED);
}

static void
test_once_still_running (void)
{
  g_auto (FixtureLocked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  gint64 id;

  run_twice ("INSERT INTO thing (name) SELECT 'running' FROM " FIXTURE_WAIT " AS w RETURNING id", &locked, 30000, &result);
  wait_for_second_try ();
  fixture_unlock (&locked);
  id = fixture_await_number (locked.database, &result);
  g_assert_cmpint (id, ==, fixture_get_number (locked.database, "SELECT id FROM thing WHERE name = 'running'"));
  fixture_assert_psql ("SELECT count(*) FROM public.thing WHERE name = 'running'", "1");
}

/* The second try is refused because of what the first one did. */
static void
test_once_refused_by_itself (void)
{
  g_auto (FixtureLocked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  run_twice ("INSERT INTO single (name) SELECT 'itself' FROM " FIXTURE_WAIT " AS w RETURNING id", &locked, 30000, &result);
  wait_for_second_try ();
  fixture_unlock (&locked);
  g_assert_cmpint (fixture_await_number (locked.database, &result), ==,
                   fixture_get_number (locked.database, "SELECT id FROM single WHERE name = 'itself'"));
}

/* The second try gives up, while the first is still waiting: what is reported as not done will not be done later either. */
static void
test_once_given_up (void)
{
  g_auto (FixtureLocked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  run_twice ("INSERT INTO thing (name) SELECT 'given up' FROM (SELECT wait_first()) AS w RETURNING id", &locked, 3000, &result);
  fixture_assert_fails (locked.database, &result, GALLEY_ERROR_BUSY, "changing the same data");
  fixture_unlock (&locked);
  while (
    fixture_get_number (
      locked.holder,
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' OR state = 'active' AND pid <> pg_backend_pid()") > 0)
    continue;
  fixture_assert_psql ("SELECT count(*) FROM public.thing WHERE name = 'given up'", "0");
}

/* The first try hangs in its commit, so that nobody can know what will become of it. */
static void
test_once_undecided (void)
{
  g_auto (FixtureLocked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;

  run_twice ("INSERT INTO lasting (name) VALUES ('undecided') RETURNING id", &locked, 3000, &result);
  fixture_assert_fails (locked.database, &result, GALLEY_ERROR_UNKNOWN_OUTCOME, "may or may not");
  fixture_unlock (&locked);
  while (fixture_get_number (locked.holder, "SELECT count(*) FROM lasting") == 0)
    continue;
  fixture_assert_psql ("SELECT count(*) FROM public.lasting WHERE id IN (SELECT result FROM galley.operation)", "1");
}

/* Told in time, the commit counts. */
static void
test_once_decided (void)
{
  g_auto (FixtureLocked) locked = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *cleared = fixture_psql ("DELETE FROM public.lasting");
  gint64           id;

  run_twice ("INSERT INTO lasting (name) VALUES ('decided') RETURNING id", &locked, 30000, &result);
  wait_for_second_try ();
  fixture_unlock (&locked);
  id = fixture_await_number (locked.database, &result);
  g_assert_cmpint (id, ==, fixture_get_number (locked.database, "SELECT id FROM lasting"));
}

static void
test_unknown_outcome (void)
{
  static const GalleyStatementKind kinds[] = { GALLEY_STATEMENT_READ, GALLEY_STATEMENT_IDEMPOTENT, GALLEY_STATEMENT_ONCE };
  static const GalleyError         codes[] = {
            GALLEY_ERROR_CONNECTION,
            GALLEY_ERROR_UNKNOWN_OUTCOME,
            GALLEY_ERROR_UNKNOWN_OUTCOME,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (FixtureLocked) locked = { 0 };
      g_autoptr (GAsyncResult) under_way = NULL;
      g_autoptr (GAsyncResult) waiting = NULL;

      fixture_lock (&locked, fixture_get_conninfo (), 30000);
      fixture_start (locked.database, "SELECT 1 FROM " FIXTURE_WAIT " AS w", kinds[i], &under_way);
      fixture_start (locked.database, "SELECT 1", kinds[i], &waiting);
      fixture_wait_for_lock (locked.pid);
      galley_database_set_timeout (locked.database, 100);
      galley_test_cluster_halt (fixture_get_cluster (), "immediate");
      fixture_assert_fails (locked.database, &under_way, codes[i],
                            kinds[i] == GALLEY_STATEMENT_READ ? "could not be reached" : "may or may not");
      fixture_assert_fails (locked.database, &waiting, GALLEY_ERROR_CONNECTION, "could not be reached");
      galley_test_cluster_resume (fixture_get_cluster ());
    }
}

/* A statement that takes its own link down is not tried for ever, and does not take the database down. */
static void
test_poison (void)
{
  g_autoptr (GalleyDatabase) database = fixture_open_cluster ();
  g_autoptr (GAsyncResult) result = NULL;

  fixture_start (database, "SELECT pg_terminate_backend(pg_backend_pid())", GALLEY_STATEMENT_READ, &result);
  fixture_assert_fails (database, &result, GALLEY_ERROR_CONNECTION, "administrator command");
  g_assert_cmpint (fixture_get_number (database, "SELECT 7"), ==, 7);
}

static void
use_all_kinds (GalleyDatabase *database,
               gint64          round)
{
  g_autofree char *insert = g_strdup_printf ("INSERT INTO thing (name) VALUES ('cut %d') RETURNING id", (int)round);
  g_autofree char *upsert = g_strdup_printf (
    "INSERT INTO thing (id, name) VALUES (-%d, 'kept') ON CONFLICT (id) DO UPDATE SET name = 'kept' RETURNING id", (int)round);
  g_autoptr (GalleyStatement) ping = galley_statement_new ("ping");
  g_autoptr (GAsyncResult) once = NULL;
  g_autoptr (GAsyncResult) idempotent = NULL;
  g_autoptr (GAsyncResult) read = NULL;

  fixture_start (database, insert, GALLEY_STATEMENT_ONCE, &once);
  fixture_start (database, upsert, GALLEY_STATEMENT_IDEMPOTENT, &idempotent);
  galley_database_execute_async (database, ping, NULL, galley_test_result_cb, &read);
  g_assert_cmpint (fixture_await_number (database, &once), >, 0);
  g_assert_cmpint (fixture_await_number (database, &idempotent), ==, -round);
  g_assert_cmpint (fixture_await_number (database, &read), ==, 1);
}

/* FALSE when the link was cut before the database was open. */
static gboolean
converse (const char *conninfo,
          gint64      round)
{
  g_autoptr (GalleyDatabase) database = fixture_new (conninfo, 30000);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;

  galley_database_open_async (database, NULL, galley_test_result_cb, &opened);
  if (!galley_database_open_finish (database, galley_test_await (&opened), &error))
    {
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
      return FALSE;
    }
  use_all_kinds (database, round);
  galley_database_close (database);
  return TRUE;
}

static void
cut_everywhere (GalleyTestDirection direction,
                guint               n_links)
{
  g_autoptr (GalleyTestProxy) proxy = galley_test_proxy_new (galley_test_cluster_get_socket_folder (fixture_get_cluster ()));
  g_autofree char *conninfo = g_strdup_printf ("host=%s user=galley dbname=galley", galley_test_proxy_get_folder (proxy));
  g_autofree char *cleared = fixture_psql ("DELETE FROM public.thing");
  g_autofree char *made = NULL;
  gint64           stride = g_test_slow () ? 1 : 5;
  gint64           total;
  gint64           n_open = 0;

  galley_test_proxy_cut (proxy, direction, -1, 1, FALSE);
  g_assert_true (converse (conninfo, 100000));
  total = galley_test_proxy_get_n_bytes (proxy, direction);
  for (gint64 n_bytes = n_links; n_bytes <= total; n_bytes += stride)
    {
      galley_test_proxy_cut (proxy, direction, n_bytes, n_links, FALSE);
      n_open += converse (conninfo, 100000 + n_bytes);
    }
  g_assert_cmpint (n_open, >, 100 / stride);
  fixture_assert_psql ("SELECT count(*) = count(DISTINCT name) FROM public.thing WHERE name LIKE 'cut %'", "t");
  made = fixture_psql ("SELECT count(*) FROM public.thing WHERE name LIKE 'cut %%'");
  g_assert_cmpint (g_ascii_strtoll (made, NULL, 10), ==, n_open + 1);
}

static void
test_cut_up (void)
{
  cut_everywhere (GALLEY_TEST_UP, 1);
}

static void
test_cut_down (void)
{
  cut_everywhere (GALLEY_TEST_DOWN, 1);
}

/* Also the link on which the outcome is looked up. */
static void
test_cut_twice (void)
{
  cut_everywhere (GALLEY_TEST_UP, 2);
  cut_everywhere (GALLEY_TEST_DOWN, 2);
}

static void
test_all (void)
{
  g_auto (FixtureLocked) locked = { 0 };
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_statement_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (statements, galley_statement_new_for_sql ("UPDATE thing SET name = name", GALLEY_STATEMENT_IDEMPOTENT));
  g_ptr_array_add (statements, galley_statement_new_for_sql ("SELECT 7 FROM " FIXTURE_WAIT " AS w", GALLEY_STATEMENT_READ));
  fixture_lock (&locked, fixture_get_conninfo (), 30000);
  galley_database_execute_all_async (locked.database, statements, NULL, galley_test_result_cb, &result);
  fixture_wait_for_lock (locked.pid);
  fixture_terminate (locked.pid);
  fixture_unlock (&locked);
  results = galley_database_execute_all_finish (locked.database, galley_test_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 2);
  g_assert_cmpint (galley_result_get_int (g_ptr_array_index (results, 1), 0, 0), ==, 7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/outcome/read-repeated", test_read_repeated);
  g_test_add_func ("/outcome/idempotent-repeated", test_idempotent_repeated);
  g_test_add_func ("/outcome/once", test_once);
  g_test_add_func ("/outcome/once-killed", test_once_killed);
  g_test_add_func ("/outcome/moved", test_moved);
  g_test_add_func ("/outcome/once-still-running", test_once_still_running);
  g_test_add_func ("/outcome/once-refused-by-itself", test_once_refused_by_itself);
  g_test_add_func ("/outcome/once-given-up", test_once_given_up);
  g_test_add_func ("/outcome/once-undecided", test_once_undecided);
  g_test_add_func ("/outcome/once-decided", test_once_decided);
  g_test_add_func ("/outcome/unknown-outcome", test_unknown_outcome);
  g_test_add_func ("/outcome/poison", test_poison);
  g_test_add_func ("/outcome/all", test_all);
  g_test_add_func ("/outcome/cut-up", test_cut_up);
  g_test_add_func ("/outcome/cut-down", test_cut_down);
  g_test_add_func ("/outcome/cut-twice", test_cut_twice);

  return fixture_run (
    "CREATE TABLE public.lasting (id serial PRIMARY KEY, name text); ALTER TABLE public.lasting OWNER TO galley;"
    "CREATE FUNCTION public.last_long () RETURNS trigger LANGUAGE plpgsql SET lock_timeout = 0 AS"
    " $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END $$;"
    /* The first waits for as long as it takes, the second as long as its session waits for a lock. */
    "CREATE FUNCTION public.wait_first () RETURNS void LANGUAGE plpgsql AS"
    " $$ BEGIN IF pg_try_advisory_xact_lock(2) THEN PERFORM set_config('lock_timeout', '0', true); END IF;"
    " PERFORM pg_advisory_xact_lock(1); END $$;"
    "CREATE CONSTRAINT TRIGGER last_long AFTER INSERT ON public.lasting DEFERRABLE INITIALLY DEFERRED"
    " FOR EACH ROW EXECUTE FUNCTION public.last_long ();"
    "CREATE TABLE public.thing (id serial PRIMARY KEY, name text); ALTER TABLE public.thing OWNER TO galley;"
    "CREATE TABLE public.single (id serial PRIMARY KEY, name text UNIQUE); ALTER TABLE public.single OWNER TO galley");
}
