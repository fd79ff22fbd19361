/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-parked-text"

#include "galley-parked-text.h"

struct _GalleyParkedText
{
  GalleyValue parent_instance;

  char *field;
  char *text;
};

G_DEFINE_FINAL_TYPE (GalleyParkedText, galley_parked_text, GALLEY_TYPE_VALUE)

static void
galley_parked_text_class_init (GalleyParkedTextClass *klass)
{
  const GalleyMember members[] = {
    { "field", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyParkedText, field) },
    { "text", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyParkedText, text) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_parked_text_init (GalleyParkedText *self)
{
}

/**
 * galley_parked_text_get_field:
 * @self: a text
 *
 * Tells what it is.
 *
 * Returns: (transfer none): the column of a text ([func@SectionField.from_string]), or the type of an element
 *   ([func@ElementType.from_string])
 */
const char *
galley_parked_text_get_field (GalleyParkedText *self)
{
  g_return_val_if_fail (GALLEY_IS_PARKED_TEXT (self), NULL);

  return self->field;
}

/**
 * galley_parked_text_get_text:
 * @self: a text
 *
 * Gives the text itself.
 *
 * Returns: (transfer none): the text
 */
const char *
galley_parked_text_get_text (GalleyParkedText *self)
{
  g_return_val_if_fail (GALLEY_IS_PARKED_TEXT (self), NULL);

  return self->text;
}
