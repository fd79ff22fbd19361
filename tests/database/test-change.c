/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-change.h"

#define OWN "11111111-2222-3333-4444-555555555555"

static void
test_row (void)
{
  g_autoptr (GalleyChange) change = galley_change_new ("post_section 12 3 7 " OWN " U", OWN);

  g_assert_nonnull (change);
  g_assert_cmpstr (galley_change_get_table (change), ==, "post_section");
  g_assert_cmpint (galley_change_get_id (change), ==, 12);
  g_assert_cmpint (galley_change_get_post (change), ==, 3);
  g_assert_cmpint (galley_change_get_version (change), ==, 7);
  g_assert_cmpstr (galley_change_get_session (change), ==, OWN);
  g_assert_cmpint (galley_change_get_operation (change), ==, GALLEY_CHANGE_UPDATE);
  g_assert_true (galley_change_is_own (change));
}

static void
test_stranger (void)
{
  g_autoptr (GalleyChange) other = galley_change_new ("post 3 3 1 another I", OWN);
  g_autoptr (GalleyChange) unnamed = galley_change_new ("image 5 - - - D", OWN);

  g_assert_false (galley_change_is_own (other));
  g_assert_cmpint (galley_change_get_operation (other), ==, GALLEY_CHANGE_INSERT);
  g_assert_null (galley_change_get_session (unnamed));
  g_assert_false (galley_change_is_own (unnamed));
  g_assert_cmpint (galley_change_get_post (unnamed), ==, 0);
  g_assert_cmpint (galley_change_get_version (unnamed), ==, 0);
  g_assert_cmpint (galley_change_get_operation (unnamed), ==, GALLEY_CHANGE_DELETE);
}

static void
test_nonsense (void)
{
  static const char *const payloads[] = {
    "",
    "post",
    "post 1 1 1 - U more",
    "post 1 1 1 -",
    "post one 1 1 - U",
    "post -1 1 1 - U",
    "post 99999999999 1 1 - U",
    "post 1 1 1 - X",
    "post 1 1 1 - ",
    " 1 1 1 - U",
    "post 1 1 1  U",
    "post  1 1 1 - U",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autoptr (GalleyChange) change = galley_change_new (payloads[i], OWN);

      g_test_message ("“%s”", payloads[i]);
      g_assert_null (change);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/change/row", test_row);
  g_test_add_func ("/change/stranger", test_stranger);
  g_test_add_func ("/change/nonsense", test_nonsense);
  return g_test_run ();
}
