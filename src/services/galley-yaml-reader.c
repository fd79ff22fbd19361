/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-yaml-reader"

#include "galley-config.h"

#include "galley-yaml-reader.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <yaml.h>

#include "galley-error.h"

/* YAML as far as it is data: mappings, sequences and scalars become JSON.  Aliases are refused, because a few lines of them stand for
 * gigabytes; so are doubled keys, because one of the two values would be lost.  Levels are kept on a stack of our own. */

typedef struct
{
  JsonNode *node; /* (owned) a mapping or a sequence */
  char     *key;  /* (owned) (nullable) the key whose value is to come */
} Level;

typedef struct
{
  yaml_parser_t parser;
  guint         first_line;
  guint         depth;
  Level         levels[GALLEY_YAML_MAX_DEPTH];
  JsonNode     *root; /* (owned) (nullable) */
  GError      **error;
} Reader;

static gboolean
refuse (Reader *reader, yaml_mark_t mark, const char *problem)
{
  g_set_error (reader->error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               /* Translators: a place in a file, then what is wrong there */
               _("The front matter cannot be read: line %u, column %u: %s"),
                  (guint)mark.line + reader->first_line, (guint)mark.column + 1, problem);
  return FALSE;
}

static gboolean
is_one_of (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_ascii_strcasecmp (text, *words) == 0)
      return TRUE;
  return FALSE;
}

static const char *const nulls[] = { "", "~", "null", NULL };
static const char *const trues[] = { "true", NULL };
static const char *const falses[] = { "false", NULL };

/* A whole number that comes out of JSON as it went in; any other number (1.10, 0x1F, 1e9) stays a text and so stays what it is. */
static JsonNode *
read_number (const char *text)
{
  g_autofree char *back = g_strdup_printf ("%" G_GINT64_FORMAT, g_ascii_strtoll (text, NULL, 10));

  return g_str_equal (back, text) ? json_node_init_int (json_node_alloc (), g_ascii_strtoll (text, NULL, 10)) : NULL;
}

static JsonNode *
read_plain (const char *text)
{
  JsonNode *number;

  if (is_one_of (text, nulls))
    return json_node_init_null (json_node_alloc ());
  if (is_one_of (text, trues))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (is_one_of (text, falses))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  number = read_number (text);
  return number != NULL ? number : json_node_init_string (json_node_alloc (), text);
}

/**
 * galley_yaml_is_plain:
 * @text: a text
 *
 * Tells whether a text that is written into YAML without quotes is read as this text, and not as a number, a truth value or nothing; by
 * readers of YAML 1.1 too, for which `yes` and `off` are truth values.
 *
 * Returns: %TRUE if it is
 */
gboolean
galley_yaml_is_plain (const char *text)
{
  static const char *const words[] = { "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", NULL };

  g_return_val_if_fail (text != NULL, FALSE);

  return !is_one_of (text, words);
}

static JsonNode *
read_scalar (const yaml_event_t *event)
{
  const char *text = (const char *)event->data.scalar.value;
  const char *tag = (const char *)event->data.scalar.tag;

  if (event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE || g_strcmp0 (tag, YAML_STR_TAG) == 0 || g_strcmp0 (tag, "!") == 0)
    return json_node_init_string (json_node_alloc (), text);
  return read_plain (text);
}

/* Puts a value where it belongs: the root, the next element of the sequence, the value of the pending key. */
static gboolean
place_value (Reader *reader, JsonNode *value)
{
  Level *level;

  if (reader->depth == 0)
    {
      reader->root = value;
      return TRUE;
    }
  level = &reader->levels[reader->depth - 1];
  if (JSON_NODE_HOLDS_ARRAY (level->node))
    {
      json_array_add_element (json_node_get_array (level->node), value);
      return TRUE;
    }
  json_object_set_member (json_node_get_object (level->node), level->key, value);
  g_clear_pointer (&level->key, g_free);
  return TRUE;
}

static gboolean
wants_key (Reader *reader)
{
  Level *level = reader->depth > 0 ? &reader->levels[reader->depth - 1] : NULL;

  return level != NULL && JSON_NODE_HOLDS_OBJECT (level->node) && level->key == NULL;
}

static gboolean
take_scalar (Reader *reader, const yaml_event_t *event)
{
  const char *text = (const char *)event->data.scalar.value;
  Level      *level;

  /* A NUL can be written as "\0"; nothing behind it would be kept. */
  if (strlen (text) != event->data.scalar.length)
    return refuse (reader, event->start_mark, _("the character NUL cannot be stored"));
  if (!wants_key (reader))
    return place_value (reader, read_scalar (event));
  level = &reader->levels[reader->depth - 1];
  if (json_object_has_member (json_node_get_object (level->node), text))
    return refuse (reader, event->start_mark, _("this key is there twice; take one out"));
  level->key = g_strdup (text);
  return TRUE;
}

static gboolean
open_level (Reader *reader, const yaml_event_t *event, JsonNode *node)
{
  if (wants_key (reader) || reader->depth == GALLEY_YAML_MAX_DEPTH)
    {
      const char *problem = wants_key (reader) ? _("a key must be a text") : _("mappings and sequences are nested too deep");

      json_node_unref (node);
      return refuse (reader, event->start_mark, problem);
    }
  reader->levels[reader->depth++] = (Level){ .node = node };
  return TRUE;
}

static gboolean
close_level (Reader *reader)
{
  Level *level = &reader->levels[--reader->depth];

  return place_value (reader, g_steal_pointer (&level->node));
}

static JsonNode *
new_object_node (void)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, json_object_new ());
  return node;
}

static JsonNode *
new_array_node (void)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  return node;
}

static gboolean
take_event (Reader *reader, const yaml_event_t *event)
{
  switch (event->type)
    {
    case YAML_SCALAR_EVENT:
      return take_scalar (reader, event);
    case YAML_MAPPING_START_EVENT:
      return open_level (reader, event, new_object_node ());
    case YAML_SEQUENCE_START_EVENT:
      return open_level (reader, event, new_array_node ());
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
      return close_level (reader);
    case YAML_ALIAS_EVENT:
      return refuse (reader, event->start_mark, _("aliases (“*name”) are not supported; write the value out, or put it in quotes"));
    case YAML_DOCUMENT_START_EVENT:
      return reader->root == NULL || refuse (reader, event->start_mark, _("there is more than one document"));
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
    default:
      return TRUE;
    }
}

static gboolean
walk (Reader *reader)
{
  gboolean more = TRUE;

  while (more)
    {
      yaml_event_t event;
      gboolean     taken;

      if (!yaml_parser_parse (&reader->parser, &event))
        return refuse (reader, reader->parser.problem_mark,
                       reader->parser.problem != NULL ? reader->parser.problem : _("this is not valid YAML"));
      more = event.type != YAML_STREAM_END_EVENT;
      taken = take_event (reader, &event);
      yaml_event_delete (&event);
      if (!taken)
        return FALSE;
    }
  return TRUE;
}

static void
clear_levels (Reader *reader)
{
  while (reader->depth > 0)
    {
      Level *level = &reader->levels[--reader->depth];

      g_clear_pointer (&level->node, json_node_unref);
      g_clear_pointer (&level->key, g_free);
    }
}

/**
 * galley_yaml_read:
 * @text: (array length=length): a YAML text in UTF-8
 * @length: its length in bytes
 * @first_line: the number of its first line in the file, for messages
 * @error: where to put an error, or %NULL
 *
 * Reads one YAML document as JSON.
 *
 * Returns: (transfer full) (nullable): the value, null for an empty text; or %NULL with %GALLEY_ERROR_INVALID (the message says what is
 *   wrong, in which line and column)
 */
JsonNode *
galley_yaml_read (const char *text, gsize length, guint first_line, GError **error)
{
  g_autofree Reader *reader = g_new0 (Reader, 1);
  gboolean           done;

  g_return_val_if_fail (text != NULL, NULL);

  reader->first_line = first_line;
  reader->error = error;
  if (!yaml_parser_initialize (&reader->parser))
    g_error ("out of memory");
  yaml_parser_set_encoding (&reader->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&reader->parser, (const guchar *)text, length);
  done = walk (reader);
  yaml_parser_delete (&reader->parser);
  clear_levels (reader);
  if (!done)
    {
      g_clear_pointer (&reader->root, json_node_unref);
      return NULL;
    }
  return reader->root != NULL ? reader->root : json_node_init_null (json_node_alloc ());
}
