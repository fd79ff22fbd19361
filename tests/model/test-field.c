/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-field"

#include "galley-element-type.h"
#include "galley-enum.h"
#include "galley-outline-action.h"
#include "galley-outline-status.h"
#include "galley-post-field.h"
#include "galley-post-status.h"
#include "galley-save-outcome.h"
#include "galley-section-field.h"
#include "galley-sync-direction.h"

/* Every word means one field only, and every word of a field finds it. */
static void
assert_words (const GalleyField *fields,
              guint              n_fields)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_fields; i++)
    {
      const char *words[] = { fields[i].name, fields[i].column, fields[i].aliases[0], fields[i].aliases[1], fields[i].aliases[2] };

      g_assert_nonnull (fields[i].name);
      g_assert_nonnull (fields[i].column);
      for (guint j = 0; j < G_N_ELEMENTS (words); j++)
        {
          if (words[j] == NULL)
            continue;
          g_assert_cmpint (galley_field_find (fields, n_fields, words[j]), ==, i);
          g_assert_true (!g_hash_table_contains (seen, words[j]) || g_hash_table_lookup (seen, words[j]) == GUINT_TO_POINTER (i + 1));
          g_hash_table_insert (seen, (gpointer)words[j], GUINT_TO_POINTER (i + 1));
        }
    }
}

static void
test_words (void)
{
  assert_words (galley_section_field_get_table (), GALLEY_SECTION_N_FIELDS);
  assert_words (galley_post_field_get_table (), GALLEY_POST_N_FIELDS);
}

static void
test_aliases (void)
{
  const struct
  {
    const char        *word;
    GalleySectionField field;
  } cases[] = {
    { "first_draft", GALLEY_SECTION_DRAFT },
    { "draft", GALLEY_SECTION_DRAFT },
    { "uk_british", GALLEY_SECTION_POLISHED },
    { "polished", GALLEY_SECTION_POLISHED },
    { "section_heading", GALLEY_SECTION_HEADING },
    { "title", GALLEY_SECTION_HEADING },
    { "section_description", GALLEY_SECTION_DESCRIPTION },
    { "facts_to_include", GALLEY_SECTION_FACTS_TO_INCLUDE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GalleySectionField field = GALLEY_SECTION_N_FIELDS;

      g_assert_true (galley_section_field_from_string (cases[i].word, &field));
      g_assert_cmpint (field, ==, cases[i].field);
    }

  g_assert_cmpstr (galley_section_field_get_column (GALLEY_SECTION_HEADING), ==, "section_heading");
  g_assert_cmpstr (galley_section_field_get_name (GALLEY_SECTION_HEADING), ==, "heading");
  g_assert_cmpstr (galley_post_field_get_column (GALLEY_POST_INTRO_BLURB), ==, "intro_blurb");
  g_assert_cmpstr (galley_post_field_get_name (GALLEY_POST_TITLE), ==, "title");
}

static void
test_unknown (void)
{
  GalleySectionField section_field = GALLEY_SECTION_DRAFT;
  GalleyPostField    post_field = GALLEY_POST_SLUG;

  g_assert_false (galley_section_field_from_string ("", &section_field));
  g_assert_false (galley_section_field_from_string (NULL, &section_field));
  g_assert_false (galley_section_field_from_string ("Draft", &section_field));
  g_assert_false (galley_section_field_from_string ("section_order", &section_field));
  g_assert_cmpint (section_field, ==, GALLEY_SECTION_DRAFT);

  g_assert_false (galley_post_field_from_string ("section_headings", &post_field));
  g_assert_cmpint (post_field, ==, GALLEY_POST_SLUG);
}

static void
assert_enum (GType       type,
             const char *words)
{
  g_auto (GStrv) split = g_strsplit (words, " ", -1);
  int value;

  for (guint i = 0; split[i] != NULL; i++)
    {
      value = -1;
      g_assert_true (galley_enum_from_string (type, split[i], &value));
      g_assert_cmpint (value, ==, i);
      g_assert_cmpstr (galley_enum_to_string (type, value), ==, split[i]);
    }

  value = 77;
  g_assert_false (galley_enum_from_string (type, "nonsense", &value));
  g_assert_false (galley_enum_from_string (type, "", &value));
  g_assert_false (galley_enum_from_string (type, NULL, &value));
  g_assert_cmpint (value, ==, 77);
  g_assert_null (galley_enum_to_string (type, g_strv_length (split)));
}

static void
test_enums (void)
{
  assert_enum (GALLEY_TYPE_POST_STATUS, "draft in_process published archived deleted");
  assert_enum (GALLEY_TYPE_ELEMENT_TYPE, "fact idea theme");
  assert_enum (GALLEY_TYPE_OUTLINE_ACTION, "kept renamed moved added parked restored");
  assert_enum (GALLEY_TYPE_OUTLINE_STATUS, "changed unchanged merged rejected");
  assert_enum (GALLEY_TYPE_SAVE_OUTCOME, "saved unchanged conflict parked");
  assert_enum (GALLEY_TYPE_SYNC_DIRECTION, "both to_sections to_development");
}

static void
test_sync_direction (void)
{
  GalleySyncDirection direction = GALLEY_SYNC_DIRECTION_BOTH;

  g_assert_true (galley_sync_direction_from_string ("to_headings", &direction));
  g_assert_cmpint (direction, ==, GALLEY_SYNC_DIRECTION_TO_DEVELOPMENT);
  g_assert_cmpstr (galley_sync_direction_to_string (direction), ==, "to_development");
  g_assert_false (galley_sync_direction_from_string ("sideways", &direction));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/field/words", test_words);
  g_test_add_func ("/field/aliases", test_aliases);
  g_test_add_func ("/field/unknown", test_unknown);
  g_test_add_func ("/enum/words", test_enums);
  g_test_add_func ("/enum/sync-direction", test_sync_direction);

  return g_test_run ();
}
