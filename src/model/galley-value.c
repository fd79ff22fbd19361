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
  galley_member_get (get_member (GALLEY_VALUE (object), property_id), object, value);
}

static void
galley_value_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  galley_member_set (get_member (GALLEY_VALUE (object), property_id), object, value);
}

static void
galley_value_finalize (GObject *object)
{
  GalleyValueClass *value_class = GALLEY_VALUE_GET_CLASS (object);

  for (guint i = 0; i < value_class->n_members; i++)
    galley_member_clear (&value_class->members[i], object);

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
  GObjectClass     *object_class = G_OBJECT_CLASS (value_class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

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
    g_object_class_install_property (object_class, i + 1, galley_member_make_param_spec (&members[i], flags));
}
