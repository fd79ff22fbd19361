/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *galley_relative_time_format (GDateTime *then, GDateTime *now);

G_END_DECLS
