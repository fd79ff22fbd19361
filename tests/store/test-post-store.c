/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-post-store"

#include "galley-post-store.h"

#include <string.h>

#include "call.h"
#include "galley-error.h"
#include "store-fixture.h"

typedef struct
{
  char            *database; /* (owned) */
  GalleyContext   *context;  /* (owned) */
  GalleyPostStore *store;    /* (unowned) */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  g_autofree char *conninfo = NULL;

  fixture->database = fixture_make_galley ();
  conninfo = fixture_dup_conninfo (fixture->database, NULL);
  fixture->context = fixture_open_context (conninfo);
  fixture->store = galley_context_get_post_store (fixture->context);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  fixture_close_context (fixture->context);
  g_free (fixture->database);
}

static int
add_post (Fixture    *fixture,
          const char *title)
{
  g_autoptr (GError) error = NULL;
  int id = CALL (galley_post_store_add, fixture->store, &error, title);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static GalleyPost *
get_post (Fixture *fixture,
          int      id)
{
  g_autoptr (GError) error = NULL;
  GalleyPost *post = CALL (galley_post_store_get, fixture->store, &error, id);

  g_assert_no_error (error);
  return post;
}

static GListModel *
list_posts (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GListModel *posts = CALL (galley_post_store_list, fixture->store, &error);

  g_assert_no_error (error);
  return posts;
}

static void
test_add (Fixture      *fixture,
          gconstpointer user_data)
{
  int id = add_post (fixture, "A new post");
  g_autoptr (GalleyPost) post = get_post (fixture, id);

  g_assert_cmpint (galley_record_get_id (GALLEY_RECORD (post)), ==, id);
  g_assert_cmpint (galley_record_get_version (GALLEY_RECORD (post)), ==, 1);
  g_assert_cmpstr (galley_post_get_title (post), ==, "A new post");
  g_assert_cmpstr (galley_post_get_field (post, GALLEY_POST_SLUG), ==, "a-new-post");
  g_assert_null (galley_post_get_field (post, GALLEY_POST_BASIC_IDEA));
  g_assert_cmpint (galley_post_get_status (post), ==, GALLEY_POST_STATUS_DRAFT);
  g_assert_cmpint (galley_post_get_n_sections (post), ==, 0);
  g_assert_cmpint (galley_post_get_n_words (post), ==, 0);
  g_assert_nonnull (galley_record_get_created (GALLEY_RECORD (post)));
  g_assert_nonnull (galley_record_get_updated (GALLEY_RECORD (post)));
}

static void
test_refused (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (CALL (galley_post_store_add, fixture->store, &error, " "), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_null (CALL (galley_post_store_get, fixture->store, &error, 77));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
  galley_test_assert_message (error, "77");
  g_clear_error (&error);

  g_assert_false (CALL (galley_post_store_delete, fixture->store, &error, 77));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
}

static void
test_list (Fixture      *fixture,
           gconstpointer user_data)
{
  int              first = add_post (fixture, "First");
  int              second = add_post (fixture, "Second");
  g_autofree char *sections = NULL;
  g_autofree char *counted = NULL;
  g_autoptr (GListModel) posts = NULL;
  g_autoptr (GalleyPost) newest = NULL;
  g_autoptr (GalleyPost) other = NULL;
  g_autoptr (GError) error = NULL;

  /* What is changed last comes first, also when it is a section that was changed. */
  sections = fixture_sql (fixture->database,
                          "INSERT INTO post_section (post_id, section_order, section_heading, draft, polished) VALUES"
                          " (%d, 1, 'A', 'one two three', NULL), (%d, 2, 'B', 'one', 'one two')",
                          first, first);
  posts = list_posts (fixture);
  g_assert_true (g_list_model_get_item_type (posts) == GALLEY_TYPE_POST);
  g_assert_cmpuint (g_list_model_get_n_items (posts), ==, 2);
  newest = g_list_model_get_item (posts, 0);
  other = g_list_model_get_item (posts, 1);

  g_assert_cmpint (galley_record_get_id (GALLEY_RECORD (newest)), ==, first);
  g_assert_cmpint (galley_post_get_n_sections (newest), ==, 2);
  g_assert_cmpint (galley_post_get_n_words (newest), ==, 5);
  g_assert_cmpint (galley_record_get_id (GALLEY_RECORD (other)), ==, second);
  g_assert_cmpint (galley_post_get_n_sections (other), ==, 0);

  /* Kept, they need not be counted by the next list. */
  g_assert_cmpint (CALL (galley_post_store_count_words, fixture->store, &error, 10), ==, 2);
  g_assert_no_error (error);
  g_assert_cmpint (CALL (galley_post_store_count_words, fixture->store, &error, 10), ==, 0);
  g_assert_no_error (error);
  counted = fixture_sql (fixture->database, "SELECT sum(words) FROM galley.section_words");
  g_assert_cmpstr (counted, ==, "5");
}

static void
test_identity (Fixture      *fixture,
               gconstpointer user_data)
{
  int id = add_post (fixture, "One object");
  g_autoptr (GListModel) one = list_posts (fixture);
  g_autoptr (GListModel) other = list_posts (fixture);
  g_autoptr (GalleyPost) from_one = g_list_model_get_item (one, 0);
  g_autoptr (GalleyPost) from_other = g_list_model_get_item (other, 0);
  g_autoptr (GalleyPost) alone = get_post (fixture, id);

  g_assert_true (from_one == from_other);
  g_assert_true (from_one == alone);

  /* The store holds nothing by itself. */
  g_clear_object (&one);
  g_clear_object (&other);
  g_clear_object (&from_other);
  g_clear_object (&from_one);
  g_assert_finalize_object (g_steal_pointer (&alone));
}

static void
test_save (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GalleyPost) post = get_post (fixture, add_post (fixture, "Before"));
  int id = galley_record_get_id (GALLEY_RECORD (post));
  g_autoptr (GError) error = NULL;
  g_autofree char  *value = NULL;
  GalleySaveOutcome outcome;
  int               version;

  g_assert_true (CALL_SAVE (galley_post_store_save, fixture->store, &outcome, &version, &value, &error, id, GALLEY_POST_TITLE, "After", 1));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_SAVED);
  g_assert_cmpint (version, ==, 2);
  g_assert_cmpstr (value, ==, "After");
  /* At once, not when the echo arrives. */
  g_assert_cmpstr (galley_post_get_title (post), ==, "After");
  g_assert_cmpint (galley_record_get_version (GALLEY_RECORD (post)), ==, 2);

  g_clear_pointer (&value, g_free);
  g_assert_true (CALL_SAVE (galley_post_store_save, fixture->store, &outcome, NULL, NULL, &error, id, GALLEY_POST_TITLE, "After", 2));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_UNCHANGED);

  g_assert_true (CALL_SAVE (galley_post_store_save, fixture->store, &outcome, &version, &value, &error, id, GALLEY_POST_TITLE, "Late", 1));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_CONFLICT);
  g_assert_cmpint (version, ==, 2);
  g_assert_cmpstr (value, ==, "After");
  g_assert_cmpstr (galley_post_get_title (post), ==, "After");
}

static void
test_save_development (Fixture      *fixture,
                       gconstpointer user_data)
{
  g_autoptr (GalleyPost) post = get_post (fixture, add_post (fixture, "A post"));
  int id = galley_record_get_id (GALLEY_RECORD (post));
  int base = galley_post_get_field_version (post, GALLEY_POST_BASIC_IDEA);
  g_autoptr (GError) error = NULL;
  GalleySaveOutcome outcome;
  int               version;

  g_assert_true (CALL_SAVE (galley_post_store_save, fixture->store, &outcome, &version, NULL, &error, id, GALLEY_POST_BASIC_IDEA, "Idea", base));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_SAVED);
  g_assert_cmpint (version, ==, base + 1);
  g_assert_cmpstr (galley_post_get_field (post, GALLEY_POST_BASIC_IDEA), ==, "Idea");
  g_assert_cmpint (galley_post_get_field_version (post, GALLEY_POST_BASIC_IDEA), ==, base + 1);
  g_assert_cmpint (galley_post_get_field_version (post, GALLEY_POST_TITLE), ==, 1);
}

static void
test_every_field (Fixture      *fixture,
                  gconstpointer user_data)
{
  int id = add_post (fixture, "Every field");
  g_autoptr (GalleyPost) post = NULL;

  for (GalleyPostField field = 0; field < GALLEY_POST_N_FIELDS; field++)
    {
      g_autoptr (GError) error = NULL;
      GalleySaveOutcome outcome;

      g_test_message ("%s", galley_post_field_get_name (field));
      g_assert_true (CALL_SAVE (galley_post_store_save, fixture->store, &outcome, NULL, NULL, &error,
                                id, field, galley_post_field_get_name (field), 0));
      g_assert_no_error (error);
      g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_SAVED);
    }

  post = get_post (fixture, id);
  for (GalleyPostField field = 0; field < GALLEY_POST_N_FIELDS; field++)
    g_assert_cmpstr (galley_post_get_field (post, field), ==, galley_post_field_get_name (field));
}

static void
test_trash (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autoptr (GalleyPost) post = get_post (fixture, add_post (fixture, "Goes and comes"));
  int id = galley_record_get_id (GALLEY_RECORD (post));
  g_autoptr (GListModel) left = NULL;
  g_autoptr (GListModel) trash = NULL;
  g_autoptr (GListModel) again = NULL;
  g_autoptr (GalleyPost) deleted = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GalleySaveOutcome outcome;

  galley_post_store_set_status_async (fixture->store, id, GALLEY_POST_STATUS_PUBLISHED, 0, NULL, galley_test_result_cb, &result);
  g_assert_true (galley_post_store_set_status_finish (fixture->store, galley_test_await (&result), &outcome, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_SAVED);
  galley_test_until (galley_post_get_status (post) == GALLEY_POST_STATUS_PUBLISHED);

  g_assert_true (CALL (galley_post_store_delete, fixture->store, &error, id));
  g_assert_no_error (error);
  left = list_posts (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (left), ==, 0);
  trash = CALL (galley_post_store_trash, fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (trash), ==, 1);
  deleted = g_list_model_get_item (trash, 0);
  g_assert_true (deleted == post);
  g_assert_cmpint (galley_post_get_status (post), ==, GALLEY_POST_STATUS_DELETED);

  g_assert_true (CALL (galley_post_store_restore, fixture->store, &error, id));
  g_assert_no_error (error);
  again = list_posts (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (again), ==, 1);
  g_assert_cmpint (galley_post_get_status (post), ==, GALLEY_POST_STATUS_PUBLISHED);
}

static void
test_archive (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GalleyPost) post = get_post (fixture, add_post (fixture, "Kept for later"));
  int               id = galley_record_get_id (GALLEY_RECORD (post));
  GalleySaveOutcome outcome;
  GalleyPostStatus  status;
  int               version;
  g_autoptr (GError) error = NULL;

  for (GalleyPostStatus each = GALLEY_POST_STATUS_DRAFT; each <= GALLEY_POST_STATUS_PUBLISHED; each++)
    {
      g_autoptr (GAsyncResult) set = NULL;
      g_autoptr (GAsyncResult) archived = NULL;
      g_autoptr (GAsyncResult) back = NULL;
      g_autoptr (GAsyncResult) again = NULL;

      galley_post_store_set_status_async (fixture->store, id, each, 0, NULL, galley_test_result_cb, &set);
      g_assert_true (galley_post_store_set_status_finish (fixture->store, galley_test_await (&set), &outcome, NULL, &error));
      galley_post_store_set_status_async (fixture->store, id, GALLEY_POST_STATUS_ARCHIVED, 0, NULL, galley_test_result_cb, &archived);
      g_assert_true (galley_post_store_set_status_finish (fixture->store, galley_test_await (&archived), &outcome, &version, &error));
      galley_test_until (galley_post_get_status (post) == GALLEY_POST_STATUS_ARCHIVED);

      galley_post_store_unarchive_async (fixture->store, id, version - 1, NULL, galley_test_result_cb, &again);
      g_assert_true (galley_post_store_unarchive_finish (fixture->store, galley_test_await (&again), &outcome, &status, NULL, &error));
      g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_CONFLICT);
      galley_post_store_unarchive_async (fixture->store, id, version, NULL, galley_test_result_cb, &back);
      g_assert_true (galley_post_store_unarchive_finish (fixture->store, galley_test_await (&back), &outcome, &status, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_SAVED);
      g_assert_cmpint (status, ==, each);
      galley_test_until (galley_post_get_status (post) == each);
    }
}

static void
test_documents (Fixture      *fixture,
                gconstpointer user_data)
{
  int              id = add_post (fixture, "A document");
  g_autofree char *document = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GalleyPost) copy = NULL;
  g_autoptr (GalleyPost) import = NULL;
  g_autoptr (GError) error = NULL;
  int copy_id, import_id;

  document = CALL (galley_post_store_export, fixture->store, &error, id);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (document, "galley-post"));

  import_id = CALL (galley_post_store_import, fixture->store, &error, document);
  g_assert_no_error (error);
  g_assert_cmpint (import_id, !=, id);
  import = get_post (fixture, import_id);
  g_assert_cmpstr (galley_post_get_title (import), ==, "A document");

  copy_id = CALL (galley_post_store_duplicate, fixture->store, &error, id, "Twice");
  g_assert_no_error (error);
  copy = get_post (fixture, copy_id);
  g_assert_cmpint (galley_record_get_id (GALLEY_RECORD (copy)), !=, id);
  g_assert_cmpstr (galley_post_get_title (copy), ==, "Twice");

  g_assert_cmpint (CALL (galley_post_store_import, fixture->store, &error, "{\"format\": \"other\"}"), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (CALL (galley_post_store_import, fixture->store, &error, "not JSON"), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (CALL (galley_post_store_export, fixture->store, &error, 77));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_post_store_list_async (fixture->store, cancellable, galley_test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (galley_post_store_list_finish (fixture->store, galley_test_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* So many that they are not all taken over in one turn of the main loop. */
static void
test_many (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autofree char *nothing = fixture_sql (fixture->database,
                                          "INSERT INTO post (title, slug) SELECT 'Post ' || n, 'post-' || n FROM generate_series(1, 5000) AS n");
  g_autoptr (GListModel) posts = list_posts (fixture);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GalleyRecord) post = g_list_model_get_item (posts, i);

      g_hash_table_add (seen, GINT_TO_POINTER (galley_record_get_id (post)));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 5000);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture_start ();

  ADD ("/post-store/add", test_add);
  ADD ("/post-store/refused", test_refused);
  ADD ("/post-store/list", test_list);
  ADD ("/post-store/identity", test_identity);
  ADD ("/post-store/save", test_save);
  ADD ("/post-store/save/development", test_save_development);
  ADD ("/post-store/save/every-field", test_every_field);
  ADD ("/post-store/trash", test_trash);
  ADD ("/post-store/archive", test_archive);
  ADD ("/post-store/documents", test_documents);
  ADD ("/post-store/cancelled", test_cancelled);
  ADD ("/post-store/many", test_many);

  status = g_test_run ();
  fixture_stop ();

  return status;
}
