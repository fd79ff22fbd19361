/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-draft-loss"

#include "galley-draft.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "call.h"
#include "draft-fixture.h"
#include "galley-error.h"

static void
assert_stored (DraftFixture *fixture,
               const char   *expected)
{
  g_autofree char *stored = draft_fixture_read (fixture, "draft");

  g_assert_cmpstr (stored, ==, expected);
}

/* The server goes while somebody writes, and comes back. */
static void
test_away (DraftFixture *fixture,
           gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor *editor = test_editor_new (draft);
  g_autoptr (GError) error = NULL;

  test_editor_type (editor, "before ");
  draft_fixture_await_saved (draft);
  galley_test_cluster_halt (fixture_get_cluster (), "fast");
  test_editor_type (editor, "while it is away ");
  galley_test_until (galley_draft_get_state (draft) == GALLEY_DRAFT_UNREACHABLE);
  g_assert_nonnull (galley_draft_get_message (draft));
  g_assert_cmpint (galley_drafts_get_state (fixture->drafts), ==, GALLEY_DRAFT_UNREACHABLE);
  galley_test_until (draft_fixture_count_files (fixture) == 1);

  /* Quitting is possible: the words are on the disk. */
  test_editor_type (editor, "and more ");
  g_assert_true (CALL (galley_drafts_flush, fixture->drafts, &error));
  g_assert_no_error (error);
  g_assert_cmpint (galley_drafts_get_state (fixture->drafts), ==, GALLEY_DRAFT_UNREACHABLE);

  galley_test_cluster_resume (fixture_get_cluster ());
  draft_fixture_await_saved (draft);
  assert_stored (fixture, "before while it is away and more ");
  galley_test_until (draft_fixture_count_files (fixture) == 0);
  test_editor_close (editor);
}

/* Whose section somebody holds, as the list of sections does, writing begins also while the server is away. */
static void
test_begun_away (DraftFixture *fixture,
                 gconstpointer user_data)
{
  GalleySectionStore *sections = galley_context_get_section_store (fixture->context);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) held = CALL (galley_section_store_list, sections, &error, fixture->post_id);
  g_autoptr (GalleyDraft) draft = NULL;
  TestEditor *editor;

  g_assert_no_error (error);
  galley_test_cluster_halt (fixture_get_cluster (), "fast");
  draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  editor = test_editor_new (draft);
  test_editor_type (editor, "begun while it is away");
  galley_test_until (draft_fixture_count_files (fixture) == 1);

  galley_test_cluster_resume (fixture_get_cluster ());
  draft_fixture_await_saved (draft);
  assert_stored (fixture, "begun while it is away");
  test_editor_close (editor);
}

static void
count_cb (guint *n_calls)
{
  ++*n_calls;
}

/* It is away for longer than a statement waits. */
static void
test_away_long (DraftFixture *fixture,
                gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor *editor = test_editor_new (draft);
  guint       n_tries = 0;

  galley_database_set_timeout (galley_context_get_database (fixture->context), 50);
  galley_test_cluster_halt (fixture_get_cluster (), "fast");
  test_editor_type (editor, "patience");
  /* Every try that is over is told of. */
  g_signal_connect_swapped (draft, "notify::message", G_CALLBACK (count_cb), &n_tries);
  galley_test_until (n_tries >= 3);
  g_assert_cmpint (galley_draft_get_state (draft), ==, GALLEY_DRAFT_UNREACHABLE);
  g_signal_handlers_disconnect_by_data (draft, &n_tries);

  galley_test_cluster_resume (fixture_get_cluster ());
  draft_fixture_await_saved (draft);
  assert_stored (fixture, "patience");
  test_editor_close (editor);
}

/* The server is killed in the middle of a save, before it could commit; meanwhile more is typed. */
static void
test_killed_while_saving (DraftFixture *fixture,
                          gconstpointer user_data)
{
  g_autofree char *conninfo = fixture_dup_conninfo (fixture->database, "postgres");
  g_autoptr (GalleyConnection) holder = fixture_connect (conninfo);
  g_autoptr (GalleyResult) locked = fixture_execute (holder, "BEGIN; LOCK TABLE post_section IN EXCLUSIVE MODE");
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor *editor = test_editor_new (draft);

  test_editor_type (editor, "one ");
  galley_test_until (galley_draft_get_state (draft) == GALLEY_DRAFT_SAVING);
  test_editor_type (editor, "two ");
  galley_test_cluster_halt (fixture_get_cluster (), "immediate");
  galley_connection_close (holder);
  galley_test_until (galley_draft_get_state (draft) == GALLEY_DRAFT_UNREACHABLE);
  test_editor_type (editor, "three");
  galley_test_cluster_resume (fixture_get_cluster ());
  draft_fixture_await_saved (draft);
  assert_stored (fixture, "one two three");
  test_editor_close (editor);
}

/* Somebody else changes the text while the server is out of this writer's reach. */
static void
test_stale_on_return (DraftFixture *fixture,
                      gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor      *editor = test_editor_new (draft);
  g_autofree char *conninfo = fixture_dup_conninfo (fixture->database, "postgres");

  test_editor_type (editor, "the quick fox and the dog");
  draft_fixture_await_saved (draft);
  galley_test_cluster_halt (fixture_get_cluster (), "fast");
  test_editor_set_text (editor, "the slow fox and the dog");
  galley_test_until (galley_draft_get_state (draft) == GALLEY_DRAFT_UNREACHABLE);
  galley_test_cluster_resume (fixture_get_cluster ());
  draft_fixture_write (fixture, "draft", "the quick fox and the cat");
  galley_test_until (g_str_equal (test_editor_get_text (editor), "the slow fox and the cat"));
  draft_fixture_await_saved (draft);
  assert_stored (fixture, "the slow fox and the cat");
  test_editor_close (editor);
}

/* No room on this computer's disk: it is told of, and the database has the words nevertheless. */
static void
test_no_room (DraftFixture *fixture,
              gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor      *editor = test_editor_new (draft);
  g_autofree char *text = g_strnfill (100000, 'x');
  struct rlimit    before;
  struct rlimit    tight;
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  tight = before;
  tight.rlim_cur = 8192;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  test_editor_set_text (editor, text);
  galley_test_until (galley_drafts_get_message (fixture->drafts) != NULL);
  g_assert_nonnull (strstr (galley_drafts_get_message (fixture->drafts), "Make room"));
  draft_fixture_await_saved (draft);
  setrlimit (RLIMIT_FSIZE, &before);
  assert_stored (fixture, text);
  g_assert_null (galley_drafts_get_message (fixture->drafts));
  test_editor_close (editor);
}

/* Neither disk nor database: whoever wants to quit is told that words would be lost. */
static void
test_nowhere (DraftFixture *fixture,
              gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor      *editor = test_editor_new (draft);
  g_autofree char *text = g_strnfill (100000, 'x');
  struct rlimit    before;
  struct rlimit    tight;
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  galley_test_cluster_halt (fixture_get_cluster (), "fast");
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  tight = before;
  tight.rlim_cur = 8192;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  test_editor_set_text (editor, text);
  g_assert_false (CALL (galley_drafts_flush, fixture->drafts, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_DISK_FULL);
  setrlimit (RLIMIT_FSIZE, &before);

  galley_test_cluster_resume (fixture_get_cluster ());
  draft_fixture_await_saved (draft);
  assert_stored (fixture, text);
  test_editor_close (editor);
}

#define ADD(path, function) g_test_add (path, DraftFixture, NULL, draft_fixture_set_up, function, draft_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture_start ();

  ADD ("/draft-loss/away", test_away);
  ADD ("/draft-loss/begun-away", test_begun_away);
  ADD ("/draft-loss/away-long", test_away_long);
  ADD ("/draft-loss/killed-while-saving", test_killed_while_saving);
  ADD ("/draft-loss/stale-on-return", test_stale_on_return);
  ADD ("/draft-loss/no-room", test_no_room);
  ADD ("/draft-loss/nowhere", test_nowhere);

  status = g_test_run ();
  fixture_stop ();

  return status;
}
