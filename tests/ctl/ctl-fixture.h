/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "store-fixture.h"

G_BEGIN_DECLS

/**
 * CtlRun:
 * @status: the exit status, -1 when a signal ended it
 * @output: what it wrote to standard output
 * @error: what it wrote to standard error
 *
 * What became of one run of galleyctl.
 */
typedef struct
{
  int   status;
  char *output;
  char *error;
} CtlRun;

typedef struct
{
  char *database; /* its name */
  char *conninfo;
  char *folder; /* an empty folder */
} CtlFixture;

typedef void (*CtlTest) (CtlFixture *fixture, gconstpointer data);

void                 ctl_add (const char *path, CtlTest test);
int                  ctl_main (int argc, char *argv[], void (*add) (void));
GSubprocessLauncher *ctl_launcher (CtlFixture *fixture, GSubprocessFlags flags);
GPtrArray           *ctl_words (const char *words);
CtlRun              *ctl_run (CtlFixture *fixture, const char *input, gssize length, const char *words);
CtlRun              *ctl_run_words (CtlFixture *fixture, const char *input, gssize length, const char *const *words);
void                 ctl_run_free (CtlRun *run);
char                *ctl_digest (CtlFixture *fixture);
char                *ctl_path (CtlFixture *fixture, const char *name);
void                 ctl_write (CtlFixture *fixture, const char *name, const char *data, gssize length);
void                 ctl_write_huge (CtlFixture *fixture);
char                *ctl_read (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlRun, ctl_run_free)

/* The command line @words (the words of a shell, in which “%s” stands for nothing but itself) succeeds; returns what it
 * printed. */
char     *ctl_get (CtlFixture *fixture, const char *words);
char     *ctl_get_with (CtlFixture *fixture, const char *input, const char *words);
JsonNode *ctl_get_json (CtlFixture *fixture, const char *words);
gint64    ctl_get_id (CtlFixture *fixture, const char *words);

/* It fails with @status, prints nothing but one line that says @part, and leaves the data as it was. */
void ctl_fail (CtlFixture *fixture, int status, const char *input, gssize length, const char *words, const char *part);

#define ctl_assert_output(fixture, words, expected)          \
  G_STMT_START                                               \
  {                                                          \
    g_autofree char *_output = ctl_get ((fixture), (words)); \
    g_assert_cmpstr (_output, ==, (expected));               \
  }                                                          \
  G_STMT_END

G_END_DECLS
