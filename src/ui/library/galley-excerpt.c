/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-excerpt"

#include "galley-excerpt.h"

/* How a search marks what it found. */
#define MARK_BEGIN '\2'
#define MARK_END   '\3'

/* A tint that can be read on light and on dark; the weight says the same without any colour. */
static void
mark (PangoAttrList *attributes,
      gsize          begin,
      gsize          end)
{
  PangoAttribute *marks[] = {
    pango_attr_weight_new (PANGO_WEIGHT_BOLD),
    pango_attr_background_new (0xf5f5, 0xc2c2, 0x1111),
    pango_attr_background_alpha_new (0x4000),
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      marks[i]->start_index = (guint)begin;
      marks[i]->end_index = (guint)end;
      pango_attr_list_insert (attributes, marks[i]);
    }
}

/**
 * galley_excerpt_parse:
 * @excerpt: (nullable): a text in which what was found is between U+0002 and U+0003
 * @attributes: (out) (transfer full): how to show that
 *
 * Makes an excerpt showable: one line of plain text, and attributes for what is marked in it.  Nothing in the text is taken for markup.
 *
 * Returns: (transfer full): the text without its marks
 */
char *
galley_excerpt_parse (const char     *excerpt,
                      PangoAttrList **attributes)
{
  GString *text = g_string_new (NULL);
  gssize   begin = -1;

  g_return_val_if_fail (attributes != NULL, NULL);

  *attributes = pango_attr_list_new ();
  for (const char *p = excerpt != NULL ? excerpt : ""; *p != '\0'; p++)
    {
      if (*p == MARK_BEGIN)
        begin = (gssize)text->len;
      else if (*p == MARK_END && begin >= 0)
        {
          mark (*attributes, (gsize)begin, text->len);
          begin = -1;
        }
      else if (*p != MARK_END)
        g_string_append_c (text, *p == '\n' || *p == '\r' || *p == '\t' ? ' ' : *p);
    }
  if (begin >= 0)
    mark (*attributes, (gsize)begin, text->len);

  return g_string_free (text, FALSE);
}
