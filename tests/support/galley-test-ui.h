/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * galley_test_ui_until:
 * @condition: an expression
 *
 * Runs the main loop until the condition is true.  It is not a wait for time to pass: a test in which it never becomes true fails, and
 * says where and what.  A window draws and its clocks tick, so galley_test_until(), which fails when nothing happens, would not do.
 */
#define galley_test_ui_until(condition)                                \
  G_STMT_START                                                         \
  {                                                                    \
    gint64 galley_test_end = galley_test_ui_get_end ();                \
                                                                       \
    while (!(condition))                                               \
      galley_test_ui_turn (galley_test_end, G_STRLOC ": " #condition); \
  }                                                                    \
  G_STMT_END

void                galley_test_ui_init (int *argc, char ***argv);
GtkWindow          *galley_test_ui_show (GtkWidget *widget, int width, int height);
void                galley_test_ui_set_patience (guint seconds);
gint64              galley_test_ui_get_end (void);
void                galley_test_ui_turn (gint64 end, const char *condition);
void                galley_test_ui_close (GtkWindow *window);
void                galley_test_ui_wait_for_frames (GtkWidget *widget, guint n_frames);
GtkWidget          *galley_test_ui_find (GtkWidget *root, GType type, const char *name);
GtkWidget          *galley_test_ui_get (GtkWidget *root, GType type, const char *name);
guint               galley_test_ui_count (GtkWidget *root, GType type, const char *name);
void                galley_test_ui_click (GtkWidget *widget);
void                galley_test_ui_activate (GtkWidget *widget, const char *action, GVariant *parameter);
GtkEventController *galley_test_ui_get_controller (GtkWidget *widget, GType type);
gboolean            galley_test_ui_drop (GtkWidget *widget, const GValue *value, double x, double y);
GdkTexture         *galley_test_ui_snapshot (GtkWidget *widget, const char *file_name);

G_END_DECLS
