/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-search-store"

#include "galley-search-store.h"

#include <string.h>

#include "call.h"
#include "store-fixture.h"

typedef struct
{
  char              *database; /* (owned) */
  GalleyContext     *context;  /* (owned) */
  GalleySearchStore *store;    /* (unowned) */
  int                post_id;
  int                section_id;
  int                element_id;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  g_autofree char *conninfo = NULL;
  g_autoptr (GError) error = NULL;
  GalleySaveOutcome outcome;

  fixture->database = fixture_make_galley ();
  conninfo = fixture_dup_conninfo (fixture->database, NULL);
  fixture->context = fixture_open_context (conninfo);
  fixture->store = galley_context_get_search_store (fixture->context);

  fixture->post_id = CALL (galley_post_store_add, galley_context_get_post_store (fixture->context), &error, "On herring");
  g_assert_no_error (error);
  fixture->section_id = CALL (galley_section_store_add, galley_context_get_section_store (fixture->context), &error,
                              fixture->post_id, "Boats", 0);
  g_assert_no_error (error);
  g_assert_true (CALL_SAVE (galley_section_store_save, galley_context_get_section_store (fixture->context), &outcome, NULL, NULL, &error,
                            fixture->section_id, GALLEY_SECTION_DRAFT, "Über die Gänse, and the drifters of Wick.", 0, NULL));
  g_assert_no_error (error);
  fixture->element_id = CALL (galley_element_store_add, galley_context_get_element_store (fixture->context), &error,
                              fixture->section_id, GALLEY_ELEMENT_TYPE_FACT, "Silver darlings", 0);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  fixture_close_context (fixture->context);
  g_free (fixture->database);
}

/* The only hit. */
static GalleySearchHit *
find_one (Fixture    *fixture,
          const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) hits = CALL (galley_search_store_search, fixture->store, &error, words, 10);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (hits), ==, 1);
  return g_list_model_get_item (hits, 0);
}

static void
test_kinds (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autoptr (GalleySearchHit) in_post = find_one (fixture, "herring");
  g_autoptr (GalleySearchHit) in_section = find_one (fixture, "drifters");
  g_autoptr (GalleySearchHit) in_element = find_one (fixture, "darl");

  g_assert_cmpstr (galley_search_hit_get_kind (in_post), ==, "post");
  g_assert_cmpint (galley_search_hit_get_post_id (in_post), ==, fixture->post_id);
  g_assert_cmpint (galley_search_hit_get_section_id (in_post), ==, 0);
  g_assert_cmpstr (galley_search_hit_get_field (in_post), ==, "title");
  g_assert_cmpstr (galley_search_hit_get_title (in_post), ==, "On herring");

  g_assert_cmpstr (galley_search_hit_get_kind (in_section), ==, "section");
  g_assert_cmpint (galley_search_hit_get_section_id (in_section), ==, fixture->section_id);
  g_assert_cmpstr (galley_search_hit_get_field (in_section), ==, "draft");
  g_assert_cmpstr (galley_search_hit_get_heading (in_section), ==, "Boats");
  g_assert_cmpint (galley_search_hit_get_place (in_section), ==, g_utf8_strlen ("Über die Gänse, and the ", -1));
  g_assert_nonnull (strstr (galley_search_hit_get_excerpt (in_section), "\002drifters\003"));
  g_assert_cmpfloat (galley_search_hit_get_rank (in_section), >, 0);

  g_assert_cmpstr (galley_search_hit_get_kind (in_element), ==, "element");
  g_assert_cmpint (galley_search_hit_get_element_id (in_element), ==, fixture->element_id);
  g_assert_cmpint (galley_search_hit_get_section_id (in_element), ==, fixture->section_id);
  g_assert_cmpstr (galley_search_hit_get_field (in_element), ==, "text");
}

/* A field is called as everywhere else, not as its column. */
static void
test_field_name (Fixture      *fixture,
                 gconstpointer user_data)
{
  g_autoptr (GalleySearchHit) hit = find_one (fixture, "boats");

  g_assert_cmpstr (galley_search_hit_get_field (hit), ==, "heading");
}

static void
test_nothing (Fixture      *fixture,
              gconstpointer user_data)
{
  static const char *const words[] = { "", " ", "whale", "'\"&|!():*\\", "%" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GListModel) hits = CALL (galley_search_store_search, fixture->store, &error, words[i], 10);

      g_assert_no_error (error);
      g_assert_cmpuint (g_list_model_get_n_items (hits), ==, 0);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture_start ();

  ADD ("/search-store/kinds", test_kinds);
  ADD ("/search-store/field-name", test_field_name);
  ADD ("/search-store/nothing", test_nothing);

  status = g_test_run ();
  fixture_stop ();

  return status;
}
