/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-context.h"
#include "galley-keyring.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_RUNNER (galley_runner_get_type ())

/**
 * GalleyRunner:
 *
 * Carries out runs: asks the provider for one proposal after the other, and keeps what comes in the database.  It writes proposals
 * only, never the text of a section.
 */
G_DECLARE_FINAL_TYPE (GalleyRunner, galley_runner, GALLEY, RUNNER, GObject)

GalleyRunner  *galley_runner_new (GalleyContext *context, GalleyKeyring *keyring);
void           galley_runner_recover_async (GalleyRunner *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int            galley_runner_recover_finish (GalleyRunner *self, GAsyncResult *result, GError **error);
void           galley_runner_start_async (GalleyRunner *self, int post_id, const int *sections, gsize n_sections, GalleyRunSettings *settings, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyRun     *galley_runner_start_finish (GalleyRunner *self, GAsyncResult *result, GError **error);
GalleyRun     *galley_runner_find_run (GalleyRunner *self, int post_id);
void           galley_runner_stop (GalleyRunner *self, GalleyRun *run);
void           galley_runner_stop_all (GalleyRunner *self);
GalleyKeyring *galley_runner_get_keyring (GalleyRunner *self);
void           galley_runner_wait_async (GalleyRunner *self, GalleyRun *run, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean       galley_runner_wait_finish (GalleyRunner *self, GAsyncResult *result, GError **error);

G_END_DECLS
