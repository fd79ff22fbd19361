/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-library-transfer"

#include "galley-config.h"

#include "galley-library-private.h"

#include <glib/gi18n-lib.h>

#include "galley-drag.h"
#include "galley-file-export.h"
#include "galley-file-import.h"
#include "galley-toast.h"

#define SAMPLE_URI "resource:///io/github/galleyeditor/Galley/samples/sourdough.json"

/* Files are imported one after the other, so that they come into the list in their order. */
typedef struct
{
  GalleyLibrary   *library; /* (owned) */
  GalleyPostStore *store;   /* (owned) */
  GQueue          *files;   /* (owned) (element-type GFile) still to be imported */
  GFile           *file;    /* (owned) (nullable) under way */
  guint            n_imported;
  guint            n_failed;
  int              last_id;
} Import;

static void
free_import (Import *import)
{
  g_object_unref (import->library);
  g_object_unref (import->store);
  g_queue_free_full (import->files, g_object_unref);
  g_clear_object (&import->file);
  g_free (import);
}

static void import_next (Import *import);

static void
show_failure (Import       *import,
              const GError *error)
{
  g_autofree char *name = g_file_get_basename (import->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *what = NULL;

  /* Translators: %s is the name of a file */
  what = g_strdup_printf (_ ("“%s” could not be imported"), shown);
  galley_toast_show_error (GTK_WIDGET (import->library), what, error);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Import *import = user_data;
  g_autoptr (GError) error = NULL;
  int id = galley_file_import_finish (GALLEY_POST_STORE (source), result, &error);

  if (id != 0)
    {
      import->last_id = id;
      import->n_imported++;
    }
  else
    {
      import->n_failed++;
      show_failure (import, error);
    }
  g_clear_object (&import->file);
  import_next (import);
}

/* One file is opened at once; of several it is said how many came. */
static void
end_import (Import *import)
{
  GalleyLibrary *self = import->library;

  self->n_imports--;
  gtk_spinner_set_spinning (self->spinner, self->n_imports > 0);
  if (self->workspace != NULL && import->n_imported == 1 && import->n_failed == 0)
    galley_library_open_post (self, import->last_id);
  else if (import->n_imported > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u post imported", "%u posts imported", import->n_imported), import->n_imported);

      galley_toast_show (GTK_WIDGET (self), text);
    }
  free_import (import);
}

static void
import_next (Import *import)
{
  import->file = g_queue_pop_head (import->files);
  if (import->file == NULL || g_cancellable_is_cancelled (import->library->cancellable))
    end_import (import);
  else
    galley_file_import_async (import->store, import->file, import->library->cancellable, imported_cb, import);
}

/**
 * galley_library_import_files:
 * @self: the widget
 * @files: (element-type GFile): Markdown files and documents
 *
 * Imports files one after the other.  A single one is opened.
 */
void
galley_library_import_files (GalleyLibrary *self,
                             GSList        *files)
{
  Import *import;

  if (self->workspace == NULL)
    return;

  import = g_new0 (Import, 1);
  import->library = g_object_ref (self);
  import->store = g_object_ref (galley_library_get_store (self));
  import->files = g_queue_new ();
  for (GSList *each = files; each != NULL; each = each->next)
    g_queue_push_tail (import->files, g_object_ref (each->data));
  self->n_imports++;
  gtk_spinner_start (self->spinner);
  import_next (import);
}

static gboolean
dropped_cb (GalleyLibrary *self,
            const GValue  *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  galley_drag_end_scrolling (GTK_WIDGET (self));
  if (self->workspace == NULL)
    return FALSE;

  galley_library_import_files (self, files);
  return TRUE;
}

/**
 * galley_library_accept_files:
 * @self: the widget
 *
 * Lets files be dropped anywhere on the library, to import them.
 */
void
galley_library_accept_files (GalleyLibrary *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static GtkFileChooserNative *
open_chooser (GalleyLibrary       *self,
              const char          *title,
              GtkFileChooserAction action,
              const char          *accept)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, action, accept, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);

  return self->chooser;
}

static void
import_response_cb (GalleyLibrary        *self,
                    int                   response,
                    GtkFileChooserNative *chooser)
{
  g_autoptr (GtkFileChooserNative) closed = g_steal_pointer (&self->chooser);
  g_autoptr (GListModel) chosen = NULL;
  GSList *files = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (closed));
  for (guint i = 0; i < g_list_model_get_n_items (chosen); i++)
    files = g_slist_append (files, g_list_model_get_item (chosen, i));
  galley_library_import_files (self, files);
  g_slist_free_full (files, g_object_unref);
}

static void
add_filter (GtkFileChooserNative *chooser,
            const char           *name,
            const char *const    *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

static void
import_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  static const char *const posts[] = { "*.md", "*.markdown", "*.txt", "*.json", NULL };
  static const char *const all[] = { "*", NULL };
  GalleyLibrary           *self = GALLEY_LIBRARY (widget);
  GtkFileChooserNative    *chooser = open_chooser (self, _ ("Import Posts"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  add_filter (chooser, _ ("Markdown and JSON"), posts);
  add_filter (chooser, _ ("All Files"), all);
  g_signal_connect_object (chooser, "response", G_CALLBACK (import_response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

typedef struct
{
  GalleyLibrary     *library; /* (owned) */
  int                post_id;
  GalleyExportFormat format;
  GFile             *file; /* (owned) (nullable) */
} Export;

static void
free_export (gpointer  data,
             GClosure *closure)
{
  Export *export = data;

  g_object_unref (export->library);
  g_clear_object (&export->file);
  g_free (export);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Export *export = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (export->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *text = NULL;

  if (galley_file_export_finish (GALLEY_POST_STORE (source), result, &error))
    {
      text = g_strdup_printf (_ ("Exported to “%s”"), shown);
      galley_toast_show (GTK_WIDGET (export->library), text);
    }
  else
    galley_toast_show_error (GTK_WIDGET (export->library), _ ("The post could not be exported"), error);
  free_export (export, NULL);
}

static void
export_response_cb (GtkFileChooserNative *chooser,
                    int                   response,
                    gpointer              user_data)
{
  const Export  *chosen = user_data;
  GalleyLibrary *self = chosen->library;
  g_autoptr (GtkFileChooserNative) closed = g_steal_pointer (&self->chooser);
  Export *export;

  if (response != GTK_RESPONSE_ACCEPT || self->workspace == NULL)
    return;

  export = g_new0 (Export, 1);
  export->library = g_object_ref (self);
  export->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (closed));
  galley_file_export_async (galley_library_get_store (self), chosen->post_id, chosen->format, export->file, NULL, exported_cb, export);
}

/* The title, without what a file's name cannot have. */
static char *
make_file_name (GalleyPost        *post,
                GalleyExportFormat format)
{
  static const char *const endings[] = { "md", "html", "json" };
  const char              *title = galley_post_get_title (post);
  g_autofree char         *name = g_strdelimit (g_strdup (title != NULL ? title : ""), "/\\:*?\"<>|\n", '-');

  return g_strdup_printf ("%s.%s", *name != '\0' ? name : _ ("Untitled"), endings[format]);
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  GalleyLibrary        *self = GALLEY_LIBRARY (widget);
  GalleyPost           *post = galley_library_get_selected (self);
  GalleyExportFormat    format = GALLEY_EXPORT_FORMAT_MARKDOWN;
  g_autofree char      *name = NULL;
  GtkFileChooserNative *chooser;
  Export *export;

  if (!galley_export_format_from_string (g_variant_get_string (parameter, NULL), &format))
    return;

  chooser = open_chooser (self, _ ("Export Post"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"));
  name = make_file_name (post, format);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  export = g_new0 (Export, 1);
  export->library = g_object_ref (self);
  export->post_id = galley_record_get_id (GALLEY_RECORD (post));
  export->format = format;
  g_signal_connect_data (chooser, "response", G_CALLBACK (export_response_cb), export, free_export, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
open_sample_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  g_autoptr (GFile) sample = g_file_new_for_uri (SAMPLE_URI);
  GSList files = { sample, NULL };

  galley_library_import_files (GALLEY_LIBRARY (widget), &files);
}

/**
 * galley_library_install_transfer:
 * @widget_class: the class
 *
 * Installs import and export.
 */
void
galley_library_install_transfer (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "library.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "library.export", "s", export_cb);
  gtk_widget_class_install_action (widget_class, "library.open-sample", NULL, open_sample_cb);
}
