/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-row"

#include "galley-config.h"

#include "galley-post-row.h"

#include <glib/gi18n-lib.h>

#include "galley-relative-time.h"
#include "galley-template.h"

struct _GalleyPostRow
{
  GtkWidget parent_instance;

  GalleyPost *post; /* (owned) (nullable) */

  GtkLabel  *title;
  GtkLabel  *time;
  GtkLabel  *caption;
  GtkWidget *entry; /* (nullable) while the title is being edited */
};

G_DEFINE_FINAL_TYPE (GalleyPostRow, galley_post_row, GTK_TYPE_WIDGET)

static guint renamed_signal;

/**
 * galley_post_row_get_status_word:
 * @status: how far a post is
 *
 * Returns: (transfer none): that, as a person would say it
 */
const char *
galley_post_row_get_status_word (GalleyPostStatus status)
{
  switch (status)
    {
    case GALLEY_POST_STATUS_IN_PROCESS:
      return _ ("In progress");
    case GALLEY_POST_STATUS_PUBLISHED:
      return _ ("Published");
    case GALLEY_POST_STATUS_ARCHIVED:
      return _ ("Archived");
    case GALLEY_POST_STATUS_DELETED:
      return _ ("In the trash");
    case GALLEY_POST_STATUS_DRAFT:
    default:
      return _ ("Draft");
    }
}

static char *
format_count (const char *format,
              int         count)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, count);
#pragma GCC diagnostic pop
}

static char *
describe (GalleyPost *post)
{
  int              n_sections = galley_post_get_n_sections (post);
  int              n_words = galley_post_get_n_words (post);
  g_autofree char *sections = format_count (ngettext ("%'d section", "%'d sections", (gulong)n_sections), n_sections);
  g_autofree char *words = format_count (ngettext ("%'d word", "%'d words", (gulong)n_words), n_words);
  const char      *status = galley_post_row_get_status_word (galley_post_get_status (post));

  if (n_sections == 0)
    return g_strdup (status);
  /* Translators: how far a post is, how many sections and words it has */
  return g_strdup_printf (_ ("%s · %s · %s"), status, sections, words);
}

/* The name is the row's, which is the widget that the list made for it. */
static void
update_name (GalleyPostRow *self)
{
  GtkWidget       *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = NULL;

  if (item == NULL)
    return;

  /* Translators: the title of a post, what the second line of its row says, when it was changed */
  name = g_strdup_printf (_ ("%s, %s, %s"), gtk_label_get_text (self->title), gtk_label_get_text (self->caption),
                             gtk_label_get_text (self->time));
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_time (GalleyPostRow *self)
{
  GDateTime *changed = galley_record_get_updated (GALLEY_RECORD (self->post));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *words = changed != NULL ? galley_relative_time_format (changed, now) : g_strdup ("");

  gtk_label_set_text (self->time, words);
}

static void
update (GalleyPostRow *self)
{
  const char      *title = galley_post_get_title (self->post);
  g_autofree char *caption = describe (self->post);
  gboolean         is_away = galley_post_get_status (self->post) == GALLEY_POST_STATUS_ARCHIVED;

  gtk_label_set_text (self->title, title != NULL ? title : "");
  gtk_label_set_text (self->caption, caption);
  update_time (self);
  update_name (self);
  if (is_away)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dim-label");
}

/* Once only: taking the entry away takes the keyboard from it, which ends the editing as well. */
static void
end_rename (GalleyPostRow *self,
            gboolean       keep)
{
  GtkWidget       *entry = g_steal_pointer (&self->entry);
  g_autofree char *text = NULL;
  gboolean         had_focus;

  if (entry == NULL)
    return;

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) == entry;
  gtk_widget_set_visible (GTK_WIDGET (self->title), TRUE);
  if (had_focus)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self)));
  gtk_widget_unparent (entry);
  if (keep && *text == '\0')
    keep = FALSE;
  g_signal_emit (self, renamed_signal, 0, self->post, keep ? text : NULL);
}

static void
entry_activated_cb (GalleyPostRow *self)
{
  end_rename (self, TRUE);
}

static gboolean
entry_left_idle_cb (gpointer user_data)
{
  end_rename (user_data, TRUE);

  return G_SOURCE_REMOVE;
}

/* Not at once: GTK is about to move the keyboard, and still needs the widget that it leaves. */
static void
entry_left_cb (GalleyPostRow *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, entry_left_idle_cb, g_object_ref (self), g_object_unref);
}

static gboolean
entry_key_cb (GalleyPostRow *self,
              guint          keyval)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;

  end_rename (self, FALSE);
  return TRUE;
}

static void
galley_post_row_dispose (GObject *object)
{
  GalleyPostRow *self = GALLEY_POST_ROW (object);

  if (self->post != NULL)
    g_signal_handlers_disconnect_by_data (self->post, self);
  g_clear_object (&self->post);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_POST_ROW);
  G_OBJECT_CLASS (galley_post_row_parent_class)->dispose (object);
}

static void
galley_post_row_class_init (GalleyPostRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_post_row_dispose;

  /**
   * GalleyPostRow::renamed:
   * @self: a row
   * @post: the post
   * @title: (nullable): what was typed, %NULL when nothing is to be changed
   *
   * The title is not being edited any more.
   */
  renamed_signal = g_signal_new ("renamed", GALLEY_TYPE_POST_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, GALLEY_TYPE_POST, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_GRID_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/library/galley-post-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyPostRow, title);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostRow, time);
  gtk_widget_class_bind_template_child (widget_class, GalleyPostRow, caption);
}

static void
galley_post_row_init (GalleyPostRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_post_row_new:
 *
 * Returns: (transfer floating): a row without a post
 */
GtkWidget *
galley_post_row_new (void)
{
  return g_object_new (GALLEY_TYPE_POST_ROW, NULL);
}

/**
 * galley_post_row_get_post:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the post that is shown
 */
GalleyPost *
galley_post_row_get_post (GalleyPostRow *self)
{
  g_return_val_if_fail (GALLEY_IS_POST_ROW (self), NULL);

  return self->post;
}

/**
 * galley_post_row_set_post:
 * @self: a row
 * @post: (nullable): the post to show
 *
 * Shows a post.  What is being typed as the title of another one is not lost by it.
 */
void
galley_post_row_set_post (GalleyPostRow *self,
                          GalleyPost    *post)
{
  g_return_if_fail (GALLEY_IS_POST_ROW (self));

  if (self->post == post)
    return;

  end_rename (self, TRUE);
  if (self->post != NULL)
    g_signal_handlers_disconnect_by_data (self->post, self);
  g_set_object (&self->post, post);
  if (post == NULL)
    return;

  g_signal_connect_swapped (post, "notify", G_CALLBACK (update), self);
  update (self);
}

/**
 * galley_post_row_refresh_time:
 * @self: a row
 *
 * Says again how long ago the post was changed.
 */
void
galley_post_row_refresh_time (GalleyPostRow *self)
{
  g_return_if_fail (GALLEY_IS_POST_ROW (self));

  if (self->post == NULL)
    return;

  update_time (self);
  update_name (self);
}

/**
 * galley_post_row_begin_rename:
 * @self: a row that is shown
 *
 * Puts the keyboard into the title, all of it selected.  [signal@PostRow::renamed] tells how it ended.
 */
void
galley_post_row_begin_rename (GalleyPostRow *self)
{
  GtkEventController *keys;
  GtkEventController *focus;
  GtkLayoutChild     *place;

  g_return_if_fail (GALLEY_IS_POST_ROW (self));
  g_return_if_fail (self->post != NULL);

  if (self->entry != NULL)
    return;

  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Title"), -1);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), gtk_label_get_text (self->title));
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  place = gtk_layout_manager_get_layout_child (gtk_widget_get_layout_manager (GTK_WIDGET (self)), self->entry);
  gtk_grid_layout_child_set_row (GTK_GRID_LAYOUT_CHILD (place), 0);
  gtk_grid_layout_child_set_column (GTK_GRID_LAYOUT_CHILD (place), 0);
  gtk_widget_set_visible (GTK_WIDGET (self->title), FALSE);

  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activated_cb), self);
  keys = gtk_event_controller_key_new ();
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (entry_left_cb), self);
  gtk_widget_add_controller (self->entry, focus);

  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/**
 * galley_post_row_get_renaming:
 * @self: a row
 *
 * Returns: whether the title is being edited
 */
gboolean
galley_post_row_get_renaming (GalleyPostRow *self)
{
  g_return_val_if_fail (GALLEY_IS_POST_ROW (self), FALSE);

  return self->entry != NULL;
}
