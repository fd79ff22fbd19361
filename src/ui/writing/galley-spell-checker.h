/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-dictionary.h"
#include "galley-text-view.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SPELL_CHECKER (galley_spell_checker_get_type ())

/**
 * GalleySpellChecker:
 *
 * Underlines words of a view that its dictionary does not know, and offers others in the context menu.  Only what is to be seen is
 * looked at, and only in pauses.
 *
 * # Actions
 *
 * On the view: `spelling.correct` (string), `spelling.add`, `spelling.ignore`, for the word at the cursor.
 */
G_DECLARE_FINAL_TYPE (GalleySpellChecker, galley_spell_checker, GALLEY, SPELL_CHECKER, GObject)

GalleySpellChecker *galley_spell_checker_new (GalleyTextView *view);
void                galley_spell_checker_set_dictionary (GalleySpellChecker *self, GalleyDictionary *dictionary);

G_END_DECLS
