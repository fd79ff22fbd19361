/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-draft"

#include "galley-draft.h"

#include <string.h>

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

static void
test_typing (DraftFixture *fixture,
             gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor *editor = test_editor_new (draft);

  g_assert_cmpint (galley_draft_get_state (draft), ==, GALLEY_DRAFT_SAVED);
  for (guint i = 0; i < 1000; i++)
    test_editor_type (editor, "word ");
  /* A key costs no copy of the text. */
  g_assert_cmpuint (test_editor_get_n_taken (editor), ==, 0);
  g_assert_cmpint (galley_draft_get_state (draft), ==, GALLEY_DRAFT_UNSAVED);
  g_assert_cmpint (galley_drafts_get_state (fixture->drafts), ==, GALLEY_DRAFT_UNSAVED);

  /* First on the disk, then in the database, then no longer on the disk. */
  galley_test_until (draft_fixture_count_files (fixture) == 1);
  assert_stored (fixture, "");
  draft_fixture_await_saved (draft);
  assert_stored (fixture, test_editor_get_text (editor));
  g_assert_cmpint (galley_drafts_get_state (fixture->drafts), ==, GALLEY_DRAFT_SAVED);
  galley_test_until (draft_fixture_count_files (fixture) == 0);

  test_editor_close (editor);
}

/* Typing that never pauses is saved all the same. */
static gboolean
type_cb (gpointer user_data)
{
  test_editor_type (user_data, "on and ");

  return G_SOURCE_CONTINUE;
}

static void
test_steady (DraftFixture *fixture,
             gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor *editor = test_editor_new (draft);
  guint       typist = g_timeout_add (20, type_cb, editor);

  galley_test_until (galley_record_get_version (galley_draft_target_get_record (galley_draft_get_target (draft))) >= 2);
  g_source_remove (typist);
  draft_fixture_await_saved (draft);
  assert_stored (fixture, test_editor_get_text (editor));
  test_editor_close (editor);
}

/* What was typed and taken back is not saved. */
static void
test_taken_back (DraftFixture *fixture,
                 gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor      *editor = test_editor_new (draft);
  g_autofree char *version = NULL;

  test_editor_set_text (editor, "a mistake");
  galley_test_until (draft_fixture_count_files (fixture) == 1);
  test_editor_set_text (editor, "");
  draft_fixture_await_saved (draft);
  galley_test_until (draft_fixture_count_files (fixture) == 0);
  version = draft_fixture_read (fixture, "version::text");
  g_assert_cmpstr (version, ==, "1");
  test_editor_close (editor);
}

/* The editor is closed at once after a key; the words stay, though nobody holds the draft. */
static void
test_closed (DraftFixture *fixture,
             gconstpointer user_data)
{
  GalleyDraft *draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_POLISHED);
  TestEditor  *editor = test_editor_new (draft);

  test_editor_type (editor, "the last word");
  test_editor_close (editor);
  g_object_unref (draft);
  galley_test_until (galley_drafts_get_state (fixture->drafts) == GALLEY_DRAFT_SAVED);
  {
    g_autofree char *stored = draft_fixture_read (fixture, "polished");

    g_assert_cmpstr (stored, ==, "the last word");
  }
}

static void
test_flush (DraftFixture *fixture,
            gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor *editor = test_editor_new (draft);
  g_autoptr (GError) error = NULL;

  g_assert_true (CALL (galley_drafts_flush, fixture->drafts, &error));
  test_editor_type (editor, "quit now");
  g_assert_true (CALL (galley_drafts_flush, fixture->drafts, &error));
  g_assert_no_error (error);
  g_assert_cmpint (galley_drafts_get_state (fixture->drafts), ==, GALLEY_DRAFT_SAVED);
  assert_stored (fixture, "quit now");
  g_assert_cmpuint (draft_fixture_count_files (fixture), ==, 0);
  test_editor_close (editor);
}

static void
test_same_draft (DraftFixture *fixture,
                 gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  g_autoptr (GalleyDraft) again = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor *one = test_editor_new (draft);
  TestEditor *other = test_editor_new (again);

  g_assert_true (draft == again);
  test_editor_type (one, "shown in both");
  galley_test_until (g_str_equal (test_editor_get_text (other), "shown in both"));

  /* At once, each somewhere else. */
  test_editor_type_at (one, 0, "first ");
  test_editor_type (other, " last");
  galley_test_until (g_str_equal (test_editor_get_text (one), "first shown in both last"));
  g_assert_cmpstr (test_editor_get_text (other), ==, "first shown in both last");
  draft_fixture_await_saved (draft);
  assert_stored (fixture, "first shown in both last");
  test_editor_close (one);
  test_editor_close (other);
}

/* Another writer's change comes into an editor where nothing is unsaved, and the cursor stays where it was. */
static void
test_others (DraftFixture *fixture,
             gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor *editor = test_editor_new (draft);

  draft_fixture_write (fixture, "draft", "one two three");
  galley_test_until (g_str_equal (test_editor_get_text (editor), "one two three"));
  test_editor_set_cursor (editor, strlen ("one two"));
  draft_fixture_write (fixture, "draft", "one and two three");
  galley_test_until (g_str_equal (test_editor_get_text (editor), "one and two three"));
  g_assert_cmpuint (test_editor_get_cursor (editor), ==, strlen ("one and two"));
  g_assert_cmpint (galley_draft_get_state (draft), ==, GALLEY_DRAFT_SAVED);

  /* What is typed then is based on it. */
  test_editor_type (editor, " four");
  draft_fixture_await_saved (draft);
  assert_stored (fixture, "one and two three four");
  test_editor_close (editor);
}

/* A text whose name has more than one word follows others too. */
static void
test_others_in_notes (DraftFixture *fixture,
                      gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_IDEAS_TO_INCLUDE);
  TestEditor *editor = test_editor_new (draft);

  draft_fixture_write (fixture, "ideas_to_include", "one idea");
  galley_test_until (g_str_equal (test_editor_get_text (editor), "one idea"));
  test_editor_close (editor);
}

/* Two writers in one text, in different places: both are kept, and both editors show it. */
static void
test_merge (DraftFixture *fixture,
            gconstpointer user_data)
{
  g_autoptr (GalleyDraft) mine = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  g_autoptr (GalleyDraft) theirs = draft_fixture_get (fixture->other_drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor *my_editor = test_editor_new (mine);
  TestEditor *their_editor = test_editor_new (theirs);
  const char *expected = "I say: the quick fox jumps over the dog, they say";

  test_editor_type (my_editor, "the quick fox jumps over the dog");
  draft_fixture_await_saved (mine);
  galley_test_until (g_str_equal (test_editor_get_text (their_editor), test_editor_get_text (my_editor)));

  test_editor_type_at (my_editor, 0, "I say: ");
  test_editor_type (their_editor, ", they say");
  galley_test_until (g_str_equal (test_editor_get_text (my_editor), expected) &&
                     g_str_equal (test_editor_get_text (their_editor), expected));
  draft_fixture_await_saved (mine);
  draft_fixture_await_saved (theirs);
  assert_stored (fixture, expected);
  test_editor_close (my_editor);
  test_editor_close (their_editor);
}

static void
test_conflict (DraftFixture *fixture,
               gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor *editor = test_editor_new (draft);

  test_editor_type (editor, "the quick fox");
  draft_fixture_await_saved (draft);
  test_editor_set_text (editor, "the slow fox");
  draft_fixture_write (fixture, "draft", "the lazy fox");
  galley_test_until (galley_draft_get_state (draft) == GALLEY_DRAFT_CONFLICT);
  g_assert_cmpstr (galley_draft_get_mine (draft), ==, "the slow fox");
  g_assert_cmpstr (galley_draft_get_theirs (draft), ==, "the lazy fox");
  g_assert_cmpstr (galley_draft_get_base (draft), ==, "the quick fox");
  g_assert_nonnull (galley_draft_get_message (draft));
  g_assert_cmpint (galley_drafts_get_state (fixture->drafts), ==, GALLEY_DRAFT_CONFLICT);
  assert_stored (fixture, "the lazy fox");

  /* Writing goes on, and both stay. */
  test_editor_type (editor, " runs");
  galley_test_until (g_strcmp0 (galley_draft_get_mine (draft), "the slow fox runs") == 0);
  galley_test_until (draft_fixture_count_files (fixture) == 1);
  draft_fixture_write (fixture, "draft", "the lazy fox sleeps");
  galley_test_until (g_strcmp0 (galley_draft_get_theirs (draft), "the lazy fox sleeps") == 0);

  galley_draft_resolve (draft, "the slow lazy fox");
  g_assert_null (galley_draft_get_theirs (draft));
  g_assert_cmpstr (test_editor_get_text (editor), ==, "the slow lazy fox");
  draft_fixture_await_saved (draft);
  assert_stored (fixture, "the slow lazy fox");
  galley_test_until (draft_fixture_count_files (fixture) == 0);
  test_editor_close (editor);
}

static void
test_parked (DraftFixture *fixture,
             gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor *editor = test_editor_new (draft);
  g_autoptr (GError) error = NULL;

  test_editor_type (editor, "before");
  draft_fixture_await_saved (draft);
  g_assert_true (CALL (galley_section_store_park, galley_context_get_section_store (fixture->other_context), &error, fixture->section_id));
  test_editor_type (editor, " and after");
  galley_test_until (galley_draft_get_parked (draft));
  draft_fixture_await_saved (draft);
  test_editor_type (editor, " twice");
  draft_fixture_await_saved (draft);

  g_assert_cmpint (CALL (galley_section_store_restore, galley_context_get_section_store (fixture->other_context), &error,
                         fixture->section_id),
                   ==, fixture->section_id);
  galley_test_until (!galley_draft_get_parked (draft));
  assert_stored (fixture, "before and after twice");
  g_assert_cmpstr (test_editor_get_text (editor), ==, "before and after twice");
  test_editor_close (editor);
}

/* A text that the database does not take is told of, kept, and tried again when it was changed. */
static void
test_refused (DraftFixture *fixture,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyDraft) draft = CALL (galley_drafts_get_post, fixture->drafts, &error, fixture->post_id, GALLEY_POST_TITLE);
  TestEditor *editor = test_editor_new (draft);

  g_assert_cmpstr (test_editor_get_text (editor), ==, "A post");
  test_editor_set_text (editor, "");
  galley_test_until (galley_draft_get_state (draft) == GALLEY_DRAFT_FAILED);
  galley_test_assert_message (galley_draft_get_message (draft) ? &(GError){ .message = (char *)galley_draft_get_message (draft) } : NULL,
                              "title");
  g_assert_cmpuint (draft_fixture_count_files (fixture), ==, 1);

  test_editor_set_text (editor, "A better title");
  draft_fixture_await_saved (draft);
  g_assert_null (galley_draft_get_message (draft));
  test_editor_close (editor);
}

/* Another text of the same row changes its version, which is no conflict. */
static void
test_post (DraftFixture *fixture,
           gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyDraft) idea = CALL (galley_drafts_get_post, fixture->drafts, &error, fixture->post_id, GALLEY_POST_BASIC_IDEA);
  TestEditor      *editor = test_editor_new (idea);
  g_autofree char *change = NULL;
  g_autofree char *stored = NULL;

  test_editor_type (editor, "An idea");
  change = fixture_sql (fixture->database, "UPDATE post_development SET subtitle = 'A subtitle' WHERE post_id = %d", fixture->post_id);
  draft_fixture_await_saved (idea);
  stored = fixture_sql (fixture->database, "SELECT basic_idea FROM post_development WHERE post_id = %d", fixture->post_id);
  g_assert_cmpstr (stored, ==, "An idea");
  test_editor_close (editor);
}

/* What the database tidies up is not pushed into the editor, where somebody is just writing it. */
static void
test_tidied (DraftFixture *fixture,
             gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_HEADING);
  TestEditor *editor = test_editor_new (draft);

  test_editor_set_text (editor, "A heading ");
  draft_fixture_await_saved (draft);
  g_assert_cmpstr (test_editor_get_text (editor), ==, "A heading ");
  test_editor_type (editor, "with more");
  draft_fixture_await_saved (draft);
  {
    g_autofree char *stored = draft_fixture_read (fixture, "section_heading");

    g_assert_cmpstr (stored, ==, "A heading with more");
  }
  test_editor_close (editor);
}

static void
test_set_text (DraftFixture *fixture,
               gconstpointer user_data)
{
  g_autoptr (GalleyDraft) draft = draft_fixture_get (fixture->drafts, fixture->section_id, GALLEY_SECTION_DRAFT);
  TestEditor *editor = test_editor_new (draft);

  test_editor_type (editor, "typed");
  galley_draft_set_text (draft, "set by the program");
  g_assert_cmpstr (test_editor_get_text (editor), ==, "set by the program");
  draft_fixture_await_saved (draft);
  assert_stored (fixture, "set by the program");
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

  ADD ("/draft/typing", test_typing);
  ADD ("/draft/steady", test_steady);
  ADD ("/draft/taken-back", test_taken_back);
  ADD ("/draft/closed", test_closed);
  ADD ("/draft/flush", test_flush);
  ADD ("/draft/same-draft", test_same_draft);
  ADD ("/draft/others", test_others);
  ADD ("/draft/others-in-notes", test_others_in_notes);
  ADD ("/draft/merge", test_merge);
  ADD ("/draft/conflict", test_conflict);
  ADD ("/draft/parked", test_parked);
  ADD ("/draft/refused", test_refused);
  ADD ("/draft/post", test_post);
  ADD ("/draft/tidied", test_tidied);
  ADD ("/draft/set-text", test_set_text);

  status = g_test_run ();
  fixture_stop ();

  return status;
}
