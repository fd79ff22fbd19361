/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "bench-library"

#include "galley-bench.h"
#include "galley-library.h"
#include "galley-test-ui.h"
#include "galley-test-workspace.h"

#define N_ROUNDS 7
#define N_FRAMES 300

static GtkWidget *
show_library (GtkWindow **window)
{
  GtkWidget *library = g_object_new (GALLEY_TYPE_LIBRARY, NULL);

  *window = galley_test_ui_show (library, 320, 700);
  return library;
}

static gboolean
is_filled (GtkWidget *library)
{
  GtkWidget *list = galley_test_ui_find (library, GTK_TYPE_LIST_VIEW, "Posts");

  return gtk_widget_get_mapped (list) && g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) == 20000;
}

/* From the workspace that is set to the frame that shows the list. */
static void
measure_opening (GalleyTestWorkspace *workspace)
{
  double times[N_ROUNDS];
  double gaps[N_ROUNDS];
  double work[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      GtkWindow *window;
      GtkWidget *library = show_library (&window);
      double     begin;

      galley_bench_take_gap (&gaps[i], &work[i]);
      begin = galley_bench_now ();
      galley_library_set_workspace (GALLEY_LIBRARY (library), galley_test_workspace_get_workspace (workspace));
      galley_test_ui_until (is_filled (library));
      galley_test_ui_wait_for_frames (library, 1);
      times[i] = galley_bench_now () - begin;
      galley_bench_take_gap (&gaps[i], &work[i]);
      galley_library_set_workspace (GALLEY_LIBRARY (library), NULL);
      galley_test_ui_close (window);
    }
  galley_bench_print ("a library of 20,000 posts, to the frame that shows it", "less than 300 ms, gap less than 10 ms",
                      "median %.0f ms, longest gap of the main loop: median %.1f ms, worst %.1f ms", galley_bench_median (times, N_ROUNDS),
                      galley_bench_median (gaps, N_ROUNDS), galley_bench_most (gaps, N_ROUNDS));
}

typedef struct
{
  double begin;
  double times[N_FRAMES];
  guint  n_frames;
} Frames;

static void
before_paint_cb (GdkFrameClock *clock,
                 Frames        *frames)
{
  frames->begin = galley_bench_now ();
}

static void
after_paint_cb (GdkFrameClock *clock,
                Frames        *frames)
{
  if (frames->n_frames < N_FRAMES)
    frames->times[frames->n_frames++] = galley_bench_now () - frames->begin;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static void
measure_scrolling (GalleyTestWorkspace *workspace,
                   double               step)
{
  GtkWindow     *window;
  GtkWidget     *library = show_library (&window);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (library);
  Frames         frames = { 0 };
  GtkAdjustment *adjustment;

  galley_library_set_workspace (GALLEY_LIBRARY (library), galley_test_workspace_get_workspace (workspace));
  galley_test_ui_until (is_filled (library));
  galley_test_ui_wait_for_frames (library, 2);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (galley_test_ui_find (library, GTK_TYPE_LIST_VIEW, "Posts")));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &frames);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &frames);
  while (frames.n_frames < N_FRAMES)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
      galley_test_ui_wait_for_frames (library, 1);
    }
  g_signal_handlers_disconnect_by_data (clock, &frames);
  qsort (frames.times, N_FRAMES, sizeof (double), compare_times);
  galley_bench_print ("scrolling it, work of a frame", "p95 less than 8 ms", "%.0f pixels a frame: median %.1f ms, p95 %.1f ms, worst %.1f ms",
                      step, frames.times[N_FRAMES / 2], frames.times[N_FRAMES * 95 / 100], frames.times[N_FRAMES - 1]);
  galley_library_set_workspace (GALLEY_LIBRARY (library), NULL);
  galley_test_ui_close (window);
}

int
main (int   argc,
      char *argv[])
{
  galley_test_ui_init (&argc, &argv);
  {
    g_autoptr (GalleyTestWorkspace) workspace = galley_test_workspace_new ();
    g_autofree char *nothing = galley_test_workspace_sql (workspace,
                                                          "INSERT INTO post (title, slug) SELECT 'Post ' || n, 'post-' || n"
                                                          " FROM generate_series(1, 20000) AS n; ANALYZE post");

    galley_bench_watch_gaps (NULL);
    measure_opening (workspace);
    measure_scrolling (workspace, 60);
    measure_scrolling (workspace, 600);
  }
  galley_test_workspace_stop_server ();
  return 0;
}
