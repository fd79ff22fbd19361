/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole window with much in it: how long it takes until 20,000 posts, and a post of thousands of sections, are drawn; what a
 * frame takes while 10,000 rows are scrolled; when a move is seen; and the memory that all of it takes, also after a thousand
 * posts. */

#define G_LOG_DOMAIN "bench-window"

#include <glib/gstdio.h>
#include <malloc.h>
#include <sys/resource.h>
#include <time.h>

#include "galley-bench.h"
#include "galley-library.h"
#include "galley-post-row.h"
#include "galley-section-list.h"
#include "galley-section-row.h"
#include "galley-test-ui.h"
#include "galley-test-workspace.h"
#include "galley-window.h"

#define N_POSTS    20000
#define N_FRAMES   300
#define STEP       600 /* pixels a frame */
#define N_SWITCHES 1000
#define N_OPENINGS 7

typedef struct
{
  GalleyTestWorkspace *workspace; /* (owned) */
  GalleyOpening       *opening;   /* (owned) */
  GalleySession       *session;   /* (owned) */
  char                *path;      /* (owned) of the session */
  GtkWindow           *window;
} Bench;

/* What the frames took that were drawn since the lists were emptied, by the clock and on a processor. */
static GArray *frames;
static GArray *frame_works;
static double  frame_began;
static double  frame_work;

static double
get_thread_work (void)
{
  struct timespec work;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &work);
  return (double)work.tv_sec * 1e3 + (double)work.tv_nsec / 1e6;
}

static void
before_paint_cb (void)
{
  frame_began = galley_bench_now ();
  frame_work = get_thread_work ();
}

static void
after_paint_cb (void)
{
  double took = galley_bench_now () - frame_began;
  double work = get_thread_work () - frame_work;

  g_array_append_val (frames, took);
  g_array_append_val (frame_works, work);
}

static void
watch_frames (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  frames = g_array_new (FALSE, FALSE, sizeof (double));
  frame_works = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
}

static double
get_work (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

/* In megabytes. */
static double
get_memory (void)
{
  g_autofree char *text = NULL;
  const char      *line;

  malloc_trim (0);
  g_file_get_contents ("/proc/self/status", &text, NULL, NULL);
  line = strstr (text, "VmRSS:");
  return (double)g_ascii_strtoll (line + strlen ("VmRSS:"), NULL, 10) / 1024;
}

/* Runs the main loop as it is, without anything to wake it up: a turn of a test takes as long as its clock. */
static void
turn_until_drawn (Bench *bench,
                  GType  type)
{
  guint n_before;

  while (galley_test_ui_find (GTK_WIDGET (bench->window), type, NULL) == NULL ||
         !gtk_widget_get_mapped (galley_test_ui_find (GTK_WIDGET (bench->window), type, NULL)))
    g_main_context_iteration (NULL, TRUE);
  n_before = frames->len;
  gtk_widget_queue_draw (GTK_WIDGET (bench->window));
  while (frames->len == n_before)
    g_main_context_iteration (NULL, TRUE);
}

static void
fill (Bench *bench)
{
  g_free (galley_test_workspace_sql (
    bench->workspace,
    "INSERT INTO public.post (title, slug, summary, updated_at)"
    " SELECT 'Post ' || i, 'post-' || i, 'What it is about', now() - make_interval(secs => i) FROM generate_series(1, %d) AS i;"
    "INSERT INTO public.post_development (post_id) SELECT id FROM public.post;"
    "SET galley.guard = 'on';"
    "INSERT INTO public.post_section (post_id, section_order, section_heading, draft)"
    " SELECT post.id, s, 'Heading ' || s, 'Some words of it.' FROM public.post, generate_series(1, 3) AS s;"
    "INSERT INTO galley.section_words (section_id, version, words) SELECT id, version, 4 FROM public.post_section;"
    "ANALYZE",
    N_POSTS));
}

static void
start (Bench *bench)
{
  bench->path = g_build_filename (g_get_user_state_dir (), "bench-window", NULL);
  bench->session = galley_session_new (bench->path);
  bench->opening = galley_opening_new (galley_test_workspace_get_conninfo (bench->workspace));
  bench->window = galley_window_new (NULL, bench->opening, bench->session);
  gtk_window_set_default_size (bench->window, 1200, 800);
  gtk_window_present (bench->window);
  galley_test_ui_wait_for_frames (GTK_WIDGET (bench->window), 2);
  watch_frames (GTK_WIDGET (bench->window));
}

static void
measure_library (Bench *bench)
{
  double began;
  double began_work;
  double gap;
  double work;

  galley_bench_take_gap (&gap, &work);
  galley_opening_start (bench->opening);
  galley_test_ui_until (galley_opening_get_state (bench->opening) == GALLEY_OPENING_READY);
  began = galley_bench_now ();
  began_work = get_work ();
  turn_until_drawn (bench, GALLEY_TYPE_POST_ROW);
  galley_bench_print ("20,000 posts, until they are drawn", "300 ms", "%.0f ms, %.0f ms on a processor",
                      galley_bench_now () - began,
                      get_work () - began_work);
  galley_test_ui_wait_for_frames (GTK_WIDGET (bench->window), 30);
  galley_bench_take_gap (&gap, &work);
  galley_bench_print ("20,000 posts, the longest turn of the main loop", "-", "%.0f ms, of it at work %.0f ms", gap, work);
}

static void
open_post (Bench      *bench,
           GalleyPost *post)
{
  GtkWidget *library = galley_test_ui_find (GTK_WIDGET (bench->window), GALLEY_TYPE_LIBRARY, NULL);

  g_signal_emit_by_name (library, "post-activated", post);
}

static GListModel *
get_sections (Bench *bench)
{
  GtkWidget *list = galley_test_ui_find (GTK_WIDGET (bench->window), GALLEY_TYPE_SECTION_LIST, NULL);

  return galley_section_list_get_sections (GALLEY_SECTION_LIST (list));
}

/* From what the row of a post does when it is clicked to the frame that shows all of the post's sections. */
static void
measure_opening (Bench      *bench,
                 GalleyPost *post,
                 GalleyPost *other,
                 const char *what,
                 const char *target)
{
  double times[N_OPENINGS];
  double works[N_OPENINGS];
  double gaps[N_OPENINGS];
  double turns[N_OPENINGS];
  guint  n_sections = (guint)galley_post_get_n_sections (post);

  for (guint i = 0; i < N_OPENINGS; i++)
    {
      double work = get_work ();
      double began;

      open_post (bench, other);
      galley_test_ui_until (g_list_model_get_n_items (get_sections (bench)) == (guint)galley_post_get_n_sections (other));
      galley_test_ui_wait_for_frames (GTK_WIDGET (bench->window), 10);
      galley_bench_take_gap (&gaps[i], &turns[i]);

      work = get_work ();
      began = galley_bench_now ();
      open_post (bench, post);
      while (g_list_model_get_n_items (get_sections (bench)) != n_sections)
        g_main_context_iteration (NULL, TRUE);
      turn_until_drawn (bench, GALLEY_TYPE_SECTION_ROW);
      times[i] = galley_bench_now () - began;
      works[i] = get_work () - work;
      galley_bench_take_gap (&gaps[i], &turns[i]);
    }
  galley_bench_print (what, target, "%.0f ms (median), %.0f ms (most), %.0f ms on a processor",
                      galley_bench_median (times, N_OPENINGS),
                      galley_bench_most (times, N_OPENINGS), galley_bench_median (works, N_OPENINGS));
  galley_bench_print ("  the longest turn of the main loop meanwhile", "16 ms at work", "%.0f ms, of it at work %.0f ms",
                      galley_bench_median (gaps, N_OPENINGS), galley_bench_median (turns, N_OPENINGS));
}

static void
print_frames (const char *what,
              GArray     *values)
{
  double *figures = (double *)(void *)values->data;
  double  median = galley_bench_median (figures, values->len);

  galley_bench_print (what, "8 ms (p95)", "%.1f ms (median), %.1f ms (p95), %.1f ms (most)", median, figures[values->len * 95 / 100],
                      figures[values->len - 1]);
}

static void
measure_scrolling (Bench *bench)
{
  GtkWidget     *sections = galley_test_ui_find (GTK_WIDGET (bench->window), GALLEY_TYPE_SECTION_LIST, NULL);
  GtkWidget     *list = galley_test_ui_find (sections, GTK_TYPE_LIST_VIEW, NULL);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  gtk_adjustment_set_value (adjustment, 0);
  galley_test_ui_wait_for_frames (list, 10);
  g_array_set_size (frames, 0);
  g_array_set_size (frame_works, 0);
  for (guint i = 1; i <= N_FRAMES; i++)
    {
      guint n_before = frames->len;

      gtk_adjustment_set_value (adjustment, i * STEP);
      while (frames->len == n_before)
        g_main_context_iteration (NULL, TRUE);
    }
  print_frames ("a frame while 10,000 rows are scrolled by pages", frames);
  print_frames ("  the same, on a processor", frame_works);
}

static void
switch_posts (Bench       *bench,
              GalleyPost **posts,
              guint        n_switches)
{
  for (guint i = 0; i < n_switches; i++)
    {
      GalleyPost *post = posts[i % 2];

      open_post (bench, post);
      galley_test_ui_until (g_list_model_get_n_items (get_sections (bench)) == (guint)galley_post_get_n_sections (post));
    }
  galley_test_ui_wait_for_frames (GTK_WIDGET (bench->window), 10);
}

static void
measure_switching (Bench       *bench,
                   GalleyPost **posts)
{
  double before;
  double half;
  double after;

  /* What is kept for good is there then. */
  switch_posts (bench, posts, N_SWITCHES / 5);
  before = get_memory ();
  switch_posts (bench, posts, N_SWITCHES / 2);
  half = get_memory ();
  switch_posts (bench, posts, N_SWITCHES / 2);
  after = get_memory ();
  galley_bench_print ("memory after 500 and 1,000 posts more", "no growth", "%.1f MB, %+.2f MB, %+.2f MB", before, half - before,
                      after - before);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!galley_opening_close_finish (GALLEY_OPENING (source), result, &error))
    g_error ("%s", error->message);
  *(gboolean *)user_data = TRUE;
}

static void
end (Bench *bench)
{
  gboolean closed = FALSE;

  galley_test_ui_close (bench->window);
  galley_opening_close_async (bench->opening, NULL, closed_cb, &closed);
  galley_test_ui_until (closed);
  g_clear_object (&bench->opening);
  galley_session_flush (bench->session);
  g_clear_object (&bench->session);
  g_remove (bench->path);
  g_free (bench->path);
  g_array_unref (frames);
  g_array_unref (frame_works);
}

int
main (int   argc,
      char *argv[])
{
  Bench       bench = { 0 };
  GalleyPost *posts[2];
  GalleyPost *short_one;
  GalleyPost *long_one;

  galley_test_ui_init (&argc, &argv);
  bench.workspace = galley_test_workspace_new ();
  fill (&bench);
  long_one = galley_test_workspace_add_post (bench.workspace, "Long", 10000);
  short_one = galley_test_workspace_add_post (bench.workspace, "Short", 1000);
  posts[0] = galley_test_workspace_add_post (bench.workspace, "One", 20);
  posts[1] = galley_test_workspace_add_post (bench.workspace, "Other", 30);

  /* As it is a moment after they came. */
  g_free (galley_test_workspace_sql (bench.workspace, "SELECT galley.words_recount(100000); VACUUM ANALYZE"));

  start (&bench);
  galley_bench_watch_gaps (NULL);
  measure_library (&bench);
  galley_bench_print ("memory with 20,000 posts", "-", "%.0f MB", get_memory ());
  measure_opening (&bench, short_one, posts[0], "1,000 sections, from a click until they are drawn", "150 ms");
  measure_opening (&bench, long_one, posts[0], "10,000 sections, from a click until they are drawn", "700 ms");
  measure_scrolling (&bench);
  galley_bench_print ("memory with 20,000 posts and 10,000 sections", "150 MB", "%.0f MB", get_memory ());
  measure_switching (&bench, posts);
  end (&bench);
  g_object_unref (long_one);
  g_object_unref (short_one);
  g_object_unref (posts[0]);
  g_object_unref (posts[1]);
  galley_test_workspace_free (bench.workspace);
  galley_test_workspace_stop_server ();
  return 0;
}
