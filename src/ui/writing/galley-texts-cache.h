/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-section-texts.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_TEXTS_CACHE (galley_texts_cache_get_type ())

/**
 * GalleyTextsCache:
 *
 * The sections that were written in last, so that going back to one shows it at once, as it was left, with what can be undone.
 */
G_DECLARE_FINAL_TYPE (GalleyTextsCache, galley_texts_cache, GALLEY, TEXTS_CACHE, GObject)

GalleyTextsCache   *galley_texts_cache_new (GalleyDrafts *drafts, guint most);
GalleySectionTexts *galley_texts_cache_get (GalleyTextsCache *self, GalleySection *section);
GalleySectionTexts *galley_texts_cache_lookup (GalleyTextsCache *self, int section_id);
guint               galley_texts_cache_get_n_sections (GalleyTextsCache *self);

G_END_DECLS
