/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "bench-sections"

#include "galley-bench.h"
#include "galley-section-list.h"
#include "galley-test-ui.h"
#include "galley-test-workspace.h"

#define N_OPENINGS 7
#define N_FRAMES   300
#define N_MOVES    15

/* The list of sections alone, in a window, as a person opens a long post, scrolls through it and moves a section. */
typedef struct
{
  GalleyTestWorkspace *workspace; /* (owned) */
  GalleyHistory       *history;   /* (owned) */
  GalleySectionList   *list;
  GtkWindow           *window;
} Desk;

/* The work of a frame: from its beginning until it was drawn. */
typedef struct
{
  double begin;
  double work[N_FRAMES];
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
    frames->work[frames->n_frames++] = galley_bench_now () - frames->begin;
}

static GListModel *
get_sections (Desk *desk)
{
  return galley_section_list_get_sections (desk->list);
}

static GalleyPost *
add_post (Desk *desk,
          guint n_sections)
{
  GalleyPost      *post = galley_test_workspace_add_post (desk->workspace, "A long post", n_sections);
  g_autofree char *nothing = NULL;

  nothing = galley_test_workspace_sql (desk->workspace,
                                       "UPDATE post_section SET draft = repeat ('Flour, water and salt are all there is. ', 40)"
                                       " WHERE post_id = %d;"
                                       /* As it is a moment after a library was opened. */
                                       "SELECT galley.words_recount(100000); VACUUM ANALYZE",
                                       galley_record_get_id (GALLEY_RECORD (post)));
  return post;
}

/* From the click to the drawn list; and how long the main loop was held up at most. */
static void
measure_opening (Desk       *desk,
                 GalleyPost *post,
                 guint       n_sections,
                 const char *target)
{
  double times[N_OPENINGS], gaps[N_OPENINGS], gap, work;

  for (guint i = 0; i < N_OPENINGS; i++)
    {
      double start;

      galley_section_list_set_post (desk->list, NULL);
      galley_test_ui_wait_for_frames (GTK_WIDGET (desk->list), 2);
      galley_bench_take_gap (&gap, &work);
      start = galley_bench_now ();
      galley_section_list_set_post (desk->list, post);
      galley_test_ui_until (g_list_model_get_n_items (get_sections (desk)) == n_sections);
      galley_test_ui_wait_for_frames (GTK_WIDGET (desk->list), 1);
      times[i] = galley_bench_now () - start;
      galley_bench_take_gap (&gap, &work);
      gaps[i] = work;
    }
  g_print ("A post with %'u sections:\n", n_sections);
  galley_bench_print ("from the click to the drawn list", target, "median %.0f ms", galley_bench_median (times, N_OPENINGS));
  galley_bench_print ("longest turn of the main loop", "-", "median %.0f ms of work", galley_bench_median (gaps, N_OPENINGS));
}

static void
measure_scrolling (Desk *desk)
{
  GtkWidget     *view = galley_test_ui_get (GTK_WIDGET (desk->list), GTK_TYPE_LIST_VIEW, "Sections");
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (view);
  Frames         frames = { 0 };
  gulong         before = g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &frames);
  gulong         after = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &frames);

  while (frames.n_frames < N_FRAMES)
    {
      guint n_frames = frames.n_frames;

      /* Down, and from the end down again from the beginning. */
      if (gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) + 600 > gtk_adjustment_get_upper (adjustment))
        gtk_adjustment_set_value (adjustment, 0);
      else
        gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 600);
      galley_test_ui_until (frames.n_frames > n_frames);
    }
  g_signal_handler_disconnect (clock, before);
  g_signal_handler_disconnect (clock, after);
  galley_bench_median (frames.work, N_FRAMES);
  galley_bench_print ("scrolling by 600 pixels a frame, work of a frame", "95 % below 8 ms", "median %.1f ms, 95 %% below %.1f ms",
                      frames.work[N_FRAMES / 2], frames.work[N_FRAMES * 95 / 100]);
  gtk_adjustment_set_value (adjustment, 0);
  galley_test_ui_wait_for_frames (view, 2);
}

static void
drawn_cb (GdkFrameClock *clock,
          gboolean      *drawn)
{
  *drawn = TRUE;
}

/* The main loop as it is: the frame comes when the change asks for it. */
static void
wait_for_frame (Desk *desk)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (desk->list));
  gboolean       drawn = FALSE;
  gulong         handler = g_signal_connect (clock, "after-paint", G_CALLBACK (drawn_cb), &drawn);

  while (!drawn)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

/* The list shows a move before the database knows of it; the frame after it has it. */
static void
measure_moves (Desk *desk)
{
  double shown[N_MOVES], drawn[N_MOVES], stored[N_MOVES];

  for (guint i = 0; i < N_MOVES; i++)
    {
      g_autoptr (GalleySection) section = g_list_model_get_item (get_sections (desk), 5);
      double start;

      galley_section_list_select (desk->list, galley_record_get_id (GALLEY_RECORD (section)));
      galley_test_ui_wait_for_frames (GTK_WIDGET (desk->list), 2);
      start = galley_bench_now ();
      gtk_widget_activate_action (GTK_WIDGET (desk->list), i % 2 == 0 ? "section.move-to-bottom" : "section.move-up", NULL);
      shown[i] = galley_bench_now () - start;
      wait_for_frame (desk);
      drawn[i] = galley_bench_now () - start;
      galley_test_ui_until (galley_history_get_can_undo (desk->history));
      stored[i] = galley_bench_now () - start;
      galley_history_clear (desk->history);
    }
  galley_bench_print ("a move, until the list has it for the next frame", "below 16 ms", "median %.1f ms, at most %.1f ms",
                      galley_bench_median (shown, N_MOVES), galley_bench_most (shown, N_MOVES));
  galley_bench_print ("until the frame that shows it was drawn", "the next frame", "median %.1f ms, at most %.1f ms",
                      galley_bench_median (drawn, N_MOVES), galley_bench_most (drawn, N_MOVES));
  galley_bench_print ("until it is stored", "-", "median %.0f ms", galley_bench_median (stored, N_MOVES));
}

static void
measure (Desk       *desk,
         guint       n_sections,
         const char *target)
{
  g_autoptr (GalleyPost) post = add_post (desk, n_sections);

  measure_opening (desk, post, n_sections, target);
  measure_scrolling (desk);
  measure_moves (desk);
  galley_section_list_set_post (desk->list, NULL);
}

int
main (int   argc,
      char *argv[])
{
  Desk desk = { 0 };

  galley_test_ui_init (&argc, &argv);
  galley_bench_watch_gaps (NULL);
  desk.workspace = galley_test_workspace_new ();
  desk.history = galley_history_new ();
  desk.list = g_object_new (GALLEY_TYPE_SECTION_LIST,
                            "workspace", galley_test_workspace_get_workspace (desk.workspace), "history", desk.history, NULL);
  desk.window = galley_test_ui_show (GTK_WIDGET (desk.list), 360, 700);
  measure (&desk, 1000, "below 150 ms");
  measure (&desk, 10000, "below 700 ms");

  galley_test_ui_close (desk.window);
  g_clear_object (&desk.history);
  galley_test_workspace_free (desk.workspace);
  galley_test_workspace_stop_server ();
  return 0;
}
