/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-document-check"

#include "galley-config.h"

#include "galley-document-check.h"

#include <glib/gi18n-lib.h>

#include "galley-element-type.h"
#include "galley-error.h"

/* The shape of a document: which parts it has and what they are made of.  Which columns a post or a section has is the database's
 * knowledge; it refuses a name that it does not know.  Every refusal says the place as a path, e.g. “sections[2].heading”. */

static gboolean
refuse (GError **error, const char *path, const char *problem)
{
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               /* Translators: a path in a JSON text, then what is wrong there */
               _("This is not a post that Galley can import: %s: %s"), path, problem);
  return FALSE;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

static gboolean
check_kind (JsonObject *object, GError **error)
{
  JsonNode *format = json_object_get_member (object, "format");
  JsonNode *version = json_object_get_member (object, "version");

  if (format == NULL || !is_text (format) || g_strcmp0 (json_node_get_string (format), GALLEY_DOCUMENT_FORMAT) != 0)
    return refuse (error, "format", _("“galley-post” is expected, as “galleyctl export --format=json” writes it"));
  if (version == NULL || !is_number (version) || json_node_get_int (version) < 1)
    return refuse (error, "version", _("a number is expected"));
  if (json_node_get_int (version) > GALLEY_DOCUMENT_VERSION)
    {
      g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                           _("This post was exported by a newer Galley; import it with that one"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_names (JsonObject *object, GError **error)
{
  static const char *const names[] = { "format", "version", "post", "development", "categories", "tags", "sections", "parked", NULL };
  JsonObjectIter           iter;
  const char              *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (names, name))
      return refuse (error, name, _("there is no such part of a post; take it out or correct its name"));
  return TRUE;
}

/* Parts of a section that are no columns, or a column of JSON: checked elsewhere, or by the database, which knows what they are. */
static gboolean
is_nested (const char *name)
{
  static const char *const names[] = { "elements", "parked_elements", "keys", "image_generation_metadata", NULL };

  return g_strv_contains (names, name);
}

static gboolean
is_scalar (JsonNode *node)
{
  return JSON_NODE_HOLDS_NULL (node) || JSON_NODE_HOLDS_VALUE (node);
}

/* An object of single values: what a row of a table is. */
static gboolean
check_row (JsonNode *node, const char *path, GError **error)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, path, _("an object is expected"));
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    {
      g_autofree char *place = NULL;

      if (is_nested (name) || is_scalar (value))
        continue;
      place = g_strdup_printf ("%s.%s", path, name);
      return refuse (error, place, _("a single value is expected"));
    }
  return TRUE;
}

static gboolean
check_text (JsonNode *row, const char *path, const char *name, GError **error)
{
  g_autofree char *place = NULL;
  JsonNode        *value = json_object_get_member (json_node_get_object (row), name);

  if (value != NULL && is_text (value))
    return TRUE;
  place = g_strdup_printf ("%s.%s", path, name);
  return refuse (error, place, _("a text is expected"));
}

static gboolean
check_post (JsonObject *object, GError **error)
{
  JsonNode   *post = json_object_get_member (object, "post");
  const char *title;

  if (post == NULL)
    return refuse (error, "post", _("it is missing"));
  if (!check_row (post, "post", error) || !check_text (post, "post", "title", error))
    return FALSE;
  title = json_object_get_string_member (json_node_get_object (post), "title");
  if (*title == '\0')
    return refuse (error, "post.title", _("it is empty"));
  return TRUE;
}

static gboolean
check_labels (JsonObject *object, const char *name, GError **error)
{
  JsonNode  *node = json_object_get_member (object, name);
  JsonArray *labels;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, name, _("an array of texts is expected"));
  labels = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (labels); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", name, i);

      if (!is_text (json_array_get_element (labels, i)))
        return refuse (error, path, _("a text is expected"));
    }
  return TRUE;
}

static gboolean
check_element (JsonNode *element, const char *path, GError **error)
{
  GalleyElementType type;

  if (!check_row (element, path, error) || !check_text (element, path, "type", error) || !check_text (element, path, "text", error))
    return FALSE;
  if (!galley_element_type_from_string (json_object_get_string_member (json_node_get_object (element), "type"), &type))
    return refuse (error, path, _("the type of an element is “fact”, “idea” or “theme”"));
  return TRUE;
}

static gboolean
check_elements (JsonNode *section, const char *path, const char *member, GError **error)
{
  g_autofree char *place = g_strdup_printf ("%s.%s", path, member);
  JsonNode        *node = json_object_get_member (json_node_get_object (section), member);
  JsonArray       *elements;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, place, _("an array is expected"));
  elements = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (elements); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s[%u]", place, i);

      if (!check_element (json_array_get_element (elements, i), name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_sections (JsonObject *object, const char *name, GError **error)
{
  JsonNode  *node = json_object_get_member (object, name);
  JsonArray *sections;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, name, _("an array is expected"));
  sections = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", name, i);

      JsonNode *section = json_array_get_element (sections, i);

      if (!check_row (section, path, error) || !check_text (section, path, "heading", error) ||
          !check_elements (section, path, "elements", error) || !check_elements (section, path, "parked_elements", error))
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_document_check:
 * @root: a JSON value
 * @error: where to put an error, or %NULL
 *
 * Tells whether a JSON value has the shape of the document of a post.
 *
 * Returns: %TRUE if it has, else %FALSE with %GALLEY_ERROR_INVALID (the message says the place) or %GALLEY_ERROR_UNSUPPORTED (written by a
 *   newer Galley)
 */
gboolean
galley_document_check (JsonNode *root, GError **error)
{
  JsonObject *object;
  JsonNode   *development;

  g_return_val_if_fail (root != NULL, FALSE);

  if (!JSON_NODE_HOLDS_OBJECT (root))
    return refuse (error, "format", _("“galley-post” is expected, as “galleyctl export --format=json” writes it"));
  object = json_node_get_object (root);
  if (!check_kind (object, error) || !check_names (object, error) || !check_post (object, error))
    return FALSE;
  development = json_object_get_member (object, "development");
  return (development == NULL || check_row (development, "development", error)) &&
         check_labels (object, "categories", error) && check_labels (object, "tags", error) &&
         check_sections (object, "sections", error) && check_sections (object, "parked", error);
}

/* As long as the database lets it be; said here with the place. */
static gboolean
check_length (const char *text, const char *path, glong most, GError **error)
{
  g_autofree char *problem = NULL;

  if (g_utf8_strlen (text, -1) <= most)
    return TRUE;
  problem = g_strdup_printf (_("it has more than %ld characters; shorten it"), most);
  return refuse (error, path, problem);
}

static gboolean
check_label_lengths (JsonArray *labels, const char *name, GError **error)
{
  for (guint i = 0; i < json_array_get_length (labels); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", name, i);

      if (!check_length (json_array_get_string_element (labels, i), path, GALLEY_DOCUMENT_MAX_LABEL, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_document_check_lengths:
 * @root: what passed galley_document_check()
 * @error: where to put an error, or %NULL
 *
 * Tells whether the database will take what is in a document.  For what comes in: a database that was not made by Galley may hold more.
 *
 * Returns: %TRUE if it will, else %FALSE with %GALLEY_ERROR_INVALID (the message says the place)
 */
gboolean
galley_document_check_lengths (JsonObject *root, GError **error)
{
  JsonArray *sections;

  g_return_val_if_fail (root != NULL, FALSE);

  sections = json_object_get_array_member (root, "sections");
  if (!check_length (json_object_get_string_member (json_object_get_object_member (root, "post"), "title"), "post.title",
                     GALLEY_DOCUMENT_MAX_TITLE, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      g_autofree char *path = g_strdup_printf ("sections[%u].heading", i);
      const char      *heading = json_object_get_string_member (json_array_get_object_element (sections, i), "heading");

      if (!check_length (heading, path, GALLEY_DOCUMENT_MAX_HEADING, error))
        return FALSE;
    }
  return check_label_lengths (json_object_get_array_member (root, "categories"), "categories", error) &&
         check_label_lengths (json_object_get_array_member (root, "tags"), "tags", error);
}
