/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-document.h"

G_BEGIN_DECLS

/* The keys by which an export says that only headings behind a mark begin a section, and behind which mark the conclusion is. */
#define GALLEY_FRONT_MATTER_MARK     "section_mark"
#define GALLEY_FRONT_MATTER_END_MARK "conclusion_mark"

gboolean galley_front_matter_find (const char *text,
                                   gsize       length,
                                   gsize      *yaml,
                                   gsize      *yaml_length,
                                   gsize      *body);
void     galley_front_matter_read (GalleyDocument *document,
                                   JsonObject     *matter,
                                   GPtrArray      *notes);
char    *galley_front_matter_write (GalleyDocument *document,
                                    const char     *mark,
                                    const char     *end_mark);

G_END_DECLS
