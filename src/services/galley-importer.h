/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-document.h"
#include "galley-import-format.h"

G_BEGIN_DECLS

void            galley_importer_read_async (GInputStream *stream, const char *name, GalleyImportFormat format, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyDocument *galley_importer_read_finish (GAsyncResult *result, GPtrArray **notes, GError **error);
GalleyDocument *galley_importer_parse (GBytes *bytes, const char *name, GalleyImportFormat format, GPtrArray *notes, GCancellable *cancellable, GError **error);

G_END_DECLS
