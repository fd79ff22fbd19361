/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-connection.h"
#include "galley-context.h"
#include "galley-test-cluster.h"

G_BEGIN_DECLS

/* What the tests of the stores share: one server a program, and on it a database of its own for each case. */

void fixture_start (void);
void fixture_stop (void);

GalleyTestCluster *fixture_get_cluster (void);

char *fixture_make_database (const char *options);
char *fixture_dup_conninfo (const char *database, const char *role);
char *fixture_make_galley (void);

/* As the superuser, from outside; returns the first column of what the last command returned, a line a row. */
char *fixture_sql (const char *database, const char *format, ...) G_GNUC_PRINTF (2, 3);

GalleyConnection *fixture_connect (const char *conninfo);
GalleyResult     *fixture_execute (GalleyConnection *connection, const char *sql);
GalleyContext    *fixture_open_context (const char *conninfo);
void              fixture_close_context (GalleyContext *context);

G_END_DECLS
