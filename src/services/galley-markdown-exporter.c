/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-markdown-exporter"

#include "galley-markdown-exporter.h"

#include <string.h>

#include "galley-front-matter.h"
#include "galley-markdown-composer.h"
#include "galley-markdown.h"

/* Sections are headings of this level: the title is the one above them. */
#define SECTION_LEVEL 2

/* Whether a text has a heading, of @deepest level or above, that a reader would take for a section or the title. */
static gboolean
has_heading (const char *text, guint deepest, gboolean *has, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) headings = NULL;

  if (text == NULL)
    return TRUE;
  headings = galley_markdown_find_headings (text, strlen (text), 1, cancellable, error);
  if (headings == NULL)
    return FALSE;
  for (guint i = 0; i < headings->len; i++)
    if (((GalleyMarkdownHeading *)g_ptr_array_index (headings, i))->level <= deepest)
      *has = TRUE;
  return TRUE;
}

/* A text that no text of the post contains. */
static char *
make_mark (GalleyDocument *document, const char *name)
{
  g_autofree char *json = galley_document_to_json (document, FALSE);
  g_autofree char *mark = g_strdup (name);

  for (guint i = 2; strstr (json, mark) != NULL; i++)
    {
      g_free (mark);
      mark = g_strdup_printf ("%s-%u", name, i);
    }
  return g_steal_pointer (&mark);
}

/* %TRUE with no mark when the headings alone tell where sections begin. */
static gboolean
choose_mark (GalleyDocument *document, char **mark, GCancellable *cancellable, GError **error)
{
  JsonArray *sections = galley_document_get_sections (document);
  /* Without sections the headings of the introduction are the shallowest of all. */
  guint    deepest = json_array_get_length (sections) > 0 ? SECTION_LEVEL : G_MAXUINT;
  gboolean needed = FALSE;

  if (!has_heading (galley_document_get_text (galley_document_get_development (document), "intro_blurb"), deepest, &needed, cancellable, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      const char *text = galley_markdown_get_section_text (json_array_get_object_element (sections, i));

      if (!has_heading (text, SECTION_LEVEL, &needed, cancellable, error))
        return FALSE;
    }
  *mark = needed ? make_mark (document, "section") : NULL;
  return TRUE;
}

static gboolean
add_sections (GalleyMarkdownComposer *composer, JsonArray *sections, const char *mark, GError **error)
{
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);

      if (mark != NULL)
        galley_markdown_composer_add_comment (composer, mark);
      galley_markdown_composer_add_heading (composer, SECTION_LEVEL, galley_document_get_text (section, "heading"));
      if (!galley_markdown_composer_add_text (composer, galley_markdown_get_section_text (section), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_markdown_export:
 * @document: a document
 * @cancellable: (nullable): to stop it, from another thread
 * @error: where to put an error, or %NULL
 *
 * Writes a post as Markdown with front matter.  The sections are headings of level 2, their texts the polished ones, else the drafts;
 * when a text has such headings of its own, comments mark the sections.  galley_markdown_import() makes the same title, fields, headings, texts
 * and order out of it; what only the JSON document holds (elements, both versions of a text, notes of sections) is left out.
 *
 * Returns: (transfer full) (nullable): Markdown, or %NULL with %GALLEY_ERROR_INVALID or `G_IO_ERROR_CANCELLED`
 */
char *
galley_markdown_export (GalleyDocument *document, GCancellable *cancellable, GError **error)
{
  g_auto (GalleyMarkdownComposer) composer;
  g_autofree char *mark = NULL;
  g_autofree char *end_mark = NULL;
  g_autofree char *matter = NULL;
  JsonObject      *development;
  const char      *conclusion;

  galley_markdown_composer_init (&composer);
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (document), NULL);

  development = galley_document_get_development (document);
  conclusion = galley_document_get_text (development, "conclusion");
  if (!choose_mark (document, &mark, cancellable, error) ||
      !galley_markdown_composer_add_text (&composer, galley_document_get_text (development, "intro_blurb"), error) ||
      !add_sections (&composer, galley_document_get_sections (document), mark, error))
    return NULL;
  if (conclusion != NULL)
    {
      end_mark = make_mark (document, "conclusion");
      galley_markdown_composer_add_comment (&composer, end_mark);
      if (!galley_markdown_composer_add_text (&composer, conclusion, error))
        return NULL;
    }
  matter = galley_front_matter_write (document, mark, end_mark);
  return g_strconcat (matter, composer.text->len > 0 ? "\n" : "", composer.text->str, NULL);
}
