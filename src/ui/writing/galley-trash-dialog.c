/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-trash-dialog"

#include "galley-config.h"

#include "galley-trash-dialog.h"

#include <glib/gi18n-lib.h>

#include "galley-focus-keeper.h"
#include "galley-text.h"
#include "galley-toast.h"
#include "galley-trash-row.h"

struct _GalleyTrashDialog
{
  AdwWindow parent_instance;

  GalleyContext         *context;   /* (owned) */
  GalleySectionCommands *commands;  /* (owned) */
  GListStore            *parked;    /* (owned) */
  GtkSingleSelection    *selection; /* (owned) */
  GCancellable          *fetching;  /* (owned) (nullable) while a preview is fetched */
  int                    post_id;
  int                    previewed_id; /* the section in the preview; 0 for none */

  GtkStack      *stack;
  AdwLeaflet    *leaflet;
  GtkListView   *list_view;
  GtkWidget     *list_pane;
  GtkWidget     *preview_pane;
  GtkTextBuffer *preview;
  GtkWidget     *back;
  GtkWidget     *restore;
  GtkWidget     *restore_all;
};

G_DEFINE_FINAL_TYPE (GalleyTrashDialog, galley_trash_dialog, ADW_TYPE_WINDOW)

static const struct
{
  const char *field;
  const char *label;
} labels[] = {
  { "section_description", N_("Description") },
    { "draft", N_("Draft") },
      { "polished", N_("Polished") },
        { "ideas_to_include", N_("Ideas to Include") },
          { "facts_to_include", N_("Facts to Include") },
            { "highlighting", N_("Highlighting") },
              { "image_concepts", N_("Image Concepts") },
                { "image_prompts", N_("Image Prompts") },
                  { "image_meta_descriptions", N_("Image Meta Descriptions") },
                    { "image_captions", N_("Image Captions") },
                      { "generation", N_("Generation") },
                        { "optimization", N_("Optimization") },
                          { "watermarking", N_("Watermarking") },
                            { "fact", N_("Fact") },
                              { "idea", N_("Idea") },
                                { "theme", N_("Theme") },
                              };

static const char *
find_label (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].field, field))
      return _(labels[i].label);

  return field;
}

static void
append_text (GalleyTrashDialog *self,
             const char        *caption,
             const char        *text)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->preview, &end);
  gtk_text_buffer_insert_with_tags_by_name (self->preview, &end, caption, -1, "caption", NULL);
  gtk_text_buffer_insert (self->preview, &end, "\n", 1);
  gtk_text_buffer_insert (self->preview, &end, text, -1);
  gtk_text_buffer_insert (self->preview, &end, "\n\n", 2);
}

static GalleyParkedSection *
get_selected (GalleyTrashDialog *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
show_preview_heading (GalleyTrashDialog *self)
{
  GalleyParkedSection *section = get_selected (self);
  GtkTextIter          start;

  gtk_text_buffer_set_text (self->preview, "", 0);
  if (section == NULL)
    return;

  gtk_text_buffer_get_start_iter (self->preview, &start);
  gtk_text_buffer_insert_with_tags_by_name (self->preview, &start, galley_parked_section_get_heading (section), -1, "heading", NULL);
  gtk_text_buffer_insert (self->preview, &start, "\n\n", 2);
}

static void
texts_fetched_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GalleyTrashDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) texts = galley_section_store_parked_texts_finish (GALLEY_SECTION_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texts == NULL)
    {
      galley_toast_show_error (GTK_WIDGET (self->stack), _("The section could not be shown"), error);
      return;
    }

  show_preview_heading (self);
  for (guint i = 0; i < g_list_model_get_n_items (texts); i++)
    {
      g_autoptr (GalleyParkedText) text = g_list_model_get_item (texts, i);

      append_text (self, find_label (galley_parked_text_get_field (text)), galley_parked_text_get_text (text));
    }
  if (g_list_model_get_n_items (texts) == 0)
    append_text (self, _("There is no text in it"), "");
}

static void
selected_cb (GalleyTrashDialog *self)
{
  GalleyParkedSection *section = get_selected (self);
  int                  id = section != NULL ? galley_parked_section_get_id (section) : 0;

  if (id == self->previewed_id)
    return;

  self->previewed_id = id;
  g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
  show_preview_heading (self);
  if (id == 0)
    return;

  self->fetching = g_cancellable_new ();
  galley_section_store_parked_texts_async (galley_context_get_section_store (self->context), id, self->fetching,
                                           texts_fetched_cb, g_object_ref (self));
}

static void
update_back (GalleyTrashDialog *self)
{
  gtk_widget_set_visible (self->back, adw_leaflet_get_folded (self->leaflet) &&
                                        adw_leaflet_get_visible_child (self->leaflet) == self->preview_pane);
}

static void
back_cb (GalleyTrashDialog *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

static void
row_activated_cb (GalleyTrashDialog *self,
                  guint              position)
{
  adw_leaflet_set_visible_child (self->leaflet, self->preview_pane);
  gtk_widget_grab_focus (self->restore);
}

static void
trash_fetched_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GalleyTrashDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) parked = galley_section_store_trash_finish (GALLEY_SECTION_STORE (source), result, &error);
  g_autoptr (GPtrArray) items = NULL;
  guint n_before;
  guint n_parked;

  if (self->parked == NULL)
    return;
  if (parked == NULL)
    {
      galley_toast_show_error (GTK_WIDGET (self->stack), _("The trash could not be shown"), error);
      return;
    }

  n_before = g_list_model_get_n_items (G_LIST_MODEL (self->parked));
  n_parked = g_list_model_get_n_items (parked);
  items = g_ptr_array_new_full (n_parked, g_object_unref);
  for (guint i = 0; i < n_parked; i++)
    g_ptr_array_add (items, g_list_model_get_item (parked, i));
  g_list_store_splice (self->parked, 0, n_before, items->pdata, n_parked);
  gtk_stack_set_visible_child_name (self->stack, n_parked > 0 ? "list" : "empty");
  gtk_widget_set_visible (self->restore_all, n_parked > 0);
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
  update_back (self);
  /* What keys do is for the section that is shown, and never for all of them. */
  if (n_parked > 0 && n_parked != n_before)
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
fetch_trash (GalleyTrashDialog *self)
{
  galley_section_store_trash_async (galley_context_get_section_store (self->context), self->post_id, NULL, trash_fetched_cb,
                                    g_object_ref (self));
}

static GArray *
list_ids (GalleyTrashDialog *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->parked)); i++)
    {
      g_autoptr (GalleyParkedSection) section = g_list_model_get_item (G_LIST_MODEL (self->parked), i);
      int id = galley_parked_section_get_id (section);

      g_array_append_val (ids, id);
    }

  return ids;
}

static void
restore_cb (GalleyTrashDialog *self)
{
  GalleyParkedSection *section = get_selected (self);
  GArray              *ids;
  int                  id;

  if (section == NULL)
    return;

  id = galley_parked_section_get_id (section);
  ids = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_val (ids, id);
  galley_section_commands_restore (self->commands, ids);
}

static void
restore_all_cb (GalleyTrashDialog *self)
{
  galley_section_commands_restore (self->commands, list_ids (self));
}

static void
failed_cb (GalleyTrashDialog *self,
           const char        *what,
           const GError      *error)
{
  galley_toast_show_error (GTK_WIDGET (self->stack), what, error);
}

static void
setup_row_cb (GalleyTrashDialog *self,
              GtkListItem       *item)
{
  gtk_list_item_set_child (item, galley_trash_row_new ());
}

static void
bind_row_cb (GalleyTrashDialog *self,
             GtkListItem       *item)
{
  galley_trash_row_set_section (GALLEY_TRASH_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
galley_trash_dialog_dispose (GObject *object)
{
  GalleyTrashDialog *self = GALLEY_TRASH_DIALOG (object);

  g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
  g_clear_object (&self->context);
  g_clear_object (&self->commands);
  gtk_widget_dispose_template (GTK_WIDGET (self), GALLEY_TYPE_TRASH_DIALOG);
  g_clear_object (&self->selection);
  g_clear_object (&self->parked);
  G_OBJECT_CLASS (galley_trash_dialog_parent_class)->dispose (object);
}

static void
galley_trash_dialog_class_init (GalleyTrashDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_trash_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/writing/galley-trash-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyTrashDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyTrashDialog, leaflet);
  gtk_widget_class_bind_template_child (widget_class, GalleyTrashDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, GalleyTrashDialog, list_pane);
  gtk_widget_class_bind_template_child (widget_class, GalleyTrashDialog, preview_pane);
  gtk_widget_class_bind_template_child (widget_class, GalleyTrashDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, GalleyTrashDialog, back);
  gtk_widget_class_bind_template_child (widget_class, GalleyTrashDialog, restore);
  gtk_widget_class_bind_template_child (widget_class, GalleyTrashDialog, restore_all);
  gtk_widget_class_bind_template_callback (widget_class, update_back);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_all_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
galley_trash_dialog_init (GalleyTrashDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  galley_focus_keeper_watch (GTK_WINDOW (self));
  gtk_text_buffer_create_tag (self->preview, "heading", "weight", PANGO_WEIGHT_BOLD, "scale", PANGO_SCALE_X_LARGE, NULL);
  gtk_text_buffer_create_tag (self->preview, "caption", "weight", PANGO_WEIGHT_BOLD, "scale", PANGO_SCALE_SMALL, NULL);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  self->parked = g_list_store_new (GALLEY_TYPE_PARKED_SECTION);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->parked)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  gtk_widget_set_visible (self->restore_all, FALSE);
}

/**
 * galley_trash_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @context: the database
 * @sections: the sections of the post that is open
 * @commands: what restores
 *
 * Returns: (transfer none): a dialog that shows the trash of the post, which GTK owns
 */
GtkWindow *
galley_trash_dialog_new (GtkWindow             *parent,
                         GalleyContext         *context,
                         GalleySectionModel    *sections,
                         GalleySectionCommands *commands)
{
  GalleyTrashDialog *self = g_object_new (GALLEY_TYPE_TRASH_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  self->commands = g_object_ref (commands);
  self->post_id = galley_section_model_get_post_id (sections);
  g_signal_connect_object (sections, "settled", G_CALLBACK (fetch_trash), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (commands, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  fetch_trash (self);
  return GTK_WINDOW (self);
}
