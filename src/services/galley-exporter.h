/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-export-format.h"

G_BEGIN_DECLS

char *galley_exporter_render (const char *json, GalleyExportFormat format, GCancellable *cancellable, GError **error);
void  galley_exporter_write_async (const char *json, GalleyExportFormat format, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char *galley_exporter_write_finish (GAsyncResult *result, GError **error);

G_END_DECLS
