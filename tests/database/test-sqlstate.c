/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "galley-sqlstate.h"
#include "galley-test-util.h"

static void
test_codes (void)
{
  static const struct
  {
    const char *sqlstate;
    GalleyError code;
  } cases[] = {
    { "GY001", GALLEY_ERROR_INVALID },
    { "GY002", GALLEY_ERROR_CONFLICT },
    { "GY003", GALLEY_ERROR_NOT_FOUND },
    { "GY004", GALLEY_ERROR_INVALID },
    { "GY005", GALLEY_ERROR_SCHEMA },
    { "28P01", GALLEY_ERROR_PERMISSION },
    { "28000", GALLEY_ERROR_PERMISSION },
    { "3D000", GALLEY_ERROR_CONNECTION },
    { "53300", GALLEY_ERROR_BUSY },
    { "57P01", GALLEY_ERROR_CONNECTION },
    { "57P03", GALLEY_ERROR_CONNECTION },
    { "08006", GALLEY_ERROR_CONNECTION },
    { "40001", GALLEY_ERROR_BUSY },
    { "40P01", GALLEY_ERROR_BUSY },
    { "55P03", GALLEY_ERROR_BUSY },
    { "42501", GALLEY_ERROR_PERMISSION },
    { "25006", GALLEY_ERROR_PERMISSION },
    { "53100", GALLEY_ERROR_DISK_FULL },
    { "53200", GALLEY_ERROR_BUSY },
    { "42P01", GALLEY_ERROR_SCHEMA },
    { "42883", GALLEY_ERROR_SCHEMA },
    { "22P02", GALLEY_ERROR_INVALID },
    { "23505", GALLEY_ERROR_INVALID },
    { "54000", GALLEY_ERROR_INVALID },
    { "0A000", GALLEY_ERROR_UNSUPPORTED },
    { "XX001", GALLEY_ERROR_FAILED },
    { "42601", GALLEY_ERROR_FAILED },
    { "ZZZZZ", GALLEY_ERROR_FAILED },
    { "23", GALLEY_ERROR_FAILED },
    { "", GALLEY_ERROR_FAILED },
    { NULL, GALLEY_ERROR_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].sqlstate);
      g_assert_cmpint (galley_sqlstate_get_code (cases[i].sqlstate), ==, cases[i].code);
    }
}

static void
test_message (void)
{
  g_autoptr (GError) whole =
               galley_sqlstate_new_error ("GY001", "The outline\n was refused", "line 3", "Write one\theading a line.");
  g_autoptr (GError) advised = galley_sqlstate_new_error ("53100", "could not extend file", NULL, NULL);
  g_autoptr (GError) hinted = galley_sqlstate_new_error ("53100", "could not extend file", NULL, "Check free disk space.");
  g_autoptr (GError) unknown = galley_sqlstate_new_error ("42601", "syntax error", NULL, NULL);
  g_autoptr (GError) named = galley_sqlstate_new_error ("GY004", "A post needs a title.", "title", "Give it a working title.");
  g_autoptr (GError) bare = galley_sqlstate_new_error ("23505", "duplicate key", NULL, NULL);

  g_assert_error (whole, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_assert_cmpstr (whole->message, ==, "The outline was refused. line 3. Write one heading a line.");
  g_assert_cmpstr (advised->message, ==, "could not extend file. Free some space on the server’s disk, and try again.");
  g_assert_cmpstr (hinted->message, ==, "could not extend file. Check free disk space.");
  g_assert_cmpstr (unknown->message, ==, "syntax error (42601)");
  g_assert_cmpstr (named->message, ==, "A post needs a title. Give it a working title.");
  g_assert_cmpstr (bare->message, ==, "duplicate key");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sqlstate/codes", test_codes);
  g_test_add_func ("/sqlstate/message", test_message);
  return g_test_run ();
}
