/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-section-store"

#include "galley-section-store.h"

#include <string.h>

#include "call.h"
#include "galley-error.h"
#include "store-fixture.h"

typedef struct
{
  char               *database; /* (owned) */
  GalleyContext      *context;  /* (owned) */
  GalleySectionStore *store;    /* (unowned) */
  int                 post_id;
  int                 ids[3]; /* of the sections A, B and C */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  static const char *const headings[] = { "A", "B", "C" };
  g_autofree char         *conninfo = NULL;
  g_autoptr (GError) error = NULL;

  fixture->database = fixture_make_galley ();
  conninfo = fixture_dup_conninfo (fixture->database, NULL);
  fixture->context = fixture_open_context (conninfo);
  fixture->store = galley_context_get_section_store (fixture->context);
  fixture->post_id = CALL (galley_post_store_add, galley_context_get_post_store (fixture->context), &error, "A post");
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      fixture->ids[i] = CALL (galley_section_store_add, fixture->store, &error, fixture->post_id, headings[i], 0);
      g_assert_no_error (error);
    }
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  fixture_close_context (fixture->context);
  g_free (fixture->database);
}

static GListModel *
list_sections (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GListModel *sections = CALL (galley_section_store_list, fixture->store, &error, fixture->post_id);

  g_assert_no_error (error);
  return sections;
}

/* The headings in their order, after checking that the places are 1, 2, 3. */
static void
assert_headings (Fixture    *fixture,
                 const char *expected)
{
  g_autoptr (GListModel) sections = list_sections (fixture);
  g_autoptr (GString) headings = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (sections); i++)
    {
      g_autoptr (GalleySection) section = g_list_model_get_item (sections, i);

      g_assert_cmpint (galley_section_get_place (section), ==, i + 1);
      g_assert_cmpint (galley_section_get_post_id (section), ==, fixture->post_id);
      g_string_append_printf (headings, "%s%s", i > 0 ? " " : "", galley_section_get_heading (section));
    }

  g_assert_cmpstr (headings->str, ==, expected);
}

static GalleySection *
get_section (Fixture *fixture,
             int      id)
{
  g_autoptr (GError) error = NULL;
  GalleySection *section = CALL (galley_section_store_get, fixture->store, &error, id);

  g_assert_no_error (error);
  return section;
}

static void
save (Fixture           *fixture,
      int                id,
      GalleySectionField field,
      const char        *text)
{
  g_autoptr (GError) error = NULL;
  GalleySaveOutcome outcome;

  g_assert_true (CALL_SAVE (galley_section_store_save, fixture->store, &outcome, NULL, NULL, &error, id, field, text, 0, NULL));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_SAVED);
}

static void
test_add (Fixture      *fixture,
          gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  assert_headings (fixture, "A B C");
  g_assert_cmpint (CALL (galley_section_store_add, fixture->store, &error, fixture->post_id, "D", 2), >, 0);
  g_assert_no_error (error);
  assert_headings (fixture, "A D B C");
}

static void
test_nothing (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) sections = NULL;
  g_autoptr (GListModel) trash = NULL;
  int empty = CALL (galley_post_store_add, galley_context_get_post_store (fixture->context), &error, "Empty");

  g_assert_no_error (error);
  sections = CALL (galley_section_store_list, fixture->store, &error, empty);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (sections), ==, 0);
  trash = CALL (galley_section_store_trash, fixture->store, &error, empty);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (trash), ==, 0);

  /* What is not there is something else than what is empty. */
  g_assert_null (CALL (galley_section_store_list, fixture->store, &error, 77));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (CALL (galley_section_store_trash, fixture->store, &error, 77));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (CALL (galley_section_store_get, fixture->store, &error, 77));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
  galley_test_assert_message (error, "77");
}

static void
test_save (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autoptr (GalleySection) section = get_section (fixture, fixture->ids[0]);
  int id = fixture->ids[0];
  g_autoptr (GError) error = NULL;
  g_autofree char  *value = NULL;
  GalleySaveOutcome outcome;
  int               version;

  g_assert_true (CALL_SAVE (galley_section_store_save, fixture->store, &outcome, &version, &value, &error,
                            id, GALLEY_SECTION_DRAFT, "one", galley_record_get_version (GALLEY_RECORD (section)), NULL));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_SAVED);
  g_assert_cmpstr (value, ==, "one");
  g_assert_cmpstr (galley_section_get_field (section, GALLEY_SECTION_DRAFT), ==, "one");
  g_assert_cmpint (galley_record_get_version (GALLEY_RECORD (section)), ==, version);

  g_assert_true (CALL_SAVE (galley_section_store_save, fixture->store, &outcome, NULL, NULL, &error,
                            id, GALLEY_SECTION_DRAFT, "one", 1, NULL));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_UNCHANGED);
}

static void
test_conflict (Fixture      *fixture,
               gconstpointer user_data)
{
  g_autoptr (GalleySection) section = get_section (fixture, fixture->ids[0]);
  int              id = fixture->ids[0];
  int              base_version = galley_record_get_version (GALLEY_RECORD (section));
  g_autofree char *theirs = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;
  GalleySaveOutcome outcome;

  theirs = fixture_sql (fixture->database, "UPDATE post_section SET draft = 'theirs' WHERE id = %d", id);
  g_assert_true (CALL_SAVE (galley_section_store_save, fixture->store, &outcome, NULL, &value, &error,
                            id, GALLEY_SECTION_DRAFT, "mine", base_version, ""));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_CONFLICT);
  g_assert_cmpstr (value, ==, "theirs");
  galley_test_until (g_strcmp0 (galley_section_get_field (section, GALLEY_SECTION_DRAFT), "theirs") == 0);

  /* Neither text is lost. */
  kept = fixture_sql (fixture->database, "SELECT value FROM galley.section_conflict WHERE section_id = %d", id);
  g_assert_cmpstr (kept, ==, "mine");

  /* Another text of the section may have changed meanwhile: the digest of this one tells. */
  g_clear_pointer (&value, g_free);
  g_assert_true (CALL_SAVE (galley_section_store_save, fixture->store, &outcome, NULL, &value, &error,
                            id, GALLEY_SECTION_DRAFT, "both", base_version, "theirs"));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_SAVED);
  g_assert_cmpstr (value, ==, "both");
}

static void
test_every_field (Fixture      *fixture,
                  gconstpointer user_data)
{
  g_autoptr (GalleySection) section = NULL;

  for (GalleySectionField field = 0; field < GALLEY_SECTION_N_FIELDS; field++)
    {
      g_test_message ("%s", galley_section_field_get_name (field));
      save (fixture, fixture->ids[1], field, field == GALLEY_SECTION_IMAGE_GENERATION_METADATA ? "{\"seed\": 7}" : galley_section_field_get_name (field));
    }

  section = get_section (fixture, fixture->ids[1]);
  for (GalleySectionField field = 0; field < GALLEY_SECTION_N_FIELDS; field++)
    if (field != GALLEY_SECTION_IMAGE_GENERATION_METADATA)
      g_assert_cmpstr (galley_section_get_field (section, field), ==, galley_section_field_get_name (field));
  g_assert_nonnull (strstr (galley_section_get_field (section, GALLEY_SECTION_IMAGE_GENERATION_METADATA), "seed"));
}

static void
test_move (Fixture      *fixture,
           gconstpointer user_data)
{
  const int *ids = fixture->ids;
  g_autoptr (GalleySection) first = get_section (fixture, ids[0]);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (CALL (galley_section_store_move, fixture->store, &error, ids[2], 1), ==, 1);
  g_assert_no_error (error);
  /* A section that moved because another one did is told by the notice. */
  galley_test_until (galley_section_get_place (first) == 2);
  assert_headings (fixture, "C A B");

  g_assert_cmpint (CALL (galley_section_store_move_all, fixture->store, &error, ((const int[]){ ids[1], ids[2] }), 2, 2), ==, 2);
  g_assert_no_error (error);
  assert_headings (fixture, "A B C");

  g_assert_true (CALL (galley_section_store_reorder, fixture->store, &error, fixture->post_id, ((const int[]){ ids[2], ids[1], ids[0] }), 3));
  g_assert_no_error (error);
  assert_headings (fixture, "C B A");

  g_assert_cmpint (CALL (galley_section_store_move, fixture->store, &error, 77, 1), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (CALL (galley_section_store_reorder, fixture->store, &error, fixture->post_id, ((const int[]){ ids[0], ids[0] }), 2));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  assert_headings (fixture, "C B A");
}

static void
test_split_and_merge (Fixture      *fixture,
                      gconstpointer user_data)
{
  g_autoptr (GalleySection) section = get_section (fixture, fixture->ids[0]);
  g_autoptr (GalleySection) rest = NULL;
  g_autoptr (GError) error = NULL;
  int rest_id;

  save (fixture, fixture->ids[0], GALLEY_SECTION_DRAFT, "Über die Gänse.\n\nUnd mehr.");
  rest_id = CALL (galley_section_store_split, fixture->store, &error, fixture->ids[0], 15, GALLEY_SECTION_DRAFT, "Rest");
  g_assert_no_error (error);
  assert_headings (fixture, "A Rest B C");
  rest = get_section (fixture, rest_id);
  g_assert_cmpstr (galley_section_get_field (section, GALLEY_SECTION_DRAFT), ==, "Über die Gänse.");
  g_assert_cmpstr (galley_section_get_field (rest, GALLEY_SECTION_DRAFT), ==, "Und mehr.");

  g_assert_cmpint (CALL (galley_section_store_merge, fixture->store, &error, fixture->ids[0]), ==, fixture->ids[0]);
  g_assert_no_error (error);
  galley_test_until (galley_record_get_gone (GALLEY_RECORD (rest)));
  assert_headings (fixture, "A B C");
  g_assert_cmpstr (galley_section_get_field (section, GALLEY_SECTION_DRAFT), ==, "Über die Gänse.\n\nUnd mehr.");

  g_assert_cmpint (CALL (galley_section_store_merge, fixture->store, &error, fixture->ids[2]), ==, 0);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

static void
test_trash (Fixture      *fixture,
            gconstpointer user_data)
{
  g_autoptr (GalleySection) section = get_section (fixture, fixture->ids[1]);
  g_autoptr (GListModel) trash = NULL;
  g_autoptr (GalleyParkedSection) parked = NULL;
  g_autoptr (GError) error = NULL;
  GalleySaveOutcome outcome;

  save (fixture, fixture->ids[1], GALLEY_SECTION_DRAFT, "not lost");
  g_assert_true (CALL (galley_section_store_park, fixture->store, &error, fixture->ids[1]));
  g_assert_no_error (error);
  galley_test_until (galley_record_get_gone (GALLEY_RECORD (section)));
  assert_headings (fixture, "A C");

  trash = CALL (galley_section_store_trash, fixture->store, &error, fixture->post_id);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (trash), ==, 1);
  parked = g_list_model_get_item (trash, 0);
  g_assert_cmpint (galley_parked_section_get_id (parked), ==, fixture->ids[1]);
  g_assert_cmpint (galley_parked_section_get_post_id (parked), ==, fixture->post_id);
  g_assert_cmpstr (galley_parked_section_get_heading (parked), ==, "B");
  g_assert_cmpstr (galley_parked_section_get_text (parked), ==, "not lost");
  g_assert_cmpint (galley_parked_section_get_place (parked), ==, 2);
  g_assert_cmpint (galley_parked_section_get_n_elements (parked), ==, 0);
  g_assert_nonnull (galley_parked_section_get_parked (parked));

  /* Somebody may have been writing meanwhile. */
  g_assert_true (CALL_SAVE (galley_section_store_save, fixture->store, &outcome, NULL, NULL, &error,
                            fixture->ids[1], GALLEY_SECTION_DRAFT, "written meanwhile", 0, NULL));
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, GALLEY_SAVE_OUTCOME_PARKED);

  g_assert_cmpint (CALL (galley_section_store_restore, fixture->store, &error, fixture->ids[1]), ==, fixture->ids[1]);
  g_assert_no_error (error);
  galley_test_until (!galley_record_get_gone (GALLEY_RECORD (section)));
  assert_headings (fixture, "A B C");
  g_assert_cmpstr (galley_section_get_field (section, GALLEY_SECTION_DRAFT), ==, "written meanwhile");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

/* What a list says of a section beside its texts. */
static void
test_target_and_elements (Fixture      *fixture,
                          gconstpointer user_data)
{
  const int *ids = fixture->ids;
  g_autoptr (GalleySection) first = get_section (fixture, ids[0]);
  g_autofree char *nothing = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (galley_section_get_target (first), ==, 0);
  g_assert_true (CALL (galley_section_store_set_target, fixture->store, &error, ids[0], 300));
  g_assert_no_error (error);
  galley_test_until (galley_section_get_target (first) == 300);
  g_assert_false (CALL (galley_section_store_set_target, fixture->store, &error, ids[0], -1));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_clear_error (&error);

  nothing = fixture_sql (fixture->database, "SELECT galley.element_add(%d, 'fact', 'x'), galley.element_add(%d, 'theme', 'y')", ids[0], ids[0]);
  g_assert_true (CALL (galley_section_store_count_elements, fixture->store, &error, fixture->post_id));
  g_assert_no_error (error);
  g_assert_cmpint (galley_section_get_n_elements (first, GALLEY_ELEMENT_TYPE_FACT), ==, 1);
  g_assert_cmpint (galley_section_get_n_elements (first, GALLEY_ELEMENT_TYPE_IDEA), ==, 0);
  g_assert_cmpint (galley_section_get_n_elements (first, GALLEY_ELEMENT_TYPE_THEME), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture_start ();

  ADD ("/section-store/add", test_add);
  ADD ("/section-store/nothing", test_nothing);
  ADD ("/section-store/save", test_save);
  ADD ("/section-store/save/conflict", test_conflict);
  ADD ("/section-store/save/every-field", test_every_field);
  ADD ("/section-store/move", test_move);
  ADD ("/section-store/split-and-merge", test_split_and_merge);
  ADD ("/section-store/trash", test_trash);
  ADD ("/section-store/target-and-elements", test_target_and_elements);

  status = g_test_run ();
  fixture_stop ();

  return status;
}
