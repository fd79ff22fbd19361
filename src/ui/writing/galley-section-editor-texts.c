/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-editor-texts"

#include "galley-config.h"

#include "galley-section-editor-private.h"

#include <glib/gi18n-lib.h>

#include "galley-text.h"

/* The texts of the section that is open: fetching and showing them, and what is said about them. */

/* How many sections keep what can be undone, and where the cursor was. */
#define KEPT_SECTIONS 64

/**
 * galley_section_editor_update_compare:
 * @self: the widget
 *
 * Compares the draft with the polished text, while that is to be seen.
 */
void
galley_section_editor_update_compare (GalleySectionEditor *self)
{
  gboolean visible = g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "compare") == 0;

  galley_compare_view_set_titles (self->compare_view, _ ("Draft"), _ ("Polished"));
  /* These are other fields than those that have a page of their own. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (galley_compare_view_get_old_view (self->compare_view)), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Draft, compared"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (galley_compare_view_get_new_view (self->compare_view)), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Polished, compared"), -1);
  galley_compare_view_set_editable (self->compare_view, self->texts != NULL && galley_section_texts_get_loaded (self->texts) && !galley_section_texts_get_parked (self->texts));
  galley_compare_view_set_buffers (self->compare_view,
                                   visible ? GTK_SOURCE_BUFFER (galley_section_editor_get_buffer (self, GALLEY_SECTION_DRAFT)) : NULL,
                                   visible ? GTK_SOURCE_BUFFER (galley_section_editor_get_buffer (self, GALLEY_SECTION_POLISHED)) : NULL);
}

/* What a reader would read, by the same rule as everywhere: the polished text, or the draft while nothing has been polished. */
static GalleySectionField
find_read_field (GalleySectionEditor *self)
{
  GalleyTextBuffer *polished = galley_section_editor_get_buffer (self, GALLEY_SECTION_POLISHED);
  g_autofree char  *text = NULL;

  if (polished == NULL)
    return GALLEY_SECTION_DRAFT;
  if (galley_text_buffer_get_n_words (polished) > 0)
    return GALLEY_SECTION_POLISHED;

  text = galley_text_buffer_dup_text (polished);
  return galley_text_is_blank (text) ? GALLEY_SECTION_DRAFT : GALLEY_SECTION_POLISHED;
}

/**
 * galley_section_editor_update_word_label:
 * @self: the widget
 *
 * Says which text's words are counted.  The words of a section are those of what a reader would read; those of another text are called
 * by its name.
 */
void
galley_section_editor_update_word_label (GalleySectionEditor *self)
{
  GalleySectionField field = galley_section_editor_find_field (self->field) != NULL && gtk_widget_get_mapped (GTK_WIDGET (galley_section_editor_get_view (self, self->field))) ? self->field : self->text;

  if (field == GALLEY_SECTION_HEADING)
    field = self->text;
  self->read_field = find_read_field (self);
  galley_word_label_set_buffer (self->word_label, galley_section_editor_get_buffer (self, field), field != self->read_field ? galley_section_editor_get_field_label (field) : NULL);
  galley_target_button_set_section (self->target_button, self->section, galley_section_editor_get_buffer (self, self->read_field));
}

/**
 * galley_section_editor_update_state:
 * @self: the widget
 *
 * Shows whether there is a section, whether it could be fetched, and whether it is in the trash.
 */
void
galley_section_editor_update_state (GalleySectionEditor *self)
{
  const GError *error = self->texts != NULL ? galley_section_texts_get_error (self->texts) : NULL;
  gboolean      parked = self->texts != NULL && galley_section_texts_get_parked (self->texts);

  if (error != NULL && !parked)
    {
      g_autofree char *message = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failed_page, message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  else
    gtk_stack_set_visible_child_name (self->stack, self->section != NULL ? "section" : "empty");

  gtk_revealer_set_reveal_child (self->trash_bar, parked);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->heading), self->texts != NULL && galley_section_texts_get_draft (self->texts, GALLEY_SECTION_HEADING) != NULL && !parked);
  galley_section_editor_update_status (self);
  g_object_notify (G_OBJECT (self), "status");
  galley_section_editor_update_actions (self);
  galley_section_editor_show_wanted_place (self);
}

static void
show_texts (GalleySectionEditor *self)
{
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->heading), GTK_TEXT_BUFFER (galley_section_editor_get_buffer (self, GALLEY_SECTION_HEADING)));
  galley_text_editor_set_buffer (self->draft, galley_section_editor_get_buffer (self, GALLEY_SECTION_DRAFT));
  galley_text_editor_set_buffer (self->polished, galley_section_editor_get_buffer (self, GALLEY_SECTION_POLISHED));
  galley_field_row_set_buffer (self->description, galley_section_editor_get_buffer (self, GALLEY_SECTION_DESCRIPTION));
  galley_field_row_set_buffer (self->ideas, galley_section_editor_get_buffer (self, GALLEY_SECTION_IDEAS_TO_INCLUDE));
  galley_field_row_set_buffer (self->facts, galley_section_editor_get_buffer (self, GALLEY_SECTION_FACTS_TO_INCLUDE));
  galley_field_row_set_buffer (self->highlighting, galley_section_editor_get_buffer (self, GALLEY_SECTION_HIGHLIGHTING));
  g_signal_group_set_target (self->polished_signals, galley_section_editor_get_buffer (self, GALLEY_SECTION_POLISHED));
  galley_save_sign_set_texts (self->save_sign, self->texts);
  galley_section_editor_update_compare (self);
  galley_section_editor_update_word_label (self);
  galley_section_editor_update_state (self);
}

/**
 * galley_section_editor_open_texts:
 * @self: the widget
 *
 * Shows the texts of the section, as they were left when they were shown before.
 */
void
galley_section_editor_open_texts (GalleySectionEditor *self)
{
  GalleySectionTexts *texts = self->cache != NULL && self->section != NULL ? galley_texts_cache_get (self->cache, self->section) : NULL;

  if (!g_set_object (&self->texts, texts))
    return;

  g_signal_group_set_target (self->texts_signals, texts);
  if (texts != NULL && galley_section_texts_get_page (texts) != NULL)
    adw_view_stack_set_visible_child_name (self->pages, galley_section_texts_get_page (texts));
  show_texts (self);
}

/**
 * galley_section_editor_reopen_texts:
 * @self: the widget
 *
 * Shows the texts of the section out of another database, or none.
 */
void
galley_section_editor_reopen_texts (GalleySectionEditor *self)
{
  GalleyDrafts *drafts = self->workspace != NULL ? galley_workspace_get_drafts (self->workspace) : NULL;

  g_set_object (&self->texts, NULL);
  g_signal_group_set_target (self->texts_signals, NULL);
  show_texts (self);
  g_clear_object (&self->cache);
  if (drafts != NULL)
    self->cache = galley_texts_cache_new (drafts, KEPT_SECTIONS);
  galley_section_editor_open_texts (self);
}

static void
polished_counted_cb (GalleySectionEditor *self)
{
  if (find_read_field (self) != self->read_field)
    galley_section_editor_update_word_label (self);
}

static void
texts_changed_cb (GalleySectionEditor *self)
{
  galley_section_editor_update_compare (self);
  galley_section_editor_update_state (self);
  if (self->searching == NULL && galley_section_texts_get_loaded (self->texts))
    galley_section_editor_find_dictionary (self);
}

/**
 * galley_section_editor_follow_texts:
 * @self: a new widget
 *
 * Shows from now on what happens to the section and its texts.
 */
void
galley_section_editor_follow_texts (GalleySectionEditor *self)
{
  self->texts_signals = g_signal_group_new (GALLEY_TYPE_SECTION_TEXTS);
  g_signal_group_connect_swapped (self->texts_signals, "changed", G_CALLBACK (texts_changed_cb), self);
  self->polished_signals = g_signal_group_new (GALLEY_TYPE_TEXT_BUFFER);
  g_signal_group_connect_swapped (self->polished_signals, "changed", G_CALLBACK (polished_counted_cb), self);
  self->section_signals = g_signal_group_new (GALLEY_TYPE_SECTION);
  g_signal_group_connect_swapped (self->section_signals, "notify::gone", G_CALLBACK (galley_section_editor_update_state), self);
  galley_section_editor_update_state (self);
}
