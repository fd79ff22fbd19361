/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-value"

#include "galley-value.h"

G_DEFINE_ABSTRACT_TYPE (GalleyValue, galley_value, G_TYPE_OBJECT)

static const GalleyMember *
get_member (GalleyValue *self,
            guint        property_id)
{
  GalleyValueClass *value_class = GALLEY_VALUE_GET_CLASS (self);

  /* Property ids begin with 1, and no member has been added by anybody else. */
  g_assert (property_id >= 1 && property_id <= value_class->n_members);

  return &value_class->members[property_id - 1];
}

static void
galley_value_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GalleyValue        *self = GALLEY_VALUE (object);
  const GalleyMember *member = get_member (self, property_id);
  gpointer            at = G_STRUCT_MEMBER_P (self, member->offset);

  if (member->type == G_TYPE_INT)
    g_value_set_int (value, *(int *)at);
  else if (member->type == G_TYPE_INT64)
    g_value_set_int64 (value, *(gint64 *)at);
  else if (member->type == G_TYPE_DOUBLE)
    g_value_set_double (value, *(double *)at);
  else if (member->type == G_TYPE_STRING)
    g_value_set_string (value, *(char **)at);
  else if (member->type == G_TYPE_DATE_TIME)
    g_value_set_boxed (value, *(GDateTime **)at);
  else
    g_value_set_enum (value, *(int *)at);
}

static void
galley_value_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  GalleyValue        *self = GALLEY_VALUE (object);
  const GalleyMember *member = get_member (self, property_id);
  gpointer            at = G_STRUCT_MEMBER_P (self, member->offset);

  if (member->type == G_TYPE_INT)
    *(int *)at = g_value_get_int (value);
  else if (member->type == G_TYPE_INT64)
    *(gint64 *)at = g_value_get_int64 (value);
  else if (member->type == G_TYPE_DOUBLE)
    *(double *)at = g_value_get_double (value);
  else if (member->type == G_TYPE_STRING)
    *(char **)at = g_value_dup_string (value);
  else if (member->type == G_TYPE_DATE_TIME)
    *(GDateTime **)at = g_value_dup_boxed (value);
  else
    *(int *)at = g_value_get_enum (value);
}

static void
galley_value_finalize (GObject *object)
{
  GalleyValueClass *value_class = GALLEY_VALUE_GET_CLASS (object);

  for (guint i = 0; i < value_class->n_members; i++)
    {
      const GalleyMember *member = &value_class->members[i];
      gpointer            at = G_STRUCT_MEMBER_P (object, member->offset);

      if (member->type == G_TYPE_STRING)
        g_clear_pointer ((char **)at, g_free);
      else if (member->type == G_TYPE_DATE_TIME)
        g_clear_pointer ((GDateTime **)at, g_date_time_unref);
    }

  G_OBJECT_CLASS (galley_value_parent_class)->finalize (object);
}

static void
galley_value_class_init (GalleyValueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = galley_value_finalize;
}

static void
galley_value_init (GalleyValue *self)
{
}

static GParamSpec *
make_param_spec (const GalleyMember *member)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  if (member->type == G_TYPE_INT)
    return g_param_spec_int (member->name, NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  if (member->type == G_TYPE_INT64)
    return g_param_spec_int64 (member->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  if (member->type == G_TYPE_DOUBLE)
    return g_param_spec_double (member->name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  if (member->type == G_TYPE_STRING)
    return g_param_spec_string (member->name, NULL, NULL, NULL, flags);
  if (member->type == G_TYPE_DATE_TIME)
    return g_param_spec_boxed (member->name, NULL, NULL, G_TYPE_DATE_TIME, flags);

  return g_param_spec_enum (member->name, NULL, NULL, member->type, 0, flags);
}

/**
 * galley_value_class_set_members:
 * @value_class: the class of a kind of value, in its class initialiser
 * @members: (array length=n_members): its members; copied, but for their names
 * @n_members: how many
 *
 * Installs a property for each member.
 */
void
galley_value_class_set_members (GalleyValueClass   *value_class,
                                const GalleyMember *members,
                                guint               n_members)
{
  GObjectClass *object_class = G_OBJECT_CLASS (value_class);

  g_return_if_fail (GALLEY_IS_VALUE_CLASS (value_class));
  g_return_if_fail (members != NULL && n_members > 0);
  g_return_if_fail (value_class->n_members == 0);

  /* A class does not inherit these two from its parent. */
  object_class->get_property = galley_value_get_property;
  object_class->set_property = galley_value_set_property;

  /* Classes live as long as the program; so do their tables. */
  value_class->members = g_memdup2 (members, n_members * sizeof *members);
  value_class->n_members = n_members;

  for (guint i = 0; i < n_members; i++)
    g_object_class_install_property (object_class, i + 1, make_param_spec (&members[i]));
}
