/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  galley_cluster_message_to_error (const char *output, const char *log_path, GError **error);
char *galley_cluster_message_read_log (const char *log_path, goffset since);

G_END_DECLS
