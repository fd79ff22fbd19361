/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-value"

#include "galley-finding.h"
#include "galley-outline-change.h"
#include "galley-outline-entry.h"
#include "galley-outline-outcome.h"
#include "galley-parked-section.h"
#include "galley-search-hit.h"
#include "galley-status.h"

static void
test_every_type (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2025, 5, 1, 10, 0, 0);
  GalleySearchHit     *hit = g_object_new (GALLEY_TYPE_SEARCH_HIT, "kind", "section", "rank", 0.5, "place", 12, "post-id", 3, NULL);
  GalleyOutlineEntry  *entry = g_object_new (GALLEY_TYPE_OUTLINE_ENTRY, "id", G_GINT64_CONSTANT (1) << 40, "time", time, NULL);
  GalleyOutlineChange *change = g_object_new (GALLEY_TYPE_OUTLINE_CHANGE, "action", GALLEY_OUTLINE_ACTION_PARKED, "heading", "H", NULL);

  g_assert_cmpstr (galley_search_hit_get_kind (hit), ==, "section");
  g_assert_cmpfloat (galley_search_hit_get_rank (hit), ==, 0.5);
  g_assert_cmpint (galley_search_hit_get_place (hit), ==, 12);
  g_assert_cmpint (galley_search_hit_get_post_id (hit), ==, 3);
  g_assert_null (galley_search_hit_get_excerpt (hit));
  g_assert_cmpint (galley_outline_entry_get_id (entry), ==, G_GINT64_CONSTANT (1) << 40);
  g_assert_true (g_date_time_equal (galley_outline_entry_get_time (entry), time));
  g_assert_cmpint (galley_outline_change_get_action (change), ==, GALLEY_OUTLINE_ACTION_PARKED);
  g_assert_cmpstr (galley_outline_change_get_heading (change), ==, "H");

  g_assert_finalize_object (hit);
  g_assert_finalize_object (entry);
  g_assert_finalize_object (change);
}

static const char *const texts[] = { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven" };

/* Makes a value with another content in each member, and reads every one back through its property. */
static void
assert_round_trip (GType type)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  g_autofree GParamSpec **specs = NULL;
  guint                   n_specs;

  specs = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n_specs);
  g_assert_cmpuint (n_specs, >, 0);
  g_assert_cmpuint (n_specs, <=, G_N_ELEMENTS (texts));

  for (guint i = 0; i < n_specs; i++)
    {
      g_autoptr (GObject) object = NULL;
      g_auto (GValue) in = G_VALUE_INIT;
      g_auto (GValue) out = G_VALUE_INIT;

      g_value_init (&in, specs[i]->value_type);
      if (specs[i]->value_type == G_TYPE_STRING)
        g_value_set_static_string (&in, texts[i]);
      else if (specs[i]->value_type == G_TYPE_DATE_TIME)
        g_value_take_boxed (&in, g_date_time_new_from_unix_utc (i));
      else if (specs[i]->value_type == G_TYPE_INT)
        g_value_set_int (&in, i + 1);
      else if (specs[i]->value_type == G_TYPE_INT64)
        g_value_set_int64 (&in, G_MAXINT64 - i);
      else if (specs[i]->value_type == G_TYPE_DOUBLE)
        g_value_set_double (&in, i + 0.25);
      else
        g_value_set_enum (&in, 1);

      object = g_object_new_with_properties (type, 1, (const char *[]){ specs[i]->name }, &in);
      g_value_init (&out, specs[i]->value_type);
      g_object_get_property (object, specs[i]->name, &out);
      if (specs[i]->value_type == G_TYPE_DATE_TIME)
        g_assert_true (g_date_time_equal (g_value_get_boxed (&in), g_value_get_boxed (&out)));
      else
        g_assert_cmpint (g_param_values_cmp (specs[i], &in, &out), ==, 0);
    }
}

static void
test_round_trip (void)
{
  assert_round_trip (GALLEY_TYPE_FINDING);
  assert_round_trip (GALLEY_TYPE_OUTLINE_CHANGE);
  assert_round_trip (GALLEY_TYPE_OUTLINE_ENTRY);
  assert_round_trip (GALLEY_TYPE_OUTLINE_OUTCOME);
  assert_round_trip (GALLEY_TYPE_PARKED_SECTION);
  assert_round_trip (GALLEY_TYPE_SEARCH_HIT);
  assert_round_trip (GALLEY_TYPE_STATUS);
}

static void
test_ok (void)
{
  g_autoptr (GalleyFinding) fine = g_object_new (GALLEY_TYPE_FINDING, "post-id", 1, "finding", "OK", NULL);
  g_autoptr (GalleyFinding) wrong = g_object_new (GALLEY_TYPE_FINDING, "post-id", 1, "finding", "Count mismatch", NULL);

  g_assert_true (galley_finding_is_ok (fine));
  g_assert_false (galley_finding_is_ok (wrong));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/value/every-type", test_every_type);
  g_test_add_func ("/value/round-trip", test_round_trip);
  g_test_add_func ("/value/ok", test_ok);

  return g_test_run ();
}
