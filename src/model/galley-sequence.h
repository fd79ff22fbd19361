/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which of two sequences' numbers have no counterpart in the other; @removed and @added must be all FALSE. */
void galley_sequence_compare (const guint *old_numbers, guint n_old, const guint *new_numbers, guint n_new, guint8 *removed, guint8 *added);

G_END_DECLS
