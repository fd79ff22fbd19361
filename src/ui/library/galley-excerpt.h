/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

char *galley_excerpt_parse (const char *excerpt, PangoAttrList **attributes);

G_END_DECLS
