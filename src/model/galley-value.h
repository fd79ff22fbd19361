/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_VALUE (galley_value_get_type ())

/**
 * GalleyValue:
 *
 * Something that was told by the database once and does not change: a line of a plan, a search hit.  A kind of it is a struct and
 * a table of its members, out of which its properties are made: readable, and writable at construction only.
 */
G_DECLARE_DERIVABLE_TYPE (GalleyValue, galley_value, GALLEY, VALUE, GObject)

/**
 * GalleyMember:
 * @name: the property's name
 * @type: `G_TYPE_INT`, `G_TYPE_INT64`, `G_TYPE_DOUBLE`, `G_TYPE_STRING`, `G_TYPE_DATE_TIME` or an enumeration
 * @offset: where it is in the instance's struct: an `int`, `gint64`, `double`, `char *`, `GDateTime *` or the enumeration
 *
 * One member of a value.
 */
typedef struct
{
  const char *name;
  GType       type;
  gsize       offset;
} GalleyMember;

/**
 * GalleyValueClass:
 * @members: the members, set by galley_value_class_set_members()
 * @n_members: how many
 *
 * A kind of value.
 */
struct _GalleyValueClass
{
  GObjectClass parent_class;

  GalleyMember *members;
  guint         n_members;
};

void galley_value_class_set_members (GalleyValueClass *value_class, const GalleyMember *members, guint n_members);

G_END_DECLS
