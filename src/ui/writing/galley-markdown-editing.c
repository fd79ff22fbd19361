/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-markdown-editing"

#include "galley-config.h"

#include "galley-markdown-editing.h"

#include <string.h>

/* Numbers of list items have nine digits at most in CommonMark. */
#define MOST_DIGITS 9

/* What a line of a list or a quotation begins with. */
typedef struct
{
  gsize    indent; /* bytes of white space before the marker */
  gsize    length; /* bytes up to where the text begins */
  guint64  number; /* of an ordered item */
  char     marker; /* `-`, `*`, `+`, `>`, or what follows a number: `.`, `)` */
  gboolean task;   /* whether there is a box to be ticked */
} ListItem;

/* The text of the line that @iter is in, without its end. */
static char *
dup_line (const GtkTextIter *iter)
{
  GtkTextIter start = *iter;
  GtkTextIter end = *iter;

  gtk_text_iter_set_line_offset (&start, 0);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  return gtk_text_iter_get_slice (&start, &end);
}

static gboolean
parse_marker (const char *at,
              ListItem   *item,
              gsize      *length)
{
  gsize n_digits = strspn (at, "0123456789");

  if (n_digits > 0 && n_digits <= MOST_DIGITS && (at[n_digits] == '.' || at[n_digits] == ')'))
    {
      item->number = g_ascii_strtoull (at, NULL, 10);
      item->marker = at[n_digits];
      *length = n_digits + 1;
      return TRUE;
    }
  if (*at != '\0' && strchr ("-*+>", *at) != NULL)
    {
      item->marker = *at;
      *length = 1;
      return TRUE;
    }
  return FALSE;
}

static gboolean
parse_item (const char *line,
            ListItem   *item)
{
  gsize length;
  gsize n_blanks;

  *item = (ListItem){ 0 };
  item->indent = strspn (line, " \t");
  if (!parse_marker (line + item->indent, item, &length))
    return FALSE;

  n_blanks = strspn (line + item->indent + length, " \t");
  if (n_blanks == 0)
    return FALSE;

  item->length = item->indent + length + n_blanks;
  if (item->marker != '>' && line[item->length] == '[' && line[item->length + 1] != '\0' && strchr (" xX", line[item->length + 1]) != NULL && g_str_has_prefix (line + item->length + 2, "] "))
    {
      item->task = TRUE;
      item->length += strlen ("[ ] ");
    }
  return TRUE;
}

/* What the next line is to begin with. */
static char *
dup_next_prefix (const char     *line,
                 const ListItem *item)
{
  g_autoptr (GString) prefix = g_string_new_len (line, item->indent);

  if (item->marker == '.' || item->marker == ')')
    g_string_append_printf (prefix, "%" G_GUINT64_FORMAT "%c ", item->number + 1, item->marker);
  else
    g_string_append_printf (prefix, "%c ", item->marker);
  if (item->task)
    g_string_append (prefix, "[ ] ");
  return g_string_free (g_steal_pointer (&prefix), FALSE);
}

/**
 * galley_markdown_editing_continue_list:
 * @buffer: a buffer with Markdown and nothing selected
 *
 * Does what Enter is expected to do in a list or a quotation: begins the next item, or ends the list when the item is empty.
 *
 * Returns: whether the cursor was in one; otherwise nothing was done
 */
gboolean
galley_markdown_editing_continue_list (GtkTextBuffer *buffer)
{
  GtkTextIter      cursor;
  GtkTextIter      start;
  ListItem         item;
  g_autofree char *line = NULL;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  line = dup_line (&cursor);
  if (!parse_item (line, &item) || (gsize)gtk_text_iter_get_line_index (&cursor) < item.length)
    return FALSE;

  gtk_text_buffer_begin_user_action (buffer);
  if (line[item.length] == '\0')
    {
      start = cursor;
      gtk_text_iter_set_line_offset (&start, 0);
      gtk_text_buffer_delete (buffer, &start, &cursor);
    }
  else
    {
      g_autofree char *prefix = dup_next_prefix (line, &item);
      g_autofree char *text = g_strconcat ("\n", prefix, NULL);

      gtk_text_buffer_insert (buffer, &cursor, text, -1);
    }
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

/**
 * galley_markdown_editing_indent_item:
 * @buffer: a buffer with Markdown and nothing selected
 * @deeper: whether the item goes one level deeper, else one level up
 *
 * Does what Tab is expected to do at the beginning of a list item's text.
 *
 * Returns: whether the cursor was there; otherwise nothing was done
 */
gboolean
galley_markdown_editing_indent_item (GtkTextBuffer *buffer,
                                     gboolean       deeper)
{
  GtkTextIter      cursor;
  GtkTextIter      end;
  ListItem         item;
  g_autofree char *line = NULL;
  gsize            n_blanks;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), FALSE);

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  line = dup_line (&cursor);
  if (!parse_item (line, &item) || item.marker == '>' || (gsize)gtk_text_iter_get_line_index (&cursor) != item.length)
    return FALSE;

  /* An item below another one begins where the text of that one begins. */
  n_blanks = item.task ? 2 : item.length - item.indent;
  gtk_text_iter_set_line_offset (&cursor, 0);
  gtk_text_buffer_begin_user_action (buffer);
  if (deeper)
    {
      g_autofree char *blanks = g_strnfill (n_blanks, ' ');

      gtk_text_buffer_insert (buffer, &cursor, blanks, -1);
    }
  else if (item.indent > 0)
    {
      end = cursor;
      gtk_text_iter_set_line_index (&end, line[0] == '\t' ? 1 : MIN (item.indent, n_blanks));
      gtk_text_buffer_delete (buffer, &cursor, &end);
    }
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

/* What is selected, or else the word at the cursor, or else the cursor. */
static void
get_target (GtkTextBuffer *buffer,
            GtkTextIter   *start,
            GtkTextIter   *end)
{
  if (gtk_text_buffer_get_selection_bounds (buffer, start, end))
    return;

  gtk_text_buffer_get_iter_at_mark (buffer, start, gtk_text_buffer_get_insert (buffer));
  *end = *start;
  if (gtk_text_iter_inside_word (start) || gtk_text_iter_ends_word (start))
    {
      if (!gtk_text_iter_starts_word (start))
        gtk_text_iter_backward_word_start (start);
      if (!gtk_text_iter_ends_word (end))
        gtk_text_iter_forward_word_end (end);
    }
}

/* How many marker characters stand around the target on both sides; `***` is bold and italic. */
static int
count_markers (const GtkTextIter *start,
               const GtkTextIter *end,
               char               marker)
{
  GtkTextIter before = *start;
  GtkTextIter after = *end;
  int         n = 0;

  while (gtk_text_iter_backward_char (&before) && gtk_text_iter_get_char (&before) == (gunichar)marker && gtk_text_iter_get_char (&after) == (gunichar)marker)
    {
      n++;
      if (!gtk_text_iter_forward_char (&after))
        break;
    }
  return n;
}

static gboolean
is_marked (const GtkTextIter *start,
           const GtkTextIter *end,
           const char        *marker)
{
  int n = count_markers (start, end, marker[0]);

  return strlen (marker) == 2 ? n >= 2 : n == 1 || n >= 3;
}

static void
unmark (GtkTextBuffer *buffer,
        GtkTextIter   *start,
        GtkTextIter   *end,
        int            length)
{
  int         offset = gtk_text_iter_get_offset (start);
  GtkTextIter other = *end;

  gtk_text_iter_forward_chars (&other, length);
  gtk_text_buffer_delete (buffer, end, &other);
  gtk_text_buffer_get_iter_at_offset (buffer, start, offset - length);
  gtk_text_buffer_get_iter_at_offset (buffer, &other, offset);
  gtk_text_buffer_delete (buffer, start, &other);
}

static void
mark (GtkTextBuffer *buffer,
      GtkTextIter   *start,
      GtkTextIter   *end,
      const char    *before,
      const char    *after)
{
  int first = gtk_text_iter_get_offset (start);
  int last = gtk_text_iter_get_offset (end);
  int length = g_utf8_strlen (before, -1);

  gtk_text_buffer_insert (buffer, end, after, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, start, first);
  gtk_text_buffer_insert (buffer, start, before, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, start, first + length);
  gtk_text_buffer_get_iter_at_offset (buffer, end, last + length);
  gtk_text_buffer_select_range (buffer, end, start);
}

/**
 * galley_markdown_editing_toggle:
 * @buffer: a buffer with Markdown
 * @marker: `*` or `**`
 *
 * Puts markers around what is selected or the word at the cursor, or takes them away when they are there; one step to undo.
 */
void
galley_markdown_editing_toggle (GtkTextBuffer *buffer,
                                const char    *marker)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));
  g_return_if_fail (marker != NULL && marker[0] != '\0');

  get_target (buffer, &start, &end);
  gtk_text_buffer_begin_user_action (buffer);
  if (is_marked (&start, &end, marker))
    unmark (buffer, &start, &end, strlen (marker));
  else
    mark (buffer, &start, &end, marker, marker);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * galley_markdown_editing_make_link:
 * @buffer: a buffer with Markdown
 *
 * Makes a link out of what is selected or the word at the cursor, and puts the cursor where the address goes; an address becomes the
 * link's own, with the cursor where its text goes.  One step to undo.
 */
void
galley_markdown_editing_make_link (GtkTextBuffer *buffer)
{
  GtkTextIter      start;
  GtkTextIter      end;
  g_autofree char *text = NULL;
  gboolean         address;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  get_target (buffer, &start, &end);
  text = gtk_text_iter_get_slice (&start, &end);
  address = g_str_has_prefix (text, "http://") || g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "mailto:");

  gtk_text_buffer_begin_user_action (buffer);
  mark (buffer, &start, &end, address ? "[](" : "[", address ? ")" : "]()");
  if (address)
    gtk_text_iter_backward_chars (&start, strlen ("]("));
  else
    {
      start = end;
      gtk_text_iter_forward_chars (&start, *text != '\0' ? strlen ("](") : 0);
    }
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_buffer_end_user_action (buffer);
}
