/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-record"

#include "galley-record-private.h"

typedef struct
{
  int        id;
  int        version;
  gboolean   gone;
  GDateTime *created; /* (owned) (nullable) */
  GDateTime *updated; /* (owned) (nullable) */
} GalleyRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GalleyRecord, galley_record, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_VERSION,
  PROP_GONE,
  PROP_CREATED,
  PROP_UPDATED,
} GalleyRecordProperty;

static GParamSpec *properties[PROP_UPDATED + 1];

static void
galley_record_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  GalleyRecord *self = GALLEY_RECORD (object);

  switch ((GalleyRecordProperty)property_id)
    {
    case PROP_ID:
      g_value_set_int (value, galley_record_get_id (self));
      break;
    case PROP_VERSION:
      g_value_set_int (value, galley_record_get_version (self));
      break;
    case PROP_GONE:
      g_value_set_boolean (value, galley_record_get_gone (self));
      break;
    case PROP_CREATED:
      g_value_set_boxed (value, galley_record_get_created (self));
      break;
    case PROP_UPDATED:
      g_value_set_boxed (value, galley_record_get_updated (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_record_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  GalleyRecord        *self = GALLEY_RECORD (object);
  GalleyRecordPrivate *priv = galley_record_get_instance_private (self);

  switch ((GalleyRecordProperty)property_id)
    {
    case PROP_ID:
      priv->id = g_value_get_int (value);
      break;
    case PROP_VERSION:
      galley_record_set_version (self, g_value_get_int (value));
      break;
    case PROP_GONE:
      galley_record_set_gone (self, g_value_get_boolean (value));
      break;
    case PROP_CREATED:
      galley_record_set_created (self, g_value_get_boxed (value));
      break;
    case PROP_UPDATED:
      galley_record_set_updated (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_record_finalize (GObject *object)
{
  GalleyRecordPrivate *priv = galley_record_get_instance_private (GALLEY_RECORD (object));

  g_clear_pointer (&priv->created, g_date_time_unref);
  g_clear_pointer (&priv->updated, g_date_time_unref);

  G_OBJECT_CLASS (galley_record_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyRecord:id:
   *
   * The row's id.
   */
  properties[PROP_ID] = g_param_spec_int ("id", NULL, NULL, 0, G_MAXINT, 0,
                                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyRecord:version:
   *
   * The row's version, which grows with every change of it.
   */
  properties[PROP_VERSION] = g_param_spec_int ("version", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * GalleyRecord:gone:
   *
   * Whether the row is no longer there, because somebody deleted or parked it.  What the record held last stays readable.
   */
  properties[PROP_GONE] = g_param_spec_boolean ("gone", NULL, NULL, FALSE, flags);
  /**
   * GalleyRecord:created:
   *
   * When the row was made, in UTC.
   */
  properties[PROP_CREATED] = g_param_spec_boxed ("created", NULL, NULL, G_TYPE_DATE_TIME, flags);
  /**
   * GalleyRecord:updated:
   *
   * When the row was changed last, in UTC.
   */
  properties[PROP_UPDATED] = g_param_spec_boxed ("updated", NULL, NULL, G_TYPE_DATE_TIME, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_record_class_init (GalleyRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_record_get_property;
  object_class->set_property = galley_record_set_property;
  object_class->finalize = galley_record_finalize;
  install_properties (object_class);
}

static void
galley_record_init (GalleyRecord *self)
{
}

static gboolean
is_same_time (GDateTime *one,
              GDateTime *other)
{
  if (one == NULL || other == NULL)
    return one == other;

  return g_date_time_equal (one, other);
}

static void
set_time (GalleyRecord *self,
          GDateTime   **member,
          GDateTime    *time,
          guint         property_id)
{
  if (is_same_time (*member, time))
    return;

  g_clear_pointer (member, g_date_time_unref);
  *member = time ? g_date_time_ref (time) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property_id]);
}

/**
 * galley_record_get_id:
 * @self: a record
 *
 * Tells the row's id.
 *
 * Returns: the id
 */
int
galley_record_get_id (GalleyRecord *self)
{
  GalleyRecordPrivate *priv = galley_record_get_instance_private (self);

  g_return_val_if_fail (GALLEY_IS_RECORD (self), 0);

  return priv->id;
}

/**
 * galley_record_get_version:
 * @self: a record
 *
 * Tells the row's version as it was read last, which saving can be based on.
 *
 * Returns: the version, from 1; 0 before the record was read
 */
int
galley_record_get_version (GalleyRecord *self)
{
  GalleyRecordPrivate *priv = galley_record_get_instance_private (self);

  g_return_val_if_fail (GALLEY_IS_RECORD (self), 0);

  return priv->version;
}

/**
 * galley_record_set_version:
 * @self: a record
 * @version: the row's version
 *
 * Sets the version that was read.
 */
void
galley_record_set_version (GalleyRecord *self,
                           int           version)
{
  GalleyRecordPrivate *priv = galley_record_get_instance_private (self);

  g_return_if_fail (GALLEY_IS_RECORD (self));

  if (priv->version == version)
    return;

  priv->version = version;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERSION]);
}

/**
 * galley_record_get_gone:
 * @self: a record
 *
 * Tells whether the row is no longer there.
 *
 * Returns: whether somebody deleted or parked the row
 */
gboolean
galley_record_get_gone (GalleyRecord *self)
{
  GalleyRecordPrivate *priv = galley_record_get_instance_private (self);

  g_return_val_if_fail (GALLEY_IS_RECORD (self), TRUE);

  return priv->gone;
}

/**
 * galley_record_set_gone:
 * @self: a record
 * @gone: whether the row is no longer there
 *
 * Marks a record as one whose row is no longer there, or as one that came back.
 */
void
galley_record_set_gone (GalleyRecord *self,
                        gboolean      gone)
{
  GalleyRecordPrivate *priv = galley_record_get_instance_private (self);

  g_return_if_fail (GALLEY_IS_RECORD (self));

  gone = !!gone;
  if (priv->gone == gone)
    return;

  priv->gone = gone;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GONE]);
}

/**
 * galley_record_get_created:
 * @self: a record
 *
 * Tells when the row was made.
 *
 * Returns: (transfer none) (nullable): the time, in UTC
 */
GDateTime *
galley_record_get_created (GalleyRecord *self)
{
  GalleyRecordPrivate *priv = galley_record_get_instance_private (self);

  g_return_val_if_fail (GALLEY_IS_RECORD (self), NULL);

  return priv->created;
}

/**
 * galley_record_set_created:
 * @self: a record
 * @created: (nullable): when the row was made, in UTC
 *
 * Sets when the row was made.
 */
void
galley_record_set_created (GalleyRecord *self,
                           GDateTime    *created)
{
  GalleyRecordPrivate *priv = galley_record_get_instance_private (self);

  g_return_if_fail (GALLEY_IS_RECORD (self));

  set_time (self, &priv->created, created, PROP_CREATED);
}

/**
 * galley_record_get_updated:
 * @self: a record
 *
 * Tells when the row was changed last.
 *
 * Returns: (transfer none) (nullable): the time, in UTC
 */
GDateTime *
galley_record_get_updated (GalleyRecord *self)
{
  GalleyRecordPrivate *priv = galley_record_get_instance_private (self);

  g_return_val_if_fail (GALLEY_IS_RECORD (self), NULL);

  return priv->updated;
}

/**
 * galley_record_set_updated:
 * @self: a record
 * @updated: (nullable): when the row was changed last, in UTC
 *
 * Sets when the row was changed last.
 */
void
galley_record_set_updated (GalleyRecord *self,
                           GDateTime    *updated)
{
  GalleyRecordPrivate *priv = galley_record_get_instance_private (self);

  g_return_if_fail (GALLEY_IS_RECORD (self));

  set_time (self, &priv->updated, updated, PROP_UPDATED);
}

/**
 * galley_record_assign_number:
 * @self: a record
 * @member: the number in the record
 * @number: what it is to be
 * @property: (transfer none): the property of that number
 *
 * Sets a number of a record, and tells of it when it was another one.
 */
void
galley_record_assign_number (GalleyRecord *self,
                             int          *member,
                             int           number,
                             GParamSpec   *property)
{
  if (*member == number)
    return;

  *member = number;
  g_object_notify_by_pspec (G_OBJECT (self), property);
}

/**
 * galley_record_assign_text:
 * @self: a record
 * @member: the text in the record
 * @text: (nullable): what it is to be; may be a part of what is there
 * @property: (transfer none): the property of that text
 *
 * Sets a text of a record, and tells of it when it was another one.
 */
void
galley_record_assign_text (GalleyRecord *self,
                           char        **member,
                           const char   *text,
                           GParamSpec   *property)
{
  char *copy;

  if (g_strcmp0 (*member, text) == 0)
    return;

  copy = g_strdup (text);
  g_free (*member);
  *member = copy;
  g_object_notify_by_pspec (G_OBJECT (self), property);
}
