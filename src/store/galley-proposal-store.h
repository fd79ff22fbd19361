/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-acceptance.h"
#include "galley-proposal.h"
#include "galley-store.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROPOSAL_STORE (galley_proposal_store_get_type ())

/**
 * GalleyProposalStore:
 *
 * The verbs of proposals.
 */
G_DECLARE_FINAL_TYPE (GalleyProposalStore, galley_proposal_store, GALLEY, PROPOSAL_STORE, GalleyStore)

GalleyProposalStore *galley_proposal_store_new (GalleyDatabase *database);

void              galley_proposal_store_get_async (GalleyProposalStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyProposal   *galley_proposal_store_get_finish (GalleyProposalStore *self, GAsyncResult *result, GError **error);
void              galley_proposal_store_list_for_run_async (GalleyProposalStore *self, int run_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel       *galley_proposal_store_list_for_run_finish (GalleyProposalStore *self, GAsyncResult *result, GError **error);
void              galley_proposal_store_list_for_section_async (GalleyProposalStore *self, int section_id, guint most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GListModel       *galley_proposal_store_list_for_section_finish (GalleyProposalStore *self, GAsyncResult *result, GError **error);
void              galley_proposal_store_start_async (GalleyProposalStore *self, int id, const char *messages, const char *base_text, int base_version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean          galley_proposal_store_start_finish (GalleyProposalStore *self, GAsyncResult *result, gboolean *wanted, GError **error);
void              galley_proposal_store_progress_async (GalleyProposalStore *self, int id, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean          galley_proposal_store_progress_finish (GalleyProposalStore *self, GAsyncResult *result, gboolean *wanted, GError **error);
void              galley_proposal_store_finish_async (GalleyProposalStore *self, int id, GalleyProposalStatus status, const char *text, const char *details, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean          galley_proposal_store_finish_finish (GalleyProposalStore *self, GAsyncResult *result, GError **error);
void              galley_proposal_store_accept_async (GalleyProposalStore *self, int id, const char *text, int base_version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyAcceptance *galley_proposal_store_accept_finish (GalleyProposalStore *self, GAsyncResult *result, GError **error);
void              galley_proposal_store_undo_async (GalleyProposalStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GalleyAcceptance *galley_proposal_store_undo_finish (GalleyProposalStore *self, GAsyncResult *result, GError **error);
void              galley_proposal_store_reject_async (GalleyProposalStore *self, int id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean          galley_proposal_store_reject_finish (GalleyProposalStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
