/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-record"

#include "galley-element.h"
#include "galley-post.h"
#include "galley-section.h"

static void
note_cb (GObject    *object,
         GParamSpec *pspec,
         gpointer    user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

static GString *
watch (gpointer object)
{
  GString *names = g_string_new (NULL);

  g_signal_connect (object, "notify", G_CALLBACK (note_cb), names);
  return names;
}

static void
test_notify (void)
{
  GalleySection *section = galley_section_new (7);
  g_autoptr (GString) names = watch (section);

  galley_section_set_field (section, GALLEY_SECTION_DRAFT, "text");
  galley_section_set_field (section, GALLEY_SECTION_DRAFT, "text");
  galley_section_set_field (section, GALLEY_SECTION_FACTS_TO_INCLUDE, "facts");
  galley_section_set_place (section, 3);
  galley_section_set_place (section, 3);
  galley_record_set_version (GALLEY_RECORD (section), 2);
  galley_record_set_version (GALLEY_RECORD (section), 2);
  galley_record_set_gone (GALLEY_RECORD (section), TRUE);
  galley_record_set_gone (GALLEY_RECORD (section), 2);
  galley_section_set_field (section, GALLEY_SECTION_DRAFT, NULL);

  g_assert_cmpstr (names->str, ==, "draft facts-to-include place version gone draft ");
  g_assert_finalize_object (section);
}

static void
test_time (void)
{
  GalleyPost *post = galley_post_new (1);
  g_autoptr (GDateTime) time = g_date_time_new_utc (2025, 5, 1, 10, 0, 0);
  g_autoptr (GDateTime) same = g_date_time_new_utc (2025, 5, 1, 10, 0, 0);
  g_autoptr (GString) names = watch (post);

  galley_record_set_updated (GALLEY_RECORD (post), time);
  galley_record_set_updated (GALLEY_RECORD (post), same);
  galley_record_set_created (GALLEY_RECORD (post), NULL);
  galley_record_set_created (GALLEY_RECORD (post), time);
  g_assert_true (galley_record_get_updated (GALLEY_RECORD (post)) == time);
  galley_record_set_updated (GALLEY_RECORD (post), NULL);

  g_assert_cmpstr (names->str, ==, "updated created updated ");
  g_assert_finalize_object (post);
}

/* Each field is a property under its own name, and no two share one. */
static void
assert_fields (GObject           *object,
               const GalleyField *fields,
               guint              n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    g_object_set (object, fields[i].name, fields[i].name, NULL);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *text = NULL;

      g_object_get (object, fields[i].name, &text, NULL);
      g_assert_cmpstr (text, ==, fields[i].name);
    }
}

static void
test_fields (void)
{
  GalleySection *section = galley_section_new (1);
  GalleyPost    *post = galley_post_new (1);

  assert_fields (G_OBJECT (section), galley_section_field_get_table (), GALLEY_SECTION_N_FIELDS);
  assert_fields (G_OBJECT (post), galley_post_field_get_table (), GALLEY_POST_N_FIELDS);
  g_assert_cmpstr (galley_section_get_field (section, GALLEY_SECTION_POLISHED), ==, "polished");
  g_assert_cmpstr (galley_section_get_heading (section), ==, "heading");
  g_assert_cmpstr (galley_post_get_title (post), ==, "title");

  g_assert_finalize_object (section);
  g_assert_finalize_object (post);
}

static void
test_text_of_its_own (void)
{
  GalleyElement *element = galley_element_new (1);

  galley_element_set_text (element, "a fact worth keeping");
  /* What is set may be a part of what is there. */
  galley_element_set_text (element, galley_element_get_text (element) + 2);
  g_assert_cmpstr (galley_element_get_text (element), ==, "fact worth keeping");

  g_assert_finalize_object (element);
}

static void
test_words (void)
{
  GalleySection *section = galley_section_new (1);

  g_assert_cmpuint (galley_section_count_words (section), ==, 0);
  galley_section_set_field (section, GALLEY_SECTION_DRAFT, "one two three");
  g_assert_cmpuint (galley_section_count_words (section), ==, 3);
  galley_section_set_field (section, GALLEY_SECTION_POLISHED, " \n");
  g_assert_cmpstr (galley_section_get_text (section), ==, "one two three");
  galley_section_set_field (section, GALLEY_SECTION_POLISHED, "one two");
  g_assert_cmpuint (galley_section_count_words (section), ==, 2);

  g_assert_finalize_object (section);
}

static void
test_properties (void)
{
  GalleyPost       *post = g_object_new (GALLEY_TYPE_POST, "id", 5, "status", GALLEY_POST_STATUS_PUBLISHED, "n-sections", 3, "n-words", 400,
                                         "outline-version", 9, "version", 2, NULL);
  GalleyElement    *element = g_object_new (GALLEY_TYPE_ELEMENT, "id", 6, "element-type", GALLEY_ELEMENT_TYPE_THEME, "text", "t",
                                            "section-id", 4, "post-id", 5, "place", 1, NULL);
  int               id, version, outline_version, n_sections, n_words, section_id, post_id, place;
  GalleyPostStatus  status;
  GalleyElementType type;
  g_autofree char  *text = NULL;

  g_object_get (post, "id", &id, "status", &status, "n-sections", &n_sections, "n-words", &n_words,
                "outline-version", &outline_version, "version", &version, NULL);
  g_assert_cmpint (id, ==, 5);
  g_assert_cmpint (status, ==, GALLEY_POST_STATUS_PUBLISHED);
  g_assert_cmpint (n_sections, ==, 3);
  g_assert_cmpint (n_words, ==, 400);
  g_assert_cmpint (outline_version, ==, 9);
  g_assert_cmpint (version, ==, 2);

  g_object_get (element, "element-type", &type, "text", &text, "section-id", &section_id, "post-id", &post_id, "place", &place, NULL);
  g_assert_cmpint (type, ==, GALLEY_ELEMENT_TYPE_THEME);
  g_assert_cmpstr (text, ==, "t");
  g_assert_cmpint (section_id, ==, 4);
  g_assert_cmpint (post_id, ==, 5);
  g_assert_cmpint (place, ==, 1);

  g_assert_finalize_object (post);
  g_assert_finalize_object (element);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record/notify", test_notify);
  g_test_add_func ("/record/time", test_time);
  g_test_add_func ("/record/fields", test_fields);
  g_test_add_func ("/record/text-of-its-own", test_text_of_its_own);
  g_test_add_func ("/record/words", test_words);
  g_test_add_func ("/record/properties", test_properties);

  return g_test_run ();
}
