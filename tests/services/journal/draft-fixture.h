/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-drafts.h"
#include "store-fixture.h"
#include "test-editor.h"

G_BEGIN_DECLS

/* Two programs on one database, each with a journal in a folder that they share, and a post with a section. */
typedef struct
{
  char          *database; /* (owned) its name */
  char          *conninfo; /* (owned) */
  char          *folder;   /* (owned) of the journal */
  GalleyContext *context;  /* (owned) */
  GalleyDrafts  *drafts;   /* (owned) */
  GalleyContext *other_context;
  GalleyDrafts  *other_drafts;
  int            post_id;
  int            section_id;
} DraftFixture;

void          draft_fixture_set_up (DraftFixture *fixture, gconstpointer user_data);
void          draft_fixture_tear_down (DraftFixture *fixture, gconstpointer user_data);
GalleyDrafts *draft_fixture_open_drafts (GalleyContext *context, const char *folder);
void          draft_fixture_close (GalleyContext **context, GalleyDrafts **drafts);
GalleyDraft  *draft_fixture_get (GalleyDrafts *drafts, int section_id, GalleySectionField field);
GListModel   *draft_fixture_recover (GalleyDrafts *drafts);
char         *draft_fixture_read (DraftFixture *fixture, const char *column);
void          draft_fixture_write (DraftFixture *fixture, const char *column, const char *text);
guint         draft_fixture_count_files (DraftFixture *fixture);
void          draft_fixture_await_saved (GalleyDraft *draft);
void          draft_fixture_remove_folder (const char *folder);

G_END_DECLS
