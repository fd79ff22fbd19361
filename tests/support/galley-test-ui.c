/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-test-ui"

#include "galley-test-ui.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include <gtksourceview/gtksource.h>

/* Long enough for a loaded machine under a sanitizer; only a test that fails ever takes it. */
static guint patience_s = 60;

/**
 * galley_test_ui_set_patience:
 * @seconds: how long to wait for what does not come
 *
 * For the tests of these functions: how soon a test gives up.
 */
void
galley_test_ui_set_patience (guint seconds)
{
  patience_s = seconds;
}

/**
 * galley_test_ui_get_end:
 *
 * Returns: the monotonic time when a wait that begins now is given up, in microseconds
 */
gint64
galley_test_ui_get_end (void)
{
  return g_get_monotonic_time () + patience_s * G_USEC_PER_SEC;
}

/**
 * galley_test_ui_turn:
 * @end: what galley_test_ui_get_end() returned when the wait began
 * @condition: what is waited for, for the message
 *
 * Runs one turn of the main loop; fails the test when it is too late.
 */
void
galley_test_ui_turn (gint64      end,
                     const char *condition)
{
  /* The loop has to come round even when nothing happens at all. */
  g_autoptr (GSource) tick = g_timeout_source_new (50);

  if (g_get_monotonic_time () > end)
    g_error ("Waited %u s in vain: %s", patience_s, condition);
  g_source_set_dummy_callback (tick);
  g_source_attach (tick, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_source_destroy (tick);
}
#ifdef __SANITIZE_ADDRESS__
/* What the constructors of libraries leave behind is not ours: GLib drops its first table of quarks on purpose when it has to grow. By a
 * stack it could be told only from whole ones, which take ten times as long (see tests/ui/meson.build), so nobody looks
 * for leaks from before the first constructor until galley_test_ui_init(). */
static void
ignore_constructors (int    argc,
                     char **argv,
                     char **environment)
{
  __lsan_disable ();
}

__attribute__ ((section (".preinit_array"), used)) static void (*before_constructors) (int, char **, char **) = ignore_constructors;
#endif

/**
 * galley_test_ui_init:
 * @argc: (inout): the count of @argv
 * @argv: (inout): the words of the command line, of which those for the test program are taken away
 *
 * Takes the place of g_test_init() in a test of widgets.  From here on a warning of any library fails the test.
 */
void
galley_test_ui_init (int    *argc,
                     char ***argv)
{
#ifdef __SANITIZE_ADDRESS__
  __lsan_enable ();
#endif
  /* Not G_TEST_OPTION_ISOLATE_DIRS: it hides the icons, the fonts and the languages of the system; run-headless keeps the user apart. */
  g_test_init (argc, argv, NULL);
  if (g_getenv ("DISPLAY") == NULL)
    g_error ("There is no display; run this test as “tests/support/run-headless --a11y test -- PROGRAM”");
  adw_init ();
  gtk_source_init ();
}

/**
 * galley_test_ui_show:
 * @widget: (transfer none): a widget without a parent, or a window
 * @width: of the window, in pixels
 * @height: of the window, in pixels
 *
 * Shows a widget, in a window of its own unless it is one, and waits until it was drawn.
 *
 * Returns: (transfer none): the window, for galley_test_ui_close()
 */
GtkWindow *
galley_test_ui_show (GtkWidget *widget,
                     int        width,
                     int        height)
{
  GtkWindow *window = GTK_IS_WINDOW (widget) ? GTK_WINDOW (widget) : GTK_WINDOW (adw_window_new ());

  if (!GTK_IS_WINDOW (widget))
    {
      /* An undo toast of a page has to find somewhere to go. */
      GtkWidget *overlay = adw_toast_overlay_new ();

      adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), widget);
      adw_window_set_content (ADW_WINDOW (window), overlay);
    }
  gtk_window_set_default_size (window, width, height);
  gtk_window_present (window);
  galley_test_ui_wait_for_frames (GTK_WIDGET (window), 2);
  return window;
}

/**
 * galley_test_ui_close:
 * @window: (transfer full): a window that nobody but GTK holds
 *
 * Closes a window, and fails the test when anything keeps it or its content alive: a leaked window is still in GTK's tables, so no
 * leak checker finds it.
 */
void
galley_test_ui_close (GtkWindow *window)
{
  GtkWidget *content = gtk_window_get_child (window);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  if (content != NULL)
    g_object_add_weak_pointer (G_OBJECT (content), (gpointer *)&content);
  gtk_window_destroy (window);
  galley_test_ui_until (window == NULL && content == NULL);
}

static void
count_cb (GdkFrameClock *clock,
          guint         *n_left)
{
  if (*n_left > 0)
    --*n_left;
}

/**
 * galley_test_ui_wait_for_frames:
 * @widget: a widget in a window that is shown
 * @n_frames: how many
 *
 * Waits until so many frames were drawn, and asks for them.
 */
void
galley_test_ui_wait_for_frames (GtkWidget *widget,
                                guint      n_frames)
{
  gint64         end = galley_test_ui_get_end ();
  GdkFrameClock *clock;
  gulong         handler;

  galley_test_ui_until (gtk_widget_get_mapped (widget));
  clock = gtk_widget_get_frame_clock (widget);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (count_cb), &n_frames);
  while (n_frames > 0)
    {
      gtk_widget_queue_draw (widget);
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      galley_test_ui_turn (end, "a frame");
    }
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
has_accessible_name (GtkWidget  *widget,
                     const char *name)
{
  g_autofree char *other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  return other == NULL;
}

static gboolean
is_called (GtkWidget  *widget,
           const char *name)
{
  g_autofree char *label = NULL;

  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), name) == 0)
    return TRUE;
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "label") != NULL)
    g_object_get (widget, "label", &label, NULL);
  return g_strcmp0 (label, name) == 0 ||
         g_strcmp0 (gtk_widget_get_tooltip_text (widget), name) == 0 ||
         g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), name) == 0 ||
         has_accessible_name (widget, name);
}

static gboolean
is_wanted (GtkWidget  *widget,
           GType       type,
           const char *name)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), type) && (name == NULL || is_called (widget, name));
}

/**
 * galley_test_ui_find:
 * @root: where to look
 * @type: the type of the widget; `GTK_TYPE_WIDGET` for any
 * @name: (nullable): its accessible name, label, tooltip, or id in the template; %NULL for any
 *
 * Looks for a widget, in depth.
 *
 * Returns: (transfer none) (nullable): the first such widget, or %NULL
 */
GtkWidget *
galley_test_ui_find (GtkWidget  *root,
                     GType       type,
                     const char *name)
{
  if (is_wanted (root, type, name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = galley_test_ui_find (child, type, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * galley_test_ui_get:
 * @root: where to look
 * @type: the type of the widget; `GTK_TYPE_WIDGET` for any
 * @name: (nullable): its name, as for galley_test_ui_find()
 *
 * Waits until there is such a widget that is shown.
 *
 * Returns: (transfer none): the widget
 */
GtkWidget *
galley_test_ui_get (GtkWidget  *root,
                    GType       type,
                    const char *name)
{
  GtkWidget *found = NULL;

  galley_test_ui_until ((found = galley_test_ui_find (root, type, name)) != NULL && gtk_widget_get_mapped (found));
  return found;
}

/**
 * galley_test_ui_count:
 * @root: where to look
 * @type: the type of the widgets
 * @name: (nullable): their name, as for galley_test_ui_find()
 *
 * Returns: how many such widgets there are
 */
guint
galley_test_ui_count (GtkWidget  *root,
                      GType       type,
                      const char *name)
{
  guint n_found = is_wanted (root, type, name) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_found += galley_test_ui_count (child, type, name);
  return n_found;
}

static void
clicked_cb (gboolean *clicked)
{
  *clicked = TRUE;
}

/**
 * galley_test_ui_click:
 * @widget: what can be activated
 *
 * Activates a widget as the space bar does.  A button tells of it a quarter of a second later, for which this waits.
 */
void
galley_test_ui_click (GtkWidget *widget)
{
  gboolean clicked = !GTK_IS_BUTTON (widget);
  gulong   handler = 0;

  g_assert_true (gtk_widget_get_sensitive (widget));
  if (GTK_IS_BUTTON (widget))
    handler = g_signal_connect_swapped (widget, "clicked", G_CALLBACK (clicked_cb), &clicked);
  g_object_ref (widget);
  g_assert_true (gtk_widget_activate (widget));
  galley_test_ui_until (clicked);
  g_clear_signal_handler (&handler, widget);
  g_object_unref (widget);
}

/**
 * galley_test_ui_activate:
 * @widget: where the action is to be looked for: there and above
 * @action: a full name, as `section.move-up`
 * @parameter: (nullable) (transfer floating): what the action takes
 *
 * Does an action; fails the test when there is none of that name.
 */
void
galley_test_ui_activate (GtkWidget  *widget,
                         const char *action,
                         GVariant   *parameter)
{
  g_autoptr (GVariant) kept = parameter != NULL ? g_variant_ref_sink (parameter) : NULL;

  if (!gtk_widget_activate_action_variant (widget, action, kept))
    g_error ("There is no action “%s” at a %s", action, G_OBJECT_TYPE_NAME (widget));
}

/**
 * galley_test_ui_get_controller:
 * @widget: a widget
 * @type: the type of a controller
 *
 * Returns: (transfer none): the first controller of that type, which the widget must have
 */
GtkEventController *
galley_test_ui_get_controller (GtkWidget *widget,
                               GType      type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint index = 0; index < g_list_model_get_n_items (controllers); index++)
    {
      /* The widget keeps it alive. */
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, index);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }
  g_error ("A %s has no %s", G_OBJECT_TYPE_NAME (widget), g_type_name (type));
}

/**
 * galley_test_ui_drop:
 * @widget: a widget with a `GtkDropTarget`
 * @value: what is dropped
 * @x: where, in the widget
 * @y: where, in the widget
 *
 * Drops something without a pointer.
 *
 * Returns: whether it was taken
 */
gboolean
galley_test_ui_drop (GtkWidget    *widget,
                     const GValue *value,
                     double        x,
                     double        y)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (galley_test_ui_get_controller (widget, GTK_TYPE_DROP_TARGET), "drop", value, x, y, &taken);
  return taken;
}

static GdkTexture *
render (GdkPaintable *paintable)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderer) renderer = gsk_cairo_renderer_new ();
  g_autoptr (GError) error = NULL;
  int            width = gdk_paintable_get_intrinsic_width (paintable);
  int            height = gdk_paintable_get_intrinsic_height (paintable);
  GskRenderNode *node;
  GdkTexture    *texture;

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_renderer_realize (renderer, NULL, &error);
  g_assert_no_error (error);
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  gsk_render_node_unref (node);
  gsk_renderer_unrealize (renderer);
  return texture;
}

/**
 * galley_test_ui_snapshot:
 * @widget: a widget that is shown
 * @file_name: (nullable): a PNG file to keep the picture in
 *
 * Draws a widget as it is now.  The same widget in the same state gives the same bytes on every machine with the same fonts.
 *
 * Returns: (transfer full): the picture
 */
GdkTexture *
galley_test_ui_snapshot (GtkWidget  *widget,
                         const char *file_name)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  GdkTexture *texture;

  galley_test_ui_wait_for_frames (widget, 2);
  paintable = gtk_widget_paintable_new (widget);
  texture = render (paintable);
  if (file_name != NULL)
    g_assert_true (gdk_texture_save_to_png (texture, file_name));
  return texture;
}
