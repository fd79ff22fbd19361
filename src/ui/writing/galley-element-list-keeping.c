/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-list-keeping"

#include "galley-element-list-private.h"

/* What is typed in elements is on the disk before it is saved, so that a crash takes nothing of it. */

static GalleyDrafts *
get_drafts (GalleyElementList *self)
{
  return self->workspace != NULL ? galley_workspace_get_drafts (self->workspace) : NULL;
}

/**
 * galley_element_list_forget_text:
 * @self: the widget
 * @element: an element
 *
 * What was typed in an element is saved, or was given up.
 */
void
galley_element_list_forget_text (GalleyElementList *self,
                                 GalleyElement     *element)
{
  GalleyDrafts *drafts = get_drafts (self);

  if (drafts != NULL)
    galley_drafts_forget_element (drafts, galley_record_get_id (GALLEY_RECORD (element)));
}

/**
 * galley_element_list_keep_text:
 * @self: the widget
 * @element: an element
 * @text: what is being typed in it
 *
 * Writes it down.
 */
void
galley_element_list_keep_text (GalleyElementList *self,
                               GalleyElement     *element,
                               const char        *text)
{
  GalleyDrafts *drafts = get_drafts (self);

  if (drafts == NULL)
    return;

  /* An element without a text is none. */
  if (*text != '\0' && g_strcmp0 (text, galley_element_get_text (element)) != 0)
    galley_drafts_keep_element (drafts, element, text);
  else
    galley_element_list_forget_text (self, element);
}

/**
 * galley_element_list_keep_new:
 * @self: the widget
 *
 * Writes down what is being typed to become an element.
 */
void
galley_element_list_keep_new (GalleyElementList *self)
{
  GalleyDrafts     *drafts = get_drafts (self);
  GalleyElementType type = galley_element_list_get_chosen_type (self);
  g_autofree char  *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  int               section_id = *text != '\0' && self->section != NULL ? galley_record_get_id (GALLEY_RECORD (self->section)) : 0;

  if (drafts == NULL)
    return;

  if (self->kept_section_id != 0 && (self->kept_section_id != section_id || self->kept_type != type))
    galley_drafts_forget_new_elements (drafts, self->kept_section_id, self->kept_type, 0);
  if (section_id != 0)
    galley_drafts_keep_new_elements (drafts, self->section, type, 0, text);
  self->kept_section_id = section_id;
  self->kept_type = type;
}
