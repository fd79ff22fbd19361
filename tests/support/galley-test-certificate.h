/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void galley_test_make_certificate (const char *folder, const char *name, const char *host);

G_END_DECLS
