/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/**
 * GalleyConninfo:
 *
 * Where a database is and how to get in: a connection string, completed from the environment and the service file as libpq does
 * it.
 */
typedef struct _GalleyConninfo GalleyConninfo;

GalleyConninfo *galley_conninfo_new (const char *text, GError **error);
void            galley_conninfo_free (GalleyConninfo *self);
int             galley_conninfo_get_connect_timeout (GalleyConninfo *self);
char           *galley_conninfo_to_string (GalleyConninfo *self);
char          **galley_conninfo_set_environment (GalleyConninfo *self, char **environment);
GPtrArray      *galley_conninfo_get_hosts (GalleyConninfo *self);
void            galley_conninfo_set_hosts (GalleyConninfo *self, GPtrArray *hosts);
int             galley_conninfo_find_host (GalleyConninfo *self, PGconn *link);
PGconn         *galley_conninfo_start (GalleyConninfo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyConninfo, galley_conninfo_free)

G_END_DECLS
