/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded into a program that is not made for it: tells when it has drawn its first frame, and the first one that shows a
 * certain widget.
 *
 *   FRAME_PROBE_FD       the number of an open file, which gets a line for each of the two: a word, the monotonic time, and the
 *                        time that the process has had a processor, both in milliseconds; and one for each frame: “frame”, and
 *                        what drawing it took
 *   FRAME_PROBE_WIDGET   the name of the widget's type; without it there is the line of the first frame only
 */

#define G_LOG_DOMAIN "frame-probe"

#include <dlfcn.h>
#include <fcntl.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <sys/resource.h>

static FILE       *output;
static const char *wanted; /* (nullable) the type of a widget that has not been seen yet */
static gint64      began;  /* when the frame that is being drawn began */
static gboolean    drawn;

static double
get_work (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static void
tell (const char *what)
{
  fprintf (output, "%s %.3f %.3f\n", what, (double)g_get_monotonic_time () / 1e3, get_work ());
  fflush (output);
}

static gboolean
is_there (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), wanted))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (is_there (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_wanted_there (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean    found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && !found; i++)
    {
      GtkWidget *window = g_list_model_get_item (windows, i);

      found = is_there (window);
      g_object_unref (window);
    }
  return found;
}

static gboolean
before_paint_cb (GSignalInvocationHint *hint,
                 guint                  n_values,
                 const GValue          *values,
                 gpointer               user_data)
{
  began = g_get_monotonic_time ();
  return TRUE;
}

static gboolean
after_paint_cb (GSignalInvocationHint *hint,
                guint                  n_values,
                const GValue          *values,
                gpointer               user_data)
{
  gint64 took = g_get_monotonic_time () - began;

  if (!drawn)
    tell ("first");
  drawn = TRUE;
  if (wanted != NULL && is_wanted_there ())
    {
      tell ("shown");
      wanted = NULL;
    }
  fprintf (output, "frame %.3f\n", (double)took / 1e3);
  fflush (output);
  return TRUE;
}

static void
watch (int fd)
{
  gpointer clock = g_type_class_ref (GDK_TYPE_FRAME_CLOCK);

  /* Not for the programs that this one starts. */
  g_unsetenv ("LD_PRELOAD");
  fcntl (fd, F_SETFD, FD_CLOEXEC);
  output = fdopen (fd, "w");
  wanted = g_getenv ("FRAME_PROBE_WIDGET");
  g_signal_add_emission_hook (g_signal_lookup ("before-paint", GDK_TYPE_FRAME_CLOCK), 0, before_paint_cb, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0, after_paint_cb, NULL, NULL);
  g_type_class_unref (clock);
}

/* In the place of the function of that name, which it calls. */
G_MODULE_EXPORT int
g_application_run (GApplication *application,
                   int           argc,
                   char        **argv)
{
  int (*run) (GApplication *, int, char **) = (int (*) (GApplication *, int, char **))dlsym (RTLD_NEXT, "g_application_run");
  const char *fd = g_getenv ("FRAME_PROBE_FD");

  if (fd != NULL)
    watch (atoi (fd));
  return run (application, argc, argv);
}
