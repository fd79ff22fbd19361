/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-call.h"
#include "galley-connection.h"
#include "galley-database.h"

G_BEGIN_DECLS

/* A database is three files: galley-database.c is the object, galley-database-link.c gets a link and gets it back, and
 * galley-database-queue.c brings calls to their end. */

struct _GalleyDatabase
{
  GObject parent_instance;

  char               *conninfo; /* (owned): may hold a password */
  char               *session;  /* (owned): the writer's id, a UUID */
  guint               timeout;  /* ms */
  GalleyDatabaseState state;

  /* the link */
  GTask            *opening;       /* (owned) (nullable): waits for the first link */
  GalleyConnection *connection;    /* (owned) (nullable): the link, or the one that is being made */
  gboolean          ready;         /* the session knows what it must, so that calls can be sent */
  gboolean          lost;          /* there was a link, so that notices may have been missed */
  GSource          *pausing;       /* (owned) (nullable): ends the pause before the next attempt */
  guint             pause;         /* ms that the next pause takes */
  guint             first_pause;   /* ms */
  guint             longest_pause; /* ms */

  /* what is to be done */
  GQueue   waiting;  /* (owned) (element-type GalleyCall): for a link, in the order in which they were asked for */
  guint64  serial;   /* of the last call */
  GSource *alarm;    /* (owned) (nullable): ends the patience of the call that has waited longest */
  gint64   alarm_at; /* when, in monotonic time */
};

void     galley_database_set_state (GalleyDatabase *self, GalleyDatabaseState state);
void     galley_database_emit_changed (GalleyDatabase *self, GalleyChange *change);
void     galley_database_emit_resumed (GalleyDatabase *self);
GSource *galley_database_start_timer (GalleyDatabase *self, gint64 delay, const char *name, GSourceFunc callback);
GError  *galley_database_new_closed_error (void);

void     galley_database_connect (GalleyDatabase *self);
void     galley_database_drop_link (GalleyDatabase *self);
gboolean galley_database_has_link (GalleyDatabase *self);

void galley_database_submit (GalleyDatabase *self, GalleyCall *call);
void galley_database_send_waiting (GalleyDatabase *self);
void galley_database_fail_waiting (GalleyDatabase *self, const GError *error);

G_END_DECLS
