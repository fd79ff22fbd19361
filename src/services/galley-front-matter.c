/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-front-matter"

#include "galley-config.h"

#include "galley-front-matter.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-json-check.h"
#include "galley-post-field.h"
#include "galley-post-status.h"
#include "galley-yaml-reader.h"
#include "galley-yaml-writer.h"

#define BASIC_METADATA "basic_metadata"

/* Front matter is the YAML between two lines “---” at the beginning of a Markdown file.  Static site generators agree on a few keys and
 * disagree on the rest.  Those that mean a field of a post are put there; every other one goes as JSON into the post's basic metadata,
 * from where an export writes it back. */

/* The length of the line at @text without its end; @next: where the next one begins. */
static gsize
measure_line (const char *text, gsize length, gsize *next)
{
  gsize end = 0;

  while (end < length && text[end] != '\n' && text[end] != '\r')
    end++;
  *next = end;
  if (*next < length && text[*next] == '\r')
    (*next)++;
  if (*next < length && text[*next] == '\n' && (*next == end || text[*next - 1] == '\r'))
    (*next)++;
  return end;
}

static gboolean
is_fence (const char *line, gsize length, const char *fence)
{
  if (length < 3 || strncmp (line, fence, 3) != 0)
    return FALSE;
  for (gsize i = 3; i < length; i++)
    if (line[i] != ' ' && line[i] != '\t')
      return FALSE;
  return TRUE;
}

static gboolean
is_blank (const char *line, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (line[i] != ' ' && line[i] != '\t')
      return FALSE;
  return TRUE;
}

/**
 * galley_front_matter_find:
 * @text: (array length=length): a Markdown text
 * @length: its length in bytes
 * @yaml: (out): where the YAML begins, in bytes
 * @yaml_length: (out): its length in bytes
 * @body: (out): where the Markdown begins
 *
 * Finds the front matter: lines between a first line `---` and the next line `---` or `...`.  When the line after the first is
 * blank, or the second fence is missing, the `---` is a thematic break and there is none; then nothing is put into the places given.
 *
 * Returns: %TRUE if there is front matter
 */
gboolean
galley_front_matter_find (const char *text, gsize length, gsize *yaml, gsize *yaml_length, gsize *body)
{
  gsize next;
  gsize line;
  gsize start;
  gsize at;

  g_return_val_if_fail (text != NULL, FALSE);

  line = measure_line (text, length, &next);
  if (!is_fence (text, line, "---") || next == line)
    return FALSE;
  at = next;
  line = measure_line (text + at, length - at, &next);
  if (is_blank (text + at, line))
    return FALSE;
  start = at;
  while (at < length)
    {
      line = measure_line (text + at, length - at, &next);
      if (is_fence (text + at, line, "---") || is_fence (text + at, line, "..."))
        {
          *yaml = start;
          *yaml_length = at - start;
          *body = at + next;
          return TRUE;
        }
      at += next;
    }
  return FALSE;
}

/* A scalar as the text that it was. */
static char *
dup_scalar (JsonNode *value)
{
  if (!JSON_NODE_HOLDS_VALUE (value))
    return NULL;
  return json_node_get_value_type (value) == G_TYPE_STRING ? json_node_dup_string (value) : json_to_string (value, FALSE);
}

/* An empty text is no title. */
static gboolean
take_title (JsonObject *post, JsonNode *value)
{
  g_autofree char *text = dup_scalar (value);

  if (text == NULL || *text == '\0')
    return FALSE;
  json_object_set_string_member (post, "title", text);
  return TRUE;
}

static gboolean
take_text (JsonObject *part, const char *name, JsonNode *value)
{
  g_autofree char *text = dup_scalar (value);

  if (text != NULL)
    json_object_set_string_member (part, name, text);
  return text != NULL;
}

/* A list of names: a sequence of scalars, or one scalar with commas. */
static gboolean
take_labels (JsonArray *labels, JsonNode *value)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) names = NULL;

  if (JSON_NODE_HOLDS_ARRAY (value))
    {
      JsonArray *array = json_node_get_array (value);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (!JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i)))
          return FALSE;
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *name = dup_scalar (json_array_get_element (array, i));

          json_array_add_string_element (labels, name);
        }
      return TRUE;
    }
  text = dup_scalar (value);
  if (text == NULL)
    return JSON_NODE_HOLDS_NULL (value);
  names = g_strsplit (text, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0')
      json_array_add_string_element (labels, names[i]);
  return TRUE;
}

/* “2025-05-01”, “2025-05-01 10:00”, with seconds, with “T”, with an offset behind a blank or not.  Without an offset it is UTC. */
static GDateTime *
parse_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GString) iso = g_string_new (text);

  if (iso->len > 10 && iso->str[10] == ' ')
    iso->str[10] = 'T';
  g_string_replace (iso, " ", "", 0);
  if (iso->len == 10)
    g_string_append (iso, "T00:00:00");
  else if (iso->len == 16)
    g_string_append (iso, ":00");
  return g_date_time_new_from_iso8601 (iso->str, utc);
}

static gboolean
take_time (JsonObject *part, const char *name, JsonNode *value)
{
  g_autofree char *text = dup_scalar (value);
  g_autoptr (GDateTime) time = text != NULL ? parse_time (text) : NULL;
  g_autoptr (GDateTime) utc = NULL;
  g_autofree char *iso = NULL;

  if (time == NULL)
    return FALSE;
  utc = g_date_time_to_utc (time);
  iso = g_date_time_format_iso8601 (utc);
  /* What an export wrote is taken as it is: a fraction of a second does not always survive being counted. */
  json_object_set_string_member (part, name, g_str_has_suffix (text, "Z") && text[10] == 'T' ? text : iso);
  return TRUE;
}

static gboolean
take_status (JsonObject *post, JsonNode *value)
{
  g_autofree char *text = dup_scalar (value);
  GalleyPostStatus status;

  if (text == NULL || !galley_post_status_from_string (text, &status))
    return FALSE;
  json_object_set_string_member (post, "status", galley_post_status_to_string (status));
  return TRUE;
}

/* “draft: true” and “published: true” say half of a status; a whole one goes first. */
static gboolean
take_flag (JsonObject *post, JsonNode *value, const char *if_true, const char *if_false)
{
  if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_BOOLEAN)
    return FALSE;
  if (!json_object_has_member (post, "status"))
    json_object_set_string_member (post, "status", json_node_get_boolean (value) ? if_true : if_false);
  return TRUE;
}

/* The table has a summary too, which the window does not show. */
static gboolean
is_development_field (const char *name)
{
  GalleyPostField field;

  if (g_str_equal (name, "summary"))
    return TRUE;
  return galley_post_field_from_string (name, &field) && field > GALLEY_POST_SUMMARY &&
         g_str_equal (galley_post_field_get_column (field), name);
}

static gboolean
take_development (JsonObject *development, JsonNode *value)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *text;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (value));
  while (json_object_iter_next (&iter, &name, &text))
    if (!JSON_NODE_HOLDS_VALUE (text) || !is_development_field (name))
      return FALSE;
  json_object_iter_init_ordered (&iter, json_node_get_object (value));
  while (json_object_iter_next_ordered (&iter, &name, &text))
    take_text (development, name, text);
  return TRUE;
}

typedef enum
{
  KEY_TITLE,
  KEY_SLUG,
  KEY_SUMMARY,
  KEY_SUBTITLE,
  KEY_STATUS,
  KEY_DRAFT,
  KEY_PUBLISHED,
  KEY_DATE,
  KEY_TAGS,
  KEY_CATEGORIES,
  KEY_DEVELOPMENT,
  KEY_MARK,
  KEY_END_MARK,
} Key;

/* The first word of each key is the one that is written. */
static const struct
{
  const char *name;
  Key         key;
} keys[] = {
  { "title", KEY_TITLE },
  { "slug", KEY_SLUG },
  { "summary", KEY_SUMMARY },
  { "description", KEY_SUMMARY },
  { "excerpt", KEY_SUMMARY },
  { "subtitle", KEY_SUBTITLE },
  { "status", KEY_STATUS },
  { "draft", KEY_DRAFT },
  { "published", KEY_PUBLISHED },
  { "date", KEY_DATE },
  { "created_at", KEY_DATE },
  { "tags", KEY_TAGS },
  { "tag", KEY_TAGS },
  { "categories", KEY_CATEGORIES },
  { "category", KEY_CATEGORIES },
  { "development", KEY_DEVELOPMENT },
  { GALLEY_FRONT_MATTER_MARK, KEY_MARK },
  { GALLEY_FRONT_MATTER_END_MARK, KEY_END_MARK },
};

static gboolean
find_key (const char *name, Key *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_ascii_strcasecmp (keys[i].name, name) == 0)
      {
        *key = keys[i].key;
        return TRUE;
      }
  return FALSE;
}

/* Whether a value was put into the document; not when it is of the wrong kind. */
static gboolean
take_member (GalleyDocument *document, Key key, JsonNode *value)
{
  JsonObject *post = galley_document_get_post (document);
  JsonObject *development = galley_document_get_development (document);

  switch (key)
    {
    case KEY_TITLE:
      return take_title (post, value);
    case KEY_SLUG:
      return take_text (post, "slug", value);
    case KEY_SUMMARY:
      return take_text (post, "summary", value);
    case KEY_SUBTITLE:
      return take_text (development, "subtitle", value);
    case KEY_STATUS:
      return take_status (post, value);
    case KEY_DRAFT:
      return take_flag (post, value, "draft", "published");
    case KEY_PUBLISHED:
      return take_flag (post, value, "published", "draft");
    case KEY_DATE:
      return take_time (post, "created_at", value);
    case KEY_TAGS:
      return take_labels (galley_document_get_tags (document), value);
    case KEY_CATEGORIES:
      return take_labels (galley_document_get_categories (document), value);
    case KEY_DEVELOPMENT:
      return take_development (development, value);
    case KEY_MARK:
    case KEY_END_MARK:
    default:
      return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING;
    }
}

static void
note_kept (GPtrArray *notes, const char *name, gboolean known)
{
  if (notes == NULL)
    return;
  if (known)
    g_ptr_array_add (notes, g_strdup_printf (_("Front matter: the value of “%s” could not be used for the post; it was kept in the basic metadata"), name));
  else
    g_ptr_array_add (notes, g_strdup_printf (_("Front matter: “%s” is not a field of a post; it was kept in the basic metadata"), name));
}

static void
keep_rest (GalleyDocument *document, JsonObject *rest)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *json = NULL;
  JsonObject      *development = galley_document_get_development (document);

  if (json_object_get_size (rest) == 0)
    return;
  /* Both at once: somebody wrote keys of their own into an exported file. */
  if (json_object_has_member (development, BASIC_METADATA))
    json_object_set_string_member (rest, BASIC_METADATA, galley_document_get_text (development, BASIC_METADATA));
  node = json_node_init_object (json_node_alloc (), rest);
  json = json_to_string (node, FALSE);
  json_object_set_string_member (development, BASIC_METADATA, json);
}

/**
 * galley_front_matter_read:
 * @document: where to put the values
 * @matter: the front matter
 * @notes: (nullable) (element-type utf8): where to add what a person should know
 *
 * Puts front matter into a document.  What is not a field of a post, has a value that the field cannot hold, or says again what another key
 * said, is kept in the post's basic metadata, and a note says so.
 */
void
galley_front_matter_read (GalleyDocument *document, JsonObject *matter, GPtrArray *notes)
{
  g_autoptr (JsonObject) rest = json_object_new ();
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;
  guint          taken = 0;

  g_return_if_fail (GALLEY_IS_DOCUMENT (document));
  g_return_if_fail (matter != NULL);

  json_object_iter_init_ordered (&iter, matter);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      Key      key = KEY_MARK;
      gboolean known = find_key (name, &key);

      if (known && (taken & (1u << key)) == 0 && take_member (document, key, value))
        {
          taken |= 1u << key;
          continue;
        }
      json_object_set_member (rest, name, json_node_copy (value));
      note_kept (notes, name, known);
    }
  keep_rest (document, rest);
}

static void
write_text (GString *output, JsonObject *part, const char *name, const char *key)
{
  if (galley_document_get_text (part, name) != NULL)
    galley_yaml_write_member (output, key, json_object_get_member (part, name));
}

static void
write_labels (GString *output, JsonArray *labels, const char *key)
{
  g_autoptr (JsonNode) node = NULL;

  if (json_array_get_length (labels) == 0)
    return;
  node = json_node_init_array (json_node_alloc (), labels);
  galley_yaml_write_member (output, key, node);
}

static void
write_members (GString *output, JsonObject *object)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    galley_yaml_write_member (output, name, value);
}

/* Whether what reading this YAML would keep in the basic metadata is just what is there now. */
static gboolean
reads_back (const char *yaml, const char *metadata)
{
  g_autoptr (JsonNode) root = galley_yaml_read (yaml, strlen (yaml), 1, NULL);
  g_autoptr (GalleyDocument) document = galley_document_new ("");

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  galley_front_matter_read (document, json_node_get_object (root), NULL);
  return g_strcmp0 (galley_document_get_text (galley_document_get_development (document), BASIC_METADATA), metadata) == 0 &&
         json_object_get_size (galley_document_get_development (document)) == 1;
}

/* A key that means a field is written with the field's own value. */
static gboolean
has_known_key (JsonObject *object)
{
  JsonObjectIter iter;
  const char    *name;
  Key            key;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    if (find_key (name, &key))
      return TRUE;
  return FALSE;
}

/* The keys of its own that a file was imported with, as YAML; %NULL when the basic metadata is something else. */
static char *
write_metadata (const char *metadata)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GString) output = g_string_new (NULL);

  if (!galley_json_check (metadata, strlen (metadata), NULL) || !json_parser_load_from_data (parser, metadata, -1, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)) || has_known_key (json_node_get_object (json_parser_get_root (parser))))
    return NULL;
  write_members (output, json_node_get_object (json_parser_get_root (parser)));
  if (!reads_back (output->str, metadata))
    return NULL;
  return g_string_free (g_steal_pointer (&output), FALSE);
}

static void
write_development (GString *output, JsonObject *development)
{
  g_autoptr (JsonObject) rest = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  const char      *metadata = galley_document_get_text (development, BASIC_METADATA);
  g_autofree char *yaml = metadata != NULL ? write_metadata (metadata) : NULL;
  JsonObjectIter   iter;
  const char      *name;
  JsonNode        *value;

  if (yaml != NULL)
    g_string_append (output, yaml);
  json_object_iter_init_ordered (&iter, development);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      gboolean elsewhere = g_str_equal (name, "subtitle") || g_str_equal (name, "intro_blurb") ||
                           g_str_equal (name, "conclusion") || (yaml != NULL && g_str_equal (name, BASIC_METADATA));

      if (!elsewhere && galley_document_get_text (development, name) != NULL)
        json_object_set_member (rest, name, json_node_copy (value));
    }
  if (json_object_get_size (rest) == 0)
    return;
  node = json_node_init_object (json_node_alloc (), rest);
  galley_yaml_write_member (output, "development", node);
}

static void
write_mark (GString *output, const char *key, const char *mark)
{
  g_autoptr (JsonNode) node = NULL;

  if (mark == NULL)
    return;
  node = json_node_init_string (json_node_alloc (), mark);
  galley_yaml_write_member (output, key, node);
}

/**
 * galley_front_matter_write:
 * @document: a document
 * @mark: (nullable): the mark before the headings of sections
 * @end_mark: (nullable): the mark before the conclusion
 *
 * Writes what a post has beside its texts as front matter, fences included.  galley_front_matter_read() puts it back.
 *
 * Returns: (transfer full): the front matter
 */
char *
galley_front_matter_write (GalleyDocument *document, const char *mark, const char *end_mark)
{
  g_autoptr (GString) output = g_string_new ("---\n");
  JsonObject *post;
  JsonObject *development;

  g_return_val_if_fail (GALLEY_IS_DOCUMENT (document), NULL);

  post = galley_document_get_post (document);
  development = galley_document_get_development (document);
  write_text (output, post, "title", "title");
  write_text (output, development, "subtitle", "subtitle");
  write_text (output, post, "slug", "slug");
  write_text (output, post, "created_at", "date");
  write_text (output, post, "status", "status");
  write_text (output, post, "summary", "summary");
  write_labels (output, galley_document_get_categories (document), "categories");
  write_labels (output, galley_document_get_tags (document), "tags");
  write_development (output, development);
  write_mark (output, GALLEY_FRONT_MATTER_MARK, mark);
  write_mark (output, GALLEY_FRONT_MATTER_END_MARK, end_mark);
  g_string_append (output, "---\n");
  return g_string_free (g_steal_pointer (&output), FALSE);
}
