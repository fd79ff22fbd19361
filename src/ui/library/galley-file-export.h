/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-export-format.h"
#include "galley-post-store.h"

G_BEGIN_DECLS

void     galley_file_export_async (GalleyPostStore *store, int id, GalleyExportFormat format, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean galley_file_export_finish (GalleyPostStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
