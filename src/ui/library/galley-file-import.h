/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-post-store.h"

G_BEGIN_DECLS

void galley_file_import_async (GalleyPostStore *store, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int  galley_file_import_finish (GalleyPostStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
