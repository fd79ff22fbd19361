/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GalleyField:
 * @name: the word for it in the window, the command line and JSON, e.g. `heading`
 * @column: the database's word for it, e.g. `section_heading`
 * @aliases: (array fixed-size=3): other words that are understood on the way in
 *
 * One text of a post or a section.  The tables of these are the only place where the words for a field are written down:
 * properties, statements, options of the command line and keys of JSON are made out of them.
 */
typedef struct
{
  const char *name;
  const char *column;
  const char *aliases[3];
} GalleyField;

int  galley_field_find (const GalleyField *fields, guint n_fields, const char *word);
void galley_field_install (GObjectClass *object_class, guint first_id, const GalleyField *fields, guint n_fields, GParamSpec **properties);

G_END_DECLS
