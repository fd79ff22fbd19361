/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-history.h"
#include "galley-post-store.h"

G_BEGIN_DECLS

void galley_post_step_push_title (GalleyHistory *history, GalleyPostStore *store, int id, const char *before, const char *after, int version);
void galley_post_step_push_status (GalleyHistory *history, GalleyPostStore *store, int id, GalleyPostStatus before, GalleyPostStatus after, int version);
void galley_post_step_push_trash (GalleyHistory *history, GalleyPostStore *store, const char *label, int id, gboolean deleted);

G_END_DECLS
