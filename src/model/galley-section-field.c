/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-field"

#include "galley-section-field.h"

/* The original blog system knew two names each for the draft and the polished text; whoever still says them is understood. */
static const GalleyField fields[GALLEY_SECTION_N_FIELDS] = {
  [GALLEY_SECTION_HEADING] = { "heading", "section_heading", { "title" } },
  [GALLEY_SECTION_DESCRIPTION] = { "description", "section_description" },
  [GALLEY_SECTION_STATUS] = { "status", "status" },
  [GALLEY_SECTION_IDEAS_TO_INCLUDE] = { "ideas_to_include", "ideas_to_include" },
  [GALLEY_SECTION_FACTS_TO_INCLUDE] = { "facts_to_include", "facts_to_include" },
  [GALLEY_SECTION_DRAFT] = { "draft", "draft", { "first_draft" } },
  [GALLEY_SECTION_POLISHED] = { "polished", "polished", { "uk_british" } },
  [GALLEY_SECTION_HIGHLIGHTING] = { "highlighting", "highlighting" },
  [GALLEY_SECTION_IMAGE_CONCEPTS] = { "image_concepts", "image_concepts" },
  [GALLEY_SECTION_IMAGE_PROMPTS] = { "image_prompts", "image_prompts" },
  [GALLEY_SECTION_GENERATION] = { "generation", "generation" },
  [GALLEY_SECTION_OPTIMIZATION] = { "optimization", "optimization" },
  [GALLEY_SECTION_WATERMARKING] = { "watermarking", "watermarking" },
  [GALLEY_SECTION_IMAGE_META_DESCRIPTIONS] = { "image_meta_descriptions", "image_meta_descriptions" },
  [GALLEY_SECTION_IMAGE_CAPTIONS] = { "image_captions", "image_captions" },
  [GALLEY_SECTION_GENERATED_IMAGE_URL] = { "generated_image_url", "generated_image_url" },
  [GALLEY_SECTION_IMAGE_GENERATION_METADATA] = { "image_generation_metadata", "image_generation_metadata" },
};

/**
 * galley_section_field_get_table:
 *
 * Gives the words for all texts of a section.
 *
 * Returns: (transfer none) (array fixed-size=17): a table of %GALLEY_SECTION_N_FIELDS entries, by [enum@SectionField]
 */
const GalleyField *
galley_section_field_get_table (void)
{
  return fields;
}

/**
 * galley_section_field_get_name:
 * @field: a field
 *
 * Gives the word for @field in the window, the command line and JSON.
 *
 * Returns: (transfer none): the name
 */
const char *
galley_section_field_get_name (GalleySectionField field)
{
  g_return_val_if_fail (field < GALLEY_SECTION_N_FIELDS, NULL);

  return fields[field].name;
}

/**
 * galley_section_field_get_column:
 * @field: a field
 *
 * Gives the database's word for @field.
 *
 * Returns: (transfer none): the name of the column
 */
const char *
galley_section_field_get_column (GalleySectionField field)
{
  g_return_val_if_fail (field < GALLEY_SECTION_N_FIELDS, NULL);

  return fields[field].column;
}

/**
 * galley_section_field_from_string:
 * @word: (nullable): a name, a column or an alias
 * @field: (out): the field that it means; left alone when there is none
 *
 * Finds a field by any word for it.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_section_field_from_string (const char         *word,
                                  GalleySectionField *field)
{
  int found = galley_field_find (fields, G_N_ELEMENTS (fields), word);

  g_return_val_if_fail (field != NULL, FALSE);

  if (found < 0)
    return FALSE;

  *field = found;
  return TRUE;
}
