/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post"

#include "galley-post.h"

#include "galley-record-private.h"

struct _GalleyPost
{
  GalleyRecord parent_instance;

  GalleyPostStatus status;
  int              development_version;
  int              outline_version;
  int              n_sections;
  int              n_words;
  char            *fields[GALLEY_POST_N_FIELDS]; /* (owned) (nullable) each */
};

G_DEFINE_FINAL_TYPE (GalleyPost, galley_post, GALLEY_TYPE_RECORD)

typedef enum
{
  PROP_STATUS = 1,
  PROP_DEVELOPMENT_VERSION,
  PROP_OUTLINE_VERSION,
  PROP_N_SECTIONS,
  PROP_N_WORDS,
  PROP_FIELDS, /* and as many more as there are fields */
} GalleyPostProperty;

static GParamSpec *properties[PROP_FIELDS + GALLEY_POST_N_FIELDS];

static void
galley_post_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  GalleyPost *self = GALLEY_POST (object);

  if (property_id >= PROP_FIELDS && property_id < G_N_ELEMENTS (properties))
    {
      g_value_set_string (value, self->fields[property_id - PROP_FIELDS]);
      return;
    }

  switch ((GalleyPostProperty)property_id)
    {
    case PROP_STATUS:
      g_value_set_enum (value, self->status);
      break;
    case PROP_DEVELOPMENT_VERSION:
      g_value_set_int (value, self->development_version);
      break;
    case PROP_OUTLINE_VERSION:
      g_value_set_int (value, self->outline_version);
      break;
    case PROP_N_SECTIONS:
      g_value_set_int (value, self->n_sections);
      break;
    case PROP_N_WORDS:
      g_value_set_int (value, self->n_words);
      break;
    case PROP_FIELDS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_post_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  GalleyPost *self = GALLEY_POST (object);

  if (property_id >= PROP_FIELDS && property_id < G_N_ELEMENTS (properties))
    {
      galley_post_set_field (self, property_id - PROP_FIELDS, g_value_get_string (value));
      return;
    }

  switch ((GalleyPostProperty)property_id)
    {
    case PROP_STATUS:
      galley_post_set_status (self, g_value_get_enum (value));
      break;
    case PROP_DEVELOPMENT_VERSION:
      galley_post_set_development_version (self, g_value_get_int (value));
      break;
    case PROP_OUTLINE_VERSION:
      galley_post_set_outline_version (self, g_value_get_int (value));
      break;
    case PROP_N_SECTIONS:
      galley_post_set_n_sections (self, g_value_get_int (value));
      break;
    case PROP_N_WORDS:
      galley_post_set_n_words (self, g_value_get_int (value));
      break;
    case PROP_FIELDS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_post_finalize (GObject *object)
{
  GalleyPost *self = GALLEY_POST (object);

  for (guint i = 0; i < GALLEY_POST_N_FIELDS; i++)
    g_free (self->fields[i]);

  G_OBJECT_CLASS (galley_post_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyPost:status:
   *
   * How far the post is.
   */
  properties[PROP_STATUS] = g_param_spec_enum ("status", NULL, NULL, GALLEY_TYPE_POST_STATUS, GALLEY_POST_STATUS_DRAFT, flags);
  /**
   * GalleyPost:development-version:
   *
   * The version of the row of development texts.
   */
  properties[PROP_DEVELOPMENT_VERSION] = g_param_spec_int ("development-version", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * GalleyPost:outline-version:
   *
   * The version of the post's outline.
   */
  properties[PROP_OUTLINE_VERSION] = g_param_spec_int ("outline-version", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * GalleyPost:n-sections:
   *
   * How many sections the post has.
   */
  properties[PROP_N_SECTIONS] = g_param_spec_int ("n-sections", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * GalleyPost:n-words:
   *
   * How many words its sections have.
   */
  properties[PROP_N_WORDS] = g_param_spec_int ("n-words", NULL, NULL, 0, G_MAXINT, 0, flags);

  for (guint i = PROP_STATUS; i < PROP_FIELDS; i++)
    g_object_class_install_property (object_class, i, properties[i]);
  galley_field_install (object_class, PROP_FIELDS, galley_post_field_get_table (), GALLEY_POST_N_FIELDS, properties);
}

static void
galley_post_class_init (GalleyPostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_post_get_property;
  object_class->set_property = galley_post_set_property;
  object_class->finalize = galley_post_finalize;
  install_properties (object_class);
}

static void
galley_post_init (GalleyPost *self)
{
}

/**
 * galley_post_new:
 * @id: the row's id
 *
 * Makes a post that nothing is known of yet but its id.  Programs get them from the store.
 *
 * Returns: (transfer full): the post
 */
GalleyPost *
galley_post_new (int id)
{
  return g_object_new (GALLEY_TYPE_POST, "id", id, NULL);
}

/**
 * galley_post_get_field:
 * @self: a post
 * @field: one of its texts
 *
 * Gives a text.
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
galley_post_get_field (GalleyPost     *self,
                       GalleyPostField field)
{
  g_return_val_if_fail (GALLEY_IS_POST (self), NULL);
  g_return_val_if_fail (field < GALLEY_POST_N_FIELDS, NULL);

  return self->fields[field];
}

/**
 * galley_post_set_field:
 * @self: a post
 * @field: one of its texts
 * @text: (nullable): what it is to be
 *
 * Sets a text of the object; saving it is the store's business.
 */
void
galley_post_set_field (GalleyPost     *self,
                       GalleyPostField field,
                       const char     *text)
{
  g_return_if_fail (GALLEY_IS_POST (self));
  g_return_if_fail (field < GALLEY_POST_N_FIELDS);

  galley_record_assign_text (GALLEY_RECORD (self), &self->fields[field], text, properties[PROP_FIELDS + field]);
}

/**
 * galley_post_get_title:
 * @self: a post
 *
 * Gives the title.
 *
 * Returns: (transfer none) (nullable): the title
 */
const char *
galley_post_get_title (GalleyPost *self)
{
  return galley_post_get_field (self, GALLEY_POST_TITLE);
}

/**
 * galley_post_get_status:
 * @self: a post
 *
 * Tells how far the post is.
 *
 * Returns: how far the post is
 */
GalleyPostStatus
galley_post_get_status (GalleyPost *self)
{
  g_return_val_if_fail (GALLEY_IS_POST (self), GALLEY_POST_STATUS_DRAFT);

  return self->status;
}

/**
 * galley_post_set_status:
 * @self: a post
 * @status: how far the post is
 *
 * Sets how far the post is in the object; saving it is the store's business.
 */
void
galley_post_set_status (GalleyPost      *self,
                        GalleyPostStatus status)
{
  g_return_if_fail (GALLEY_IS_POST (self));

  if (self->status == status)
    return;

  self->status = status;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

/**
 * galley_post_get_development_version:
 * @self: a post
 *
 * Tells the version of the row of development texts.
 *
 * Returns: the version of the row of development texts
 */
int
galley_post_get_development_version (GalleyPost *self)
{
  g_return_val_if_fail (GALLEY_IS_POST (self), 0);

  return self->development_version;
}

/**
 * galley_post_set_development_version:
 * @self: a post
 * @development_version: the version of the row of development texts
 *
 * Sets the version of the row of development texts in the object; saving it is the store's business.
 */
void
galley_post_set_development_version (GalleyPost *self,
                                     int         development_version)
{
  g_return_if_fail (GALLEY_IS_POST (self));

  galley_record_assign_number (GALLEY_RECORD (self), &self->development_version, development_version, properties[PROP_DEVELOPMENT_VERSION]);
}

/**
 * galley_post_get_outline_version:
 * @self: a post
 *
 * Tells the version of the post's outline.
 *
 * Returns: the version of the post's outline
 */
int
galley_post_get_outline_version (GalleyPost *self)
{
  g_return_val_if_fail (GALLEY_IS_POST (self), 0);

  return self->outline_version;
}

/**
 * galley_post_set_outline_version:
 * @self: a post
 * @outline_version: the version of the post's outline
 *
 * Sets the version of the post's outline in the object; saving it is the store's business.
 */
void
galley_post_set_outline_version (GalleyPost *self,
                                 int         outline_version)
{
  g_return_if_fail (GALLEY_IS_POST (self));

  galley_record_assign_number (GALLEY_RECORD (self), &self->outline_version, outline_version, properties[PROP_OUTLINE_VERSION]);
}

/**
 * galley_post_get_n_sections:
 * @self: a post
 *
 * Tells how many sections the post has.
 *
 * Returns: how many sections the post has
 */
int
galley_post_get_n_sections (GalleyPost *self)
{
  g_return_val_if_fail (GALLEY_IS_POST (self), 0);

  return self->n_sections;
}

/**
 * galley_post_set_n_sections:
 * @self: a post
 * @n_sections: how many sections the post has
 *
 * Sets how many sections the post has in the object; saving it is the store's business.
 */
void
galley_post_set_n_sections (GalleyPost *self,
                            int         n_sections)
{
  g_return_if_fail (GALLEY_IS_POST (self));

  galley_record_assign_number (GALLEY_RECORD (self), &self->n_sections, n_sections, properties[PROP_N_SECTIONS]);
}

/**
 * galley_post_get_n_words:
 * @self: a post
 *
 * Tells how many words its sections have.
 *
 * Returns: how many words its sections have
 */
int
galley_post_get_n_words (GalleyPost *self)
{
  g_return_val_if_fail (GALLEY_IS_POST (self), 0);

  return self->n_words;
}

/**
 * galley_post_set_n_words:
 * @self: a post
 * @n_words: how many words its sections have
 *
 * Sets how many words its sections have in the object; saving it is the store's business.
 */
void
galley_post_set_n_words (GalleyPost *self,
                         int         n_words)
{
  g_return_if_fail (GALLEY_IS_POST (self));

  galley_record_assign_number (GALLEY_RECORD (self), &self->n_words, n_words, properties[PROP_N_WORDS]);
}

/**
 * galley_post_get_field_version:
 * @self: a post
 * @field: one of its texts
 *
 * Tells the version that a change of a text is based on.  The texts of a post are in two rows with a version each.
 *
 * Returns: the version, from 1; 0 when there is no such row yet
 */
int
galley_post_get_field_version (GalleyPost     *self,
                               GalleyPostField field)
{
  g_return_val_if_fail (GALLEY_IS_POST (self), 0);

  return galley_post_field_is_development (field) ? self->development_version : galley_record_get_version (GALLEY_RECORD (self));
}
