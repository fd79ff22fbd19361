/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cluster-peer.h"

#include <signal.h>

#include "galley-test-util.h"

struct _ClusterPeer
{
  GSubprocess      *process;
  GDataInputStream *output;
};

ClusterPeer *
cluster_peer_new (ClusterFixture *fixture)
{
  ClusterPeer     *self = g_new0 (ClusterPeer, 1);
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "cluster-client", NULL);
  g_autoptr (GError) error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
                                    fixture->data, fixture->runtime, NULL);
  g_assert_no_error (error);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  return self;
}

/* Waits for the end of the process, which must be near. */
void
cluster_peer_free (ClusterPeer *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_subprocess_wait_async (self->process, NULL, galley_test_result_cb, &result);
  g_subprocess_wait_finish (self->process, galley_test_await (&result), NULL);
  g_object_unref (self->output);
  g_object_unref (self->process);
  g_free (self);
}

/* The next line that the process writes, or NULL at the end. */
char *
cluster_peer_read (ClusterPeer *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *line;

  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, NULL, galley_test_result_cb, &result);
  line = g_data_input_stream_read_line_finish (self->output, galley_test_await (&result), NULL, &error);
  g_assert_no_error (error);
  return line;
}

/* Reads lines until one starts with @line. */
void
cluster_peer_expect (ClusterPeer *self, const char *line)
{
  for (;;)
    {
      g_autofree char *next = cluster_peer_read (self);

      if (next == NULL)
        g_error ("the client ended without saying “%s”", line);
      if (g_str_has_prefix (next, line))
        return;
      if (g_str_has_prefix (next, "failed"))
        g_error ("the client said “%s” instead of “%s”", next, line);
    }
}

void
cluster_peer_leave (ClusterPeer *self)
{
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL));
  cluster_peer_expect (self, "closed");
}

void
cluster_peer_kill (ClusterPeer *self)
{
  g_subprocess_send_signal (self->process, SIGKILL);
}
