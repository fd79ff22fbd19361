/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-post-field.h"
#include "galley-post-status.h"
#include "galley-record.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_POST (galley_post_get_type ())

/**
 * GalleyPost:
 *
 * A post: its texts ([enum@PostField]), how far it is, and how many sections and words it has.
 */
G_DECLARE_FINAL_TYPE (GalleyPost, galley_post, GALLEY, POST, GalleyRecord)

GalleyPost      *galley_post_new (int id);
const char      *galley_post_get_field (GalleyPost *self, GalleyPostField field);
void             galley_post_set_field (GalleyPost *self, GalleyPostField field, const char *text);
const char      *galley_post_get_title (GalleyPost *self);
GalleyPostStatus galley_post_get_status (GalleyPost *self);
void             galley_post_set_status (GalleyPost *self, GalleyPostStatus status);
int              galley_post_get_field_version (GalleyPost *self, GalleyPostField field);
int              galley_post_get_development_version (GalleyPost *self);
void             galley_post_set_development_version (GalleyPost *self, int development_version);
int              galley_post_get_outline_version (GalleyPost *self);
void             galley_post_set_outline_version (GalleyPost *self, int outline_version);
int              galley_post_get_n_sections (GalleyPost *self);
void             galley_post_set_n_sections (GalleyPost *self, int n_sections);
int              galley_post_get_n_words (GalleyPost *self);
void             galley_post_set_n_words (GalleyPost *self, int n_words);

G_END_DECLS
