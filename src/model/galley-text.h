/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean galley_text_is_blank (const char *text);
guint    galley_text_count_words (const char *text);
guint    galley_text_reading_time (guint n_words);
char    *galley_text_first_line (const char *text, guint most);
char    *galley_text_sanitize (const char *data, gssize length);
gboolean galley_text_validate (const char *data, gssize length, GError **error);

G_END_DECLS
