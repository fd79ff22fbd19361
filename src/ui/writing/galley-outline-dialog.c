/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-outline-dialog"

#include "galley-config.h"

#include "galley-outline-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-outline-row.h"
#include "galley-text.h"

/* A plan is asked for when nobody has typed for a moment. */
#define PLAN_DELAY_MS 250

struct _GalleyOutlineDialog
{
  AdwWindow parent_instance;

  GalleyContext         *context;  /* (owned) */
  GalleySectionModel    *sections; /* (owned) */
  GalleySectionCommands *commands; /* (owned) */
  GCancellable          *planning; /* (owned) (nullable) while a plan is made */
  guint                  delay;    /* the source that will ask for a plan, 0 for none */
  int                    post_id;
  int                    base_version; /* of the outline that the text began with */
  gboolean               is_applying;

  GtkWidget     *apply;
  GtkTextView   *view;
  GtkTextBuffer *buffer;
  GtkLabel      *summary;
  GtkWidget     *plan;
  GtkListView   *changes;
};

G_DEFINE_FINAL_TYPE (GalleyOutlineDialog, galley_outline_dialog, ADW_TYPE_WINDOW)

static char *
dup_text (GalleyOutlineDialog *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
show_summary (GalleyOutlineDialog *self,
              const char          *text,
              gboolean             is_error)
{
  gtk_label_set_label (self->summary, text);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->summary), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->summary), "error");
}

static void
append_part (GString    *text,
             guint       n,
             const char *format) /* with one %u */
{
  if (n == 0)
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, format, n);
#pragma GCC diagnostic pop
}

static char *
describe_plan (GListModel *changes,
               guint      *n_changed)
{
  guint    n[GALLEY_OUTLINE_ACTION_RESTORED + 1] = { 0 };
  guint    n_reworded = 0; /* of those that stay where they are, with their heading */
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (GalleyOutlineChange) change = g_list_model_get_item (changes, i);

      if (galley_outline_change_get_action (change) == GALLEY_OUTLINE_ACTION_KEPT && galley_outline_change_get_details (change) != NULL)
        n_reworded++;
      else
        n[galley_outline_change_get_action (change)]++;
    }
  *n_changed = g_list_model_get_n_items (changes) - n[GALLEY_OUTLINE_ACTION_KEPT];

  append_part (text, n[GALLEY_OUTLINE_ACTION_ADDED], _("%u added"));
  append_part (text, n[GALLEY_OUTLINE_ACTION_RENAMED], _("%u renamed"));
  append_part (text, n[GALLEY_OUTLINE_ACTION_MOVED], _("%u moved"));
  append_part (text, n[GALLEY_OUTLINE_ACTION_RESTORED], _("%u restored"));
  append_part (text, n_reworded, _("%u with another description or status"));
  append_part (text, n[GALLEY_OUTLINE_ACTION_KEPT], _("%u kept"));
  append_part (text, n[GALLEY_OUTLINE_ACTION_PARKED], _("%u to the trash, where everything in it stays"));
  return g_string_free (text, FALSE);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GalleyOutlineDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) changes = galley_outline_store_plan_finish (GALLEY_OUTLINE_STORE (source), result, &error);
  g_autofree char *summary = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;
  guint n_changed = 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->planning);
  gtk_widget_set_visible (self->plan, changes != NULL);
  if (changes == NULL)
    {
      show_summary (self, error->message, TRUE);
      return;
    }

  summary = describe_plan (changes, &n_changed);
  show_summary (self, n_changed > 0 ? summary : _("Nothing would change"), FALSE);
  selection = gtk_no_selection_new (g_steal_pointer (&changes));
  gtk_list_view_set_model (self->changes, GTK_SELECTION_MODEL (selection));
  gtk_widget_set_sensitive (self->apply, n_changed > 0);
}

static gboolean
plan_cb (gpointer user_data)
{
  GalleyOutlineDialog *self = user_data;
  g_autofree char     *text = dup_text (self);

  self->delay = 0;
  if (galley_text_is_blank (text))
    {
      gtk_widget_set_visible (self->plan, FALSE);
      show_summary (self, _("Nothing would change"), FALSE);
      return G_SOURCE_REMOVE;
    }

  self->planning = g_cancellable_new ();
  galley_outline_store_plan_async (galley_context_get_outline_store (self->context), self->post_id, text, self->base_version,
                                   self->planning, planned_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* What is shown of a plan is that of the text that is there: until the next one is there, nothing can be applied. */
static void
changed_cb (GalleyOutlineDialog *self)
{
  gtk_widget_set_sensitive (self->apply, FALSE);
  g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  g_clear_handle_id (&self->delay, g_source_remove);
  self->delay = g_timeout_add (PLAN_DELAY_MS, plan_cb, self);
}

static void
apply_cb (GalleyOutlineDialog *self)
{
  g_autofree char *text = dup_text (self);

  self->is_applying = TRUE;
  gtk_widget_set_sensitive (self->apply, FALSE);
  galley_section_commands_set_outline (self->commands, text, self->base_version);
}

static void
done_cb (GalleyOutlineDialog *self)
{
  if (self->is_applying)
    gtk_window_close (GTK_WINDOW (self));
}

/* What was typed stays to be mended. */
static void
failed_cb (GalleyOutlineDialog *self,
           const char          *what,
           const GError        *error)
{
  if (!self->is_applying)
    return;

  self->is_applying = FALSE;
  show_summary (self, error->message, TRUE);
  gtk_widget_set_sensitive (self->apply, TRUE);
}

/* The outline as it is, to be changed; all of it is selected, so that what is pasted replaces it. */
static void
fill_in (GalleyOutlineDialog *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkTextIter start, end;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sections)); i++)
    {
      g_autoptr (GalleySection) section = g_list_model_get_item (G_LIST_MODEL (self->sections), i);

      g_string_append_printf (text, "- %s\n", galley_section_get_heading (section));
    }
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text->str, (int)text->len);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_select_range (self->buffer, &start, &end);
}

static void
version_fetched_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GalleyOutlineDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  int              version = 0;
  g_autofree char *list = galley_outline_store_show_finish (GALLEY_OUTLINE_STORE (source), result, &version, &error);

  if (error != NULL)
    {
      show_summary (self, error->message, TRUE);
      return;
    }

  self->base_version = version;
  fill_in (self);
}

static void
setup_change_cb (GalleyOutlineDialog *self,
                 GtkListItem         *item)
{
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, galley_outline_row_new ());
}

static void
bind_change_cb (GalleyOutlineDialog *self,
                GtkListItem         *item)
{
  galley_outline_row_set_change (GALLEY_OUTLINE_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
galley_outline_dialog_dispose (GObject *object)
{
  GalleyOutlineDialog *self = GALLEY_OUTLINE_DIALOG (object);

  g_clear_handle_id (&self->delay, g_source_remove);
  g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  g_clear_object (&self->context);
  g_clear_object (&self->sections);
  g_clear_object (&self->commands);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_OUTLINE_DIALOG);
  G_OBJECT_CLASS (galley_outline_dialog_parent_class)->dispose (object);
}

static void
galley_outline_dialog_class_init (GalleyOutlineDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_outline_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-outline-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyOutlineDialog, apply);
  gtk_widget_class_bind_template_child (widget_class, GalleyOutlineDialog, view);
  gtk_widget_class_bind_template_child (widget_class, GalleyOutlineDialog, buffer);
  gtk_widget_class_bind_template_child (widget_class, GalleyOutlineDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, GalleyOutlineDialog, plan);
  gtk_widget_class_bind_template_child (widget_class, GalleyOutlineDialog, changes);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
galley_outline_dialog_init (GalleyOutlineDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->plan, FALSE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_change_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_change_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->changes, factory);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->view));
}

/**
 * galley_outline_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @context: the database
 * @sections: the sections of the post that is open
 * @commands: what applies the outline
 *
 * Returns: (transfer none): a dialog with the outline as it is, which GTK owns
 */
GtkWindow *
galley_outline_dialog_new (GtkWindow             *parent,
                           GalleyContext         *context,
                           GalleySectionModel    *sections,
                           GalleySectionCommands *commands)
{
  GalleyOutlineDialog *self = g_object_new (GALLEY_TYPE_OUTLINE_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  self->sections = g_object_ref (sections);
  self->commands = g_object_ref (commands);
  self->post_id = galley_section_model_get_post_id (sections);
  g_signal_connect_object (commands, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (commands, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  galley_outline_store_show_async (galley_context_get_outline_store (context), self->post_id, NULL, version_fetched_cb,
                                   g_object_ref (self));
  return GTK_WINDOW (self);
}
