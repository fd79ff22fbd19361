/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-document.h"

G_BEGIN_DECLS

char *galley_markdown_export (GalleyDocument *document, GCancellable *cancellable, GError **error);

G_END_DECLS
