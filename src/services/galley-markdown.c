/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-markdown"

#include "galley-config.h"

#include "galley-markdown.h"

#include <string.h>

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* The block structure of Markdown, read by cmark-gfm.  Which line begins a heading is decided by blocks alone, so the second half of
 * parsing (emphasis, links, …) is left out: it costs most of the time, and all that time which grows faster than the text.  cmark has no
 * name for "blocks only", but it asks an extension at every line that opens nothing else whether that opens a block of its; ours says no
 * and remembers the tree, which is then read without being finished. */

/* Makes sure that the extension is asked at least once, at the top of the tree. */
#define PREAMBLE       "x\n\n"
#define PREAMBLE_LINES 2

#define CHUNK 65536

/* A definition may take several lines of a heading's paragraph; more than this are taken for the heading. */
#define MAX_DEFINITION_LINES 32

static gboolean
is_space (char character)
{
  return character == ' ' || character == '\t';
}

typedef struct
{
  cmark_parser           *parser;
  cmark_syntax_extension *probe;
  cmark_node             *root; /* (unowned) of the parser */
  gboolean                too_deep;
} Blocks;

static cmark_node *
probe_cb (cmark_syntax_extension *probe, int indented, cmark_parser *parser, cmark_node *parent, unsigned char *line, int length)
{
  Blocks *blocks = cmark_syntax_extension_get_private (probe);
  guint   depth = 0;

  if (blocks->root == NULL)
    blocks->root = parent;
  for (cmark_node *node = parent; node != NULL && depth <= GALLEY_MARKDOWN_MAX_DEPTH; node = cmark_node_parent (node))
    depth++;
  if (depth > GALLEY_MARKDOWN_MAX_DEPTH)
    blocks->too_deep = TRUE;
  return NULL;
}

static void
init_blocks (Blocks *blocks)
{
  blocks->parser = cmark_parser_new (CMARK_OPT_FOOTNOTES);
  blocks->probe = cmark_syntax_extension_new ("galley-probe");
  blocks->root = NULL;
  blocks->too_deep = FALSE;
  cmark_syntax_extension_set_private (blocks->probe, blocks, NULL);
  cmark_syntax_extension_set_open_block_func (blocks->probe, probe_cb);
  cmark_parser_attach_syntax_extension (blocks->parser, blocks->probe);
  cmark_parser_feed (blocks->parser, PREAMBLE, strlen (PREAMBLE));
  g_assert (blocks->root != NULL);
}

static void
clear_blocks (Blocks *blocks)
{
  cmark_parser_free (blocks->parser);
  cmark_syntax_extension_free (cmark_get_default_mem_allocator (), blocks->probe);
}

/* Behind a mark that opens a quotation or a list, %NULL if there is none. */
static const char *
skip_opener (const char *line, const char *end)
{
  const char *at = line;

  if (*at == '>')
    return at + 1;
  if (strchr ("-+*", *at) != NULL)
    at++;
  else
    {
      while (at < end && g_ascii_isdigit (*at))
        at++;
      if (at == line || at == end || strchr (".)", *at) == NULL)
        return NULL;
      at++;
    }
  return at == end || is_space (*at) ? at : NULL;
}

/* How many quotations and lists one line opens; a thematic break (“- - -”) opens none. */
static guint
count_openers (const char *line, const char *end)
{
  guint    openers = 0;
  gboolean same = TRUE;
  char     mark = '\0';

  while (line < end)
    {
      const char *next;

      for (; line < end && is_space (*line); line++)
        ;
      next = line < end ? skip_opener (line, end) : NULL;
      if (next == NULL)
        break;
      mark = openers == 0 ? *line : mark;
      same = same && *line == mark && strchr ("-*", mark) != NULL;
      openers++;
      line = next;
    }
  return same && line == end ? 0 : openers;
}

static gboolean
refuse_depth (guint line, GError **error)
{
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               _("Line %u: quotations or lists are nested more than %d deep; this is not a text that can be read"),
                  line, GALLEY_MARKDOWN_MAX_DEPTH);
  return FALSE;
}

/* One line may open as many levels as it has characters, each a node of some hundred bytes: it is refused before it is parsed. */
static gboolean
check_lines (const char *text, gsize length, guint number, GError **error)
{
  const char *end = text + length;

  for (const char *line = text; line < end; number++)
    {
      const char *stop = line;

      while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
      if (stop > line && count_openers (line, stop) > GALLEY_MARKDOWN_MAX_DEPTH)
        return refuse_depth (number, error);
      line = stop + 1 < end && stop[0] == '\r' && stop[1] == '\n' ? stop + 2 : stop + 1;
    }
  return TRUE;
}

static gboolean
feed (Blocks *blocks, const char *text, gsize length, guint first_line, GCancellable *cancellable, GError **error)
{
  for (gsize at = 0; at < length; at += CHUNK)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      cmark_parser_feed (blocks->parser, text + at, MIN (CHUNK, length - at));
      if (blocks->too_deep)
        return refuse_depth (first_line + (guint)cmark_parser_get_line_number (blocks->parser) - PREAMBLE_LINES - 1, error);
    }
  return TRUE;
}

/* Walks through a text by lines as cmark counts them: ended by LF, CR or CRLF. */
typedef struct
{
  const char *text;
  gsize       length;
  guint       line;
  gsize       at;
} Cursor;

static gsize
find_line_end (const char *text, gsize length, gsize at)
{
  while (at < length && text[at] != '\n' && text[at] != '\r')
    at++;
  return at;
}

static gsize
skip_line_end (const char *text, gsize length, gsize at)
{
  if (at < length && text[at] == '\r')
    at += at + 1 < length && text[at + 1] == '\n' ? 2 : 1;
  else if (at < length)
    at++;
  return at;
}

static gsize
go_to_line (Cursor *cursor, guint line)
{
  while (cursor->line < line)
    {
      cursor->at = skip_line_end (cursor->text, cursor->length, find_line_end (cursor->text, cursor->length, cursor->at));
      cursor->line++;
    }
  return cursor->at;
}

static char *
dup_stripped (const char *start, const char *end)
{
  while (start < end && is_space (*start))
    start++;
  while (end > start && is_space (end[-1]))
    end--;
  return g_strndup (start, (gsize)(end - start));
}

/* “## Heading ##” without what makes it a heading; %NULL if the line is not of this kind. */
static char *
read_atx (const char *line, gsize length)
{
  const char *end = line + length;
  const char *stop;
  guint       level = 0;

  while (line < end && *line == ' ')
    line++;
  for (; line < end && *line == '#'; line++)
    level++;
  if (level < 1 || level > 6 || (line < end && !is_space (*line)))
    return NULL;
  while (end > line && is_space (end[-1]))
    end--;
  for (stop = end; stop > line && stop[-1] == '#'; stop--)
    ;
  if (stop < end && (stop == line || is_space (stop[-1])))
    end = stop;
  return dup_stripped (line, end);
}

static gboolean
is_underline (const char *line, gsize length)
{
  g_autofree char *text = dup_stripped (line, line + length);
  gsize            n = strlen (text);

  return n > 0 && (strspn (text, "=") == n || strspn (text, "-") == n);
}

static gboolean
is_only_definitions (const char *text, gsize length)
{
  cmark_node *document = cmark_parse_document (text, length, CMARK_OPT_DEFAULT);
  gboolean    only = cmark_node_first_child (document) == NULL;

  cmark_node_free (document);
  return only;
}

/* Link definitions directly above a heading with an underline are part of its paragraph, but not of the heading: where it begins. */
static gsize
skip_definitions (const char *text, gsize start, gsize underline)
{
  gsize at = start;
  gsize found = start;

  if (underline <= start || text[start] != '[')
    return start;
  for (guint i = 0; i < MAX_DEFINITION_LINES; i++)
    {
      at = skip_line_end (text, underline, find_line_end (text, underline, at));
      if (at >= underline)
        break;
      if (is_only_definitions (text + start, at - start))
        found = at;
    }
  return found;
}

/* The lines of a heading joined by a blank. */
static char *
join_lines (const char *text, gsize start, gsize end)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  while (start < end)
    {
      gsize            stop = find_line_end (text, end, start);
      g_autofree char *line = dup_stripped (text + start, text + stop);

      if (joined->len > 0 && *line != '\0')
        g_string_append_c (joined, ' ');
      g_string_append (joined, line);
      start = skip_line_end (text, end, stop);
    }
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* The line of “===” under a heading.  cmark says the line after it for one that is closed by that line, which is always so here; a cmark
 * that says the line itself is understood too. */
static gsize
find_underline (const char *text, gsize length, Cursor from, guint end_line)
{
  gsize at = go_to_line (&from, end_line > from.line ? end_line - 1 : end_line);
  gsize stop = find_line_end (text, length, at);

  if (is_underline (text + at, stop - at))
    return at;
  return go_to_line (&from, end_line);
}

static GalleyMarkdownHeading *
read_heading (cmark_node *node, Cursor *cursor)
{
  GalleyMarkdownHeading *heading = g_new0 (GalleyMarkdownHeading, 1);
  const char            *text = cursor->text;
  gsize                  length = cursor->length;
  gsize                  stop;
  gsize                  underline;

  heading->level = (guint)cmark_node_get_heading_level (node);
  heading->line = (guint)cmark_node_get_start_line (node) - PREAMBLE_LINES - 1;
  heading->start = go_to_line (cursor, heading->line);
  stop = find_line_end (text, length, heading->start);
  heading->end = skip_line_end (text, length, stop);
  heading->text = read_atx (text + heading->start, stop - heading->start);
  if (heading->text != NULL)
    return heading;

  underline = find_underline (text, length, *cursor, (guint)cmark_node_get_end_line (node) - PREAMBLE_LINES - 1);
  heading->start = skip_definitions (text, heading->start, underline);
  heading->end = skip_line_end (text, length, find_line_end (text, length, underline));
  heading->text = join_lines (text, heading->start, underline);
  return heading;
}

/**
 * galley_markdown_heading_free:
 * @self: (transfer full): a heading
 *
 * Frees a heading.
 */
void
galley_markdown_heading_free (GalleyMarkdownHeading *self)
{
  g_free (self->text);
  g_free (self);
}

/**
 * galley_markdown_find_headings:
 * @text: (array length=length): Markdown, valid UTF-8 without NUL
 * @length: its length in bytes
 * @first_line: the number of its first line in the file, for messages
 * @cancellable: (nullable): to stop it, from another thread
 * @error: where to put an error, or %NULL
 *
 * Finds the headings of a text that are not inside of anything else, of both kinds (`## Heading` and underlined).  May take
 * some time; the time grows with the text and not faster.
 *
 * Returns: (transfer full) (element-type GalleyMarkdownHeading) (nullable): the headings in their order, or %NULL with %GALLEY_ERROR_INVALID
 *   (nested too deep) or `G_IO_ERROR_CANCELLED`
 */
GPtrArray *
galley_markdown_find_headings (const char *text, gsize length, guint first_line, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_markdown_heading_free);
  Cursor cursor = { .text = text, .length = length };
  Blocks blocks;

  g_return_val_if_fail (text != NULL, NULL);

  if (!check_lines (text, length, first_line, error))
    return NULL;
  init_blocks (&blocks);
  if (!feed (&blocks, text, length, first_line, cancellable, error))
    {
      clear_blocks (&blocks);
      return NULL;
    }
  /* Ends the last line, and closes a heading with an underline on it. */
  cmark_parser_feed (blocks.parser, "\n\n", 2);
  for (cmark_node *node = cmark_node_first_child (blocks.root); node != NULL; node = cmark_node_next (node))
    if (cmark_node_get_type (node) == CMARK_NODE_HEADING)
      g_ptr_array_add (headings, read_heading (node, &cursor));
  clear_blocks (&blocks);
  return g_steal_pointer (&headings);
}

/* Whether a heading that is written behind a text would be one. */
static gboolean
is_closed (const char *text, const char *closer, gboolean *closed, GError **error)
{
  g_autofree char *probe = g_strconcat (text, "\n", closer, "\n\n# x\n", NULL);
  gsize            place = strlen (probe) - strlen ("# x\n");
  g_autoptr (GPtrArray) headings = galley_markdown_find_headings (probe, strlen (probe), 1, NULL, error);
  GalleyMarkdownHeading *last;

  if (headings == NULL)
    return FALSE;
  last = headings->len > 0 ? g_ptr_array_index (headings, headings->len - 1) : NULL;
  *closed = last != NULL && last->start == place;
  return TRUE;
}

/* As long as the longest row of the character in the text: no fence that is open there is longer. */
static char *
make_fence (const char *text, char character)
{
  gsize            longest = 3;
  g_autofree char *fence = NULL;

  for (const char *at = strchr (text, character); at != NULL; at = strchr (at, character))
    {
      gsize n = 0;

      for (; *at == character; at++)
        n++;
      longest = MAX (longest, n);
    }
  fence = g_malloc (longest + 1);
  memset (fence, character, longest);
  fence[longest] = '\0';
  return g_steal_pointer (&fence);
}

/* What may end a block that is open at the end of a text.  Any of the last four ends a block that any of them begins, but a browser
 * wants the one that belongs to it. */
static char **
list_closers (const char *text)
{
  static const char *const comments[] = { ">", "-->", "?>", "]]>" };
  static const char *const tags[] = { "script", "pre", "style", "textarea" };
  g_autoptr (GStrvBuilder) closers = g_strv_builder_new ();
  g_autofree char *backticks = make_fence (text, '`');
  g_autofree char *tildes = make_fence (text, '~');
  g_autofree char *lower = g_ascii_strdown (text, -1);

  g_strv_builder_add_many (closers, backticks, tildes, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (comments); i++)
    g_strv_builder_add (closers, comments[i]);
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *opener = g_strconcat ("<", tags[i], NULL);
      g_autofree char *closer = g_strconcat ("</", tags[i], ">", NULL);

      if (strstr (lower, opener) != NULL)
        g_strv_builder_add (closers, closer);
    }
  return g_strv_builder_end (closers);
}

/**
 * galley_markdown_close:
 * @text: Markdown, valid UTF-8
 * @error: where to put an error, or %NULL
 *
 * Makes a text such that another can be written behind it: a code block or a piece of HTML that is open at its end would swallow
 * whatever follows, so the line that ends it is added.
 *
 * Returns: (transfer full) (nullable): @text, or @text with another line; %NULL with %GALLEY_ERROR_INVALID (nested too deep)
 */
char *
galley_markdown_close (const char *text, GError **error)
{
  g_auto (GStrv) closers = NULL;
  gboolean closed;

  g_return_val_if_fail (text != NULL, NULL);

  if (!is_closed (text, "", &closed, error))
    return NULL;
  if (closed)
    return g_strdup (text);
  closers = list_closers (text);
  for (guint i = 0; closers[i] != NULL; i++)
    {
      if (!is_closed (text, closers[i], &closed, error))
        return NULL;
      if (closed)
        return g_strconcat (text, "\n", closers[i], NULL);
    }
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               _("A text ends inside a block of Markdown that cannot be ended; end it in the text"));
  return NULL;
}

/**
 * galley_markdown_count_lines:
 * @text: (array length=length): a text
 * @length: its length in bytes
 *
 * Counts the ends of lines: LF, CR or CRLF.
 *
 * Returns: how many there are
 */
guint
galley_markdown_count_lines (const char *text, gsize length)
{
  Cursor cursor = { .text = text, .length = length };

  g_return_val_if_fail (text != NULL, 0);

  for (gsize at = find_line_end (text, length, 0); at < length; at = find_line_end (text, length, cursor.at))
    go_to_line (&cursor, cursor.line + 1);
  return cursor.line;
}

/**
 * galley_markdown_dup_trimmed:
 * @text: (array length=length): Markdown
 * @length: its length in bytes
 *
 * Copies a text without the blank lines before and behind it, and without its last line break.  What indents the first line is kept: it
 * may be code.
 *
 * Returns: (transfer full): the copy
 */
char *
galley_markdown_dup_trimmed (const char *text, gsize length)
{
  gsize start = 0;
  gsize end = length;

  g_return_val_if_fail (text != NULL, NULL);

  for (gsize at = 0; at < length && strchr (" \t\r\n", text[at]) != NULL; at++)
    if (text[at] == '\n' || text[at] == '\r')
      start = at + 1;
  for (gsize at = length; at > start && strchr (" \t\r\n", text[at - 1]) != NULL; at--)
    if (text[at - 1] == '\n' || text[at - 1] == '\r')
      end = at - 1;
  if (end > start && strspn (text + start, " \t") >= end - start)
    end = start;
  return g_strndup (text + start, end - start);
}
