/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element"

#include "galley-element.h"

#include "galley-record-private.h"

struct _GalleyElement
{
  GalleyRecord parent_instance;

  int               post_id;
  int               section_id;
  int               place;
  GalleyElementType element_type;
  char             *text;
};

G_DEFINE_FINAL_TYPE (GalleyElement, galley_element, GALLEY_TYPE_RECORD)

typedef enum
{
  PROP_POST_ID = 1,
  PROP_SECTION_ID,
  PROP_PLACE,
  PROP_ELEMENT_TYPE,
  PROP_TEXT,
} GalleyElementProperty;

static GParamSpec *properties[PROP_TEXT + 1];

static void
galley_element_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GalleyElement *self = GALLEY_ELEMENT (object);

  switch ((GalleyElementProperty)property_id)
    {
    case PROP_POST_ID:
      g_value_set_int (value, self->post_id);
      break;
    case PROP_SECTION_ID:
      g_value_set_int (value, self->section_id);
      break;
    case PROP_PLACE:
      g_value_set_int (value, self->place);
      break;
    case PROP_ELEMENT_TYPE:
      g_value_set_enum (value, self->element_type);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_element_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GalleyElement *self = GALLEY_ELEMENT (object);

  switch ((GalleyElementProperty)property_id)
    {
    case PROP_POST_ID:
      galley_element_set_post_id (self, g_value_get_int (value));
      break;
    case PROP_SECTION_ID:
      galley_element_set_section_id (self, g_value_get_int (value));
      break;
    case PROP_PLACE:
      galley_element_set_place (self, g_value_get_int (value));
      break;
    case PROP_ELEMENT_TYPE:
      galley_element_set_element_type (self, g_value_get_enum (value));
      break;
    case PROP_TEXT:
      galley_element_set_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_element_finalize (GObject *object)
{
  GalleyElement *self = GALLEY_ELEMENT (object);

  g_free (self->text);

  G_OBJECT_CLASS (galley_element_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyElement:post-id:
   *
   * The post that the element belongs to.
   */
  properties[PROP_POST_ID] = g_param_spec_int ("post-id", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * GalleyElement:section-id:
   *
   * The section that the element belongs to.
   */
  properties[PROP_SECTION_ID] = g_param_spec_int ("section-id", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * GalleyElement:place:
   *
   * The element's place in the section, from 1.
   */
  properties[PROP_PLACE] = g_param_spec_int ("place", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * GalleyElement:element-type:
   *
   * What the element is.
   */
  properties[PROP_ELEMENT_TYPE] = g_param_spec_enum ("element-type", NULL, NULL, GALLEY_TYPE_ELEMENT_TYPE, GALLEY_ELEMENT_TYPE_FACT, flags);
  /**
   * GalleyElement:text:
   *
   * What the element says.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_element_class_init (GalleyElementClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_element_get_property;
  object_class->set_property = galley_element_set_property;
  object_class->finalize = galley_element_finalize;
  install_properties (object_class);
}

static void
galley_element_init (GalleyElement *self)
{
}

/**
 * galley_element_new:
 * @id: the row's id
 *
 * Makes an element that nothing is known of yet but its id.  Programs get them from the store.
 *
 * Returns: (transfer full): the element
 */
GalleyElement *
galley_element_new (int id)
{
  return g_object_new (GALLEY_TYPE_ELEMENT, "id", id, NULL);
}

/**
 * galley_element_get_post_id:
 * @self: an element
 *
 * Tells the post that the element belongs to.
 *
 * Returns: the post that the element belongs to
 */
int
galley_element_get_post_id (GalleyElement *self)
{
  g_return_val_if_fail (GALLEY_IS_ELEMENT (self), 0);

  return self->post_id;
}

/**
 * galley_element_set_post_id:
 * @self: an element
 * @post_id: the post that the element belongs to
 *
 * Sets the post that the element belongs to in the object; saving it is the store's business.
 */
void
galley_element_set_post_id (GalleyElement *self,
                            int            post_id)
{
  g_return_if_fail (GALLEY_IS_ELEMENT (self));

  galley_record_assign_number (GALLEY_RECORD (self), &self->post_id, post_id, properties[PROP_POST_ID]);
}

/**
 * galley_element_get_section_id:
 * @self: an element
 *
 * Tells the section that the element belongs to.
 *
 * Returns: the section that the element belongs to
 */
int
galley_element_get_section_id (GalleyElement *self)
{
  g_return_val_if_fail (GALLEY_IS_ELEMENT (self), 0);

  return self->section_id;
}

/**
 * galley_element_set_section_id:
 * @self: an element
 * @section_id: the section that the element belongs to
 *
 * Sets the section that the element belongs to in the object; saving it is the store's business.
 */
void
galley_element_set_section_id (GalleyElement *self,
                               int            section_id)
{
  g_return_if_fail (GALLEY_IS_ELEMENT (self));

  galley_record_assign_number (GALLEY_RECORD (self), &self->section_id, section_id, properties[PROP_SECTION_ID]);
}

/**
 * galley_element_get_place:
 * @self: an element
 *
 * Tells the element's place in the section, from 1.
 *
 * Returns: the element's place in the section, from 1
 */
int
galley_element_get_place (GalleyElement *self)
{
  g_return_val_if_fail (GALLEY_IS_ELEMENT (self), 0);

  return self->place;
}

/**
 * galley_element_set_place:
 * @self: an element
 * @place: the element's place in the section, from 1
 *
 * Sets the element's place in the section, from 1 in the object; saving it is the store's business.
 */
void
galley_element_set_place (GalleyElement *self,
                          int            place)
{
  g_return_if_fail (GALLEY_IS_ELEMENT (self));

  galley_record_assign_number (GALLEY_RECORD (self), &self->place, place, properties[PROP_PLACE]);
}

/**
 * galley_element_get_element_type:
 * @self: an element
 *
 * Tells what the element is.
 *
 * Returns: what the element is
 */
GalleyElementType
galley_element_get_element_type (GalleyElement *self)
{
  g_return_val_if_fail (GALLEY_IS_ELEMENT (self), GALLEY_ELEMENT_TYPE_FACT);

  return self->element_type;
}

/**
 * galley_element_set_element_type:
 * @self: an element
 * @type: what the element is
 *
 * Sets what the element is in the object; saving it is the store's business.
 */
void
galley_element_set_element_type (GalleyElement    *self,
                                 GalleyElementType type)
{
  g_return_if_fail (GALLEY_IS_ELEMENT (self));

  if (self->element_type == type)
    return;

  self->element_type = type;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ELEMENT_TYPE]);
}

/**
 * galley_element_get_text:
 * @self: an element
 *
 * Tells what the element says.
 *
 * Returns: (transfer none) (nullable): what the element says
 */
const char *
galley_element_get_text (GalleyElement *self)
{
  g_return_val_if_fail (GALLEY_IS_ELEMENT (self), NULL);

  return self->text;
}

/**
 * galley_element_set_text:
 * @self: an element
 * @text: (nullable): what the element says
 *
 * Sets what the element says in the object; saving it is the store's business.
 */
void
galley_element_set_text (GalleyElement *self,
                         const char    *text)
{
  g_return_if_fail (GALLEY_IS_ELEMENT (self));

  galley_record_assign_text (GALLEY_RECORD (self), &self->text, text, properties[PROP_TEXT]);
}
