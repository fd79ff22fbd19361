/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-document.h"

G_BEGIN_DECLS

/**
 * GalleyMarkdownComposer:
 * @text: (owned): the Markdown so far
 * @line: the number of the line where what was added last begins, from 1
 *
 * Puts texts that know nothing of each other together into one Markdown text, such that none reaches into the next.
 */
typedef struct
{
  GString *text;
  guint    line;
  /*< private >*/
  gsize    counted;
  gboolean after_comment;
} GalleyMarkdownComposer;

void        galley_markdown_composer_init (GalleyMarkdownComposer *self);
void        galley_markdown_composer_clear (GalleyMarkdownComposer *self);
void        galley_markdown_composer_add_heading (GalleyMarkdownComposer *self,
                                                  guint                   level,
                                                  const char             *heading);
void        galley_markdown_composer_add_comment (GalleyMarkdownComposer *self,
                                                  const char             *comment);
gboolean    galley_markdown_composer_add_text (GalleyMarkdownComposer *self,
                                               const char             *text,
                                               GError                **error);
const char *galley_markdown_get_section_text (JsonObject *section);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyMarkdownComposer, galley_markdown_composer_clear)

G_END_DECLS
