/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-slices"

#include "galley-slices.h"

#include "galley-test-util.h"

typedef struct
{
  guint         n_done;
  guint         fails_at; /* which piece cannot be done; G_MAXUINT for none */
  guint         n_turns;  /* of the main loop, while the work went on */
  gboolean      is_freed;
  gint64        piece_usec;  /* how long a piece takes */
  GCancellable *cancellable; /* cancelled by the third piece */
} Work;

static gboolean
do_piece (guint    index,
          gpointer user_data,
          GError **error)
{
  Work  *work = user_data;
  gint64 end = g_get_monotonic_time () + work->piece_usec;

  g_assert_cmpuint (index, ==, work->n_done);
  g_assert_false (work->is_freed);
  if (index == work->fails_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot");
      return FALSE;
    }

  /* Busy, not asleep: this is what the slices are there for. */
  while (g_get_monotonic_time () < end)
    continue;

  work->n_done++;
  if (work->cancellable != NULL && work->n_done == 3)
    g_cancellable_cancel (work->cancellable);
  return TRUE;
}

static void
free_work (gpointer user_data)
{
  Work *work = user_data;

  work->is_freed = TRUE;
}

static gboolean
count_turn_cb (gpointer user_data)
{
  Work *work = user_data;

  work->n_turns++;
  return G_SOURCE_CONTINUE;
}

static gboolean
run (Work    *work,
     guint    n_pieces,
     GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint    source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, count_turn_cb, work, NULL);
  gboolean done;

  galley_slices_run_async (n_pieces, do_piece, work, free_work, work->cancellable, galley_test_result_cb, &result);
  g_assert_null (result);
  done = galley_slices_run_finish (galley_test_await (&result), error);
  g_source_remove (source);
  g_clear_object (&result);
  g_assert_true (work->is_freed);

  return done;
}

static void
test_all (void)
{
  Work work = { .fails_at = G_MAXUINT };
  g_autoptr (GError) error = NULL;

  g_assert_true (run (&work, 1000, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (work.n_done, ==, 1000);
}

static void
test_none (void)
{
  Work work = { .fails_at = G_MAXUINT };
  g_autoptr (GError) error = NULL;

  g_assert_true (run (&work, 0, &error));
  g_assert_no_error (error);
}

/* Each piece takes longer than a slice may, so the main loop gets a turn after each. */
static void
test_turns (void)
{
  Work work = { .fails_at = G_MAXUINT, .piece_usec = 5000 };
  g_autoptr (GError) error = NULL;

  g_assert_true (run (&work, 10, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (work.n_turns, >=, 9);
}

static void
test_failure (void)
{
  Work work = { .fails_at = 7 };
  g_autoptr (GError) error = NULL;

  g_assert_false (run (&work, 1000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpuint (work.n_done, ==, 7);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Work work = { .fails_at = G_MAXUINT, .piece_usec = 5000, .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  g_assert_false (run (&work, 1000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (work.n_done, ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/slices/all", test_all);
  g_test_add_func ("/slices/none", test_none);
  g_test_add_func ("/slices/turns", test_turns);
  g_test_add_func ("/slices/failure", test_failure);
  g_test_add_func ("/slices/cancelled", test_cancelled);

  return g_test_run ();
}
