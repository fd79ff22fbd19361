/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-change.h"
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
 * @columns: (array zero-terminated=1): the columns that @apply reads; the first is `id`, the second `version`
 * @apply: writes a row into an object; `columns` are the places of the columns in `rows`, -1 for one that is not among them
 * @order: the name of the statement that gives id, version and place of the records of a post, without their texts; %NULL to fetch them
 *   whole when an outline changed
 * @siblings_move: whether a notice of one record means that others of its post may have other places now
 * @take_place: tells a record its place, where there is an @order
 * @get_post: tells which post a record belongs to
 * @get_concerned: tells which row a notice of another table than @table changes, 0 for none; %NULL if there is no such table
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
  const char        *order;
  gboolean           siblings_move;
  void (*apply) (GalleyStore *self, GalleyRecord *record, GalleyResult *rows, guint row, const int *columns);
  void (*take_place) (GalleyRecord *record, int place);
  int (*get_post) (GalleyRecord *record);
  int (*get_concerned) (GalleyStore *self, GalleyChange *change);
};

GalleyDatabase *galley_store_get_database (GalleyStore *self);

G_END_DECLS
