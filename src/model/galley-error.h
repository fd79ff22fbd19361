/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyError:
 * @GALLEY_ERROR_FAILED: anything that has no code of its own
 * @GALLEY_ERROR_CONNECTION: the database cannot be reached; nothing was changed
 * @GALLEY_ERROR_UNKNOWN_OUTCOME: the connection died while a write was under way and it could not be found out whether it was committed
 * @GALLEY_ERROR_CONFLICT: somebody else changed the row since it was read; nothing was changed
 * @GALLEY_ERROR_NOT_FOUND: there is no such post, section, element, log entry
 * @GALLEY_ERROR_INVALID: the data was refused (an outline that cannot be understood, an unknown field, a constraint); nothing was changed
 * @GALLEY_ERROR_PERMISSION: the role may not do this; the message says what to grant
 * @GALLEY_ERROR_SCHEMA: the database is empty, older or newer than this program; the message says what to do
 * @GALLEY_ERROR_DISK_FULL: the server has no room left
 * @GALLEY_ERROR_BUSY: a lock was not got in time, or the server has no connection left; trying again may work
 * @GALLEY_ERROR_UNSUPPORTED: the server or a program is too old, or lacks what is needed
 * @GALLEY_ERROR_CLUSTER: the private server cannot be made or started; the message says why and what to do
 * @GALLEY_ERROR_USAGE: wrong use of the command line
 *
 * What can go wrong, seen from a layer above the store.  Every public function of the store and the services
 * reports in this domain, or `G_IO_ERROR_CANCELLED`.
 */
typedef enum
{
  GALLEY_ERROR_FAILED,
  GALLEY_ERROR_CONNECTION,
  GALLEY_ERROR_UNKNOWN_OUTCOME,
  GALLEY_ERROR_CONFLICT,
  GALLEY_ERROR_NOT_FOUND,
  GALLEY_ERROR_INVALID,
  GALLEY_ERROR_PERMISSION,
  GALLEY_ERROR_SCHEMA,
  GALLEY_ERROR_DISK_FULL,
  GALLEY_ERROR_BUSY,
  GALLEY_ERROR_UNSUPPORTED,
  GALLEY_ERROR_CLUSTER,
  GALLEY_ERROR_USAGE,
} GalleyError;

#define GALLEY_ERROR (galley_error_quark ())

GQuark galley_error_quark (void);

G_END_DECLS
