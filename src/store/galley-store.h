/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-database.h"
#include "galley-record.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_STORE (galley_store_get_type ())

/**
 * GalleyStore:
 *
 * What the stores have in common: the database, and for those that keep records the identity map, which the notices of the
 * database keep up to date.
 */
G_DECLARE_DERIVABLE_TYPE (GalleyStore, galley_store, GALLEY, STORE, GObject)

/**
 * GalleyStoreClass:
 * @table: (nullable): the table of the records, as notices call it; %NULL for a store that keeps no records
 * @record_type: what an object of it is
 * @refresh: the statement that fetches records by an array of their ids
 * @columns: (array zero-terminated=1): the columns that @apply reads, `id` first
 * @apply: writes a row into an object; `columns` are the places of the columns in `rows`, -1 for one that is not among them
 * @get_post: tells which post a record belongs to
 *
 * What a kind of record has of its own.
 */
struct _GalleyStoreClass
{
  GObjectClass parent_class;

  const char        *table;
  GType              record_type;
  const char        *refresh;
  const char *const *columns;
  void (*apply) (GalleyStore *self, GalleyRecord *record, GalleyResult *rows, guint row, const int *columns);
  int (*get_post) (GalleyRecord *record);
};

GalleyDatabase *galley_store_get_database (GalleyStore *self);

/* Signals
 *   "list-changed" (int parent): records came, went or changed places, by this or another writer, so that a list of them must be fetched
 *     again: all posts (0), the sections of the post @parent, the elements of any section of the post @parent; -1 for any
 */

G_END_DECLS
