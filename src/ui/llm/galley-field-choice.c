/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-field-choice"

#include "galley-config.h"

#include "galley-field-choice.h"

#include <glib/gi18n.h>

#include "galley-section-field.h"

/* The texts of a section that a model can read and write, in the order in which a section is made. */
static const struct
{
  GalleySectionField field;
  const char        *label;
} choices[] = {
  { GALLEY_SECTION_HEADING, N_ ("Heading") },
    { GALLEY_SECTION_DESCRIPTION, N_ ("Description") },
      { GALLEY_SECTION_IDEAS_TO_INCLUDE, N_ ("Ideas to Include") },
        { GALLEY_SECTION_FACTS_TO_INCLUDE, N_ ("Facts to Include") },
          { GALLEY_SECTION_DRAFT, N_ ("Draft") },
            { GALLEY_SECTION_POLISHED, N_ ("Polished") },
              { GALLEY_SECTION_HIGHLIGHTING, N_ ("Highlighting") },
                { GALLEY_SECTION_IMAGE_CONCEPTS, N_ ("Image Concepts") },
                  { GALLEY_SECTION_IMAGE_PROMPTS, N_ ("Image Prompts") },
                    { GALLEY_SECTION_IMAGE_CAPTIONS, N_ ("Image Captions") },
                      { GALLEY_SECTION_IMAGE_META_DESCRIPTIONS, N_ ("Alternative Text of the Image") },
                    };

/**
 * galley_field_choice_new_model:
 *
 * Returns: (transfer full): what the fields are called in the window
 */
GtkStringList *
galley_field_choice_new_model (void)
{
  GtkStringList *model = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (model, _ (choices[i].label));
  return model;
}

/**
 * galley_field_choice_find:
 * @column: (nullable): the column of a field, or another name of it
 *
 * Returns: where it is in the model, or %GTK_INVALID_LIST_POSITION
 */
guint
galley_field_choice_find (const char *column)
{
  GalleySectionField field;

  if (column == NULL || !galley_section_field_from_string (column, &field))
    return GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].field == field)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/**
 * galley_field_choice_get_column:
 * @position: a place in the model
 *
 * Returns: (nullable): the column of the field there
 */
const char *
galley_field_choice_get_column (guint position)
{
  return position < G_N_ELEMENTS (choices) ? galley_section_field_get_column (choices[position].field) : NULL;
}

/**
 * galley_field_choice_get_label:
 * @column: the column of a field, or another name of it
 *
 * Returns: what it is called in the window; @column itself, when it is no field that a model reads or writes
 */
const char *
galley_field_choice_get_label (const char *column)
{
  guint position = galley_field_choice_find (column);

  return position != GTK_INVALID_LIST_POSITION ? _ (choices[position].label) : column;
}
