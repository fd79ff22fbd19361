/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-identity-map"

#include "galley-identity-map.h"

#include "galley-section.h"

static GalleySection *
add (GalleyIdentityMap *map,
     int                id)
{
  GalleySection *section = galley_section_new (id);

  galley_identity_map_add (map, GALLEY_RECORD (section));
  return section;
}

static void
test_lookup (void)
{
  g_autoptr (GalleyIdentityMap) map = galley_identity_map_new ();
  g_autoptr (GalleySection) one = add (map, 1);
  g_autoptr (GalleySection) big = add (map, G_MAXINT);

  g_assert_true (galley_identity_map_lookup (map, 1) == GALLEY_RECORD (one));
  g_assert_true (galley_identity_map_lookup (map, G_MAXINT) == GALLEY_RECORD (big));
  g_assert_null (galley_identity_map_lookup (map, 2));
  g_assert_cmpuint (galley_identity_map_get_size (map), ==, 2);
}

static void
test_forgets (void)
{
  g_autoptr (GalleyIdentityMap) map = galley_identity_map_new ();
  GalleySection *section = add (map, 1);
  g_autoptr (GalleySection) other = NULL;

  g_assert_finalize_object (section);
  g_assert_null (galley_identity_map_lookup (map, 1));
  g_assert_cmpuint (galley_identity_map_get_size (map), ==, 0);

  /* The place is free again. */
  other = add (map, 1);
  g_assert_true (galley_identity_map_lookup (map, 1) == GALLEY_RECORD (other));
}

static void
test_outlived (void)
{
  GalleyIdentityMap *map = galley_identity_map_new ();
  GalleySection     *section = add (map, 1);

  galley_identity_map_free (map);
  g_assert_finalize_object (section);
}

static gboolean
is_odd (GalleyRecord *record,
        gpointer      user_data)
{
  return galley_record_get_id (record) % 2;
}

static void
test_list (void)
{
  g_autoptr (GalleyIdentityMap) map = galley_identity_map_new ();
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) odd = NULL;

  for (int id = 1; id <= 5; id++)
    g_ptr_array_add (sections, add (map, id));

  all = galley_identity_map_list_ids (map, NULL, NULL);
  g_assert_cmpuint (all->len, ==, 5);
  odd = galley_identity_map_list_ids (map, is_odd, NULL);
  g_assert_cmpuint (odd->len, ==, 3);
  for (guint i = 0; i < odd->len; i++)
    g_assert_cmpint (g_array_index (odd, int, i) % 2, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/identity-map/lookup", test_lookup);
  g_test_add_func ("/identity-map/forgets", test_forgets);
  g_test_add_func ("/identity-map/outlived", test_outlived);
  g_test_add_func ("/identity-map/list", test_list);

  return g_test_run ();
}
