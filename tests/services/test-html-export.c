/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-html-export"

#include "galley-html-exporter.h"

#include <string.h>

#include "galley-error.h"
#include "galley-test-util.h"

static char *
export_html (GalleyDocument *document)
{
  g_autoptr (GError) error = NULL;
  char *html = galley_html_export (document, NULL, &error);

  g_assert_no_error (error);
  return html;
}

/* The body of a post with one section. */
static char *
render (const char *text)
{
  g_autoptr (GalleyDocument) document = galley_document_new ("T");
  g_autofree char *html = NULL;
  const char      *open = "<h2>H</h2>\n";
  const char      *start;

  galley_document_add_section (document, "H", text);
  html = export_html (document);
  start = strstr (html, open);
  g_assert_nonnull (start);
  start += strlen (open);
  return g_strndup (start, (gsize)(strstr (start, "</section>\n</article>") - start));
}

static void
assert_rendered (const char *text, const char *html)
{
  g_autofree char *got = render (text);

  g_assert_cmpstr (got, ==, html);
}

static void
test_whole (void)
{
  g_autoptr (GalleyDocument) document = galley_document_new ("Stones & *circles*");
  JsonObject      *section = galley_document_add_section (document, "The `first` one", "draft");
  g_autofree char *html = NULL;

  json_object_set_string_member (section, "polished", "Polished [link][l].");
  galley_document_add_section (document, "Second", "Text.\n\n[l]: http://example.org");
  json_object_set_string_member (galley_document_get_development (document), "intro_blurb", "Intro.");
  json_object_set_string_member (galley_document_get_development (document), "subtitle", "A <sub>title");
  json_object_set_string_member (galley_document_get_development (document), "conclusion", "The end.");
  json_object_set_string_member (galley_document_get_development (document), "basic_metadata", "{\"lang\":\"gd\"}");
  json_object_set_string_member (galley_document_get_post (document), "summary", "\"Old\" stones");
  html = export_html (document);
  g_assert_cmpstr (html, ==,
                   "<!DOCTYPE html>\n<html lang=\"gd\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<title>Stones &amp; circles</title>\n<meta name=\"description\" content=\"&quot;Old&quot; stones\">\n</head>\n"
                   "<body>\n<article>\n<h1>Stones &amp; <em>circles</em></h1>\n<p class=\"subtitle\">A &lt;sub&gt;title</p>\n<p>Intro.</p>\n"
                   "<section id=\"section-1\">\n<h2>The <code>first</code> one</h2>\n<p>Polished <a href=\"http://example.org\">link</a>.</p>\n</section>\n"
                   "<section id=\"section-2\">\n<h2>Second</h2>\n<p>Text.</p>\n</section>\n"
                   "<section id=\"conclusion\">\n<p>The end.</p>\n</section>\n</article>\n</body>\n</html>\n");
}

static void
test_empty (void)
{
  g_autoptr (GalleyDocument) document = galley_document_new ("T");
  g_autofree char *html = NULL;

  json_object_set_string_member (galley_document_get_development (document), "conclusion", "");
  json_object_set_string_member (galley_document_get_development (document), "basic_metadata", "{\"lang\":\"\\\"><script>\"}");
  html = export_html (document);
  g_assert_nonnull (strstr (html, "<html lang=\"en\">"));
  g_assert_nonnull (strstr (html, "<article>\n<h1>T</h1>\n</article>"));
}

static void
test_extensions (void)
{
  assert_rendered ("| a | b |\n|---|--:|\n| 1 | 2 |",
                   "<table>\n<thead>\n<tr>\n<th>a</th>\n<th align=\"right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n"
                   "<td align=\"right\">2</td>\n</tr>\n</tbody>\n</table>\n");
  assert_rendered ("~~gone~~ www.example.org", "<p><del>gone</del> <a href=\"http://www.example.org\">www.example.org</a></p>\n");
  assert_rendered ("~~~c\nint <x>;\n~~~", "<pre><code class=\"language-c\">int &lt;x&gt;;\n</code></pre>\n");
}

static void
test_footnotes (void)
{
  g_autoptr (GalleyDocument) document = galley_document_new ("T");
  g_autofree char *html = NULL;

  galley_document_add_section (document, "A", "See[^1].");
  galley_document_add_section (document, "B", "[^1]: The note.\n\nB.");
  html = export_html (document);
  g_assert_nonnull (strstr (html, "<p>See<sup"));
  g_assert_nonnull (strstr (html, "<h2>B</h2>\n<p>B.</p>\n</section>\n<section class=\"footnotes\""));
  g_assert_nonnull (strstr (html, "The note."));
  g_assert_true (g_str_has_suffix (html, "</ol>\n</section>\n</article>\n</body>\n</html>\n"));
}

/* Headings in a text stand below the heading of its section, whatever level they were written with. */
static void
test_levels (void)
{
  assert_rendered ("# a\n\n## b\n\n# c", "<h3>a</h3>\n<h4>b</h4>\n<h3>c</h3>\n");
  assert_rendered ("#### a\n\n###### b", "<h3>a</h3>\n<h5>b</h5>\n");
  assert_rendered ("# a\n\n###### b", "<h3>a</h3>\n<h6>b</h6>\n");
  assert_rendered ("> ## a", "<blockquote>\n<h3>a</h3>\n</blockquote>\n");
}

/* None of these may reach a browser as what it says. */
static void
test_safe (void)
{
  static const char *const texts[] = {
    "<script>alert(1)</script>",
    "a <script>alert(1)</script>",
    "<SCRIPT SRC=//x>",
    "<img src=x onerror=alert(1)>",
    "a <b onclick='x'>b</b>",
    "<iframe src=\"javascript:alert(1)\">",
    "<svg/onload=alert(1)>",
    "<!--><script>alert(1)</script>",
    "<?php x ?>",
    "<style>*{}</style>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\nscript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](vbscript:x)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](file:///etc/passwd)",
    "![a](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "[a](<javascript:alert(1)>)",
    "[a](x \"\\\" onclick=\\\"x\")",
    "```\" onclick=\"x\ncode\n```",
    "</section></article></body>",
  };
  static const char *const dangers[] = { "<script", "<SCRIPT", "<img src=x", " onclick=\"", " onclick='", "<iframe", "<svg", "<style", "<?php", "href=\"javascript", "href=\"JaVa",
                                         "src=\"javascript", "href=\"vbscript", "href=\"data:", "href=\"file:", "</article></body>" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *html = render (texts[i]);

      for (guint j = 0; j < G_N_ELEMENTS (dangers); j++)
        if (strstr (html, dangers[j]) != NULL)
          g_error ("%s became %s", texts[i], html);
    }
}

/* The heading, the title and the fields of a post are data too. */
static void
test_safe_fields (void)
{
  g_autoptr (GalleyDocument) document = galley_document_new ("</title><script>x</script>");
  g_autofree char *html = NULL;

  galley_document_add_section (document, "<script>x</script> [a](javascript:x)", NULL);
  json_object_set_string_member (galley_document_get_development (document), "subtitle", "<script>");
  json_object_set_string_member (galley_document_get_post (document), "summary", "\"><script>");
  html = export_html (document);
  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "javascript:"));
}

static void
test_controls (void)
{
  assert_rendered ("a\x01\x1b[31mb\xc2\x9b\xef\xbf\xbf", "<p>a\xef\xbf\xbd\xef\xbf\xbd[31mb\xef\xbf\xbd\xef\xbf\xbd</p>\n");
}

/* A text that is open at its end does not swallow the next section. */
static void
test_open (void)
{
  g_autoptr (GalleyDocument) document = galley_document_new ("T");
  g_autofree char *html = NULL;

  galley_document_add_section (document, "A", "```\ncode");
  galley_document_add_section (document, "B", "<!-- open");
  galley_document_add_section (document, "C", "text");
  html = export_html (document);
  g_assert_nonnull (strstr (html, "<h2>B</h2>"));
  g_assert_nonnull (strstr (html, "<h2>C</h2>\n<p>text</p>"));
}

static void
test_bounded (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GalleyDocument) document = galley_document_new ("T");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "a <? ");
  galley_document_add_section (document, "A", text->str);
  g_assert_null (galley_html_export (document, NULL, &error));
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
  galley_test_assert_message (error, "backslash");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html-export/whole", test_whole);
  g_test_add_func ("/html-export/empty", test_empty);
  g_test_add_func ("/html-export/extensions", test_extensions);
  g_test_add_func ("/html-export/footnotes", test_footnotes);
  g_test_add_func ("/html-export/levels", test_levels);
  g_test_add_func ("/html-export/safe", test_safe);
  g_test_add_func ("/html-export/safe-fields", test_safe_fields);
  g_test_add_func ("/html-export/controls", test_controls);
  g_test_add_func ("/html-export/open", test_open);
  g_test_add_func ("/html-export/bounded", test_bounded);
  return g_test_run ();
}
