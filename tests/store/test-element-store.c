/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-element-store"

#include "galley-element-store.h"

#include "call.h"
#include "galley-error.h"
#include "store-fixture.h"

typedef struct
{
  char               *database; /* (owned) */
  GalleyContext      *context;  /* (owned) */
  GalleyElementStore *store;    /* (unowned) */
  int                 post_id;
  int                 section_id;
  int                 other_section_id;
  int                 ids[3]; /* of a fact, an idea and a theme in the section */
} Fixture;

static int
add_element (Fixture          *fixture,
             GalleyElementType type,
             const char       *text,
             int               place)
{
  g_autoptr (GError) error = NULL;
  int id = CALL (galley_element_store_add, fixture->store, &error, fixture->section_id, type, text, place);

  g_assert_no_error (error);
  return id;
}

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  g_autofree char *conninfo = NULL;
  g_autoptr (GError) error = NULL;
  GalleySectionStore *sections;

  fixture->database = fixture_make_galley ();
  conninfo = fixture_dup_conninfo (fixture->database, NULL);
  fixture->context = fixture_open_context (conninfo);
  fixture->store = galley_context_get_element_store (fixture->context);
  sections = galley_context_get_section_store (fixture->context);
  fixture->post_id = CALL (galley_post_store_add, galley_context_get_post_store (fixture->context), &error, "A post");
  g_assert_no_error (error);
  fixture->section_id = CALL (galley_section_store_add, sections, &error, fixture->post_id, "A", 0);
  g_assert_no_error (error);
  fixture->other_section_id = CALL (galley_section_store_add, sections, &error, fixture->post_id, "B", 0);
  g_assert_no_error (error);

  fixture->ids[0] = add_element (fixture, GALLEY_ELEMENT_TYPE_FACT, "a fact", 0);
  fixture->ids[1] = add_element (fixture, GALLEY_ELEMENT_TYPE_IDEA, "an idea", 0);
  fixture->ids[2] = add_element (fixture, GALLEY_ELEMENT_TYPE_THEME, "a theme", 0);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  fixture_close_context (fixture->context);
  g_free (fixture->database);
}

static void
assert_elements (Fixture    *fixture,
                 int         section_id,
                 const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) elements = CALL (galley_element_store_list, fixture->store, &error, section_id);
  g_autoptr (GString) texts = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (elements); i++)
    {
      g_autoptr (GalleyElement) element = g_list_model_get_item (elements, i);

      g_assert_cmpint (galley_element_get_place (element), ==, i + 1);
      g_assert_cmpint (galley_element_get_section_id (element), ==, section_id);
      g_assert_cmpint (galley_element_get_post_id (element), ==, fixture->post_id);
      g_string_append_printf (texts, "%s%s:%s", i > 0 ? ", " : "", galley_element_type_to_string (galley_element_get_element_type (element)),
                              galley_element_get_text (element));
    }

  g_assert_cmpstr (texts->str, ==, expected);
}

static GalleyElement *
get_element (Fixture *fixture,
             int      id)
{
  g_autoptr (GError) error = NULL;
  GalleyElement *element = CALL (galley_element_store_get, fixture->store, &error, id);

  g_assert_no_error (error);
  return element;
}

static void
test_add (Fixture      *fixture,
          gconstpointer user_data)
{
  assert_elements (fixture, fixture->section_id, "fact:a fact, idea:an idea, theme:a theme");
  add_element (fixture, GALLEY_ELEMENT_TYPE_FACT, "first", 1);
  assert_elements (fixture, fixture->section_id, "fact:first, fact:a fact, idea:an idea, theme:a theme");
  assert_elements (fixture, fixture->other_section_id, "");
}

/* Several are one verb: all of them come, or none, and the first id tells the others'. */
static void
test_add_all (Fixture      *fixture,
              gconstpointer user_data)
{
  static const char *const texts[] = { "ünïcödé, with commas", "{\"quotes\" and \\ more}", "NULL", NULL };
  static const char *const blank[] = { "good", " ", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyElement) last = NULL;
  int first_id = CALL (galley_element_store_add_all, fixture->store, &error, fixture->other_section_id, GALLEY_ELEMENT_TYPE_IDEA, texts, 0);

  g_assert_no_error (error);
  assert_elements (fixture, fixture->other_section_id, "idea:ünïcödé, with commas, idea:{\"quotes\" and \\ more}, idea:NULL");
  last = CALL (galley_element_store_get, fixture->store, &error, first_id + 2);
  g_assert_no_error (error);
  g_assert_cmpstr (galley_element_get_text (last), ==, "NULL");

  g_assert_cmpint (CALL (galley_element_store_add_all, fixture->store, &error, fixture->section_id, GALLEY_ELEMENT_TYPE_IDEA, blank, 1), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  assert_elements (fixture, fixture->section_id, "fact:a fact, idea:an idea, theme:a theme");
}

static void
test_not_found (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (CALL (galley_element_store_list, fixture->store, &error, 77));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (CALL (galley_element_store_get, fixture->store, &error, 77));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (CALL (galley_element_store_set, fixture->store, &error, 77, "text", 0), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (CALL (galley_element_store_add, fixture->store, &error, 77, GALLEY_ELEMENT_TYPE_FACT, "text", 0), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
}

static void
test_set (Fixture      *fixture,
          gconstpointer user_data)
{
  g_autoptr (GalleyElement) element = get_element (fixture, fixture->ids[0]);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (CALL (galley_element_store_set, fixture->store, &error, fixture->ids[0], "another fact", 1), ==, 2);
  g_assert_no_error (error);
  g_assert_cmpstr (galley_element_get_text (element), ==, "another fact");
  g_assert_cmpint (galley_record_get_version (GALLEY_RECORD (element)), ==, 2);

  g_assert_cmpint (CALL (galley_element_store_set, fixture->store, &error, fixture->ids[0], "late", 1), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT);
  g_assert_cmpstr (galley_element_get_text (element), ==, "another fact");
}

static void
test_move (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GalleyElement) moved = get_element (fixture, fixture->ids[0]);
  g_autoptr (GalleyElement) sibling = get_element (fixture, fixture->ids[1]);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (CALL (galley_element_store_move, fixture->store, &error, fixture->ids[0], fixture->section_id, 3), ==, 3);
  g_assert_no_error (error);
  galley_test_until (galley_element_get_place (moved) == 3 && galley_element_get_place (sibling) == 1);
  assert_elements (fixture, fixture->section_id, "idea:an idea, theme:a theme, fact:a fact");

  g_assert_cmpint (CALL (galley_element_store_move, fixture->store, &error, fixture->ids[1], fixture->other_section_id, 0), ==, 1);
  g_assert_no_error (error);
  galley_test_until (galley_element_get_section_id (sibling) == fixture->other_section_id && galley_element_get_place (moved) == 2);
  assert_elements (fixture, fixture->section_id, "theme:a theme, fact:a fact");
  assert_elements (fixture, fixture->other_section_id, "idea:an idea");
}

static void
test_delete (Fixture      *fixture,
             gconstpointer user_data)
{
  g_autoptr (GalleyElement) element = get_element (fixture, fixture->ids[0]);
  g_autoptr (GalleyElement) sibling = get_element (fixture, fixture->ids[1]);
  g_autoptr (GError) error = NULL;

  g_assert_true (CALL (galley_element_store_delete, fixture->store, &error, fixture->ids[0]));
  g_assert_no_error (error);
  galley_test_until (galley_record_get_gone (GALLEY_RECORD (element)) && galley_element_get_place (sibling) == 1);
  assert_elements (fixture, fixture->section_id, "idea:an idea, theme:a theme");

  g_assert_cmpint (CALL (galley_element_store_restore, fixture->store, &error, fixture->ids[0]), ==, fixture->ids[0]);
  g_assert_no_error (error);
  galley_test_until (!galley_record_get_gone (GALLEY_RECORD (element)) && galley_element_get_place (sibling) == 2);
  assert_elements (fixture, fixture->section_id, "fact:a fact, idea:an idea, theme:a theme");
}

/* A section takes its elements along into the trash and back. */
static void
test_parked_with_section (Fixture      *fixture,
                          gconstpointer user_data)
{
  g_autoptr (GalleyElement) element = get_element (fixture, fixture->ids[2]);
  GalleySectionStore *sections = galley_context_get_section_store (fixture->context);
  g_autoptr (GError) error = NULL;

  g_assert_true (CALL (galley_section_store_park, sections, &error, fixture->section_id));
  g_assert_no_error (error);
  galley_test_until (galley_record_get_gone (GALLEY_RECORD (element)));
  g_assert_cmpint (CALL (galley_section_store_restore, sections, &error, fixture->section_id), ==, fixture->section_id);
  g_assert_no_error (error);
  galley_test_until (!galley_record_get_gone (GALLEY_RECORD (element)));
  g_assert_cmpint (galley_element_get_place (element), ==, 3);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture_start ();

  ADD ("/element-store/add", test_add);
  ADD ("/element-store/add-all", test_add_all);
  ADD ("/element-store/not-found", test_not_found);
  ADD ("/element-store/set", test_set);
  ADD ("/element-store/move", test_move);
  ADD ("/element-store/delete", test_delete);
  ADD ("/element-store/parked-with-section", test_parked_with_section);

  status = g_test_run ();
  fixture_stop ();

  return status;
}
