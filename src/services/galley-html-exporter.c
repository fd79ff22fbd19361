/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-html-exporter"

#include "galley-config.h"

#include "galley-html-exporter.h"

#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-json-check.h"
#include "galley-markdown-composer.h"

/* The whole post is one Markdown text for cmark, so that a link or a footnote that is defined in one section works in the others.  The
 * tree that comes back is then put in order: which heading is which is known by its line. */

#define TITLE_LEVEL   1
#define SECTION_LEVEL 2
#define DEEPEST_LEVEL 6

#define CONCLUSION_MARK "conclusion"

/* cmark looks for the end of “<?” and “<!” up to the end of the paragraph, each time again; more steps than this take too long. */
#define MAX_STEPS (G_GUINT64_CONSTANT (2000) * 1000 * 1000)

typedef struct
{
  GArray     *lines;      /* (owned) (element-type int) of the headings of sections */
  int         conclusion; /* the line of the conclusion's mark, 0 if there is none */
  cmark_node *document;   /* (owned) (nullable) */
  cmark_node *title;      /* (unowned) (nullable) */
} Page;

static void
clear_page (Page *page)
{
  g_clear_pointer (&page->lines, g_array_unref);
  g_clear_pointer (&page->document, cmark_node_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, clear_page)

static gboolean
compose (GalleyMarkdownComposer *composer, GalleyDocument *document, Page *page, GError **error)
{
  JsonObject *development = galley_document_get_development (document);
  JsonArray  *sections = galley_document_get_sections (document);
  const char *conclusion = galley_document_get_text (development, "conclusion");

  galley_markdown_composer_add_heading (composer, TITLE_LEVEL, galley_document_get_title (document));
  if (!galley_markdown_composer_add_text (composer, galley_document_get_text (development, "intro_blurb"), error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);
      int         line;

      galley_markdown_composer_add_heading (composer, SECTION_LEVEL, galley_document_get_text (section, "heading"));
      line = (int)composer->line;
      g_array_append_val (page->lines, line);
      if (!galley_markdown_composer_add_text (composer, galley_markdown_get_section_text (section), error))
        return FALSE;
    }
  if (conclusion == NULL)
    return TRUE;
  galley_markdown_composer_add_comment (composer, CONCLUSION_MARK);
  page->conclusion = (int)composer->line;
  return galley_markdown_composer_add_text (composer, conclusion, error);
}

static gboolean
check_steps (const char *text, GError **error)
{
  guint64 steps = 0;

  while (*text != '\0')
    {
      const char *stop = strstr (text, "\n\n");
      gsize       length = stop != NULL ? (gsize)(stop - text) : strlen (text);
      guint64     opened = 0;

      for (gsize i = 0; i + 1 < length; i++)
        if (text[i] == '<' && (text[i + 1] == '?' || text[i + 1] == '!'))
          opened++;
      steps += opened * length;
      text += stop != NULL ? length + 2 : length;
    }
  if (steps <= MAX_STEPS)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               _("A paragraph has so many “<?” or “<!” that it cannot be made HTML of; put a backslash before each “<”"));
  return FALSE;
}

static cmark_node *
parse (const char *text, gsize length)
{
  static const char *const names[] = { "table", "strikethrough", "autolink", "tagfilter" };
  cmark_parser            *parser;
  cmark_node              *document;

  cmark_gfm_core_extensions_ensure_registered ();
  parser = cmark_parser_new (CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      cmark_syntax_extension *extension = cmark_find_syntax_extension (names[i]);

      g_assert (extension != NULL);
      cmark_parser_attach_syntax_extension (parser, extension);
    }
  cmark_parser_feed (parser, text, length);
  document = cmark_parser_finish (parser);
  cmark_parser_free (parser);
  return document;
}

static gboolean
is_section_heading (Page *page, cmark_node *node, guint next)
{
  return next < page->lines->len && cmark_node_get_type (node) == CMARK_NODE_HEADING &&
         cmark_node_get_start_line (node) == g_array_index (page->lines, int, next);
}

/* Calls for every heading in what stands between the headings of two sections. */
static int
find_shallowest (cmark_node *first, cmark_node *stop)
{
  int level = DEEPEST_LEVEL;

  for (cmark_node *node = first; node != stop; node = cmark_node_next (node))
    {
      cmark_iter *iter = cmark_iter_new (node);

      while (cmark_iter_next (iter) != CMARK_EVENT_DONE)
        if (cmark_node_get_type (cmark_iter_get_node (iter)) == CMARK_NODE_HEADING)
          level = MIN (level, cmark_node_get_heading_level (cmark_iter_get_node (iter)));
      cmark_iter_free (iter);
    }
  return level;
}

/* Moves the headings of a text below the one it stands under, and keeps their order among each other. */
static void
shift_headings (cmark_node *first, cmark_node *stop, int top)
{
  int shallowest = find_shallowest (first, stop);

  for (cmark_node *node = first; node != stop; node = cmark_node_next (node))
    {
      cmark_iter      *iter = cmark_iter_new (node);
      cmark_event_type event;

      while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
        {
          cmark_node *inner = cmark_iter_get_node (iter);

          if (event == CMARK_EVENT_ENTER && cmark_node_get_type (inner) == CMARK_NODE_HEADING)
            cmark_node_set_heading_level (inner, MIN (DEEPEST_LEVEL, cmark_node_get_heading_level (inner) - shallowest + top));
        }
      cmark_iter_free (iter);
    }
}

/* Puts the nodes from @first up to @stop into an element of HTML. */
static void
wrap (cmark_node *first, cmark_node *stop, const char *open, const char *close)
{
  cmark_node *block = cmark_node_new (CMARK_NODE_CUSTOM_BLOCK);

  cmark_node_set_on_enter (block, open);
  cmark_node_set_on_exit (block, close);
  cmark_node_insert_before (first, block);
  while (first != stop)
    {
      cmark_node *next = cmark_node_next (first);

      cmark_node_append_child (block, first);
      first = next;
    }
}

static gboolean
is_part_end (Page *page, cmark_node *node, guint next)
{
  return is_section_heading (page, node, next) || cmark_node_get_type (node) == CMARK_NODE_FOOTNOTE_DEFINITION ||
         (page->conclusion > 0 && cmark_node_get_type (node) == CMARK_NODE_HTML_BLOCK && cmark_node_get_start_line (node) == page->conclusion);
}

static cmark_node *
find_part_end (Page *page, cmark_node *node, guint next)
{
  while (node != NULL && !is_part_end (page, node, next))
    node = cmark_node_next (node);
  return node;
}

static cmark_node *
arrange_section (Page *page, cmark_node *heading, guint number)
{
  cmark_node      *stop = find_part_end (page, cmark_node_next (heading), number + 1);
  g_autofree char *open = g_strdup_printf ("<section id=\"section-%u\">", number + 1);

  shift_headings (cmark_node_next (heading), stop, SECTION_LEVEL + 1);
  wrap (heading, stop, open, "</section>");
  return stop;
}

static void
arrange_conclusion (Page *page, cmark_node *mark)
{
  cmark_node *first = cmark_node_next (mark);
  cmark_node *stop = find_part_end (page, first, G_MAXUINT);

  cmark_node_free (mark);
  if (first == stop)
    return;
  shift_headings (first, stop, SECTION_LEVEL);
  wrap (first, stop, "<section id=\"conclusion\">", "</section>");
}

static void
arrange (Page *page)
{
  cmark_node *node = page->title = cmark_node_first_child (page->document);
  cmark_node *stop;

  stop = find_part_end (page, cmark_node_next (node), 0);
  shift_headings (cmark_node_next (node), stop, SECTION_LEVEL);
  for (guint i = 0; i < page->lines->len; i++)
    stop = arrange_section (page, stop, i);
  if (stop != NULL && cmark_node_get_type (stop) == CMARK_NODE_HTML_BLOCK)
    arrange_conclusion (page, stop);
}

/* The words of a heading without its markup. */
static char *
dup_words (cmark_node *heading)
{
  g_autoptr (GString) words = g_string_new (NULL);
  cmark_iter      *iter = cmark_iter_new (heading);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node     *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);

      if (event != CMARK_EVENT_ENTER)
        continue;
      if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
        g_string_append (words, cmark_node_get_literal (node));
      else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        g_string_append_c (words, ' ');
    }
  cmark_iter_free (iter);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
is_language (const char *tag)
{
  return g_regex_match_simple ("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", tag, G_REGEX_DOLLAR_ENDONLY, 0);
}

/* What the front matter of an imported file said (“lang: de”), else English, which the original blog system was for. */
static char *
find_language (GalleyDocument *document)
{
  const char *metadata = galley_document_get_text (galley_document_get_development (document), "basic_metadata");
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  static const char *const names[] = { "lang", "language" };
  JsonNode                *root;

  if (metadata == NULL || !galley_json_check (metadata, strlen (metadata), NULL) || !json_parser_load_from_data (parser, metadata, -1, NULL))
    return g_strdup ("en");
  root = json_parser_get_root (parser);
  for (guint i = 0; i < G_N_ELEMENTS (names) && JSON_NODE_HOLDS_OBJECT (root); i++)
    {
      const char *language = galley_document_get_text (json_node_get_object (root), names[i]);

      if (language != NULL && is_language (language))
        return g_strdup (language);
    }
  return g_strdup ("en");
}

/* Text for between tags and in attributes. */
static void
append_escaped (GString *output, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (output, before);
  g_string_append (output, escaped);
  g_string_append (output, after);
}

static void
append_head (GString *output, GalleyDocument *document, const char *words)
{
  g_autofree char *language = find_language (document);
  const char      *summary = galley_document_get_text (galley_document_get_post (document), "summary");

  g_string_append_printf (output, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language);
  g_string_append (output, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  append_escaped (output, "<title>", words, "</title>\n");
  if (summary != NULL && *summary != '\0')
    append_escaped (output, "<meta name=\"description\" content=\"", summary, "\">\n");
  g_string_append (output, "</head>\n");
}

static void
add_subtitle (Page *page, GalleyDocument *document)
{
  const char *subtitle = galley_document_get_text (galley_document_get_development (document), "subtitle");
  g_autoptr (GString) html = g_string_new (NULL);
  cmark_node *block;

  if (subtitle == NULL || *subtitle == '\0')
    return;
  append_escaped (html, "<p class=\"subtitle\">", subtitle, "</p>");
  block = cmark_node_new (CMARK_NODE_CUSTOM_BLOCK);
  cmark_node_set_on_enter (block, html->str);
  cmark_node_insert_after (page->title, block);
}

static gboolean
is_forbidden (gunichar character)
{
  if (character < 0x20)
    return character != '\t' && character != '\n' && character != '\r';
  return (character >= 0x7F && character < 0xA0) || (character & 0xFFFE) == 0xFFFE || (character >= 0xFDD0 && character <= 0xFDEF);
}

/* Control characters have no place in HTML, not even escaped. */
static char *
replace_forbidden (const char *html)
{
  g_autoptr (GString) clean = g_string_sized_new (strlen (html));

  for (const char *at = html; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (clean, is_forbidden (g_utf8_get_char (at)) ? 0xFFFD : g_utf8_get_char (at));
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/**
 * galley_html_export:
 * @document: a document
 * @cancellable: (nullable): to stop it, from another thread
 * @error: where to put an error, or %NULL
 *
 * Writes a post as a complete HTML document: the title as the first heading, the sections one level below it, the headings in their texts
 * below that; the texts are the polished ones, else the drafts.  It can be shown anywhere: raw HTML is left out, and so are links that
 * would run a script.
 *
 * Returns: (transfer full) (nullable): HTML, or %NULL with %GALLEY_ERROR_INVALID or `G_IO_ERROR_CANCELLED`
 */
char *
galley_html_export (GalleyDocument *document, GCancellable *cancellable, GError **error)
{
  g_auto (GalleyMarkdownComposer) composer;
  g_auto (Page) page = { .lines = g_array_new (FALSE, FALSE, sizeof (int)) };
  g_autoptr (GString) output = g_string_new (NULL);
  g_autofree char *words = NULL;
  char            *article;

  galley_markdown_composer_init (&composer);
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (document), NULL);

  if (!compose (&composer, document, &page, error) || !check_steps (composer.text->str, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  page.document = parse (composer.text->str, composer.text->len);
  arrange (&page);
  words = dup_words (page.title);
  add_subtitle (&page, document);
  append_head (output, document, words);
  article = cmark_render_html (page.document, CMARK_OPT_FOOTNOTES, NULL);
  g_string_append_printf (output, "<body>\n<article>\n%s</article>\n</body>\n</html>\n", article);
  free (article);
  return replace_forbidden (output->str);
}
