/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "galley-text-buffer.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_WORD_LABEL (galley_word_label_get_type ())

/**
 * GalleyWordLabel:
 *
 * How many words a text has, how long reading them takes, and how many of them are selected.  It is brought up to date a few times a
 * second at most.
 */
G_DECLARE_FINAL_TYPE (GalleyWordLabel, galley_word_label, GALLEY, WORD_LABEL, GtkWidget)

void galley_word_label_set_buffer (GalleyWordLabel *self, GalleyTextBuffer *buffer, const char *name);

G_END_DECLS
