/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-editor-fields"

#include "galley-config.h"

#include "galley-section-editor-private.h"

#include <glib/gi18n-lib.h>

/* Which texts are written here, and where. */

const GalleyEditorField galley_editor_fields[GALLEY_EDITOR_N_FIELDS] = {
  { GALLEY_SECTION_HEADING, NULL },
  { GALLEY_SECTION_DRAFT, "draft" },
  { GALLEY_SECTION_POLISHED, "polished" },
  { GALLEY_SECTION_DESCRIPTION, "notes" },
  { GALLEY_SECTION_IDEAS_TO_INCLUDE, "notes" },
  { GALLEY_SECTION_FACTS_TO_INCLUDE, "notes" },
  { GALLEY_SECTION_HIGHLIGHTING, "notes" },
};

/**
 * galley_section_editor_find_field:
 * @field: a field
 *
 * Returns: (transfer none) (nullable): where it is written; %NULL for what is not written here
 */
const GalleyEditorField *
galley_section_editor_find_field (GalleySectionField field)
{
  for (guint i = 0; i < GALLEY_EDITOR_N_FIELDS; i++)
    if (galley_editor_fields[i].field == field)
      return &galley_editor_fields[i];
  return NULL;
}

/**
 * galley_section_editor_get_view:
 * @self: the widget
 * @field: a field
 *
 * Returns: (transfer none) (nullable): where it is written; %NULL for what is not written here
 */
GalleyTextView *
galley_section_editor_get_view (GalleySectionEditor *self,
                                GalleySectionField   field)
{
  switch ((int)field)
    {
    case GALLEY_SECTION_HEADING:
      return self->heading;
    case GALLEY_SECTION_DRAFT:
      return galley_text_editor_get_view (self->draft);
    case GALLEY_SECTION_POLISHED:
      return galley_text_editor_get_view (self->polished);
    case GALLEY_SECTION_DESCRIPTION:
      return galley_field_row_get_view (self->description);
    case GALLEY_SECTION_IDEAS_TO_INCLUDE:
      return galley_field_row_get_view (self->ideas);
    case GALLEY_SECTION_FACTS_TO_INCLUDE:
      return galley_field_row_get_view (self->facts);
    case GALLEY_SECTION_HIGHLIGHTING:
      return galley_field_row_get_view (self->highlighting);
    default:
      return NULL;
    }
}

/**
 * galley_section_editor_get_text_editor:
 * @self: the widget
 *
 * Returns: (transfer none): the long text that is to be seen, or was last
 */
GalleyTextEditor *
galley_section_editor_get_text_editor (GalleySectionEditor *self)
{
  return self->text == GALLEY_SECTION_POLISHED ? self->polished : self->draft;
}

/**
 * galley_section_editor_get_buffer:
 * @self: the widget
 * @field: a field
 *
 * Returns: (transfer none) (nullable): its text; %NULL when no section is open
 */
GalleyTextBuffer *
galley_section_editor_get_buffer (GalleySectionEditor *self,
                                  GalleySectionField   field)
{
  return self->texts != NULL ? galley_section_texts_get_buffer (self->texts, field) : NULL;
}

/**
 * galley_section_editor_get_field_label:
 * @field: a field
 *
 * Returns: (transfer none) (nullable): what it is called; %NULL for the heading and what is not written here
 */
const char *
galley_section_editor_get_field_label (GalleySectionField field)
{
  switch ((int)field)
    {
    case GALLEY_SECTION_DRAFT:
      return _ ("Draft");
    case GALLEY_SECTION_POLISHED:
      return _ ("Polished");
    case GALLEY_SECTION_DESCRIPTION:
      return _ ("Description");
    case GALLEY_SECTION_IDEAS_TO_INCLUDE:
      return _ ("Ideas to Include");
    case GALLEY_SECTION_FACTS_TO_INCLUDE:
      return _ ("Facts to Include");
    case GALLEY_SECTION_HIGHLIGHTING:
      return _ ("Highlighting");
    default:
      return NULL;
    }
}

/**
 * galley_section_editor_focus_field:
 * @self: the widget
 * @field: a field
 *
 * Opens the page that a text is on, and gives it the keyboard.
 */
void
galley_section_editor_focus_field (GalleySectionEditor *self,
                                   GalleySectionField   field)
{
  const GalleyEditorField *place = galley_section_editor_find_field (field);

  if (place == NULL)
    return;

  if (place->page != NULL)
    adw_view_stack_set_visible_child_name (self->pages, place->page);
  self->field = field;
  gtk_widget_grab_focus (GTK_WIDGET (galley_section_editor_get_view (self, field)));
}

/**
 * galley_section_editor_replace_text:
 * @self: the widget
 * @field: the name of a field ([func@SectionField.get_name])
 * @text: another text
 *
 * Puts another text in the place of one of the section that is open, as one step to undo, and saves it like what is typed.
 *
 * Returns: whether the text is here, and can be written; nothing was done otherwise
 */
gboolean
galley_section_editor_replace_text (GalleySectionEditor *self,
                                    const char          *field,
                                    const char          *text)
{
  GalleySectionField which;
  GalleyTextBuffer  *buffer;
  GalleyTextView    *view;

  g_return_val_if_fail (GALLEY_IS_SECTION_EDITOR (self), FALSE);
  g_return_val_if_fail (field != NULL && text != NULL, FALSE);

  if (!galley_section_field_from_string (field, &which))
    return FALSE;

  buffer = galley_section_editor_get_buffer (self, which);
  view = galley_section_editor_get_view (self, which);
  if (buffer == NULL || view == NULL || !gtk_text_view_get_editable (GTK_TEXT_VIEW (view)))
    return FALSE;

  galley_text_buffer_replace_text (buffer, text);
  return TRUE;
}
