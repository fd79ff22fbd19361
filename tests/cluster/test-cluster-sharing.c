/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several who use one private server: they come, leave and are killed at any moment. */

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cluster-fixture.h"
#include "cluster-peer.h"
#include "galley-error.h"
#include "galley-test-util.h"

#define N_PEERS  6
#define N_ROUNDS 40
#define N_STEPS  400

static void
test_two (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) first = cluster_fixture_open (fixture);
  g_autoptr (GalleyCluster) second = cluster_fixture_open (fixture);
  pid_t            postmaster = cluster_fixture_get_postmaster (fixture);
  g_autofree char *answer = NULL;

  g_assert_cmpstr (galley_cluster_get_conninfo (first), ==, galley_cluster_get_conninfo (second));
  cluster_fixture_close (first);
  answer = cluster_fixture_query (second, "SELECT 1");
  g_assert_cmpstr (answer, ==, "1");
  g_assert_cmpint (cluster_fixture_get_postmaster (fixture), ==, postmaster);
  cluster_fixture_close (second);
  cluster_fixture_await_end (postmaster);
}

/* Two data folders with one runtime folder: nobody gets at the other's server. */
static void
test_two_data_folders (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *other_folder = g_build_filename (fixture->folder, "other", NULL);
  g_autoptr (GalleyCluster) one = NULL;
  g_autoptr (GalleyCluster) other = galley_cluster_new (other_folder, fixture->runtime);
  g_autofree char *tables = NULL;

  cluster_fixture_create (fixture);
  one = cluster_fixture_open (fixture);
  cluster_fixture_reopen (other);
  g_assert_cmpstr (galley_cluster_get_conninfo (one), !=, galley_cluster_get_conninfo (other));
  tables = cluster_fixture_query (other, "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'");
  g_assert_cmpstr (tables, ==, "0");
  cluster_fixture_close (other);
  cluster_fixture_close (one);
}

/* One data folder with two runtime folders, as in a session and in a job of cron: there is one server. */
static void
test_two_runtime_folders (ClusterFixture *fixture, gconstpointer data)
{
  g_autofree char *other_folder = g_build_filename (fixture->folder, "other", NULL);
  g_autoptr (GalleyCluster) one = NULL;
  g_autoptr (GalleyCluster) other = galley_cluster_new (fixture->data, other_folder);

  cluster_fixture_create (fixture);
  one = cluster_fixture_open (fixture);
  cluster_fixture_reopen (other);
  g_assert_cmpstr (galley_cluster_get_conninfo (one), ==, galley_cluster_get_conninfo (other));
  cluster_fixture_close (one);
  cluster_fixture_close (other);
}

/* All at once, and nothing is there yet: one makes the cluster, all use it. */
static void
test_race (ClusterFixture *fixture, gconstpointer data)
{
  ClusterPeer *peers[N_PEERS];
  pid_t        postmaster;

  for (guint i = 0; i < N_PEERS; i++)
    peers[i] = cluster_peer_new (fixture);
  for (guint i = 0; i < N_PEERS; i++)
    cluster_peer_expect (peers[i], "ready");
  postmaster = cluster_fixture_get_postmaster (fixture);
  for (guint i = 0; i < N_PEERS; i++)
    {
      g_assert_cmpint (cluster_fixture_get_postmaster (fixture), ==, postmaster);
      cluster_peer_leave (peers[i]);
      cluster_peer_free (peers[i]);
    }
  cluster_fixture_await_end (postmaster);
}

/* One comes while the last one leaves.  Whoever is in gets a server that works, however the two moments fall together. */
static void
test_last_out_first_in (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) leaving = NULL;
  g_autoptr (GalleyCluster) coming = cluster_fixture_new (fixture);

  cluster_fixture_create (fixture);
  leaving = cluster_fixture_open (fixture);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GAsyncResult) closed = NULL;
      g_autoptr (GAsyncResult) opened = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *words = NULL;

      galley_cluster_close_async (leaving, NULL, galley_test_result_cb, &closed);
      galley_cluster_open_async (coming, NULL, galley_test_result_cb, &opened);
      galley_cluster_open_finish (coming, galley_test_await (&opened), &error);
      g_assert_no_error (error);
      words = cluster_fixture_query (coming, "SELECT words FROM kept");
      g_assert_cmpstr (words, ==, "still here");
      g_assert_true (galley_cluster_close_finish (leaving, galley_test_await (&closed), NULL));
      {
        GalleyCluster *here = g_steal_pointer (&coming);

        coming = g_steal_pointer (&leaving);
        leaving = here;
      }
    }
  cluster_fixture_close (leaving);
}

/* Killed after it said @line, for as long as it has something to say, it leaves nothing behind that is in the way of the next
 * one. */
static gboolean
kill_after_line (ClusterFixture *fixture, guint line)
{
  g_autoptr (ClusterPeer) peer = cluster_peer_new (fixture);
  g_autofree char *said = NULL;

  for (guint i = 0; i <= line; i++)
    {
      g_free (said);
      said = cluster_peer_read (peer);
      g_assert_nonnull (said);
    }
  cluster_peer_kill (peer);
  return !g_str_has_prefix (said, "ready");
}

static void
test_kill_at_every_stage (ClusterFixture *fixture, gconstpointer data)
{
  guint line = 0;

  while (kill_after_line (fixture, line++))
    {
      cluster_fixture_assert_stopped (fixture);
      if (g_file_test (fixture->data, G_FILE_TEST_EXISTS) && line % 2 == 0)
        cluster_fixture_remove (fixture->data); /* from the beginning again */
    }
  cluster_fixture_assert_stopped (fixture);
  g_assert_cmpuint (line, >=, 4);
  {
    g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);

    cluster_fixture_close (cluster);
  }
}

/* One step in the life of somebody who uses the server: it comes, gets on, leaves, or is killed at whatever it is doing. */
static void
do_something (ClusterFixture *fixture, ClusterPeer **peer, gboolean *ready)
{
  if (*peer == NULL)
    {
      *peer = cluster_peer_new (fixture);
      *ready = FALSE;
    }
  else if (g_test_rand_int_range (0, 4) == 0)
    {
      cluster_peer_kill (*peer);
      g_clear_pointer (peer, cluster_peer_free);
    }
  else if (*ready)
    {
      cluster_peer_leave (*peer);
      g_clear_pointer (peer, cluster_peer_free);
    }
  else
    {
      g_autofree char *line = cluster_peer_read (*peer);

      if (line == NULL || g_str_has_prefix (line, "failed"))
        g_error ("a client says “%s”", line != NULL ? line : "nothing");
      *ready = g_str_has_prefix (line, "ready");
    }
}

/* Many of them in any order.  Nobody ever fails, and when the last one is gone, so is the server. */
static void
test_crowd (ClusterFixture *fixture, gconstpointer data)
{
  ClusterPeer *peers[N_PEERS] = { NULL };
  gboolean     ready[N_PEERS] = { FALSE };

  for (guint i = 0; i < N_STEPS; i++)
    {
      int who = g_test_rand_int_range (0, N_PEERS);

      do_something (fixture, &peers[who], &ready[who]);
    }
  for (guint i = 0; i < N_PEERS; i++)
    if (peers[i] != NULL)
      {
        cluster_peer_kill (peers[i]);
        cluster_peer_free (peers[i]);
      }
  cluster_fixture_assert_stopped (fixture);
  {
    g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
    g_autofree char *answer = cluster_fixture_query (cluster, "SELECT 1");

    g_assert_cmpstr (answer, ==, "1");
    cluster_fixture_close (cluster);
  }
}

/* One is killed, the other goes on; then the other is killed as well. */
static void
test_kill_one_of_two (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (ClusterPeer) peer = NULL;
  g_autoptr (GalleyCluster) cluster = NULL;
  g_autofree char *answer = NULL;
  pid_t            postmaster;

  cluster_fixture_create (fixture);
  peer = cluster_peer_new (fixture);
  cluster_peer_expect (peer, "ready");
  postmaster = cluster_fixture_get_postmaster (fixture);
  cluster = cluster_fixture_open (fixture);
  cluster_peer_kill (peer);
  answer = cluster_fixture_query (cluster, "SELECT 1");
  g_assert_cmpstr (answer, ==, "1");
  g_assert_cmpint (cluster_fixture_get_postmaster (fixture), ==, postmaster);
  cluster_fixture_close (cluster);
  cluster_fixture_await_end (postmaster);
}

/* The supervisor must keep nothing of its first client open: who waits for the end of that client's output must not wait for the
 * server. */
static void
test_output_ends_with_client (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (ClusterPeer) first = NULL;
  g_autoptr (ClusterPeer) second = NULL;
  g_autofree char *end = NULL;

  cluster_fixture_create (fixture);
  first = cluster_peer_new (fixture);
  cluster_peer_expect (first, "ready");
  second = cluster_peer_new (fixture);
  cluster_peer_expect (second, "ready");
  cluster_peer_leave (first);
  end = cluster_peer_read (first);
  g_assert_null (end);
  cluster_peer_leave (second);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster_fixture_add ("/cluster/sharing/two", test_two);
  cluster_fixture_add ("/cluster/sharing/two-data-folders", test_two_data_folders);
  cluster_fixture_add ("/cluster/sharing/two-runtime-folders", test_two_runtime_folders);
  cluster_fixture_add ("/cluster/sharing/race", test_race);
  cluster_fixture_add ("/cluster/sharing/last-out-first-in", test_last_out_first_in);
  cluster_fixture_add ("/cluster/sharing/kill-at-every-stage", test_kill_at_every_stage);
  cluster_fixture_add ("/cluster/sharing/crowd", test_crowd);
  cluster_fixture_add ("/cluster/sharing/kill-one-of-two", test_kill_one_of_two);
  cluster_fixture_add ("/cluster/sharing/output-ends-with-client", test_output_ends_with_client);
  return cluster_fixture_run ();
}
