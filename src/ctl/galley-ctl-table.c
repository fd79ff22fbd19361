/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-table"

#include "galley-ctl-table.h"

#include "galley-ctl-text.h"

/* No cell is wider: a heading may have a thousand characters. */
#define MAX_WIDTH 60

#define GAP 2

struct _GalleyCtlTable
{
  guint      n_columns;
  GPtrArray *cells;   /* (owned) (element-type utf8): row by row, the titles first */
  guint     *widths;  /* (owned) */
  gboolean  *numbers; /* (owned): which columns are aligned to the right */
};

static void
add_cell (GalleyCtlTable *self, char *cell)
{
  guint column = self->cells->len % self->n_columns;

  self->widths[column] = MAX (self->widths[column], galley_ctl_text_measure (cell));
  g_ptr_array_add (self->cells, cell);
}

/**
 * galley_ctl_table_new:
 * @n_columns: how many columns
 * @...: the title of each, translated
 *
 * Makes a table.
 *
 * Returns: (transfer full): a table without rows
 */
GalleyCtlTable *
galley_ctl_table_new (guint n_columns, ...)
{
  GalleyCtlTable *self = g_new0 (GalleyCtlTable, 1);
  va_list         titles;

  self->n_columns = n_columns;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->widths = g_new0 (guint, n_columns);
  self->numbers = g_new0 (gboolean, n_columns);
  va_start (titles, n_columns);
  for (guint i = 0; i < n_columns; i++)
    add_cell (self, g_strdup (va_arg (titles, const char *)));
  va_end (titles);
  return self;
}

/**
 * galley_ctl_table_free:
 * @self: (transfer full): a table
 *
 * Frees a table.
 */
void
galley_ctl_table_free (GalleyCtlTable *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self->widths);
  g_free (self->numbers);
  g_free (self);
}

/**
 * galley_ctl_table_add_number:
 * @self: a table
 * @number: a number
 *
 * Fills the next cell.
 */
void
galley_ctl_table_add_number (GalleyCtlTable *self, gint64 number)
{
  self->numbers[self->cells->len % self->n_columns] = TRUE;
  add_cell (self, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

/**
 * galley_ctl_table_add_id:
 * @self: a table
 * @id: an id or a place
 *
 * Fills the next cell; it stays empty for 0.
 */
void
galley_ctl_table_add_id (GalleyCtlTable *self, int id)
{
  if (id != 0)
    galley_ctl_table_add_number (self, id);
  else
    add_cell (self, g_strdup (""));
}

/**
 * galley_ctl_table_add_text:
 * @self: a table
 * @text: (nullable): a text of any length
 *
 * Fills the next cell.
 */
void
galley_ctl_table_add_text (GalleyCtlTable *self, const char *text)
{
  add_cell (self, galley_ctl_text_one_line (text, MAX_WIDTH));
}

/**
 * galley_ctl_table_add_time:
 * @self: a table
 * @time: (nullable): a time
 *
 * Fills the next cell, with the time here.
 */
void
galley_ctl_table_add_time (GalleyCtlTable *self, GDateTime *time)
{
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  add_cell (self, local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup (""));
}

static void
append_cell (GalleyCtlTable *self, GString *row, guint place)
{
  guint       column = place % self->n_columns;
  const char *cell = g_ptr_array_index (self->cells, place);
  int         padding = (int)(self->widths[column] - galley_ctl_text_measure (cell));

  if (self->numbers[column])
    g_string_append_printf (row, "%*s%s%*s", padding, "", cell, GAP, "");
  else
    g_string_append_printf (row, "%s%*s", cell, padding + GAP, "");
}

/**
 * galley_ctl_table_print:
 * @self: a table
 * @ctl: a run
 *
 * Prints the table; nothing at all when it has no rows.
 */
void
galley_ctl_table_print (GalleyCtlTable *self, GalleyCtl *ctl)
{
  if (self->cells->len == self->n_columns)
    return;
  for (guint i = 0; i < self->cells->len; i += self->n_columns)
    {
      g_autoptr (GString) row = g_string_new (NULL);

      for (guint column = 0; column < self->n_columns; column++)
        append_cell (self, row, i + column);
      galley_ctl_print (ctl, "%s\n", g_strchomp (row->str));
    }
}
