/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-record.h"

G_BEGIN_DECLS

/**
 * GalleyIdentityMap:
 *
 * Knows the live record of each row.  It does not keep records alive: one that nobody holds any longer is forgotten.
 */
typedef struct _GalleyIdentityMap GalleyIdentityMap;

typedef gboolean (*GalleyRecordFilter) (GalleyRecord *record, gpointer user_data);

GalleyIdentityMap *galley_identity_map_new (void);
void               galley_identity_map_free (GalleyIdentityMap *self);
void               galley_identity_map_add (GalleyIdentityMap *self, GalleyRecord *record);
GalleyRecord      *galley_identity_map_lookup (GalleyIdentityMap *self, int id);
guint              galley_identity_map_get_size (GalleyIdentityMap *self);
GArray            *galley_identity_map_list_ids (GalleyIdentityMap *self, GalleyRecordFilter filter, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyIdentityMap, galley_identity_map_free)

G_END_DECLS
