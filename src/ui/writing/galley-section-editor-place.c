/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-editor-place"

#include "galley-section-editor-private.h"

/* Going to a place in the texts, as soon as they are there. */

static void
show_place (GalleySectionEditor *self,
            GalleySectionField   field,
            int                  offset,
            gboolean             hit)
{
  GalleyTextView *view = galley_section_editor_get_view (self, field);

  galley_section_editor_focus_field (self, field);
  if (hit)
    galley_text_view_show_hit (view, offset);
  else
    galley_text_view_show_range (view, offset, offset);
}

/**
 * galley_section_editor_show_wanted_place:
 * @self: the widget
 *
 * Goes to the place that is waited for, if its text is there now.
 */
void
galley_section_editor_show_wanted_place (GalleySectionEditor *self)
{
  g_autofree char   *name = NULL;
  GalleySectionField field = self->text;

  if (self->wanted_field == NULL || self->texts == NULL)
    return;
  if (*self->wanted_field != '\0' && !galley_section_field_from_string (self->wanted_field, &field))
    {
      /* What is not a text of the section is one of its elements. */
      adw_view_stack_set_visible_child_name (self->pages, "elements");
      g_clear_pointer (&self->wanted_field, g_free);
      return;
    }
  if (galley_section_texts_get_draft (self->texts, field) == NULL)
    return;

  name = g_steal_pointer (&self->wanted_field);
  if (galley_section_editor_find_field (field) != NULL)
    show_place (self, field, self->wanted_offset, self->wanted_hit);
}

static void
want_place (GalleySectionEditor *self,
            const char          *field,
            int                  offset,
            gboolean             hit)
{
  g_free (self->wanted_field);
  self->wanted_field = g_strdup (field != NULL ? field : "");
  self->wanted_offset = offset;
  self->wanted_hit = hit;
  galley_section_editor_show_wanted_place (self);
}

/**
 * galley_section_editor_show_place:
 * @self: the widget
 * @field: (nullable): the name of a field ([func@SectionField.get_name]), %NULL for the text that was edited last
 * @offset: a character in it
 *
 * Puts the cursor somewhere and brings it into view, as soon as the text is there.
 */
void
galley_section_editor_show_place (GalleySectionEditor *self, const char *field, int offset)
{
  g_return_if_fail (GALLEY_IS_SECTION_EDITOR (self));

  want_place (self, field, offset, FALSE);
}

/**
 * galley_section_editor_show_hit:
 * @self: the widget
 * @field: (nullable): the name of a field ([func@SectionField.get_name]), %NULL for the text that was edited last
 * @offset: a character in it
 *
 * As galley_section_editor_show_place(), where something was found: what begins there catches the eye.
 */
void
galley_section_editor_show_hit (GalleySectionEditor *self, const char *field, int offset)
{
  g_return_if_fail (GALLEY_IS_SECTION_EDITOR (self));

  want_place (self, field, offset, TRUE);
}

/**
 * galley_section_editor_show_element:
 * @self: the widget, with a section
 * @element_id: the id of one of its elements
 *
 * Opens the page of the elements, and puts the keyboard on one of them as soon as they are there.
 */
void
galley_section_editor_show_element (GalleySectionEditor *self, int element_id)
{
  g_return_if_fail (GALLEY_IS_SECTION_EDITOR (self));

  g_clear_pointer (&self->wanted_field, g_free);
  galley_section_editor_set_focus_mode (self, FALSE);
  adw_view_stack_set_visible_child_name (self->pages, "elements");
  galley_element_list_show_element (self->element_list, element_id);
}

/**
 * galley_section_editor_get_place:
 * @self: the widget
 * @offset: (out) (optional): the character before which the cursor is
 *
 * Returns: (transfer full) (nullable): the name of the field that has the cursor, or had it last
 */
char *
galley_section_editor_get_place (GalleySectionEditor *self, int *offset)
{
  GalleyTextBuffer *buffer;
  GtkTextIter       cursor;

  g_return_val_if_fail (GALLEY_IS_SECTION_EDITOR (self), NULL);

  buffer = galley_section_editor_get_buffer (self, self->field);
  if (buffer == NULL || galley_text_buffer_get_draft (buffer) == NULL)
    return NULL;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (buffer), &cursor, gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (buffer)));
  if (offset != NULL)
    *offset = gtk_text_iter_get_offset (&cursor);
  return g_strdup (galley_section_field_get_name (self->field));
}
