/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The states that a private server can be found in, one case each. */

#include <string.h>

#include "cluster-fixture.h"
#include "galley-error.h"

static void
test_fresh (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
  g_autofree char *answer = cluster_fixture_query (cluster, "SELECT current_user || ' ' || current_database()");

  g_assert_cmpstr (answer, ==, "galley galley");
  cluster_fixture_close (cluster);
}

static void
test_again (ClusterFixture *fixture, gconstpointer data)
{
  g_autoptr (GalleyCluster) cluster = cluster_fixture_open (fixture);
  g_autofree char *answer = NULL;

  g_free (cluster_fixture_query (cluster, "CREATE TABLE kept AS SELECT 'still here' AS words"));
  cluster_fixture_close (cluster);

  cluster_fixture_reopen (cluster);
  answer = cluster_fixture_query (cluster, "SELECT words FROM kept");
  g_assert_cmpstr (answer, ==, "still here");
  cluster_fixture_close (cluster);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster_fixture_add ("/cluster/fresh", test_fresh);
  cluster_fixture_add ("/cluster/again", test_again);
  return g_test_run ();
}
