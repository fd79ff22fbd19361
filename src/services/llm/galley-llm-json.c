/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-llm-json"

#include "galley-config.h"

#include "galley-llm-json.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-json-check.h"
#include "galley-llm-error.h"

/* Reads the four digits of \uXXXX, -1 if they are not there. */
static int
read_unit (const char *at)
{
  int unit = 0;

  if (at[0] != '\\' || at[1] != 'u')
    return -1;
  for (guint i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

static gboolean
is_high (int unit)
{
  return unit >= 0xD800 && unit <= 0xDBFF;
}

static gboolean
is_low (int unit)
{
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

/* A model's tokens may cut a character outside of the first plane into two pieces, and some servers then write half a surrogate
 * pair.  It is no reason to lose an answer: what is no character becomes U+FFFD, in place, since the escape sequences are of the
 * same length. */
static char *
mend_escapes (const char *text)
{
  char *mended = g_strdup (text);

  for (char *at = mended; (at = strchr (at, '\\')) != NULL;)
    {
      int unit = read_unit (at);

      if (unit < 0)
        at += at[1] == '\0' ? 1 : 2;
      else if (is_high (unit) && is_low (read_unit (at + 6)))
        at += 12;
      else
        {
          if (unit == 0 || is_high (unit) || is_low (unit))
            memcpy (at + 2, "fffd", 4);
          at += 6;
        }
    }

  return mended;
}

/**
 * galley_llm_json_parse:
 * @text: (array length=length): valid UTF-8
 * @length: its length in bytes
 * @error: where to put %GALLEY_LLM_ERROR_PROTOCOL, when it is no JSON object, or one that is nested too deep
 *
 * Parses what a provider says.  Half surrogate pairs and NUL become U+FFFD.
 *
 * Returns: (transfer full) (nullable): the object, %NULL with @error set
 */
JsonObject *
galley_llm_json_parse (const char *text,
                       gsize       length,
                       GError    **error)
{
  g_autofree char *copy = g_strndup (text, length);
  g_autofree char *mended = mend_escapes (copy);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) problem = NULL;
  JsonNode *root = NULL;

  if (galley_json_check (mended, strlen (mended), &problem) && json_parser_load_from_data (parser, mended, -1, &problem))
    root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return json_object_ref (json_node_get_object (root));

  g_set_error (error, GALLEY_LLM_ERROR, GALLEY_LLM_ERROR_PROTOCOL,
               /* Translators: what follows says what is wrong */
               _("The provider's answer cannot be understood: %s"), problem ? problem->message : _("it is no JSON object"));
  return NULL;
}

static JsonNode *
get_node (JsonObject  *object,
          const char  *name,
          JsonNodeType type)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_TYPE (node) == type ? node : NULL;
}

/**
 * galley_llm_json_get_text:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Gives a member that is a text.
 *
 * Returns: (transfer none) (nullable): the text, %NULL if there is none of this name
 */
const char *
galley_llm_json_get_text (JsonObject *object,
                          const char *name)
{
  JsonNode *node = get_node (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/**
 * galley_llm_json_get_object:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Gives a member that is an object.
 *
 * Returns: (transfer none) (nullable): the object, %NULL if there is none of this name
 */
JsonObject *
galley_llm_json_get_object (JsonObject *object,
                            const char *name)
{
  JsonNode *node = get_node (object, name, JSON_NODE_OBJECT);

  return node ? json_node_get_object (node) : NULL;
}

/**
 * galley_llm_json_get_array:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Gives a member that is an array.
 *
 * Returns: (transfer none) (nullable): the array, %NULL if there is none of this name
 */
JsonArray *
galley_llm_json_get_array (JsonObject *object,
                           const char *name)
{
  JsonNode *node = get_node (object, name, JSON_NODE_ARRAY);

  return node ? json_node_get_array (node) : NULL;
}

/**
 * galley_llm_json_get_element:
 * @array: (nullable): an array
 * @place: from 0
 *
 * Gives an element that is an object.
 *
 * Returns: (transfer none) (nullable): the object, %NULL if there is none at this place
 */
JsonObject *
galley_llm_json_get_element (JsonArray *array,
                             guint      place)
{
  JsonNode *node = array != NULL && place < json_array_get_length (array) ? json_array_get_element (array, place) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * galley_llm_json_get_count:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Gives a member that says how many.
 *
 * Returns: the number, -1 if there is none of this name that can be one
 */
int
galley_llm_json_get_count (JsonObject *object,
                           const char *name)
{
  JsonNode *node = get_node (object, name, JSON_NODE_VALUE);
  double    number;

  if (node == NULL || (json_node_get_value_type (node) != G_TYPE_INT64 && json_node_get_value_type (node) != G_TYPE_DOUBLE))
    return -1;

  number = json_node_get_double (node);
  return number >= 0 && number <= G_MAXINT ? (int)number : -1;
}

/**
 * galley_llm_json_get_boolean:
 * @object: (nullable): an object
 * @name: the name of a member
 *
 * Gives a member that is true or false.
 *
 * Returns: whether there is one of this name that is true
 */
gboolean
galley_llm_json_get_boolean (JsonObject *object,
                             const char *name)
{
  JsonNode *node = get_node (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

/**
 * galley_llm_json_add_members:
 * @builder: a builder that is in an object
 * @object: (nullable): another object
 *
 * Adds copies of the members of @object to the object that is being built.
 */
void
galley_llm_json_add_members (JsonBuilder *builder,
                             JsonObject  *object)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  if (object == NULL)
    return;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      json_builder_set_member_name (builder, name);
      json_builder_add_value (builder, json_node_copy (node));
    }
}

/* A text, or a number in words: some servers count their errors. */
static char *
dup_word (JsonObject *object,
          const char *name)
{
  JsonNode *node = get_node (object, name, JSON_NODE_VALUE);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return g_strdup (galley_llm_json_get_text (object, name));
}

/**
 * galley_llm_json_dup_error:
 * @object: what a provider said
 * @code: (out) (transfer full) (nullable): a word for the error
 * @type: (out) (transfer full) (nullable): a word for the kind of error
 * @parameter: (out) (transfer full) (nullable): the parameter that it is about
 *
 * Finds an error in what a provider said, in all the ways that are in use: `{"error": "…"}`, `{"error": {"message": "…"}}`,
 * `{"object": "error", "message": "…"}`.
 *
 * Returns: (transfer full) (nullable): the message, %NULL if it is no error
 */
char *
galley_llm_json_dup_error (JsonObject *object,
                           char      **code,
                           char      **type,
                           char      **parameter)
{
  const char *word = galley_llm_json_get_text (object, "error");
  JsonObject *inner = galley_llm_json_get_object (object, "error");
  const char *message;

  *code = NULL;
  *type = NULL;
  *parameter = NULL;
  if (word != NULL)
    return g_strdup (word);
  if (inner == NULL && g_strcmp0 (galley_llm_json_get_text (object, "object"), "error") == 0)
    inner = object;
  if (inner == NULL)
    return NULL;

  *code = dup_word (inner, "code");
  *type = dup_word (inner, "type");
  *parameter = dup_word (inner, "param");
  message = galley_llm_json_get_text (inner, "message");
  return g_strdup (message ? message : _("it does not say what is wrong"));
}
