/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-runner.h"

G_BEGIN_DECLS

/* What the tests of runs share: a post of three sections with drafts, in a database of the case's own, and a runner. */
typedef struct
{
  char          *database; /* (owned) */
  GalleyContext *context;  /* (owned) */
  GalleyKeyring *keyring;  /* (owned) */
  GalleyRunner  *runner;   /* (owned) */
  int            post_id;
  int            sections[3];
} RunnerFixture;

typedef void (*RunnerFixtureFunc) (RunnerFixture *fixture, gconstpointer data);

void runner_fixture_init (int *argc, char ***argv);
void runner_fixture_add (const char *path, RunnerFixtureFunc test);
int  runner_fixture_run (void);

void               runner_fixture_save_draft (RunnerFixture *fixture, int section, const char *text);
GalleyRunSettings *runner_fixture_make_settings (RunnerFixture *fixture, const char *action);
void               runner_fixture_direct_demo (RunnerFixture *fixture, const char *parameters);

/* A run and its proposals */
GalleyRun      *runner_fixture_start_run (RunnerFixture *fixture, gsize n_sections);
void            runner_fixture_wait_for (RunnerFixture *fixture, GalleyRun *run);
GalleyProposal *runner_fixture_get_proposal (GalleyRun *run, guint place);

/* What the database has, which is all that counts */
void runner_fixture_assert_states (RunnerFixture *fixture, const char *expected);

G_END_DECLS
