/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-text"

#include "galley-text.h"

#include <string.h>

#include "galley-error.h"

typedef struct
{
  const char *text;
  guint       n_words;
} WordCase;

static const WordCase word_cases[] = {
  { NULL, 0 },
  { "", 0 },
  { " \n\t ", 0 },
  { "— … !", 0 },
  { "one", 1 },
  { "one two  three\nfour", 4 },
  { "don't", 1 },
  { "don’t", 1 },
  { "'quoted'", 1 },
  { "rock 'n' roll", 3 },
  { "well-known", 2 },
  { "3.14", 1 },
  { "1,000,000 sheep", 2 },
  { "1,a", 2 },
  { "a.b", 1 },
  { "end.Start again", 2 },
  { "end. Start", 2 },
  { "wait...what", 2 },
  { "snake_case", 1 },
  { "B2B", 1 },
  { "naïve nai\xcc\x88ve", 2 },
  { "Ελλάδα Россия", 2 },
  { "日本", 2 },
  { "ひら", 2 },
  { "カタカナ", 1 },
  { "100% 日本 tea", 4 },
  { "soft\u00adhyphen", 1 },
  { "🙂 smile 🙂", 1 },
  { "<p>A <strong>key</strong> term.</p>", 7 },
};

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (word_cases); i++)
    {
      g_test_message ("%s", word_cases[i].text ? word_cases[i].text : "(null)");
      g_assert_cmpuint (galley_text_count_words (word_cases[i].text), ==, word_cases[i].n_words);
    }
}

static void
test_reading_time (void)
{
  g_assert_cmpuint (galley_text_reading_time (0), ==, 0);
  g_assert_cmpuint (galley_text_reading_time (1), ==, 1);
  g_assert_cmpuint (galley_text_reading_time (238), ==, 1);
  g_assert_cmpuint (galley_text_reading_time (239), ==, 2);
  g_assert_cmpuint (galley_text_reading_time (G_MAXUINT), ==, G_MAXUINT / 238 + 1);
}

static void
test_blank (void)
{
  g_assert_true (galley_text_is_blank (NULL));
  g_assert_true (galley_text_is_blank (""));
  g_assert_true (galley_text_is_blank (" \t\n\u00a0\u2003"));
  g_assert_false (galley_text_is_blank (" . "));
}

static void
assert_first_line (const char *text,
                   guint       most,
                   const char *expected)
{
  g_autofree char *line = galley_text_first_line (text, most);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_first_line (void)
{
  assert_first_line ("just ten !  \t\nmore", 10, "just ten !");
  assert_first_line ("just ten !  x", 10, "just ten…");
  assert_first_line ("äöüß", 4, "äöüß");
  assert_first_line ("äöüß.", 4, "äöü…");
  assert_first_line ("x", 1, "x");
  assert_first_line ("xy", 1, "…");
  assert_first_line (NULL, 10, "");
  assert_first_line ("", 10, "");
  assert_first_line ("\n \n", 10, "");
  assert_first_line ("\n\n  first \nsecond", 10, "first");
  assert_first_line ("first\r\nsecond", 10, "first");
  assert_first_line ("0123456789", 10, "0123456789");
  assert_first_line ("0123456789a", 10, "012345678…");
  assert_first_line ("ärgerlich", 4, "ärg…");
  assert_first_line ("one two three", 5, "one…");
  assert_first_line ("long", 1, "…");
}

static void
assert_sanitized (const char *data,
                  gssize      length,
                  const char *expected)
{
  g_autofree char *text = galley_text_sanitize (data, length);

  g_assert_cmpstr (text, ==, expected);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
test_sanitize (void)
{
  assert_sanitized ("", -1, "");
  assert_sanitized ("plain", -1, "plain");
  assert_sanitized ("plain", 2, "pl");
  assert_sanitized ("a\0b", 3, "ab");
  assert_sanitized ("a\tb\nc", -1, "a\tb\nc");
  assert_sanitized ("a\r\nb\rc\r", -1, "a\nb\nc\n");
  assert_sanitized ("bell\x07 esc\x1b del\x7f", -1, "bell esc del");
  assert_sanitized ("\xef\xbb\xbfmark", -1, "mark");
  assert_sanitized ("latin \xe9", -1, "latin \xef\xbf\xbd");
  assert_sanitized ("cut \xe2\x82", -1, "cut \xef\xbf\xbd\xef\xbf\xbd");
  assert_sanitized ("caf\xc3\xa9", -1, "café");
}

static void
test_sanitize_every_byte (void)
{
  char bytes[3];

  /* Each byte alone between two letters: whatever comes out is a text. */
  for (guint i = 0; i < 256; i++)
    {
      g_autofree char *text = NULL;

      bytes[0] = 'a';
      bytes[1] = i;
      bytes[2] = 'b';
      text = galley_text_sanitize (bytes, 3);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpint (text[0], ==, 'a');
      g_assert_true (g_str_has_suffix (text, i == '\r' ? "\nb" : "b"));
      g_assert_true (galley_text_validate (text, -1, NULL));
    }
}

static void
test_validate (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_text_validate ("", -1, &error));
  g_assert_no_error (error);
  g_assert_true (galley_text_validate ("für\n日本", -1, &error));
  g_assert_no_error (error);

  g_assert_false (galley_text_validate ("one\ntwo \xff", -1, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "0xff"));
  g_assert_nonnull (strstr (error->message, "line 2"));
  g_clear_error (&error);

  g_assert_false (galley_text_validate ("one\0two", 7, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "NUL"));
  g_clear_error (&error);

  /* A surrogate is not a character, whatever other programs say. */
  g_assert_false (galley_text_validate ("\xed\xa0\x80", -1, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/words", test_words);
  g_test_add_func ("/text/reading-time", test_reading_time);
  g_test_add_func ("/text/blank", test_blank);
  g_test_add_func ("/text/first-line", test_first_line);
  g_test_add_func ("/text/sanitize", test_sanitize);
  g_test_add_func ("/text/sanitize/every-byte", test_sanitize_every_byte);
  g_test_add_func ("/text/validate", test_validate);

  return g_test_run ();
}
