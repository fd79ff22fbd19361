/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_RECORD (galley_record_get_type ())

/**
 * GalleyRecord:
 *
 * Something that is stored and lives as one object in a program: a post, a section, an element.
 */
G_DECLARE_DERIVABLE_TYPE (GalleyRecord, galley_record, GALLEY, RECORD, GObject)

struct _GalleyRecordClass
{
  GObjectClass parent_class;
};

int        galley_record_get_id (GalleyRecord *self);
int        galley_record_get_version (GalleyRecord *self);
void       galley_record_set_version (GalleyRecord *self, int version);
gboolean   galley_record_get_gone (GalleyRecord *self);
void       galley_record_set_gone (GalleyRecord *self, gboolean gone);
GDateTime *galley_record_get_created (GalleyRecord *self);
void       galley_record_set_created (GalleyRecord *self, GDateTime *created);
GDateTime *galley_record_get_updated (GalleyRecord *self);
void       galley_record_set_updated (GalleyRecord *self, GDateTime *updated);

G_END_DECLS
