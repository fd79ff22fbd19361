/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-field"

#include "galley-field.h"

static gboolean
is_called (const GalleyField *field,
           const char        *word)
{
  if (g_str_equal (field->name, word) || g_str_equal (field->column, word))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (field->aliases) && field->aliases[i] != NULL; i++)
    if (g_str_equal (field->aliases[i], word))
      return TRUE;

  return FALSE;
}

/**
 * galley_field_find:
 * @fields: (array length=n_fields): a table of fields
 * @n_fields: how many
 * @word: (nullable): a name, a column or an alias
 *
 * Finds a field by any word for it.
 *
 * Returns: its place in @fields, or -1
 */
int
galley_field_find (const GalleyField *fields,
                   guint              n_fields,
                   const char        *word)
{
  g_return_val_if_fail (fields != NULL, -1);

  if (word == NULL)
    return -1;

  for (guint i = 0; i < n_fields; i++)
    if (is_called (&fields[i], word))
      return i;

  return -1;
}

/**
 * galley_field_install:
 * @object_class: the class of what has the fields, in its class initialiser
 * @first_id: the property id of the first field; the others follow
 * @fields: (array length=n_fields): a table of fields
 * @n_fields: how many
 * @properties: (array): where to put the specifications, by property id
 *
 * Installs a text property for each field, under the field's name with hyphens (`facts_to_include` is `facts-to-include`).
 */
void
galley_field_install (GObjectClass      *object_class,
                      guint              first_id,
                      const GalleyField *fields,
                      guint              n_fields,
                      GParamSpec       **properties)
{
  g_return_if_fail (G_IS_OBJECT_CLASS (object_class));
  g_return_if_fail (first_id > 0);
  g_return_if_fail (properties != NULL);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (fields[i].name), "_", '-');

      properties[first_id + i] = g_param_spec_string (g_intern_string (name), NULL, NULL, NULL,
                                                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
      g_object_class_install_property (object_class, first_id + i, properties[first_id + i]);
    }
}
