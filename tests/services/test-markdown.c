/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-markdown"

#include "galley-markdown.h"

#include <string.h>

#include "galley-error.h"
#include "galley-test-util.h"

typedef struct
{
  const char *text;
  const char *headings; /* “level:text” joined by “|” */
} HeadingCase;

/* Every rule of CommonMark by which a line is a heading or is not. */
static const HeadingCase heading_cases[] = {
  { "", "" },
  { "text", "" },
  { "# A", "1:A" },
  { "# A\n## B\n### C\n#### D\n##### E\n###### F\n####### G", "1:A|2:B|3:C|4:D|5:E|6:F" },
  { "#A", "" },
  { "#", "1:" },
  { "## \n#\n### ###", "2:|1:|3:" },
  { "#\tA", "1:A" },
  { "   # A", "1:A" },
  { "    # A", "" },
  { "text\n    # A", "" },
  { "\\# A", "" },
  { "# A #", "1:A" },
  { "## A #########   ", "2:A" },
  { "# C#", "1:C#" },
  { "# C #", "1:C" },
  { "# # #", "1:#" },
  { "# A \\#", "1:A \\#" },
  { "#   A  B  ", "1:A  B" },
  { "# *A* `b` [c](d)", "1:*A* `b` [c](d)" },
  { "A\n=", "1:A" },
  { "A\n---\nB\n===", "2:A|1:B" },
  { "A\nB\n===", "1:A B" },
  { "  A  \n   B\t\n===  \n", "1:A B" },
  { "A\n    ===", "" },
  { "A\n\n===", "" },
  { "A\n= =", "" },
  { "---\n", "" },
  { "A\n\n---\nB", "" },
  { "A\n- - -", "" },
  { "***\n---\n", "" },
  { "- A\n---", "" },
  { "> A\n---", "" },
  { "> # A", "" },
  { "- # A", "" },
  { "1. # A\n\n   ## B", "" },
  { "```\n# A\n```\n# B", "1:B" },
  { "```\n# A", "" },
  { "~~~ruby\n# A\n```\n~~~~\n# B", "1:B" },
  { "    code\n# A", "1:A" },
  { "<!--\n# A\n-->\n# B", "1:B" },
  { "<pre>\n# A\n\n# B\n</pre>\n# C", "1:C" },
  { "<div>\n# A\n\n# B", "1:B" },
  { "a\n# B\nc", "1:B" },
  { "[a]: /u\nB\n===", "1:B" },
  { "[a]: /u\n'title'\n[b]: /v\nB\nC\n---", "2:B C" },
  { "[a]: /u\n===", "" },
  { "[a]: /u\n===\nB\n===", "1:=== B" },
  { "[^1]: note\n\n    # not\n\n# A", "1:A" },
  { "| a |\n| - |\n| # b |\n\n# C", "1:C" },
  { "# A\r\n\r\nB\r\n===\r\n## C\r\n", "1:A|1:B|2:C" },
  { "# A\r\r## B\rC\r---\r", "1:A|2:B|2:C" },
  { "# A\n\n\n\n\n# B", "1:A|1:B" },
  { "# 日本 é\n", "1:日本 é" },
  { "# \xc2\xa0 A", "1:\xc2\xa0 A" },
  { "A\n===\nB\n===\nC\n===\n===\n", "1:A|1:B|1:C" },
};

static char *
join_headings (GPtrArray *headings)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < headings->len; i++)
    {
      GalleyMarkdownHeading *heading = g_ptr_array_index (headings, i);

      g_string_append_printf (joined, "%s%u:%s", i > 0 ? "|" : "", heading->level, heading->text);
    }
  return g_string_free (joined, FALSE);
}

static GPtrArray *
find (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *headings = galley_markdown_find_headings (text, strlen (text), 1, NULL, &error);

  g_assert_no_error (error);
  return headings;
}

static void
test_headings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (heading_cases); i++)
    {
      g_autoptr (GPtrArray) headings = NULL;
      g_autofree char *joined = NULL;

      g_test_message ("%s", heading_cases[i].text);
      headings = find (heading_cases[i].text);
      joined = join_headings (headings);
      g_assert_cmpstr (joined, ==, heading_cases[i].headings);
    }
}

/* What is outside of the headings, byte by byte. */
static void
test_places (void)
{
  const char *text = "before\n\n# A\r\nafter A\n\n[x]: /y\nB\nB\n======\nafter B\n## C ##";
  g_autoptr (GPtrArray) headings = find (text);
  g_autoptr (GString) rest = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < headings->len; i++)
    {
      GalleyMarkdownHeading *heading = g_ptr_array_index (headings, i);

      g_assert_cmpuint (galley_markdown_count_lines (text, heading->start), >=, heading->line);
      g_string_append_len (rest, text + at, (gssize)(heading->start - at));
      g_string_append_c (rest, '@');
      at = heading->end;
    }
  g_string_append (rest, text + at);
  g_assert_cmpstr (rest->str, ==, "before\n\n@after A\n\n[x]: /y\n@after B\n@");
}

static char *
repeat (const char *text, guint n)
{
  GString *whole = g_string_sized_new (strlen (text) * n);

  while (n-- > 0)
    g_string_append (whole, text);
  return g_string_free (whole, FALSE);
}

static void
assert_too_deep (const char *text, const char *line)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_markdown_find_headings (text, strlen (text), 1, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  galley_test_assert_message (error, line);
}

static void
test_depth (void)
{
  g_autofree char *quotes = repeat (">", 100000);
  g_autofree char *bullets = repeat ("- ", 1000);
  g_autofree char *numbers = repeat ("1. ", 100000);
  g_autofree char *nested = g_strconcat (bullets, "a", NULL);
  g_autofree char *second = g_strconcat ("text\n\n", quotes, "\n", NULL);
  g_autoptr (GString) stairs = g_string_new (NULL);
  g_autoptr (GPtrArray) line = find (bullets);

  assert_too_deep (quotes, "Line 1:");
  assert_too_deep (numbers, "Line 1:");
  assert_too_deep (nested, "Line 1:");
  assert_too_deep (second, "Line 3:");
  /* One level a line. */
  for (guint i = 0; i < 400; i++)
    g_string_append_printf (stairs, "%*s- a\n", (int)(2 * i), "");
  assert_too_deep (stairs->str, "nested");
  g_assert_cmpuint (line->len, ==, 0);
}

static void
test_not_deep (void)
{
  g_autofree char  *dots = repeat ("1.5 2.5 ", 1000);
  g_autofree char  *dashes = repeat ("-", 1000);
  g_autofree char  *stars = repeat ("*", 1000);
  g_autofree char  *breaks = repeat ("* ", 1000);
  g_autofree char  *words = repeat (". . ", 1000);
  const char *const texts[] = { dots, dashes, stars, breaks, words };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = g_strconcat (texts[i], "\n\n# A", NULL);
      g_autoptr (GPtrArray) headings = find (text);

      g_assert_cmpuint (headings->len, ==, 1);
    }
}

/* What makes other parsers work for hours.  The test's own time limit is what fails. */
static void
test_pathological (void)
{
  const char *const parts[] = { "[", "]", "![", "[a](", "*a **a ", "_", "`", "<!A ", "<?", "<![CDATA[", "\\", "&", "a@", "www.", "~~a ",
                                "[a]: b\n", "[^a]: b\n", "|", "a|\n-|\n", "- a\n\n", "a\n=\n", "\t", "\n", "\r", "<a\n", "```\n", "#\n" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = repeat (parts[i], 300000 / (guint)strlen (parts[i]));
      g_autoptr (GPtrArray) headings = NULL;

      g_test_message ("%s", parts[i]);
      headings = find (text);
      g_assert_nonnull (headings);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (galley_markdown_find_headings ("# A", 3, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  const char *text;
  const char *closed;
} CloseCase;

static const CloseCase close_cases[] = {
  { "text", "text" },
  { "", "" },
  { "```\ncode\n```", "```\ncode\n```" },
  { "```\ncode", "```\ncode\n```" },
  { "`````c\n```\ncode", "`````c\n```\ncode\n`````" },
  { "~~~\ncode", "~~~\ncode\n~~~" },
  { "~~~~\n```", "~~~~\n```\n~~~~" },
  { "> ```\n> code", "> ```\n> code" },
  { "- ```\n  code", "- ```\n  code" },
  { "    ```", "    ```" },
  { "<!-- comment", "<!-- comment\n-->" },
  { "<script>\nf ();", "<script>\nf ();\n</script>" },
  { "<pre>\n\na", "<pre>\n\na\n</pre>" },
  { "<?php", "<?php\n?>" },
  { "<!A", "<!A\n>" },
  { "<![CDATA[", "<![CDATA[\n]]>" },
  { "<div>\na", "<div>\na" },
  { "[a]: /u 'title", "[a]: /u 'title" },
  { "text\n===", "text\n===" },
};

static void
test_close (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (close_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *closed = galley_markdown_close (close_cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (closed, ==, close_cases[i].closed);
    }
}

static void
assert_trimmed (const char *text, const char *trimmed)
{
  g_autofree char *got = galley_markdown_dup_trimmed (text, strlen (text));

  g_assert_cmpstr (got, ==, trimmed);
}

static void
test_trim (void)
{
  assert_trimmed ("", "");
  assert_trimmed (" \t", "");
  assert_trimmed ("\n\r\n \n", "");
  assert_trimmed ("a", "a");
  assert_trimmed ("\n\n  a  \n\n", "  a  ");
  assert_trimmed (" \r\n\t\r\n    code\r\n\r\n  more \r\n \r\n", "    code\r\n\r\n  more ");
  assert_trimmed ("a\n   ", "a");
}

static void
test_lines (void)
{
  g_assert_cmpuint (galley_markdown_count_lines ("", 0), ==, 0);
  g_assert_cmpuint (galley_markdown_count_lines ("a", 1), ==, 0);
  g_assert_cmpuint (galley_markdown_count_lines ("a\n", 2), ==, 1);
  g_assert_cmpuint (galley_markdown_count_lines ("a\r\nb\rc\n\n", 8), ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/headings", test_headings);
  g_test_add_func ("/markdown/places", test_places);
  g_test_add_func ("/markdown/depth", test_depth);
  g_test_add_func ("/markdown/not-deep", test_not_deep);
  g_test_add_func ("/markdown/pathological", test_pathological);
  g_test_add_func ("/markdown/cancelled", test_cancelled);
  g_test_add_func ("/markdown/close", test_close);
  g_test_add_func ("/markdown/trim", test_trim);
  g_test_add_func ("/markdown/lines", test_lines);
  return g_test_run ();
}
