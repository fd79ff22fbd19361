/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-document.h"

G_BEGIN_DECLS

GalleyDocument *galley_markdown_import (const char   *text,
                                        gsize         length,
                                        const char   *fallback_title,
                                        GPtrArray    *notes,
                                        GCancellable *cancellable,
                                        GError      **error);

G_END_DECLS
