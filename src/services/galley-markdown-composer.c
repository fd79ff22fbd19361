/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-markdown-composer"

#include "galley-markdown-composer.h"

#include <string.h>

#include "galley-markdown.h"

/**
 * galley_markdown_composer_init:
 * @self: memory for a composer
 *
 * Makes an empty text.
 */
void
galley_markdown_composer_init (GalleyMarkdownComposer *self)
{
  self->text = g_string_new (NULL);
  self->line = 1;
  self->counted = 0;
  self->after_comment = FALSE;
}

/**
 * galley_markdown_composer_clear:
 * @self: a composer
 *
 * Frees what a composer owns.
 */
void
galley_markdown_composer_clear (GalleyMarkdownComposer *self)
{
  g_string_free (g_steal_pointer (&self->text), TRUE);
}

/* A blank line, and the number of the line that comes next. */
static void
separate (GalleyMarkdownComposer *self)
{
  if (self->text->len > 0 && !self->after_comment)
    g_string_append_c (self->text, '\n');
  self->after_comment = FALSE;
  self->line += galley_markdown_count_lines (self->text->str + self->counted, self->text->len - self->counted);
  self->counted = self->text->len;
}

/* What a reader would take for the closing row of “#” gets another behind it, which the reader takes in its place. */
static gboolean
ends_like_closed (const char *heading)
{
  const char *end = heading + strlen (heading);
  const char *at = end;

  while (at > heading && at[-1] == '#')
    at--;
  return at < end && (at == heading || at[-1] == ' ' || at[-1] == '\t');
}

/**
 * galley_markdown_composer_add_heading:
 * @self: a composer
 * @level: 1 to 6
 * @heading: a line of Markdown; line breaks in it become blanks
 *
 * Adds a heading.
 */
void
galley_markdown_composer_add_heading (GalleyMarkdownComposer *self, guint level, const char *heading)
{
  g_autofree char *line = g_strdup (heading);

  separate (self);
  g_strstrip (g_strdelimit (line, "\r\n", ' '));
  g_string_append_printf (self->text, "%.*s%s%s%s\n", (int)level, "######", *line != '\0' ? " " : "", line,
                          ends_like_closed (line) ? " #" : "");
}

/**
 * galley_markdown_composer_add_comment:
 * @self: a composer
 * @comment: a few letters
 *
 * Adds a line that readers do not show.  What is added next follows without a blank line.
 */
void
galley_markdown_composer_add_comment (GalleyMarkdownComposer *self, const char *comment)
{
  separate (self);
  g_string_append_printf (self->text, "<!-- %s -->\n", comment);
  self->after_comment = TRUE;
}

/**
 * galley_markdown_composer_add_text:
 * @self: a composer
 * @text: (nullable): Markdown
 * @error: where to put an error, or %NULL
 *
 * Adds a text, without the blank lines around it; a code block that is open at its end is closed.
 *
 * Returns: %TRUE, or %FALSE with %GALLEY_ERROR_INVALID
 */
gboolean
galley_markdown_composer_add_text (GalleyMarkdownComposer *self, const char *text, GError **error)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *closed = NULL;

  if (text == NULL)
    return TRUE;
  trimmed = galley_markdown_dup_trimmed (text, strlen (text));
  if (*trimmed == '\0')
    return TRUE;
  closed = galley_markdown_close (trimmed, error);
  if (closed == NULL)
    return FALSE;
  separate (self);
  g_string_append (self->text, closed);
  g_string_append_c (self->text, '\n');
  return TRUE;
}

/**
 * galley_markdown_get_section_text:
 * @section: a section of a document
 *
 * Gets the text by which a section goes out: the polished one, else the draft.
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
galley_markdown_get_section_text (JsonObject *section)
{
  const char *polished = galley_document_get_text (section, "polished");

  return polished != NULL && *polished != '\0' ? polished : galley_document_get_text (section, "draft");
}
