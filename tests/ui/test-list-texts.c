/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-list-texts"

#include "galley-excerpt.h"
#include "galley-list-text.h"
#include "galley-post-filter.h"
#include "galley-relative-time.h"

/* The bytes that are bold, as “begin-end” separated by blanks. */
static char *
describe_marks (PangoAttrList *attributes)
{
  GString *marks = g_string_new (NULL);
  GSList  *all = pango_attr_list_get_attributes (attributes);

  for (GSList *each = all; each != NULL; each = each->next)
    {
      const PangoAttribute *attribute = each->data;

      if (attribute->klass->type == PANGO_ATTR_WEIGHT)
        g_string_append_printf (marks, "%s%u-%u", marks->len > 0 ? " " : "", attribute->start_index, attribute->end_index);
    }
  g_slist_free_full (all, (GDestroyNotify)pango_attribute_destroy);

  return g_string_free (marks, FALSE);
}

static void
test_excerpt (void)
{
  static const struct
  {
    const char *excerpt;
    const char *text;
    const char *marks;
  } cases[] = {
    { "plain", "plain", "" },
    { "a \2word\3 here", "a word here", "2-6" },
    { "\2ü\3 and \2b\3", "ü and b", "0-2 7-8" },
    { "<b>&amp; \2<i>\3", "<b>&amp; <i>", "9-12" },
    { "cut \2off", "cut off", "4-7" },
    { "\3astray\nline", "astray line", "" },
    { NULL, "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PangoAttrList) attributes = NULL;
      g_autofree char *text = galley_excerpt_parse (cases[i].excerpt, &attributes);
      g_autofree char *marks = describe_marks (attributes);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (marks, ==, cases[i].marks);
    }
}

static void
test_list (void)
{
  static const struct
  {
    const char *text;
    const char *items;
  } cases[] = {
    { "one\ntwo", "one|two" },
    { "- one\n* two\n• three\n+ four\n— five", "one|two|three|four|five" },
    { "1. one\n2) two\n\n   10. ten  ", "one|two|ten" },
    { "[ ] open\n- [x] done", "open|done" },
    { "-5 °C\n3.5 litres\n1984 was a year\n*strong*", "-5 °C|3.5 litres|1984 was a year|*strong*" },
    { "one\r\ntwo\r", "one|two" },
    { "  \n\t\n", "" },
    { "-\n- \n* x", "x" },
    { "2020.\n20200. x", "2020.|20200. x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) items = galley_list_text_split (cases[i].text);
      g_autofree char *joined = g_strjoinv ("|", items);

      g_assert_cmpstr (joined, ==, cases[i].items);
    }
}

static void
test_time (void)
{
  static const struct
  {
    const char *then;
    const char *words;
  } cases[] = {
    { "2026-03-15T12:00:00Z", "just now" },
    { "2026-03-15T12:05:00Z", "just now" },
    { "2026-03-15T11:59:01Z", "just now" },
    { "2026-03-15T11:59:00Z", "1 minute ago" },
    { "2026-03-15T11:01:00Z", "59 minutes ago" },
    { "2026-03-15T11:00:00Z", "1 hour ago" },
    { "2026-03-15T00:30:00Z", "11 hours ago" },
    { "2026-03-14T23:30:00Z", "yesterday" },
    { "2026-03-14T00:00:00Z", "yesterday" },
    { "2026-03-13T23:59:00Z", "2 days ago" },
    { "2026-03-09T00:00:00Z", "6 days ago" },
    { "2026-03-08T00:00:00Z", "8 March" },
    { "2025-12-31T00:00:00Z", "31 December 2025" },
  };
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-03-15T12:00:00Z", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) then = g_date_time_new_from_iso8601 (cases[i].then, NULL);
      g_autofree char *words = galley_relative_time_format (then, now);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_filter (void)
{
  g_assert_true (galley_post_filter_matches (GALLEY_POST_FILTER_ALL, GALLEY_POST_STATUS_ARCHIVED));
  g_assert_false (galley_post_filter_matches (GALLEY_POST_FILTER_ALL, GALLEY_POST_STATUS_DELETED));
  g_assert_true (galley_post_filter_matches (GALLEY_POST_FILTER_TRASH, GALLEY_POST_STATUS_DELETED));
  g_assert_true (galley_post_filter_matches (GALLEY_POST_FILTER_IN_PROGRESS, GALLEY_POST_STATUS_DRAFT));
  g_assert_false (galley_post_filter_matches (GALLEY_POST_FILTER_IN_PROGRESS, GALLEY_POST_STATUS_PUBLISHED));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-texts/excerpt", test_excerpt);
  g_test_add_func ("/list-texts/list", test_list);
  g_test_add_func ("/list-texts/time", test_time);
  g_test_add_func ("/list-texts/filter", test_filter);
  return g_test_run ();
}
