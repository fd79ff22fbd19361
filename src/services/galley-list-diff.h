/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleySpliceFunc:
 * @position: where
 * @n_removals: how many entries leave from there
 * @n_additions: how many of @additions come instead
 * @additions: (array length=n_additions): what comes
 * @user_data: what [func@list_diff] was given
 *
 * Does one step of what makes one list out of another.
 */
typedef void (*GalleySpliceFunc) (guint position, guint n_removals, guint n_additions, gpointer *additions, gpointer user_data);

void galley_list_diff (GPtrArray *from, GPtrArray *to, GalleySpliceFunc splice, gpointer user_data);

G_END_DECLS
