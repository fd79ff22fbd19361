/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section"

#include "galley-section.h"

#include "galley-record-private.h"

#include "galley-text.h"

struct _GalleySection
{
  GalleyRecord parent_instance;

  int   post_id;
  int   place;
  int   image_id;
  int   target;
  int   n_elements[3];                   /* by GalleyElementType */
  char *fields[GALLEY_SECTION_N_FIELDS]; /* (owned) (nullable) each */
  int   n_words;                         /* of what a reader would read, -1 when they were not counted */
};

G_DEFINE_FINAL_TYPE (GalleySection, galley_section, GALLEY_TYPE_RECORD)

typedef enum
{
  PROP_POST_ID = 1,
  PROP_PLACE,
  PROP_IMAGE_ID,
  PROP_TARGET,
  PROP_N_FACTS, /* in the order of GalleyElementType */
  PROP_N_IDEAS,
  PROP_N_THEMES,
  PROP_FIELDS, /* and as many more as there are fields */
} GalleySectionProperty;

static GParamSpec *properties[PROP_FIELDS + GALLEY_SECTION_N_FIELDS];

static void
galley_section_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GalleySection *self = GALLEY_SECTION (object);

  if (property_id >= PROP_FIELDS && property_id < G_N_ELEMENTS (properties))
    {
      g_value_set_string (value, self->fields[property_id - PROP_FIELDS]);
      return;
    }

  switch ((GalleySectionProperty)property_id)
    {
    case PROP_POST_ID:
      g_value_set_int (value, self->post_id);
      break;
    case PROP_PLACE:
      g_value_set_int (value, self->place);
      break;
    case PROP_IMAGE_ID:
      g_value_set_int (value, self->image_id);
      break;
    case PROP_TARGET:
      g_value_set_int (value, self->target);
      break;
    case PROP_N_FACTS:
    case PROP_N_IDEAS:
    case PROP_N_THEMES:
      g_value_set_int (value, self->n_elements[property_id - PROP_N_FACTS]);
      break;
    case PROP_FIELDS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_section_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GalleySection *self = GALLEY_SECTION (object);

  if (property_id >= PROP_FIELDS && property_id < G_N_ELEMENTS (properties))
    {
      galley_section_set_field (self, property_id - PROP_FIELDS, g_value_get_string (value));
      return;
    }

  switch ((GalleySectionProperty)property_id)
    {
    case PROP_POST_ID:
      galley_section_set_post_id (self, g_value_get_int (value));
      break;
    case PROP_PLACE:
      galley_section_set_place (self, g_value_get_int (value));
      break;
    case PROP_IMAGE_ID:
      galley_section_set_image_id (self, g_value_get_int (value));
      break;
    case PROP_TARGET:
      galley_section_set_target (self, g_value_get_int (value));
      break;
    case PROP_N_FACTS:
    case PROP_N_IDEAS:
    case PROP_N_THEMES:
      galley_section_set_n_elements (self, property_id - PROP_N_FACTS, g_value_get_int (value));
      break;
    case PROP_FIELDS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_section_finalize (GObject *object)
{
  GalleySection *self = GALLEY_SECTION (object);

  for (guint i = 0; i < GALLEY_SECTION_N_FIELDS; i++)
    g_free (self->fields[i]);

  G_OBJECT_CLASS (galley_section_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * GalleySection:post-id:
   *
   * The post that the section belongs to.
   */
  properties[PROP_POST_ID] = g_param_spec_int ("post-id", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * GalleySection:place:
   *
   * The section's place in the post, from 1.
   */
  properties[PROP_PLACE] = g_param_spec_int ("place", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * GalleySection:image-id:
   *
   * The image of the section; 0 for none.
   */
  properties[PROP_IMAGE_ID] = g_param_spec_int ("image-id", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * GalleySection:target:
   *
   * How many words the section is to have; 0 for none.
   */
  properties[PROP_TARGET] = g_param_spec_int ("target", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * GalleySection:n-facts:
   *
   * How many facts the section has.
   */
  properties[PROP_N_FACTS] = g_param_spec_int ("n-facts", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * GalleySection:n-ideas:
   *
   * How many ideas the section has.
   */
  properties[PROP_N_IDEAS] = g_param_spec_int ("n-ideas", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * GalleySection:n-themes:
   *
   * How many themes the section has.
   */
  properties[PROP_N_THEMES] = g_param_spec_int ("n-themes", NULL, NULL, 0, G_MAXINT, 0, flags);

  for (guint i = PROP_POST_ID; i < PROP_FIELDS; i++)
    g_object_class_install_property (object_class, i, properties[i]);
  galley_field_install (object_class, PROP_FIELDS, galley_section_field_get_table (), GALLEY_SECTION_N_FIELDS, properties);
}

static void
galley_section_class_init (GalleySectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_section_get_property;
  object_class->set_property = galley_section_set_property;
  object_class->finalize = galley_section_finalize;
  install_properties (object_class);
}

static void
galley_section_init (GalleySection *self)
{
  self->n_words = -1;
}

/**
 * galley_section_new:
 * @id: the row's id
 *
 * Makes a section that nothing is known of yet but its id.  Programs get them from the store.
 *
 * Returns: (transfer full): the section
 */
GalleySection *
galley_section_new (int id)
{
  return g_object_new (GALLEY_TYPE_SECTION, "id", id, NULL);
}

/**
 * galley_section_get_field:
 * @self: a section
 * @field: one of its texts
 *
 * Gives a text.
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
galley_section_get_field (GalleySection     *self,
                          GalleySectionField field)
{
  g_return_val_if_fail (GALLEY_IS_SECTION (self), NULL);
  g_return_val_if_fail (field < GALLEY_SECTION_N_FIELDS, NULL);

  return self->fields[field];
}

/**
 * galley_section_set_field:
 * @self: a section
 * @field: one of its texts
 * @text: (nullable): what it is to be
 *
 * Sets a text of the object; saving it is the store's business.
 */
void
galley_section_set_field (GalleySection     *self,
                          GalleySectionField field,
                          const char        *text)
{
  g_return_if_fail (GALLEY_IS_SECTION (self));
  g_return_if_fail (field < GALLEY_SECTION_N_FIELDS);

  if (g_strcmp0 (self->fields[field], text) == 0)
    return;

  self->n_words = -1;
  galley_record_assign_text (GALLEY_RECORD (self), &self->fields[field], text, properties[PROP_FIELDS + field]);
}

/**
 * galley_section_get_heading:
 * @self: a section
 *
 * Gives the heading.
 *
 * Returns: (transfer none) (nullable): the heading
 */
const char *
galley_section_get_heading (GalleySection *self)
{
  return galley_section_get_field (self, GALLEY_SECTION_HEADING);
}

/**
 * galley_section_get_text:
 * @self: a section
 *
 * Gives what a reader would read: the polished text, or the draft while nothing has been polished.
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
galley_section_get_text (GalleySection *self)
{
  const char *polished = galley_section_get_field (self, GALLEY_SECTION_POLISHED);

  return galley_text_is_blank (polished) ? galley_section_get_field (self, GALLEY_SECTION_DRAFT) : polished;
}

/**
 * galley_section_count_words:
 * @self: a section
 *
 * Counts the words of what a reader would read, without the heading.  They are counted once for each text.
 *
 * Returns: how many words
 */
guint
galley_section_count_words (GalleySection *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION (self), 0);

  if (self->n_words < 0)
    self->n_words = (int)galley_text_count_words (galley_section_get_text (self));

  return (guint)self->n_words;
}

/**
 * galley_section_get_post_id:
 * @self: a section
 *
 * Tells the post that the section belongs to.
 *
 * Returns: the post that the section belongs to
 */
int
galley_section_get_post_id (GalleySection *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION (self), 0);

  return self->post_id;
}

/**
 * galley_section_set_post_id:
 * @self: a section
 * @post_id: the post that the section belongs to
 *
 * Sets the post that the section belongs to in the object; saving it is the store's business.
 */
void
galley_section_set_post_id (GalleySection *self,
                            int            post_id)
{
  g_return_if_fail (GALLEY_IS_SECTION (self));

  galley_record_assign_number (GALLEY_RECORD (self), &self->post_id, post_id, properties[PROP_POST_ID]);
}

/**
 * galley_section_get_place:
 * @self: a section
 *
 * Tells the section's place in the post, from 1.
 *
 * Returns: the section's place in the post, from 1
 */
int
galley_section_get_place (GalleySection *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION (self), 0);

  return self->place;
}

/**
 * galley_section_set_place:
 * @self: a section
 * @place: the section's place in the post, from 1
 *
 * Sets the section's place in the post, from 1 in the object; saving it is the store's business.
 */
void
galley_section_set_place (GalleySection *self,
                          int            place)
{
  g_return_if_fail (GALLEY_IS_SECTION (self));

  galley_record_assign_number (GALLEY_RECORD (self), &self->place, place, properties[PROP_PLACE]);
}

/**
 * galley_section_get_image_id:
 * @self: a section
 *
 * Tells the image of the section; 0 for none.
 *
 * Returns: the image of the section; 0 for none
 */
int
galley_section_get_image_id (GalleySection *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION (self), 0);

  return self->image_id;
}

/**
 * galley_section_set_image_id:
 * @self: a section
 * @image_id: the image of the section; 0 for none
 *
 * Sets the image of the section; 0 for none in the object; saving it is the store's business.
 */
void
galley_section_set_image_id (GalleySection *self,
                             int            image_id)
{
  g_return_if_fail (GALLEY_IS_SECTION (self));

  galley_record_assign_number (GALLEY_RECORD (self), &self->image_id, image_id, properties[PROP_IMAGE_ID]);
}

/**
 * galley_section_get_target:
 * @self: a section
 *
 * Tells how many words the section is to have.
 *
 * Returns: how many words; 0 when nobody said
 */
int
galley_section_get_target (GalleySection *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION (self), 0);

  return self->target;
}

/**
 * galley_section_set_target:
 * @self: a section
 * @target: how many words the section is to have; 0 for none
 *
 * Sets how many words the section is to have in the object; saving it is the store's business.
 */
void
galley_section_set_target (GalleySection *self,
                           int            target)
{
  g_return_if_fail (GALLEY_IS_SECTION (self));

  galley_record_assign_number (GALLEY_RECORD (self), &self->target, target, properties[PROP_TARGET]);
}

/**
 * galley_section_get_n_elements:
 * @self: a section
 * @type: a kind of element
 *
 * Tells how many elements of a kind the section has.
 *
 * Returns: how many
 */
int
galley_section_get_n_elements (GalleySection    *self,
                               GalleyElementType type)
{
  g_return_val_if_fail (GALLEY_IS_SECTION (self), 0);
  g_return_val_if_fail (type < G_N_ELEMENTS (self->n_elements), 0);

  return self->n_elements[type];
}

/**
 * galley_section_set_n_elements:
 * @self: a section
 * @type: a kind of element
 * @n_elements: how many of them the section has
 *
 * Sets how many elements of a kind the section has in the object; the store counts them.
 */
void
galley_section_set_n_elements (GalleySection    *self,
                               GalleyElementType type,
                               int               n_elements)
{
  g_return_if_fail (GALLEY_IS_SECTION (self));
  g_return_if_fail (type < G_N_ELEMENTS (self->n_elements));

  galley_record_assign_number (GALLEY_RECORD (self), &self->n_elements[type], n_elements, properties[PROP_N_FACTS + type]);
}
