/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-workspace.h"

G_BEGIN_DECLS

/**
 * GalleyOpeningState:
 * @GALLEY_OPENING_CLOSED: nothing is open
 * @GALLEY_OPENING_WORKING: it is being opened; [property@Opening:message] tells what is going on
 * @GALLEY_OPENING_READY: [property@Opening:workspace] can be used
 * @GALLEY_OPENING_NEEDS_SETUP: the database is there, but is not up to date; [method@Opening.set_up] brings it there
 * @GALLEY_OPENING_FAILED: it could not be opened; [property@Opening:message] tells why
 *
 * How far a database is on its way to being open.
 */
typedef enum
{
  GALLEY_OPENING_CLOSED,
  GALLEY_OPENING_WORKING,
  GALLEY_OPENING_READY,
  GALLEY_OPENING_NEEDS_SETUP,
  GALLEY_OPENING_FAILED,
} GalleyOpeningState;

#define GALLEY_TYPE_OPENING_STATE (galley_opening_state_get_type ())
GType galley_opening_state_get_type (void);

#define GALLEY_TYPE_OPENING (galley_opening_get_type ())

/**
 * GalleyOpening:
 *
 * The database of the program, from finding it to closing it.
 */
G_DECLARE_FINAL_TYPE (GalleyOpening, galley_opening, GALLEY, OPENING, GObject)

GalleyOpening     *galley_opening_new (const char *uri);
void               galley_opening_start (GalleyOpening *self);
void               galley_opening_set_up (GalleyOpening *self);
GalleyOpeningState galley_opening_get_state (GalleyOpening *self);
const char        *galley_opening_get_title (GalleyOpening *self);
const char        *galley_opening_get_message (GalleyOpening *self);
GalleyWorkspace   *galley_opening_get_workspace (GalleyOpening *self);
GalleyContext     *galley_opening_get_context (GalleyOpening *self);
void               galley_opening_close_async (GalleyOpening *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean           galley_opening_close_finish (GalleyOpening *self, GAsyncResult *result, GError **error);

G_END_DECLS
