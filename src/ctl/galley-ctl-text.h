/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint galley_ctl_text_measure (const char *text);
char *galley_ctl_text_defuse (const char *text, gboolean keep_lines);
char *galley_ctl_text_one_line (const char *text, guint most);

G_END_DECLS
