/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-identity-map.h"
#include "galley-save-outcome.h"
#include "galley-store.h"
#include "galley-value.h"

G_BEGIN_DECLS

/* For the kinds of store alone.  Each takes the statement over.  @tag is the public function that asks, so that its finish function can
 * tell its own result.  @missing (transfer full, nullable) is the message of the GALLEY_ERROR_NOT_FOUND that no row at all means;
 * without it no row is no error. */

void galley_store_number_async (GalleyStore *self, GalleyStatement *statement, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int  galley_store_number_finish (GalleyStore *self, GAsyncResult *result, gpointer tag, GError **error);

void        galley_store_records_async (GalleyStore *self, GalleyStatement *statement, char *missing, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_store_records_finish (GalleyStore *self, GAsyncResult *result, gpointer tag, GError **error);

void     galley_store_record_async (GalleyStore *self, GalleyStatement *statement, char *missing, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gpointer galley_store_record_finish (GalleyStore *self, GAsyncResult *result, gpointer tag, GError **error);

void        galley_store_values_async (GalleyStore *self, GalleyStatement *statement, GType type, char *missing, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel *galley_store_values_finish (GalleyStore *self, GAsyncResult *result, gpointer tag, GError **error);

void     galley_store_value_async (GalleyStore *self, GalleyStatement *statement, GType type, char *missing, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gpointer galley_store_value_finish (GalleyStore *self, GAsyncResult *result, gpointer tag, GError **error);

void          galley_store_rows_async (GalleyStore *self, GalleyStatement *statement, char *missing, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyResult *galley_store_rows_finish (GalleyStore *self, GAsyncResult *result, gpointer tag, GError **error);

/* Saves one property of the record @id: the statement returns outcome, version and value, which the live record takes over. */
void     galley_store_save_async (GalleyStore *self, GalleyStatement *statement, int id, const char *property, const char *version_property, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean galley_store_save_finish (GalleyStore *self, GAsyncResult *result, gpointer tag, GalleySaveOutcome *outcome, int *version, char **value, GError **error);

/* Takes a row over into the live record of its id, which is made if there is none; (transfer full) */
GalleyRecord *galley_store_take_row (GalleyStore *self, GalleyResult *rows, guint row, const int *columns);
int          *galley_store_find_columns (GalleyStore *self, GalleyResult *rows);

void galley_store_take_times (GalleyRecord *record, GalleyResult *rows, guint row, int created, int updated);

/* Parameters: 0 stands for NULL */
void galley_store_bind_number (GalleyStatement *statement, int number);
void galley_store_bind_ids (GalleyStatement *statement, const int *ids, gsize n_ids);

GalleyRecord *galley_store_lookup (GalleyStore *self, int id);
void          galley_store_refresh (GalleyStore *self, int id);
void          galley_store_refresh_matching (GalleyStore *self, GalleyRecordFilter filter, gpointer filter_data);
void          galley_store_report_changed_list (GalleyStore *self, int post_id);
void          galley_store_report_failed_refresh (GalleyStore *self, const GError *error);
void          galley_store_begin_save (GalleyStore *self, int id);
void          galley_store_end_save (GalleyStore *self, int id);
gboolean      galley_store_is_saving (GalleyStore *self, int id);
void          galley_store_follow (GalleyStore *self);

G_END_DECLS
