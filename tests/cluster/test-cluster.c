/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a private server is, where its files are, and how it is opened and closed. */

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cluster-fixture.h"
#include "galley-test-util.h"

static void
assert_setting (GalleyCluster *cluster, const char *name, const char *expected)
{
  g_autofree char *sql = g_strdup_printf ("SELECT current_setting('%s')", name);
  g_autofree char *value = cluster_fixture_query (cluster, sql);

  if (g_strcmp0 (value, expected) != 0)
    g_error ("%s is “%s” and not “%s”", name, value, expected);
}

static void
test_fresh (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
  g_autofree char *who = cluster_fixture_query (cluster, "SELECT current_user || ' ' || current_database()");
  g_autofree char *power =
    cluster_fixture_query (cluster, "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user");
  g_autofree char *locale =
    cluster_fixture_query (cluster, "SELECT datcollate || ' ' || datctype || ' ' || pg_encoding_to_char(encoding) "
                                    "FROM pg_database WHERE datname = current_database()");

  g_assert_cmpstr (who, ==, "galley galley");
  g_assert_cmpstr (power, ==, "f");
  g_assert_cmpstr (locale, ==, "C.UTF-8 C.UTF-8 UTF8");
  cluster_fixture_close (cluster);
}

static void
test_settings (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);

  assert_setting (cluster, "data_checksums", "on");
  assert_setting (cluster, "fsync", "on");
  assert_setting (cluster, "synchronous_commit", "on");
  assert_setting (cluster, "full_page_writes", "on");
  assert_setting (cluster, "listen_addresses", "");
  assert_setting (cluster, "dynamic_shared_memory_type", "mmap");
  assert_setting (cluster, "shared_buffers", "16MB");
  cluster_fixture_close (cluster);
}

static void
test_modes (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
  g_autofree char *place = g_build_filename (fixture->data, "pg", NULL);
  g_autofree char *data_directory = cluster_fixture_path (fixture, "");
  g_autofree char *conninfo = g_strdup (galley_cluster_get_conninfo (cluster));
  g_auto (GStrv) parts = g_strsplit (conninfo, "'", 3);

  cluster_fixture_assert_mode (place, 0700);
  cluster_fixture_assert_mode (data_directory, 0700);
  g_assert_true (g_str_has_prefix (parts[1], fixture->runtime));
  cluster_fixture_assert_mode (parts[1], 0700);
  cluster_fixture_assert_mode (galley_cluster_get_log_path (cluster), 0600);
  cluster_fixture_close (cluster);
}

static void
note_stage_cb (GalleyCluster *cluster, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%d", galley_cluster_get_stage (cluster));
}

static void
test_stages (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GString) stages = g_string_new (NULL);
  g_autofree char *expected = g_strdup_printf ("%d%d%d%d%d", GALLEY_CLUSTER_SEARCHING, GALLEY_CLUSTER_CREATING,
                                               GALLEY_CLUSTER_STARTING, GALLEY_CLUSTER_READY, GALLEY_CLUSTER_CLOSED);

  g_signal_connect (cluster, "notify::stage", G_CALLBACK (note_stage_cb), stages);
  cluster_fixture_reopen (cluster);
  cluster_fixture_close (cluster);
  g_assert_cmpstr (stages->str, ==, expected);
}

static void
test_again (ClusterFixture *fixture, gconstpointer data)
{
  cluster_fixture_create (fixture);
  cluster_fixture_assert_opens (fixture);
}

static void
test_twice (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);

  cluster_fixture_reopen (cluster);
  cluster_fixture_close (cluster);
  cluster_fixture_close (cluster);
}

/* A runtime folder that cannot be used is replaced by one in /tmp. */
static void
assert_socket_elsewhere (ClusterFixture *fixture, const char *name)
{
  g_autoptr (GalleyCluster) cluster = NULL;
  g_auto (GStrv) parts = NULL;

  g_free (fixture->runtime);
  fixture->runtime = g_build_filename (fixture->folder, name, NULL);
  cluster_fixture_create (fixture);
  cluster = cluster_fixture_open (fixture);
  parts = g_strsplit (galley_cluster_get_conninfo (cluster), "'", 3);
  g_assert_true (g_str_has_prefix (parts[1], "/tmp/galley-"));
  cluster_fixture_assert_mode (parts[1], 0700);
  cluster_fixture_assert_kept (cluster);
  cluster_fixture_close (cluster);
  g_assert_false (g_file_test (parts[1], G_FILE_TEST_EXISTS));
}

static void
test_long_runtime_folder (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (100, 'x');

  assert_socket_elsewhere (fixture, name);
}

/* libpq takes a comma for the end of a host's name. */
static void
test_runtime_folder_with_comma (ClusterFixture *fixture, gconstpointer data)
{
  assert_socket_elsewhere (fixture, "here, there");
}

static void
test_long_data_folder (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (200, 'x');

  g_free (fixture->data);
  fixture->data = g_build_filename (fixture->folder, name, NULL);
  cluster_fixture_create (fixture);
  cluster_fixture_assert_opens (fixture);
}

/* Names that mean something in a keyword string, in a list of folders, and in a shell. */
static void
test_odd_names (ClusterFixture *fixture, gconstpointer data)
{
  g_free (fixture->data);
  g_free (fixture->runtime);
  fixture->data = g_build_filename (fixture->folder, "my \"data\", it's $HOME", NULL);
  fixture->runtime = g_build_filename (fixture->folder, "so\\ck'ets \"all\" of them", NULL);
  cluster_fixture_create (fixture);
  cluster_fixture_assert_opens (fixture);
}

static void
test_environment (ClusterFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "LC_ALL", "LANG", "PGDATA", "PGPORT", "TZ" };
  static const char *const values[] = { "xx_YY.UTF-8", "de_DE.UTF-8", "/nowhere", "1", "Moon/Crater" };
  g_auto (GStrv) before = g_get_environ ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_setenv (names[i], values[i], TRUE);
  cluster_fixture_create (fixture);
  cluster_fixture_assert_opens (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_environ_getenv (before, names[i]) != NULL)
      g_setenv (names[i], g_environ_getenv (before, names[i]), TRUE);
    else
      g_unsetenv (names[i]);
}

/* Somebody made the folder for sockets in /tmp before us: it is not used. */
static void
test_runtime_folder_of_everybody (ClusterFixture *fixture, gconstpointer data)
{
  cluster_fixture_create (fixture);
  g_assert_cmpint (mkdir (fixture->runtime, 0777), ==, 0);
  g_assert_cmpint (chmod (fixture->runtime, 0777), ==, 0);
  {
    g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
    g_auto (GStrv) parts = g_strsplit (galley_cluster_get_conninfo (cluster), "'", 3);

    g_assert_cmpstr (parts[1], !=, fixture->runtime);
    cluster_fixture_assert_mode (parts[1], 0700);
    cluster_fixture_close (cluster);
  }
}

/* The user's own settings win and stay; Galley's are brought up to date. */
static void
test_own_setting (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = NULL;

  cluster_fixture_create (fixture);
  cluster_fixture_write (fixture, "postgresql.conf", "include 'galley.conf'\nwork_mem = 7MB\nmax_connections = 9\n");
  cluster_fixture_write (fixture, "galley.conf", "fsync = off\n");
  cluster_fixture_write (fixture, "pg_hba.conf", "local all all trust\n");
  cluster = cluster_fixture_open (fixture);
  assert_setting (cluster, "work_mem", "7MB");
  assert_setting (cluster, "max_connections", "9");
  assert_setting (cluster, "fsync", "on");
  {
    g_autofree char *rules = cluster_fixture_query (cluster, "SELECT pg_catalog.current_setting('listen_addresses') = ''");
    g_autofree char *path = cluster_fixture_path (fixture, "pg_hba.conf");
    g_autofree char *text = NULL;

    g_assert_cmpstr (rules, ==, "t");
    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    g_assert_null (strstr (text, "trust"));
  }
  cluster_fixture_close (cluster);
}

static void
test_cancel (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_cluster_open_async (cluster, cancellable, galley_test_result_cb, &result);
  galley_test_until (galley_cluster_get_stage (cluster) == GALLEY_CLUSTER_CREATING);
  g_cancellable_cancel (cancellable);
  g_assert_false (galley_cluster_open_finish (cluster, galley_test_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (galley_cluster_get_stage (cluster), ==, GALLEY_CLUSTER_CLOSED);

  cluster_fixture_reopen (cluster);
  cluster_fixture_close (cluster);
}

static void
test_close_while_opening (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_new (fixture);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;

  galley_cluster_open_async (cluster, NULL, galley_test_result_cb, &opened);
  galley_test_until (galley_cluster_get_stage (cluster) == GALLEY_CLUSTER_CREATING);
  cluster_fixture_close (cluster);
  g_assert_false (galley_cluster_open_finish (cluster, galley_test_await (&opened), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Who does not wait for the end of closing has left all the same. */
static void
test_cancel_closing (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) open_error = NULL;

  cluster_fixture_create (fixture);
  cluster = cluster_fixture_new (fixture);
  galley_cluster_open_async (cluster, NULL, galley_test_result_cb, &opened);
  galley_cluster_close_async (cluster, cancellable, galley_test_result_cb, &closed);
  g_cancellable_cancel (cancellable);
  g_assert_false (galley_cluster_close_finish (cluster, galley_test_await (&closed), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (galley_cluster_open_finish (cluster, galley_test_await (&opened), &open_error));
  g_assert_error (open_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (galley_cluster_get_stage (cluster), ==, GALLEY_CLUSTER_CLOSED);
  g_assert_null (galley_cluster_get_conninfo (cluster));
}

/* Whoever is dropped while the server runs has left. */
static void
test_drop (ClusterFixture *fixture, gconstpointer data)
{
  GalleyCluster *cluster = cluster_fixture_open (fixture);
  pid_t          postmaster = cluster_fixture_get_postmaster (fixture);

  g_assert_finalize_object (cluster);
  cluster_fixture_await_end (postmaster);
}

static void
test_space (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint64 data_size = 0;
  guint64 free_space = 0;

  galley_cluster_check_space_async (cluster, NULL, galley_test_result_cb, &result);
  galley_cluster_check_space_finish (cluster, galley_test_await (&result), &data_size, &free_space, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (data_size, >, 10 * 1000 * 1000);
  g_assert_cmpuint (data_size, <, 100 * 1000 * 1000);
  g_assert_cmpuint (free_space, >, 0);
  g_assert_false (galley_cluster_get_low_on_space (cluster));
  cluster_fixture_close (cluster);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster_fixture_add ("/cluster/fresh", test_fresh);
  cluster_fixture_add ("/cluster/settings", test_settings);
  cluster_fixture_add ("/cluster/modes", test_modes);
  cluster_fixture_add ("/cluster/stages", test_stages);
  cluster_fixture_add ("/cluster/again", test_again);
  cluster_fixture_add ("/cluster/twice", test_twice);
  cluster_fixture_add ("/cluster/long-runtime-folder", test_long_runtime_folder);
  cluster_fixture_add ("/cluster/runtime-folder-with-comma", test_runtime_folder_with_comma);
  cluster_fixture_add ("/cluster/long-data-folder", test_long_data_folder);
  cluster_fixture_add ("/cluster/odd-names", test_odd_names);
  cluster_fixture_add ("/cluster/environment", test_environment);
  cluster_fixture_add ("/cluster/runtime-folder-of-everybody", test_runtime_folder_of_everybody);
  cluster_fixture_add ("/cluster/own-setting", test_own_setting);
  cluster_fixture_add ("/cluster/cancel", test_cancel);
  cluster_fixture_add ("/cluster/close-while-opening", test_close_while_opening);
  cluster_fixture_add ("/cluster/cancel-closing", test_cancel_closing);
  cluster_fixture_add ("/cluster/drop", test_drop);
  cluster_fixture_add ("/cluster/space", test_space);
  return cluster_fixture_run ();
}
