/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-member.h"

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
