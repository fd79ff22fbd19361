/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-field.h"

G_BEGIN_DECLS

/**
 * GalleySectionField:
 * @GALLEY_SECTION_HEADING: the heading
 * @GALLEY_SECTION_DESCRIPTION: what the section is about
 * @GALLEY_SECTION_STATUS: how far it is (draft, in_progress, complete, or a word of the user's own)
 * @GALLEY_SECTION_IDEAS_TO_INCLUDE: ideas to include
 * @GALLEY_SECTION_FACTS_TO_INCLUDE: facts to include
 * @GALLEY_SECTION_DRAFT: the first text
 * @GALLEY_SECTION_POLISHED: the text as it is published
 * @GALLEY_SECTION_HIGHLIGHTING: key points to highlight
 * @GALLEY_SECTION_IMAGE_CONCEPTS: what an image could show
 * @GALLEY_SECTION_IMAGE_PROMPTS: what an image is generated from
 * @GALLEY_SECTION_GENERATION: notes on generating
 * @GALLEY_SECTION_OPTIMIZATION: notes on optimising
 * @GALLEY_SECTION_WATERMARKING: how the image is watermarked
 * @GALLEY_SECTION_IMAGE_META_DESCRIPTIONS: alternative text of the image
 * @GALLEY_SECTION_IMAGE_CAPTIONS: captions of the image
 * @GALLEY_SECTION_GENERATED_IMAGE_URL: where a generated image is
 * @GALLEY_SECTION_IMAGE_GENERATION_METADATA: how it was generated, JSON
 * @GALLEY_SECTION_N_FIELDS: how many there are
 *
 * The texts of a section.
 */
typedef enum
{
  GALLEY_SECTION_HEADING,
  GALLEY_SECTION_DESCRIPTION,
  GALLEY_SECTION_STATUS,
  GALLEY_SECTION_IDEAS_TO_INCLUDE,
  GALLEY_SECTION_FACTS_TO_INCLUDE,
  GALLEY_SECTION_DRAFT,
  GALLEY_SECTION_POLISHED,
  GALLEY_SECTION_HIGHLIGHTING,
  GALLEY_SECTION_IMAGE_CONCEPTS,
  GALLEY_SECTION_IMAGE_PROMPTS,
  GALLEY_SECTION_GENERATION,
  GALLEY_SECTION_OPTIMIZATION,
  GALLEY_SECTION_WATERMARKING,
  GALLEY_SECTION_IMAGE_META_DESCRIPTIONS,
  GALLEY_SECTION_IMAGE_CAPTIONS,
  GALLEY_SECTION_GENERATED_IMAGE_URL,
  GALLEY_SECTION_IMAGE_GENERATION_METADATA,
  GALLEY_SECTION_N_FIELDS,
} GalleySectionField;

const GalleyField *galley_section_field_get_table (void);
const char        *galley_section_field_get_name (GalleySectionField field);
const char        *galley_section_field_get_column (GalleySectionField field);
gboolean           galley_section_field_from_string (const char *word, GalleySectionField *field);

G_END_DECLS
