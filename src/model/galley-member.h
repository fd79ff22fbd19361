/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GalleyMember:
 * @name: the property's name
 * @type: `G_TYPE_INT`, `G_TYPE_INT64`, `G_TYPE_DOUBLE`, `G_TYPE_STRING`, `G_TYPE_DATE_TIME` or an enumeration
 * @offset: where it is in the instance's struct: an `int`, `gint64`, `double`, `char *`, `GDateTime *` or the enumeration
 *
 * One member of an object's struct that is one of its properties.
 */
typedef struct
{
  const char *name;
  GType       type;
  gsize       offset;
} GalleyMember;

void        galley_member_get (const GalleyMember *self, gpointer instance, GValue *value);
gboolean    galley_member_set (const GalleyMember *self, gpointer instance, const GValue *value);
void        galley_member_clear (const GalleyMember *self, gpointer instance);
GParamSpec *galley_member_make_param_spec (const GalleyMember *self, GParamFlags flags);

G_END_DECLS
