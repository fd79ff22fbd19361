/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz-front-matter"

#include "fuzz.h"

#include <string.h>

#include "galley-front-matter.h"
#include "galley-text.h"
#include "galley-yaml-reader.h"
#include "galley-yaml-writer.h"

/* What was read is written so that it is read again the same. */
static void
write_again (JsonNode *node)
{
  g_autoptr (GString) yaml = g_string_new (NULL);
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = json_to_string (node, FALSE);
  g_autofree char *same = NULL;

  galley_yaml_write_member (yaml, "value", node);
  again = galley_yaml_read (yaml->str, yaml->len, 1, &error);
  g_assert_no_error (error);
  same = json_to_string (json_object_get_member (json_node_get_object (again), "value"), FALSE);
  g_assert_cmpstr (same, ==, json);
}

static guint measure_depth (JsonNode *node);

static guint
find_deepest (JsonArray *values)
{
  guint deepest = 0;

  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      guint depth = measure_depth (json_array_get_element (values, i));

      deepest = MAX (deepest, depth);
    }
  return deepest;
}

static guint
find_deepest_member (JsonObject *object)
{
  guint          deepest = 0;
  JsonObjectIter iter;
  JsonNode      *value;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &value))
    {
      guint depth = measure_depth (value);

      deepest = MAX (deepest, depth);
    }
  return deepest;
}

static guint
measure_depth (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return 1 + find_deepest (json_node_get_array (node));
  if (JSON_NODE_HOLDS_OBJECT (node))
    return 1 + find_deepest_member (json_node_get_object (node));
  return 1;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *text = (const char *)data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  gsize yaml = 0;
  gsize length = size;
  gsize body;

  if (!galley_text_validate (text, (gssize)size, NULL))
    return 0;
  if (galley_front_matter_find (text, size, &yaml, &length, &body))
    g_assert_true (yaml + length < body && body <= size);
  node = galley_yaml_read (text + yaml, length, 1, &error);
  g_assert_true ((node == NULL) == (error != NULL));
  if (node == NULL)
    return 0;
  /* One level is added to it. */
  if (measure_depth (node) < GALLEY_YAML_MAX_DEPTH)
    write_again (node);
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GalleyDocument) document = galley_document_new ("T");

      galley_front_matter_read (document, json_node_get_object (node), NULL);
    }
  return 0;
}
