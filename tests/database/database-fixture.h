/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-database.h"
#include "galley-error.h"
#include "galley-test-cluster.h"

G_BEGIN_DECLS

/* What the tests of the database that stays connected share: one server a program, and links to it. */

/* The tests that were added, on a server of their own; @tables (nullable) is SQL of the superuser that makes what they need. */
int                fixture_run (const char *tables);
GalleyTestCluster *fixture_get_cluster (void);
const char        *fixture_get_conninfo (void);

GalleyDatabase *fixture_new (const char *conninfo, guint timeout);
void            fixture_open (GalleyDatabase *database);
GalleyDatabase *fixture_open_cluster (void);

/* Statements */
void          fixture_start (GalleyDatabase *database, const char *sql, GalleyStatementKind kind, GAsyncResult **result);
GalleyResult *fixture_execute (GalleyDatabase *database, const char *sql, GalleyStatementKind kind, GError **error);
gint64        fixture_get_number (GalleyDatabase *database, const char *sql);
gint64        fixture_await_number (GalleyDatabase *database, GAsyncResult **result);
void          fixture_assert_fails (GalleyDatabase *database, GAsyncResult **result, GalleyError code, const char *part);

/* As the superuser, from outside */
char *fixture_psql (const char *format, ...) G_GNUC_PRINTF (1, 2);
void  fixture_assert_psql (const char *sql, const char *expected);
void  fixture_terminate (gint64 pid);
void  fixture_wait_for_lock (gint64 pid);

/* A link on which a statement that contains FIXTURE_WAIT waits until the lock is given away. */
typedef struct
{
  GalleyDatabase *database; /* (owned) */
  GalleyDatabase *holder;   /* (owned): holds the lock that the statements wait for */
  gint64          pid;      /* of the link's server process */
} FixtureLocked;

#define FIXTURE_WAIT "(SELECT 1 FROM pg_advisory_xact_lock(1))"

void fixture_lock (FixtureLocked *locked, const char *conninfo, guint timeout);
void fixture_unlock (FixtureLocked *locked);
void fixture_clear_locked (FixtureLocked *locked);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FixtureLocked, fixture_clear_locked)

G_END_DECLS
