/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-connection.h"
#include "galley-error.h"
#include "galley-test-cluster.h"

G_BEGIN_DECLS

/* What the tests of single connections share: one server a program, and connections to it. */

/* The tests that were added, on a server of their own. */
int                fixture_run (void);
GalleyTestCluster *fixture_get_cluster (void);

GalleyConnection *fixture_connect_to (const char *conninfo);
GalleyConnection *fixture_connect (void);

GalleyResult *fixture_execute_statement (GalleyConnection *connection, GalleyStatement *statement, GError **error);
GalleyResult *fixture_execute (GalleyConnection *connection, const char *sql, GError **error);
void          fixture_assert_text (GalleyConnection *connection, const char *sql, const char *expected);

/* For `lost`: @user_data is a GError *, in which a copy of the one error is left. */
void fixture_lost_cb (GalleyConnection *connection, const GError *error, gpointer user_data);

G_END_DECLS
