/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How deep quotations and lists may be nested. */
#define GALLEY_MARKDOWN_MAX_DEPTH 256

/**
 * GalleyMarkdownHeading:
 * @level: 1 to 6
 * @line: its first line, from 0
 * @start: where its first line begins, in bytes
 * @end: behind the end of its last line
 * @text: (owned): its Markdown source, on one line
 *
 * A heading that is not inside a quotation, a list or a code block.
 */
typedef struct
{
  guint level;
  guint line;
  gsize start;
  gsize end;
  char *text;
} GalleyMarkdownHeading;

void       galley_markdown_heading_free (GalleyMarkdownHeading *self);
GPtrArray *galley_markdown_find_headings (const char   *text,
                                          gsize         length,
                                          guint         first_line,
                                          GCancellable *cancellable,
                                          GError      **error);
char      *galley_markdown_close (const char *text,
                                  GError    **error);
guint      galley_markdown_count_lines (const char *text,
                                        gsize       length);
char      *galley_markdown_dup_trimmed (const char *text,
                                        gsize       length);

G_END_DECLS
