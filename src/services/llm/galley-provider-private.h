/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-provider.h"

G_BEGIN_DECLS

/* For the kinds of provider alone. */
GalleyProvider *galley_provider_new_of_type (GType type, GalleyProviderInfo *info, const char *key);

G_END_DECLS
