/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-drafts.h"
#include "galley-text-buffer.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SECTION_TEXTS (galley_section_texts_get_type ())

/**
 * GalleySectionTexts:
 *
 * The texts of one section while it can be written in: a buffer for each, with what can be undone, where the cursor is, and where its words are kept.
 */
G_DECLARE_FINAL_TYPE (GalleySectionTexts, galley_section_texts, GALLEY, SECTION_TEXTS, GObject)

GalleySectionTexts *galley_section_texts_new (GalleyDrafts *drafts, GalleySection *section);
GalleySection      *galley_section_texts_get_section (GalleySectionTexts *self);
GalleyTextBuffer   *galley_section_texts_get_buffer (GalleySectionTexts *self, GalleySectionField field);
GalleyDraft        *galley_section_texts_get_draft (GalleySectionTexts *self, GalleySectionField field);
gboolean            galley_section_texts_get_loaded (GalleySectionTexts *self);
gboolean            galley_section_texts_get_parked (GalleySectionTexts *self);
GalleyDraftState    galley_section_texts_get_state (GalleySectionTexts *self);
const char         *galley_section_texts_get_message (GalleySectionTexts *self);
const GError       *galley_section_texts_get_error (GalleySectionTexts *self);
const char         *galley_section_texts_get_page (GalleySectionTexts *self);
void                galley_section_texts_set_page (GalleySectionTexts *self, const char *page);
void                galley_section_texts_load (GalleySectionTexts *self);

G_END_DECLS
