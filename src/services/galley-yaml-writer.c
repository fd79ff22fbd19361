/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-yaml-writer"

#include "galley-yaml-writer.h"

#include <string.h>

#include "galley-yaml-reader.h"

/* JSON as YAML that people like to read: block mappings and sequences, words without quotes, several lines as a literal block.  Where a
 * reader could take a text for something else it is in double quotes with escapes.  Documents nest a few levels only (the reader refuses
 * more), so this may call itself. */

#define INDENT 2

static void write_value (GString *output, JsonNode *value, guint indent);

static void
append_indent (GString *output, guint indent)
{
  for (guint i = 0; i < indent; i++)
    g_string_append_c (output, ' ');
}

/* Whether YAML lets the character stand for itself in quotes and blocks, and shows it. */
static gboolean
is_printable (gunichar character)
{
  if (character < 0x20 || character == 0x7F || (character >= 0x80 && character < 0xA0))
    return FALSE;
  return character != 0x2028 && character != 0x2029 && character != 0xFEFF && character != 0xFFFE && character != 0xFFFF;
}

static gboolean
is_all_printable (const char *text, const char *also)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!is_printable (g_utf8_get_char (text)) && strchr (also, *text) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
can_be_plain (const char *text)
{
  gunichar first = g_utf8_get_char (text);

  if (!g_unichar_isalpha (first) || g_str_has_suffix (text, " ") || !galley_yaml_is_plain (text))
    return FALSE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (character < 0x80 ? !g_ascii_isalnum ((char)character) && strchr (" -_.,/()+'!?;", (int)character) == NULL
                           : !is_printable (character))
        return FALSE;
    }
  return TRUE;
}

/* A block keeps every byte of lines that begin and end with something to be seen. */
static gboolean
can_be_block (const char *text)
{
  g_auto (GStrv) lines = NULL;

  if (strchr (text, '\n') == NULL || g_ascii_isspace (*text) || !is_all_printable (text, "\n\t"))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize length = strlen (lines[i]);

      if (length == 0 ? lines[i + 1] == NULL : strchr (" \t", lines[i][length - 1]) != NULL || lines[i][0] == '\t')
        return FALSE;
    }
  return TRUE;
}

static void
append_quoted (GString *output, const char *text)
{
  g_string_append_c (output, '"');
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (character == '"' || character == '\\')
        g_string_append_printf (output, "\\%c", (char)character);
      else if (character == '\n')
        g_string_append (output, "\\n");
      else if (character == '\t')
        g_string_append (output, "\\t");
      else if (is_printable (character))
        g_string_append_unichar (output, character);
      else if (character < 0x100)
        g_string_append_printf (output, "\\x%02X", character);
      else
        g_string_append_printf (output, "\\u%04X", character);
    }
  g_string_append_c (output, '"');
}

static void
append_block (GString *output, const char *text, guint indent)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_string_append (output, "|-");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_string_append_c (output, '\n');
      if (*lines[i] != '\0')
        append_indent (output, indent);
      g_string_append (output, lines[i]);
    }
}

static void
append_text (GString *output, const char *text, guint indent)
{
  if (can_be_block (text))
    append_block (output, text, indent);
  else if (can_be_plain (text))
    g_string_append (output, text);
  else
    append_quoted (output, text);
}

static void
append_scalar (GString *output, JsonNode *value, guint indent)
{
  GType type = JSON_NODE_HOLDS_NULL (value) ? G_TYPE_NONE : json_node_get_value_type (value);

  if (type == G_TYPE_STRING)
    append_text (output, json_node_get_string (value), indent);
  else
    {
      g_autofree char *text = json_to_string (value, FALSE);

      g_string_append (output, text);
    }
}

static void
append_member (GString *output, const char *name, JsonNode *value, guint indent)
{
  if (can_be_plain (name))
    g_string_append (output, name);
  else
    append_quoted (output, name);
  g_string_append_c (output, ':');
  write_value (output, value, indent + INDENT);
}

static void
write_object (GString *output, JsonObject *object, guint indent)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_string_append_c (output, '\n');
      append_indent (output, indent);
      append_member (output, name, value, indent);
    }
}

static void
write_array (GString *output, JsonArray *array, guint indent)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_string_append_c (output, '\n');
      append_indent (output, indent);
      g_string_append_c (output, '-');
      write_value (output, json_array_get_element (array, i), indent + INDENT);
    }
}

/* What stands behind “name:” or “-”, with the blank or line break before it. */
static void
write_value (GString *output, JsonNode *value, guint indent)
{
  if (JSON_NODE_HOLDS_OBJECT (value) && json_object_get_size (json_node_get_object (value)) > 0)
    write_object (output, json_node_get_object (value), indent);
  else if (JSON_NODE_HOLDS_ARRAY (value) && json_array_get_length (json_node_get_array (value)) > 0)
    write_array (output, json_node_get_array (value), indent);
  else
    {
      g_string_append_c (output, ' ');
      if (JSON_NODE_HOLDS_OBJECT (value))
        g_string_append (output, "{}");
      else if (JSON_NODE_HOLDS_ARRAY (value))
        g_string_append (output, "[]");
      else
        append_scalar (output, value, indent);
    }
}

/**
 * galley_yaml_write_member:
 * @output: where to append it
 * @name: a key
 * @value: its value
 *
 * Appends one entry of a top-level block mapping, with its line break, as UTF-8.  What is written is read back by galley_yaml_read() as
 * the same value.
 */
void
galley_yaml_write_member (GString *output, const char *name, JsonNode *value)
{
  g_return_if_fail (output != NULL);
  g_return_if_fail (name != NULL);
  g_return_if_fail (value != NULL);

  append_member (output, name, value, 0);
  g_string_append_c (output, '\n');
}
