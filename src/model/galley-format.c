/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-format"

#include "galley-format.h"

struct _GalleyFormat
{
  GalleyValue parent_instance;

  int   id;
  char *name;
  char *description;
  char *direction;
  char *instructions;
};

G_DEFINE_FINAL_TYPE (GalleyFormat, galley_format, GALLEY_TYPE_VALUE)

static void
galley_format_class_init (GalleyFormatClass *klass)
{
  const GalleyMember members[] = {
    { "id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyFormat, id) },
    { "name", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyFormat, name) },
    { "description", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyFormat, description) },
    { "direction", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyFormat, direction) },
    { "instructions", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyFormat, instructions) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_format_init (GalleyFormat *self)
{
}

/**
 * galley_format_get_id:
 * @self: a format
 *
 * Tells the row's id.
 *
 * Returns: the row's id
 */
int
galley_format_get_id (GalleyFormat *self)
{
  g_return_val_if_fail (GALLEY_IS_FORMAT (self), 0);

  return self->id;
}

/**
 * galley_format_get_name:
 * @self: a format
 *
 * Tells its name.
 *
 * Returns: (transfer none) (nullable): its name
 */
const char *
galley_format_get_name (GalleyFormat *self)
{
  g_return_val_if_fail (GALLEY_IS_FORMAT (self), NULL);

  return self->name;
}

/**
 * galley_format_get_description:
 * @self: a format
 *
 * Tells what it is.
 *
 * Returns: (transfer none) (nullable): what it is
 */
const char *
galley_format_get_description (GalleyFormat *self)
{
  g_return_val_if_fail (GALLEY_IS_FORMAT (self), NULL);

  return self->description;
}

/**
 * galley_format_get_direction:
 * @self: a format
 *
 * Tells whether it is for the question or the answer: `input`, `output` or `bidirectional`.
 *
 * Returns: (transfer none) (nullable): whether it is for the question or the answer: `input`, `output` or `bidirectional`
 */
const char *
galley_format_get_direction (GalleyFormat *self)
{
  g_return_val_if_fail (GALLEY_IS_FORMAT (self), NULL);

  return self->direction;
}

/**
 * galley_format_get_instructions:
 * @self: a format
 *
 * Tells the format in words, for the model.
 *
 * Returns: (transfer none) (nullable): the format in words, for the model
 */
const char *
galley_format_get_instructions (GalleyFormat *self)
{
  g_return_val_if_fail (GALLEY_IS_FORMAT (self), NULL);

  return self->instructions;
}
