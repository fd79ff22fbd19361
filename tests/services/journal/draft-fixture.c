/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "draft-fixture"

#include "draft-fixture.h"

#include <glib/gstdio.h>

#include "call.h"
#include "galley-drafts-private.h"

/* Makes drafts on a context and opens them. */
GalleyDrafts *
draft_fixture_open_drafts (GalleyContext *context,
                           const char    *folder)
{
  GalleyDrafts *drafts = galley_drafts_new (context, folder);
  g_autoptr (GError) error = NULL;

  g_assert_true (CALL (galley_drafts_open, drafts, &error));
  g_assert_no_error (error);

  return drafts;
}

/* Lets go of drafts, whose saving ends, and closes their context: what is unsaved is left in the journal. */
void
draft_fixture_close (GalleyContext **context,
                     GalleyDrafts  **drafts)
{
  galley_test_until (!galley_journal_get_busy (galley_drafts_get_journal (*drafts)));
  g_assert_finalize_object (g_steal_pointer (drafts));
  fixture_close_context (g_steal_pointer (context));
}

void
draft_fixture_set_up (DraftFixture *fixture,
                      gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fixture->database = fixture_make_galley ();
  fixture->conninfo = fixture_dup_conninfo (fixture->database, NULL);
  fixture->folder = g_dir_make_tmp ("journal-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->context = fixture_open_context (fixture->conninfo);
  fixture->drafts = draft_fixture_open_drafts (fixture->context, fixture->folder);
  fixture->other_context = fixture_open_context (fixture->conninfo);
  fixture->other_drafts = draft_fixture_open_drafts (fixture->other_context, fixture->folder);
  galley_database_set_pause (galley_context_get_database (fixture->context), 1, 10);
  galley_database_set_pause (galley_context_get_database (fixture->other_context), 1, 10);

  fixture->post_id = CALL (galley_post_store_add, galley_context_get_post_store (fixture->context), &error, "A post");
  g_assert_no_error (error);
  fixture->section_id = CALL (galley_section_store_add, galley_context_get_section_store (fixture->context), &error, fixture->post_id,
                              "A section", 0);
  g_assert_no_error (error);
}

/* Removes a folder with all that is in it. */
void
draft_fixture_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      draft_fixture_remove_folder (path);
    }
  g_remove (folder);
}

void
draft_fixture_tear_down (DraftFixture *fixture,
                         gconstpointer user_data)
{
  if (fixture->context != NULL)
    draft_fixture_close (&fixture->context, &fixture->drafts);
  draft_fixture_close (&fixture->other_context, &fixture->other_drafts);
  draft_fixture_remove_folder (fixture->folder);
  g_free (fixture->database);
  g_free (fixture->conninfo);
  g_free (fixture->folder);
}

GalleyDraft *
draft_fixture_get (GalleyDrafts      *drafts,
                   int                section_id,
                   GalleySectionField field)
{
  g_autoptr (GError) error = NULL;
  GalleyDraft *draft = CALL (galley_drafts_get_section, drafts, &error, section_id, field);

  g_assert_no_error (error);
  return draft;
}

GListModel *
draft_fixture_recover (GalleyDrafts *drafts)
{
  g_autoptr (GError) error = NULL;
  GListModel *recovered = CALL (galley_drafts_recover, drafts, &error);

  g_assert_no_error (error);
  return recovered;
}

/* What the database has, asked from outside. */
char *
draft_fixture_read (DraftFixture *fixture,
                    const char   *column)
{
  return fixture_sql (fixture->database, "SELECT coalesce(%s, '') FROM post_section WHERE id = %d", column, fixture->section_id);
}

/* Writes as somebody with psql does. */
void
draft_fixture_write (DraftFixture *fixture,
                     const char   *column,
                     const char   *text)
{
  g_autofree char *nothing = fixture_sql (fixture->database, "UPDATE post_section SET %s = '%s' WHERE id = %d", column, text, fixture->section_id);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint       n_files = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n_files += count_files (path);
      else
        n_files += !g_str_equal (name, "lock") && !g_str_has_suffix (name, "~");
    }

  return n_files;
}

/* How many texts are in the journal. */
guint
draft_fixture_count_files (DraftFixture *fixture)
{
  return count_files (fixture->folder);
}

void
draft_fixture_await_saved (GalleyDraft *draft)
{
  galley_test_until (galley_draft_get_state (draft) == GALLEY_DRAFT_SAVED);
}
