/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-markdown-importer"

#include "galley-config.h"

#include "galley-markdown-importer.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-document-check.h"
#include "galley-error.h"
#include "galley-front-matter.h"
#include "galley-markdown.h"
#include "galley-yaml-reader.h"

/* Where what goes:
 *
 * - The title is that of the front matter, else the only heading of level 1 if it comes first, else the name of the file.
 * - Such a heading beside a title in the front matter is the title again, or the main title when it says something else.
 * - The shallowest level of the headings that are left makes the sections; deeper ones stay in the texts.
 * - What comes before the first section is the introduction.
 * - With a section mark in the front matter, only headings directly behind a line with the mark make sections, whatever their level.
 * - With a conclusion mark there, what comes behind the last line with that mark is the conclusion.
 */

typedef struct
{
  const char *body;
  gsize       length;
  GPtrArray  *headings;  /* (unowned) */
  const char *mark;      /* (nullable) before sections */
  const char *end_mark;  /* (nullable) before the conclusion */
  gboolean    has_title; /* the first heading is the title */
  gsize       start;     /* where the introduction begins: behind the title */
} Import;

/* The line before the heading is the mark as a comment. */
static gboolean
is_marked (Import *import, GalleyMarkdownHeading *heading)
{
  g_autofree char *line = g_strdup_printf ("<!-- %s -->\n", import->mark);
  gsize            length = strlen (line);

  return heading->start >= length && strncmp (import->body + heading->start - length, line, length) == 0 &&
         (heading->start == length || import->body[heading->start - length - 1] == '\n');
}

static gsize
get_marked_start (Import *import, GalleyMarkdownHeading *heading)
{
  return import->mark == NULL ? heading->start : heading->start - strlen (import->mark) - strlen ("<!--  -->\n");
}

/* The only heading of level 1, when nothing comes before it. */
static GalleyMarkdownHeading *
find_title (Import *import)
{
  GalleyMarkdownHeading *first = import->headings->len > 0 ? g_ptr_array_index (import->headings, 0) : NULL;

  if (import->mark != NULL || first == NULL || first->level != 1 || *first->text == '\0')
    return NULL;
  for (gsize i = 0; i < first->start; i++)
    if (!g_ascii_isspace (import->body[i]))
      return NULL;
  for (guint i = 1; i < import->headings->len; i++)
    if (((GalleyMarkdownHeading *)g_ptr_array_index (import->headings, i))->level == 1)
      return NULL;
  return first;
}

/* Beside another title in the front matter it is the main title; not when there is one already, nor when it is the only heading: then it
 * is a section. */
static gboolean
take_main_title (Import *import, GalleyDocument *document, const char *title)
{
  JsonObject *development = galley_document_get_development (document);

  if (import->headings->len == 1 || json_object_has_member (development, "main_title"))
    return FALSE;
  json_object_set_string_member (development, "main_title", title);
  return TRUE;
}

static void
take_title (Import *import, GalleyDocument *document, const char *fallback_title)
{
  const char            *given = galley_document_get_title (document);
  GalleyMarkdownHeading *heading = find_title (import);
  JsonObject            *post = galley_document_get_post (document);

  import->has_title = heading != NULL;
  if (*given == '\0')
    json_object_set_string_member (post, "title", heading != NULL ? heading->text : fallback_title);
  else if (heading != NULL && g_strcmp0 (heading->text, given) != 0)
    import->has_title = take_main_title (import, document, heading->text);
  import->start = import->has_title ? heading->end : 0;
}

/* Said here with the line; galley_document_check_lengths() could say only which section. */
static gboolean
check_headings (Import *import, guint first_line, GError **error)
{
  for (guint i = 0; i < import->headings->len; i++)
    {
      GalleyMarkdownHeading *heading = g_ptr_array_index (import->headings, i);

      if (g_utf8_strlen (heading->text, -1) <= GALLEY_DOCUMENT_MAX_HEADING)
        continue;
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _("Line %u: a heading has more than %d characters; shorten it"), first_line + heading->line, GALLEY_DOCUMENT_MAX_HEADING);
      return FALSE;
    }
  return TRUE;
}

/* Leaves the headings that begin a section. */
static void
keep_sections (Import *import)
{
  guint shallowest = 7;

  if (import->has_title)
    g_ptr_array_remove_index (import->headings, 0);
  for (guint i = 0; i < import->headings->len; i++)
    shallowest = MIN (shallowest, ((GalleyMarkdownHeading *)g_ptr_array_index (import->headings, i))->level);
  for (guint i = import->headings->len; i > 0; i--)
    {
      GalleyMarkdownHeading *heading = g_ptr_array_index (import->headings, i - 1);

      if (import->mark != NULL ? !is_marked (import, heading) : heading->level != shallowest)
        g_ptr_array_remove_index (import->headings, i - 1);
    }
}

static void
take_intro (Import *import, GalleyDocument *document, gsize start, gsize end)
{
  JsonObject      *development = galley_document_get_development (document);
  g_autofree char *intro = galley_markdown_dup_trimmed (import->body + start, end - start);
  const char      *given = galley_document_get_text (development, "intro_blurb");
  g_autofree char *both = NULL;

  if (*intro == '\0')
    return;
  both = given != NULL && *given != '\0' ? g_strconcat (given, "\n\n", intro, NULL) : NULL;
  json_object_set_string_member (development, "intro_blurb", both != NULL ? both : intro);
}

static void
take_sections (Import *import, GalleyDocument *document)
{
  GPtrArray *headings = import->headings;

  for (guint i = 0; i < headings->len; i++)
    {
      GalleyMarkdownHeading *heading = g_ptr_array_index (headings, i);
      gsize                  end = i + 1 < headings->len ? get_marked_start (import, g_ptr_array_index (headings, i + 1)) : import->length;
      g_autofree char       *text = galley_markdown_dup_trimmed (import->body + heading->end, end - heading->end);

      /* Translators: the heading of a section that was imported without one */
      galley_document_add_section (document, *heading->text != '\0' ? heading->text : _("Untitled"), *text != '\0' ? text : NULL);
    }
}

/* Cuts the conclusion off the end of the body. */
static void
take_conclusion (Import *import, GalleyDocument *document)
{
  g_autofree char *line = import->end_mark != NULL ? g_strdup_printf ("<!-- %s -->\n", import->end_mark) : NULL;
  const char      *found = line != NULL ? g_strrstr_len (import->body, (gssize)import->length, line) : NULL;
  g_autofree char *text = NULL;
  gsize            start;

  if (found == NULL || (found > import->body && found[-1] != '\n'))
    return;
  start = (gsize)(found - import->body) + strlen (line);
  text = galley_markdown_dup_trimmed (import->body + start, import->length - start);
  json_object_set_string_member (galley_document_get_development (document), "conclusion", text);
  import->length = (gsize)(found - import->body);
}

static void
take_body (Import *import, GalleyDocument *document)
{
  gsize end;

  end = import->headings->len > 0 ? get_marked_start (import, g_ptr_array_index (import->headings, 0)) : import->length;
  take_intro (import, document, import->start, end);
  take_sections (import, document);
}

/* %NULL without @error: no front matter. */
static JsonNode *
read_matter (const char *text, gsize length, gsize *body, GError **error)
{
  gsize yaml;
  gsize yaml_length;
  g_autoptr (JsonNode) matter = NULL;

  *body = 0;
  if (!galley_front_matter_find (text, length, &yaml, &yaml_length, body))
    return NULL;
  matter = galley_yaml_read (text + yaml, yaml_length, 2, error);
  if (matter == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (matter) || JSON_NODE_HOLDS_NULL (matter))
    return g_steal_pointer (&matter);
  /* A sentence between two lines is a sentence between two lines. */
  *body = 0;
  return NULL;
}

static void
take_matter (Import *import, GalleyDocument *document, JsonObject *matter, GPtrArray *notes)
{
  galley_front_matter_read (document, matter, notes);
  import->mark = galley_document_get_text (matter, GALLEY_FRONT_MATTER_MARK);
  import->end_mark = galley_document_get_text (matter, GALLEY_FRONT_MATTER_END_MARK);
}

/**
 * galley_markdown_import:
 * @text: (array length=length): Markdown (CommonMark), with front matter or without; valid UTF-8 without NUL
 * @length: its length in bytes
 * @fallback_title: the title when the text has none
 * @notes: (nullable) (element-type utf8): where to add what a person should know
 * @cancellable: (nullable): to stop it, from another thread
 * @error: where to put an error, or %NULL
 *
 * Makes a document out of Markdown.  Headings become sections; the texts of the sections keep their bytes.  Nothing is left out.
 *
 * Returns: (transfer full) (nullable): a new document, or %NULL with %GALLEY_ERROR_INVALID (the message says what and where) or
 *   `G_IO_ERROR_CANCELLED`
 */
GalleyDocument *
galley_markdown_import (const char *text, gsize length, const char *fallback_title, GPtrArray *notes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyDocument) document = galley_document_new ("");
  g_autoptr (JsonNode) matter = NULL;
  g_autoptr (GPtrArray) headings = NULL;
  g_autoptr (GError) local_error = NULL;
  Import import = { 0 };
  gsize  body;
  guint  first_line;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (fallback_title != NULL && *fallback_title != '\0', NULL);

  matter = read_matter (text, length, &body, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (matter != NULL && JSON_NODE_HOLDS_OBJECT (matter))
    take_matter (&import, document, json_node_get_object (matter), notes);
  import.body = text + body;
  import.length = length - body;
  take_conclusion (&import, document);
  first_line = 1 + galley_markdown_count_lines (text, body);
  headings = galley_markdown_find_headings (import.body, import.length, first_line, cancellable, error);
  import.headings = headings;
  if (headings == NULL)
    return NULL;
  take_title (&import, document, fallback_title);
  keep_sections (&import);
  if (!check_headings (&import, first_line, error))
    return NULL;
  take_body (&import, document);
  return g_steal_pointer (&document);
}
