/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "galley-error.h"

G_BEGIN_DECLS

GalleyError galley_sqlstate_get_code (const char *sqlstate);
GError     *galley_sqlstate_new_error (const char *sqlstate, const char *message, const char *detail, const char *hint);

G_END_DECLS
