/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-value-reader"

#include "galley-value-reader.h"

#include <string.h>

#include "galley-error.h"
#include "galley-outline-change.h"
#include "galley-outline-entry.h"
#include "galley-search-hit.h"
#include "galley-test-util.h"
#include "store-fixture.h"

static gpointer
read_value (GType       type,
            const char *sql,
            GError    **error)
{
  g_autofree char *conninfo = fixture_dup_conninfo ("postgres", NULL);
  g_autoptr (GalleyConnection) connection = fixture_connect (conninfo);
  g_autoptr (GalleyResult) rows = fixture_execute (connection, sql);
  g_autoptr (GalleyValueReader) reader = galley_value_reader_new (type, rows);

  galley_connection_close (connection);
  return galley_value_reader_read (reader, 0, error);
}

static void
test_every_type (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyOutlineChange) change = NULL;
  g_autoptr (GalleyOutlineEntry) entry = NULL;
  g_autoptr (GalleySearchHit) hit = NULL;
  g_autoptr (GDateTime) time = g_date_time_new_utc (2025, 5, 1, 10, 0, 0.5);

  change = read_value (GALLEY_TYPE_OUTLINE_CHANGE, "SELECT 'moved' AS action, 7 AS section_id, 'Ü' AS heading, 2 AS place", &error);
  g_assert_no_error (error);
  g_assert_cmpint (galley_outline_change_get_action (change), ==, GALLEY_OUTLINE_ACTION_MOVED);
  g_assert_cmpint (galley_outline_change_get_section_id (change), ==, 7);
  g_assert_cmpstr (galley_outline_change_get_heading (change), ==, "Ü");
  g_assert_cmpint (galley_outline_change_get_place (change), ==, 2);

  entry = read_value (GALLEY_TYPE_OUTLINE_ENTRY, "SELECT 9223372036854775807 AS id, timestamptz '2025-05-01 12:00:00.5+02' AS time", &error);
  g_assert_no_error (error);
  g_assert_cmpint (galley_outline_entry_get_id (entry), ==, G_MAXINT64);
  g_assert_true (g_date_time_equal (galley_outline_entry_get_time (entry), time));

  hit = read_value (GALLEY_TYPE_SEARCH_HIT, "SELECT 0.25::real AS rank", &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (galley_search_hit_get_rank (hit), ==, 0.25);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyOutlineChange) change = read_value (GALLEY_TYPE_OUTLINE_CHANGE,
                                                       "SELECT NULL::text AS heading, NULL::text AS action, 'x' AS no_member", &error);

  g_assert_no_error (error);
  g_assert_null (galley_outline_change_get_heading (change));
  g_assert_cmpint (galley_outline_change_get_place (change), ==, 0);
  g_assert_cmpint (galley_outline_change_get_action (change), ==, GALLEY_OUTLINE_ACTION_KEPT);
}

static void
test_unknown_word (void)
{
  g_autoptr (GError) error = NULL;
  GalleyOutlineChange *change = read_value (GALLEY_TYPE_OUTLINE_CHANGE, "SELECT 'h' AS heading, 'levitated' AS action", &error);

  g_assert_null (change);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_SCHEMA);
  galley_test_assert_message (error, "levitated");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture_start ();

  g_test_add_func ("/value-reader/every-type", test_every_type);
  g_test_add_func ("/value-reader/missing", test_missing);
  g_test_add_func ("/value-reader/unknown-word", test_unknown_word);

  status = g_test_run ();
  fixture_stop ();

  return status;
}
