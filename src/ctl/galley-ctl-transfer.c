/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-transfer"

#include "galley-config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "galley-ctl-input.h"
#include "galley-ctl-json.h"
#include "galley-ctl-text.h"
#include "galley-ctl.h"
#include "galley-error.h"
#include "galley-exporter.h"
#include "galley-importer.h"

/* What one file became. */
typedef struct
{
  const char     *path;     /* (unowned) */
  GalleyDocument *document; /* (owned) */
  GPtrArray      *notes;    /* (owned) (element-type utf8) */
  int             id;       /* of the post, 0 before it is one */
} Item;

static void
free_item (Item *item)
{
  g_clear_object (&item->document);
  g_clear_pointer (&item->notes, g_ptr_array_unref);
  g_free (item);
}

static Item *
read_file (GalleyCtl *ctl, const char *path, GalleyImportFormat format, GError **error)
{
  g_autoptr (GInputStream) stream = galley_ctl_input_open (ctl, path, error);
  Item *item;

  if (stream == NULL)
    return NULL;
  item = g_new0 (Item, 1);
  item->path = path;
  galley_importer_read_async (stream, g_str_equal (path, "-") ? NULL : path, format, ctl->cancellable, galley_ctl_result_cb, ctl);
  item->document = galley_importer_read_finish (galley_ctl_await (ctl), &item->notes, error);
  if (item->document != NULL)
    return item;
  galley_ctl_input_prefix (error, path);
  free_item (item);
  return NULL;
}

/* All files are read before the first becomes a post: one that cannot be read leaves everything as it was. */
static GPtrArray *
read_files (GalleyCtl *ctl, GalleyImportFormat format, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify)free_item);

  for (guint i = 0; i < ctl->arguments->len; i++)
    {
      Item *item = read_file (ctl, galley_ctl_get_argument (ctl, i), format, error);

      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
    }
  return g_steal_pointer (&items);
}

static gboolean
store_item (GalleyCtl *ctl, Item *item, GError **error)
{
  GalleyPostStore *posts = galley_context_get_post_store (ctl->context);
  g_autofree char *json = galley_document_to_json (item->document, FALSE);

  galley_post_store_import_async (posts, json, ctl->cancellable, galley_ctl_result_cb, ctl);
  item->id = galley_post_store_import_finish (posts, galley_ctl_await (ctl), error);
  if (item->id == 0)
    galley_ctl_input_prefix (error, item->path);
  return item->id != 0;
}

static JsonObject *
convert_item (Item *item)
{
  JsonObject *object = json_object_new ();
  JsonArray  *notes = json_array_new ();

  json_object_set_int_member (object, "id", item->id);
  json_object_set_string_member (object, "title", galley_document_get_title (item->document));
  json_object_set_int_member (object, "n_sections", json_array_get_length (galley_document_get_sections (item->document)));
  for (guint i = 0; i < item->notes->len; i++)
    json_array_add_string_element (notes, g_ptr_array_index (item->notes, i));
  json_object_set_array_member (object, "notes", notes);
  return object;
}

static void
print_item (GalleyCtl *ctl, Item *item)
{
  g_autofree char *title = galley_ctl_text_one_line (galley_document_get_title (item->document), 0);
  guint            n_sections = json_array_get_length (galley_document_get_sections (item->document));

  galley_ctl_print (ctl, "%d\t", item->id);
  galley_ctl_print (ctl, ngettext ("%s (%u section)\n", "%s (%u sections)\n", n_sections), title, n_sections);
  for (guint i = 0; i < item->notes->len; i++)
    {
      g_autofree char *note = galley_ctl_text_one_line (g_ptr_array_index (item->notes, i), 0);

      galley_ctl_print (ctl, "\t%s\n", note);
    }
}

/* Those that became posts, also when a later one did not. */
static void
print_items (GalleyCtl *ctl, GPtrArray *items)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_node_take_array (node, array);
  for (guint i = 0; i < items->len; i++)
    {
      Item *item = g_ptr_array_index (items, i);

      if (item->id != 0 && ctl->json)
        json_array_add_object_element (array, convert_item (item));
      else if (item->id != 0)
        print_item (ctl, item);
    }
  if (ctl->json)
    galley_ctl_print_json (ctl, node);
}

static gboolean
run_import (GalleyCtl *ctl, GError **error)
{
  const char        *word = galley_ctl_get_option (ctl, "format");
  GalleyImportFormat format = GALLEY_IMPORT_FORMAT_AUTO;
  g_autoptr (GPtrArray) items = NULL;
  gboolean done = TRUE;

  if (word != NULL && !galley_import_format_from_string (word, &format))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE, _("The format of a file is “markdown” or “json”, not “%s”"), word);
      return FALSE;
    }
  items = read_files (ctl, format, error);
  if (items == NULL || !galley_ctl_open (ctl, error))
    return FALSE;
  for (guint i = 0; i < items->len && done; i++)
    done = store_item (ctl, g_ptr_array_index (items, i), error);
  if (done || ((Item *)g_ptr_array_index (items, 0))->id != 0)
    print_items (ctl, items);
  return done;
}

/* By what was asked for, else by the name of the file; with --json alone, JSON. */
static gboolean
choose_format (GalleyCtl *ctl, GalleyExportFormat *format, GError **error)
{
  const char      *word = galley_ctl_get_option (ctl, "format");
  const char      *output = galley_ctl_get_option (ctl, "output");
  g_autofree char *lower = output != NULL ? g_ascii_strdown (output, -1) : NULL;

  *format = GALLEY_EXPORT_FORMAT_MARKDOWN;
  if (word != NULL && !galley_export_format_from_string (word, format))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE,
                   _("A post can be exported as “markdown”, “html” or “json”, not as “%s”"), word);
      return FALSE;
    }
  if (word != NULL)
    return TRUE;
  if (lower != NULL && (g_str_has_suffix (lower, ".html") || g_str_has_suffix (lower, ".htm")))
    *format = GALLEY_EXPORT_FORMAT_HTML;
  else if (lower != NULL ? g_str_has_suffix (lower, ".json") : ctl->json)
    *format = GALLEY_EXPORT_FORMAT_JSON;
  return TRUE;
}

/* GLib's message names the temporary file, which nobody has asked for; what the system said is its end. */
static const char *
get_reason (const GError *failure)
{
  const char *colon = g_strrstr (failure->message, ": ");

  return colon != NULL ? colon + 2 : failure->message;
}

/* In one step: a temporary file beside it takes its place when it is complete, and on the disk.  A link stays a link. */
static gboolean
write_file (const char *path, const char *text, GError **error)
{
  g_autofree char *real = realpath (path, NULL);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GError) failure = NULL;

  if (g_file_set_contents_full (real != NULL ? real : path, text, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &failure))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED, _("The file “%s” cannot be written: %s"), name, get_reason (failure));
  return FALSE;
}

static void
print_written (GalleyCtl *ctl, int id, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  JsonObject      *object;

  if (!ctl->json)
    return;
  object = json_object_new ();
  json_object_set_int_member (object, "id", id);
  json_object_set_string_member (object, "output", name);
  galley_ctl_json_print_object (ctl, object);
}

static gboolean
deliver (GalleyCtl *ctl, int id, const char *text, GError **error)
{
  const char      *output = galley_ctl_get_option (ctl, "output");
  g_autofree char *safe = NULL;

  if (output != NULL && !g_str_equal (output, "-"))
    {
      if (!write_file (output, text, error))
        return FALSE;
      print_written (ctl, id, output);
      return TRUE;
    }
  safe = isatty (STDOUT_FILENO) ? galley_ctl_text_defuse (text, TRUE) : NULL;
  galley_ctl_print (ctl, "%s", safe != NULL ? safe : text);
  return TRUE;
}

static gboolean
run_export (GalleyCtl *ctl, GError **error)
{
  g_autofree char   *json = NULL;
  g_autofree char   *text = NULL;
  GalleyExportFormat format;
  GalleyPostStore   *posts;
  int                id;

  if (!galley_ctl_get_number (ctl, 0, "POST", &id, error) || !choose_format (ctl, &format, error) ||
      !galley_ctl_open (ctl, error))
    return FALSE;
  posts = galley_context_get_post_store (ctl->context);
  galley_post_store_export_async (posts, id, ctl->cancellable, galley_ctl_result_cb, ctl);
  json = galley_post_store_export_finish (posts, galley_ctl_await (ctl), error);
  if (json == NULL)
    return FALSE;
  galley_exporter_write_async (json, format, ctl->cancellable, galley_ctl_result_cb, ctl);
  text = galley_exporter_write_finish (galley_ctl_await (ctl), error);
  return text != NULL && deliver (ctl, id, text, error);
}

static const GalleyCtlOption import_options[] = {
  { "format", "FORMAT", NC_ ("galleyctl", "markdown or json; else the name and the text tell") },
  { NULL },
};

static const GalleyCtlOption export_options[] = {
  { "format", "FORMAT", NC_ ("galleyctl", "markdown, html or json; else the name of FILE tells (markdown)") },
  { "output", "FILE", NC_ ("galleyctl", "Write a file; else standard output") },
  { NULL },
};

const GalleyCtlCommand galley_ctl_transfer_commands[] = {
  {
    .words = "import",
    .arguments = "FILE…",
    .least = 1,
    .most = -1,
    .options = import_options,
    .summary = NC_ ("galleyctl", "Make posts out of files"),
    .help = NC_ ("galleyctl", "Makes a post out of each file and prints its id. “-” is standard input.\n\n"
                              "Markdown: the title is in the front matter or the only heading of the first level; the shallowest "
                              "level of the other headings makes the sections; what comes before the first is the introduction. "
                              "Keys of the front matter that Galley does not know are kept.\n\n"
                              "JSON: what “galleyctl export --format=json” writes; it holds everything that a post has.\n\n"
                              "A file that cannot be read stops everything before anything is imported."),
    .examples = NC_ ("galleyctl", "galleyctl import stones.md\n"
                                  "galleyctl import posts/*.md --json\n"
                                  "curl -s https://example.org/post.md | galleyctl import -"),
    .run = run_import,
  },
  {
    .words = "export",
    .arguments = "POST",
    .least = 1,
    .most = 1,
    .options = export_options,
    .summary = NC_ ("galleyctl", "Write a post as Markdown, HTML or JSON"),
    .help = NC_ ("galleyctl", "Writes a post: Markdown with front matter, a complete HTML document, or JSON with everything that "
                              "the post has. Polished texts go before drafts. Markdown and JSON can be imported again. A file is "
                              "replaced in one step, and left as it was when something fails."),
    .examples = NC_ ("galleyctl", "galleyctl export 1 > stones.md\n"
                                  "galleyctl export 1 --output=stones.html\n"
                                  "galleyctl export 1 --format=json --output=backup/stones.json"),
    .run = run_export,
  },
  { NULL },
};
