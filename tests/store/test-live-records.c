/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-live-records"

#include "galley-store.h"

#include <string.h>

#include "call.h"
#include "galley-error.h"
#include "store-fixture.h"

/* Two programs on one database, of which the first holds records. */
typedef struct
{
  char          *database; /* (owned) */
  GalleyContext *mine;     /* (owned) */
  GalleyContext *theirs;   /* (owned) */
  int            post_id;
  int            section_id;
  GalleyPost    *post;         /* (owned) held by the first */
  GalleySection *section;      /* (owned) the same */
  GString       *list_changes; /* (owned) what the first's stores said */
} Fixture;

static void
list_changed_cb (GalleyStore *store,
                 int          post_id,
                 gpointer     user_data)
{
  g_string_append_printf (user_data, "%s %d; ", G_OBJECT_TYPE_NAME (store), post_id);
}

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  g_autofree char *conninfo = NULL;
  g_autoptr (GError) error = NULL;
  GalleyPostStore    *posts;
  GalleySectionStore *sections;

  fixture->database = fixture_make_galley ();
  conninfo = fixture_dup_conninfo (fixture->database, NULL);
  fixture->mine = fixture_open_context (conninfo);
  fixture->theirs = fixture_open_context (conninfo);
  galley_database_set_pause (galley_context_get_database (fixture->mine), 1, 10);

  posts = galley_context_get_post_store (fixture->mine);
  sections = galley_context_get_section_store (fixture->mine);
  fixture->post_id = CALL (galley_post_store_add, posts, &error, "A post");
  g_assert_no_error (error);
  fixture->section_id = CALL (galley_section_store_add, sections, &error, fixture->post_id, "A section", 0);
  g_assert_no_error (error);
  fixture->post = CALL (galley_post_store_get, posts, &error, fixture->post_id);
  g_assert_no_error (error);
  fixture->section = CALL (galley_section_store_get, sections, &error, fixture->section_id);
  g_assert_no_error (error);

  fixture->list_changes = g_string_new (NULL);
  g_signal_connect (posts, "list-changed", G_CALLBACK (list_changed_cb), fixture->list_changes);
  g_signal_connect (sections, "list-changed", G_CALLBACK (list_changed_cb), fixture->list_changes);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  g_clear_object (&fixture->section);
  g_clear_object (&fixture->post);
  fixture_close_context (fixture->mine);
  fixture_close_context (fixture->theirs);
  g_string_free (fixture->list_changes, TRUE);
  g_free (fixture->database);
}

static void
save_draft (GalleyContext *context,
            int            id,
            const char    *text)
{
  g_autoptr (GError) error = NULL;
  GalleySaveOutcome outcome;

  g_assert_true (CALL_SAVE (galley_section_store_save, galley_context_get_section_store (context), &outcome, NULL, NULL, &error,
                            id, GALLEY_SECTION_DRAFT, text, 0, NULL));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_SAVED);
}

static const char *
get_draft (Fixture *fixture)
{
  return galley_section_get_field (fixture->section, GALLEY_SECTION_DRAFT);
}

/* Waits until the first program has heard of all that was committed before, by a notice that it cannot miss. */
static void
note_last_cb (GalleyDatabase *database,
              GalleyChange   *change,
              gpointer        user_data)
{
  gboolean *is_there = user_data;

  *is_there |= g_str_equal (galley_change_get_table (change), "the_last");
}

static void
catch_up (Fixture *fixture)
{
  g_autofree char *nothing = NULL;
  GalleyDatabase  *database = galley_context_get_database (fixture->mine);
  gboolean         is_there = FALSE;
  gulong           handler = g_signal_connect (database, "changed", G_CALLBACK (note_last_cb), &is_there);

  nothing = fixture_sql (fixture->database, "SELECT pg_notify('galley', 'the_last 1 - - - U')");
  galley_test_until (is_there);
  g_signal_handler_disconnect (database, handler);
}

static void
note_cb (GObject    *object,
         GParamSpec *pspec,
         gpointer    user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

static void
test_text (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GString) names = g_string_new (NULL);

  g_signal_connect (fixture->section, "notify::draft", G_CALLBACK (note_cb), names);
  g_signal_connect (fixture->section, "notify::polished", G_CALLBACK (note_cb), names);
  g_signal_connect (fixture->section, "notify::heading", G_CALLBACK (note_cb), names);
  save_draft (fixture->theirs, fixture->section_id, "their words are five long");
  galley_test_until (g_strcmp0 (get_draft (fixture), "their words are five long") == 0);
  g_assert_cmpstr (names->str, ==, "draft ");

  /* The post counts them. */
  galley_test_until (galley_post_get_n_words (fixture->post) == 5);
}

static void
test_psql (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autofree char *nothing = fixture_sql (fixture->database,
                                          "UPDATE post SET title = 'By hand' WHERE id = %d;"
                                          "UPDATE post_development SET basic_idea = 'An idea' WHERE post_id = %d",
                                          fixture->post_id, fixture->post_id);

  galley_test_until (g_strcmp0 (galley_post_get_title (fixture->post), "By hand") == 0 &&
                     g_strcmp0 (galley_post_get_field (fixture->post, GALLEY_POST_BASIC_IDEA), "An idea") == 0);
}

static void
test_outline (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GalleyOutlineOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;
  int              version = galley_post_get_outline_version (fixture->post);

  outcome = CALL (galley_outline_store_set, galley_context_get_outline_store (fixture->theirs), &error, fixture->post_id,
                  "New\nA section", 0);
  g_assert_no_error (error);
  galley_test_until (galley_section_get_place (fixture->section) == 2);
  galley_test_until (galley_post_get_outline_version (fixture->post) > version && galley_post_get_n_sections (fixture->post) == 2);

  expected = g_strdup_printf ("GalleySectionStore %d; ", fixture->post_id);
  g_assert_nonnull (strstr (fixture->list_changes->str, expected));
}

static void
test_gone (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (CALL (galley_section_store_park, galley_context_get_section_store (fixture->theirs), &error, fixture->section_id));
  g_assert_no_error (error);
  galley_test_until (galley_record_get_gone (GALLEY_RECORD (fixture->section)));
  /* What it held last can still be read. */
  g_assert_cmpstr (galley_section_get_heading (fixture->section), ==, "A section");

  g_assert_cmpint (CALL (galley_section_store_restore, galley_context_get_section_store (fixture->theirs), &error, fixture->section_id),
                   ==, fixture->section_id);
  g_assert_no_error (error);
  galley_test_until (!galley_record_get_gone (GALLEY_RECORD (fixture->section)));
}

static void
test_new_post (Fixture      *fixture,
               gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (CALL (galley_post_store_add, galley_context_get_post_store (fixture->theirs), &error, "Another"), >, 0);
  g_assert_no_error (error);
  galley_test_until (strstr (fixture->list_changes->str, "GalleyPostStore") != NULL);
}

/* What this program saves itself it knows already: it is not fetched again, which shows by another text that was changed behind the
 * back of the triggers and does not arrive. */
static void
test_own_echo (Fixture      *fixture,
               gconstpointer user_data)
{
  g_autofree char *nothing = fixture_sql (fixture->database,
                                          "SET session_replication_role = replica;"
                                          "UPDATE post_section SET polished = 'unnoticed' WHERE id = %d",
                                          fixture->section_id);

  save_draft (fixture->mine, fixture->section_id, "mine");
  g_assert_cmpstr (get_draft (fixture), ==, "mine");
  catch_up (fixture);
  g_assert_null (galley_section_get_field (fixture->section, GALLEY_SECTION_POLISHED));

  /* The echo of somebody else is listened to. */
  save_draft (fixture->theirs, fixture->section_id, "theirs");
  galley_test_until (g_strcmp0 (get_draft (fixture), "theirs") == 0);
  g_assert_cmpstr (galley_section_get_field (fixture->section, GALLEY_SECTION_POLISHED), ==, "unnoticed");
}

/* Both write as fast as they can; whoever is last, the record ends as the row. */
static void
test_burst (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autofree char *stored = NULL;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *text = g_strdup_printf ("text %u", i);

      save_draft (i % 3 == 0 ? fixture->mine : fixture->theirs, fixture->section_id, text);
    }

  stored = fixture_sql (fixture->database, "SELECT draft FROM post_section WHERE id = %d", fixture->section_id);
  g_assert_cmpstr (stored, ==, "text 49");
  galley_test_until (g_strcmp0 (get_draft (fixture), stored) == 0);
}

/* A record that is dropped while it is being fetched again does not come back. */
static void
test_dropped (Fixture      *fixture,
              gconstpointer user_data)
{
  save_draft (fixture->theirs, fixture->section_id, "theirs");
  catch_up (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->section));
  catch_up (fixture);
}

/* Ends the first program's connection and keeps it from coming back. */
static void
cut_off (Fixture *fixture)
{
  g_autofree char *limit = fixture_sql (fixture->database, "ALTER DATABASE %s CONNECTION LIMIT 0", fixture->database);
  g_autofree char *terminated = fixture_sql (fixture->database,
                                             "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                                             " WHERE datname = current_database() AND usename = 'galley'");

  galley_test_until (galley_database_get_state (galley_context_get_database (fixture->mine)) != GALLEY_DATABASE_CONNECTED);
}

static void
let_in (Fixture *fixture)
{
  g_autofree char *nothing = fixture_sql (fixture->database, "ALTER DATABASE %s CONNECTION LIMIT -1", fixture->database);
}

static void
test_resumed (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autofree char *nothing = NULL;
  g_autofree char *parked = NULL;

  cut_off (fixture);
  nothing = fixture_sql (fixture->database, "UPDATE post_section SET draft = 'missed' WHERE id = %d", fixture->section_id);
  parked = fixture_sql (fixture->database, "UPDATE post SET title = 'Missed' WHERE id = %d", fixture->post_id);
  g_assert_null (get_draft (fixture));

  let_in (fixture);
  galley_test_until (g_strcmp0 (get_draft (fixture), "missed") == 0);
  galley_test_until (g_strcmp0 (galley_post_get_title (fixture->post), "Missed") == 0);
  g_assert_nonnull (strstr (fixture->list_changes->str, "GalleySectionStore -1; "));
}

/* A verb that is asked for while the connection is down waits for it. */
static void
test_waits (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cut_off (fixture);
  galley_section_store_add_async (galley_context_get_section_store (fixture->mine), fixture->post_id, "Later", 0, NULL,
                                  galley_test_result_cb, &result);
  let_in (fixture);
  g_assert_cmpint (galley_section_store_add_finish (galley_context_get_section_store (fixture->mine), galley_test_await (&result), &error),
                   >, 0);
  g_assert_no_error (error);
}

static void
assert_one_section_more (Fixture *fixture,
                         int      id)
{
  g_autofree char *ids = fixture_sql (fixture->database, "SELECT id FROM post_section WHERE section_heading = 'Once'");
  g_autofree char *expected = g_strdup_printf ("%d", id);

  g_assert_cmpstr (ids, ==, expected);
}

/* Whether a connection of the role “galley” is in a certain state. */
static gboolean
is_active (Fixture    *fixture,
           const char *condition)
{
  g_autofree char *n_found = fixture_sql (fixture->database,
                                          "SELECT count(*) FROM pg_stat_activity WHERE usename = 'galley'"
                                          " AND datname = current_database() AND %s",
                                          condition);

  return !g_str_equal (n_found, "0");
}

/* Asking runs the main loop, too. */
static void
await_activity (Fixture    *fixture,
                const char *condition)
{
  while (!is_active (fixture, condition))
    continue;
}

static void
terminate (Fixture    *fixture,
           const char *condition)
{
  g_autofree char *nothing = fixture_sql (fixture->database,
                                          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'galley'"
                                          " AND datname = current_database() AND %s",
                                          condition);
}

/* Has every commit wait, once it is durable, for a standby that does not exist.  The server takes the setting up when it gets to it, so
 * commits are tried until one waits. */
static void
hold_commits (Fixture *fixture)
{
  g_autofree char *conninfo = fixture_dup_conninfo (fixture->database, NULL);
  g_autofree char *setting = fixture_sql (fixture->database, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
  g_autofree char *reload = fixture_sql (fixture->database, "SELECT pg_reload_conf()");
  gboolean         waits = FALSE;

  while (!waits)
    {
      g_autoptr (GalleyConnection) connection = fixture_connect (conninfo);
      g_autoptr (GalleyStatement) statement = NULL;
      g_autoptr (GAsyncResult) result = NULL;

      statement = galley_statement_new_for_sql ("SET synchronous_commit = on; COMMENT ON TABLE post IS 'x'", GALLEY_STATEMENT_IDEMPOTENT);
      galley_connection_execute_async (connection, statement, NULL, galley_test_result_cb, &result);
      while (result == NULL && !waits)
        waits = is_active (fixture, "wait_event = 'SyncRep'");
      terminate (fixture, "wait_event = 'SyncRep'");
      galley_test_await (&result);
    }
}

static void
release_commits (Fixture *fixture)
{
  g_autofree char *setting = fixture_sql (fixture->database, "ALTER SYSTEM RESET synchronous_standby_names");
  g_autofree char *reload = fixture_sql (fixture->database, "SELECT pg_reload_conf()");
}

/* The connection dies after the commit and before the answer: the outcome is looked up, and the section is there once. */
static void
test_committed_unheard (Fixture      *fixture,
                        gconstpointer user_data)
{
  GalleySectionStore *sections = galley_context_get_section_store (fixture->mine);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyStatement) synchronous = NULL;
  g_autoptr (GalleyResult) set = NULL;
  int id;

  hold_commits (fixture);
  synchronous = galley_statement_new_for_sql ("SET synchronous_commit = on", GALLEY_STATEMENT_IDEMPOTENT);
  set = CALL (galley_database_execute, galley_context_get_database (fixture->mine), &error, synchronous);
  g_assert_no_error (error);

  galley_section_store_add_async (sections, fixture->post_id, "Once", 0, NULL, galley_test_result_cb, &result);
  await_activity (fixture, "wait_event = 'SyncRep'");
  terminate (fixture, "wait_event = 'SyncRep'");
  release_commits (fixture);

  id = galley_section_store_add_finish (sections, galley_test_await (&result), &error);
  g_assert_no_error (error);
  assert_one_section_more (fixture, id);
}

/* The connection dies before the commit: nothing was done, and it is done now, once. */
static void
test_not_committed (Fixture      *fixture,
                    gconstpointer user_data)
{
  GalleySectionStore *sections = galley_context_get_section_store (fixture->mine);
  g_autofree char    *conninfo = fixture_dup_conninfo (fixture->database, "postgres");
  g_autoptr (GalleyConnection) holder = fixture_connect (conninfo);
  g_autoptr (GalleyResult) locked = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int id;

  locked = fixture_execute (holder, "BEGIN; LOCK TABLE post_section IN EXCLUSIVE MODE");
  galley_section_store_add_async (sections, fixture->post_id, "Once", 0, NULL, galley_test_result_cb, &result);
  await_activity (fixture, "wait_event_type = 'Lock'");
  terminate (fixture, "wait_event_type = 'Lock'");
  galley_connection_close (holder);

  id = galley_section_store_add_finish (sections, galley_test_await (&result), &error);
  g_assert_no_error (error);
  assert_one_section_more (fixture, id);
}

static void
refresh_failed_cb (GalleyStore *store,
                   GError      *error,
                   gpointer     user_data)
{
  GError **place = user_data;

  g_clear_error (place);
  *place = g_error_copy (error);
}

/* A record that cannot be fetched again is told of, not silently old. */
static void
test_refresh_failed (Fixture      *fixture,
                     gconstpointer user_data)
{
  g_autofree char *revoke = NULL;
  g_autofree char *change = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (galley_context_get_section_store (fixture->mine), "refresh-failed", G_CALLBACK (refresh_failed_cb), &error);
  revoke = fixture_sql (fixture->database, "ALTER TABLE post_section OWNER TO postgres; REVOKE ALL ON post_section FROM galley");
  change = fixture_sql (fixture->database, "UPDATE post_section SET draft = 'unseen' WHERE id = %d", fixture->section_id);
  galley_test_until (error != NULL);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_PERMISSION);
  g_assert_null (get_draft (fixture));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture_start ();

  ADD ("/live-records/text", test_text);
  ADD ("/live-records/psql", test_psql);
  ADD ("/live-records/outline", test_outline);
  ADD ("/live-records/gone", test_gone);
  ADD ("/live-records/new-post", test_new_post);
  ADD ("/live-records/own-echo", test_own_echo);
  ADD ("/live-records/burst", test_burst);
  ADD ("/live-records/dropped", test_dropped);
  ADD ("/live-records/resumed", test_resumed);
  ADD ("/live-records/waits", test_waits);
  ADD ("/live-records/committed-unheard", test_committed_unheard);
  ADD ("/live-records/not-committed", test_not_committed);
  ADD ("/live-records/refresh-failed", test_refresh_failed);

  status = g_test_run ();
  fixture_stop ();

  return status;
}
