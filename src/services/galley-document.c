/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-document"

#include "galley-config.h"

#include "galley-document.h"

#include <glib/gi18n-lib.h>

#include "galley-document-check.h"
#include "galley-error.h"
#include "galley-json-check.h"
#include "galley-section-field.h"

struct _GalleyDocument
{
  GObject parent_instance;

  /* owned */
  JsonObject *root;
};

G_DEFINE_FINAL_TYPE (GalleyDocument, galley_document, G_TYPE_OBJECT)

static JsonObject *
ensure_object (JsonObject *root, const char *name)
{
  if (!json_object_has_member (root, name))
    json_object_set_object_member (root, name, json_object_new ());
  return json_object_get_object_member (root, name);
}

static JsonArray *
ensure_array (JsonObject *root, const char *name)
{
  if (!json_object_has_member (root, name))
    json_object_set_array_member (root, name, json_array_new ());
  return json_object_get_array_member (root, name);
}

/* The original blog system called the same things by several names; all of them are understood, one is written. */
static void
rename_fields (JsonObject *section)
{
  g_autoptr (GList) names = json_object_get_members (section);

  for (GList *link = names; link != NULL; link = link->next)
    {
      const char        *name = link->data;
      GalleySectionField field;
      const char        *ours;

      if (!galley_section_field_from_string (name, &field))
        continue;
      ours = galley_section_field_get_name (field);
      if (g_str_equal (name, ours) || json_object_has_member (section, ours))
        continue;
      json_object_set_member (section, ours, json_object_dup_member (section, name));
      json_object_remove_member (section, name);
    }
}

static void
rename_section_fields (JsonNode *root, const char *name)
{
  JsonNode  *sections;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_OBJECT (root))
    return;
  sections = json_object_get_member (json_node_get_object (root), name);
  if (sections == NULL || !JSON_NODE_HOLDS_ARRAY (sections))
    return;
  array = json_node_get_array (sections);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *section = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (section))
        rename_fields (json_node_get_object (section));
    }
}

/* The same members in an order for people: those of @first before the others.  A database gives them in an order of its own. */
static JsonObject *
order_members (JsonObject *object, const char *const *first)
{
  JsonObject *ordered = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (object);

  for (guint i = 0; first[i] != NULL; i++)
    if (json_object_has_member (object, first[i]))
      json_object_set_member (ordered, first[i], json_object_dup_member (object, first[i]));
  for (GList *link = names; link != NULL; link = link->next)
    if (!json_object_has_member (ordered, link->data))
      json_object_set_member (ordered, link->data, json_object_dup_member (object, link->data));
  return ordered;
}

static void
order_sections (JsonObject *root, const char *name)
{
  static const char *const first[] = { "id", "heading", "description", "status", "draft", "polished", NULL };
  JsonArray               *sections = json_object_has_member (root, name) ? json_object_get_array_member (root, name) : NULL;
  JsonArray               *ordered = json_array_new ();

  for (guint i = 0; sections != NULL && i < json_array_get_length (sections); i++)
    json_array_add_object_element (ordered, order_members (json_array_get_object_element (sections, i), first));
  if (sections != NULL)
    json_object_set_array_member (root, name, ordered);
  else
    json_array_unref (ordered);
}

static JsonObject *
order_root (JsonObject *root)
{
  static const char *const parts[] = { "format", "version", "post", "development", "categories", "tags", "sections", "parked", NULL };
  static const char *const fields[] = { "id", "title", "slug", "status", "summary", NULL };
  JsonObject              *ordered = order_members (root, parts);

  json_object_set_object_member (ordered, "post", order_members (json_object_get_object_member (ordered, "post"), fields));
  order_sections (ordered, "sections");
  order_sections (ordered, "parked");
  return ordered;
}

/* What passed the check is JSON; what json-glib still refuses (an empty name) is not a post either. */
static gboolean
parse (JsonParser *parser, const char *data, gsize length, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!galley_json_check (data, length, error))
    return FALSE;
  if (json_parser_load_from_data (parser, data, (gssize)length, &local_error))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               /* Translators: followed by what the JSON library says */
               _("This JSON cannot be read: %s"), local_error->message);
  return FALSE;
}

static void
galley_document_finalize (GObject *object)
{
  GalleyDocument *self = GALLEY_DOCUMENT (object);

  json_object_unref (self->root);

  G_OBJECT_CLASS (galley_document_parent_class)->finalize (object);
}

static void
galley_document_class_init (GalleyDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_document_finalize;
}

static void
galley_document_init (GalleyDocument *self)
{
}

static GalleyDocument *
take_root (JsonObject *root)
{
  GalleyDocument *self = g_object_new (GALLEY_TYPE_DOCUMENT, NULL);

  self->root = root;
  ensure_object (root, "post");
  ensure_object (root, "development");
  ensure_array (root, "categories");
  ensure_array (root, "tags");
  ensure_array (root, "sections");
  return self;
}

/**
 * galley_document_new:
 * @title: the title of the post
 *
 * Makes the document of a post without sections.
 *
 * Returns: (transfer full): a new document
 */
GalleyDocument *
galley_document_new (const char *title)
{
  GalleyDocument *self;
  JsonObject     *root;

  g_return_val_if_fail (title != NULL, NULL);

  root = json_object_new ();
  json_object_set_string_member (root, "format", GALLEY_DOCUMENT_FORMAT);
  json_object_set_int_member (root, "version", GALLEY_DOCUMENT_VERSION);
  self = take_root (root);
  json_object_set_string_member (galley_document_get_post (self), "title", title);
  return self;
}

/**
 * galley_document_new_from_json:
 * @data: (array length=length): a JSON text
 * @length: its length in bytes
 * @error: where to put an error, or %NULL
 *
 * Reads a document.  Nothing is taken for granted: the text is checked before and after it is parsed.
 *
 * Returns: (transfer full) (nullable): a new document, or %NULL with %GALLEY_ERROR_INVALID (the message says what is wrong and where) or
 *   %GALLEY_ERROR_UNSUPPORTED (written by a newer Galley)
 */
GalleyDocument *
galley_document_new_from_json (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  g_return_val_if_fail (data != NULL, NULL);

  if (!parse (parser, data, length, error))
    return NULL;
  root = json_parser_get_root (parser);
  rename_section_fields (root, "sections");
  rename_section_fields (root, "parked");
  if (!galley_document_check (root, error))
    return NULL;
  return take_root (order_root (json_node_get_object (root)));
}

/**
 * galley_document_to_json:
 * @self: a document
 * @pretty: whether to indent it for people
 *
 * Writes a document.  The parts come in a fixed order.
 *
 * Returns: (transfer full): a JSON text without a final line break
 */
char *
galley_document_to_json (GalleyDocument *self, gboolean pretty)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, self->root);
  return json_to_string (node, pretty);
}

/**
 * galley_document_get_root:
 * @self: a document
 *
 * Gets the JSON object that the document is.
 *
 * Returns: (transfer none): the object
 */
JsonObject *
galley_document_get_root (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return self->root;
}

/**
 * galley_document_get_post:
 * @self: a document
 *
 * Gets what the table `post` holds: title, slug, summary, status, …
 *
 * Returns: (transfer none): the part
 */
JsonObject *
galley_document_get_post (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return json_object_get_object_member (self->root, "post");
}

/**
 * galley_document_get_development:
 * @self: a document
 *
 * Gets what the table `post_development` holds: ideas, introduction, notes, …
 *
 * Returns: (transfer none): the part
 */
JsonObject *
galley_document_get_development (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return json_object_get_object_member (self->root, "development");
}

/**
 * galley_document_get_categories:
 * @self: a document
 *
 * Gets the names of the categories.
 *
 * Returns: (transfer none): the part
 */
JsonArray *
galley_document_get_categories (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return json_object_get_array_member (self->root, "categories");
}

/**
 * galley_document_get_tags:
 * @self: a document
 *
 * Gets the names of the tags.
 *
 * Returns: (transfer none): the part
 */
JsonArray *
galley_document_get_tags (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return json_object_get_array_member (self->root, "tags");
}

/**
 * galley_document_get_sections:
 * @self: a document
 *
 * Gets the sections in their order, each a JSON object.
 *
 * Returns: (transfer none): the part
 */
JsonArray *
galley_document_get_sections (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return json_object_get_array_member (self->root, "sections");
}

/**
 * galley_document_get_title:
 * @self: a document
 *
 * Gets the title of the post.
 *
 * Returns: (transfer none): the title
 */
const char *
galley_document_get_title (GalleyDocument *self)
{
  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);

  return json_object_get_string_member (galley_document_get_post (self), "title");
}

/**
 * galley_document_add_section:
 * @self: a document
 * @heading: its heading
 * @draft: (nullable): its text
 *
 * Adds a section at the end.
 *
 * Returns: (transfer none): the new section
 */
JsonObject *
galley_document_add_section (GalleyDocument *self, const char *heading, const char *draft)
{
  JsonObject *section;

  g_return_val_if_fail (GALLEY_IS_DOCUMENT (self), NULL);
  g_return_val_if_fail (heading != NULL, NULL);

  section = json_object_new ();
  json_object_set_string_member (section, "heading", heading);
  if (draft != NULL)
    json_object_set_string_member (section, "draft", draft);
  json_array_add_object_element (galley_document_get_sections (self), section);
  return section;
}

/**
 * galley_document_get_text:
 * @part: the post, the development or a section of a document
 * @name: the name of a text
 *
 * Gets a text of a part.
 *
 * Returns: (transfer none) (nullable): the text, %NULL if there is none or it is not a text
 */
const char *
galley_document_get_text (JsonObject *part, const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (part != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  node = json_object_get_member (part, name);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}
