/* SPDX-License-Identifier: GPL-3.0-or-later */

/* cluster-client DATA RUNTIME: a program that uses a private server.  It writes a line for every stage, "ready" when the server
 * can be used, or "failed" and why; it leaves when its input ends, and writes "closed" then. */

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <glib-unix.h>

#include "galley-cluster.h"

static GMainLoop *loop;

static void
say (const char *word, const char *more)
{
  printf ("%s%s%s\n", word, more != NULL ? " " : "", more != NULL ? more : "");
  fflush (stdout);
}

static void
stage_changed_cb (GalleyCluster *cluster)
{
  g_autoptr (GEnumClass) stages = g_type_class_ref (GALLEY_TYPE_CLUSTER_STAGE);

  say ("stage", g_enum_get_value (stages, galley_cluster_get_stage (cluster))->value_nick);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (galley_cluster_close_finish (GALLEY_CLUSTER (source), result, &error))
    say ("closed", NULL);
  else
    say ("failed", error->message);
  g_main_loop_quit (loop);
}

static gboolean
input_ended_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char ignored[64];

  if (read (fd, ignored, sizeof ignored) > 0)
    return G_SOURCE_CONTINUE;
  galley_cluster_close_async (user_data, NULL, closed_cb, NULL);
  return G_SOURCE_REMOVE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (galley_cluster_open_finish (GALLEY_CLUSTER (source), result, &error))
    {
      say ("ready", galley_cluster_get_conninfo (GALLEY_CLUSTER (source)));
      g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, input_ended_cb, source);
      return;
    }
  say ("failed", error->message);
  g_main_loop_quit (loop);
}

int
main (int argc, char **argv)
{
  g_autoptr (GalleyCluster) cluster = NULL;

  if (argc != 3)
    return 2;
  loop = g_main_loop_new (NULL, FALSE);
  cluster = galley_cluster_new (argv[1], argv[2]);
  g_signal_connect (cluster, "notify::stage", G_CALLBACK (stage_changed_cb), NULL);
  galley_cluster_open_async (cluster, NULL, opened_cb, NULL);
  g_main_loop_run (loop);
  g_main_loop_unref (loop);
  return 0;
}
