/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-drafts-elements"

#include "galley-drafts-members-private.h"

/* Elements are saved when their writer says so, by Enter: until then what is typed is in the journal only. */

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  /* Why it could not be written, the journal itself tells. */
  galley_journal_write_finish (GALLEY_JOURNAL (source), result, NULL);
}

/* Takes the entry over. */
static void
keep (GalleyDrafts       *self,
      GalleyJournalEntry *entry,
      int                 post_id,
      const char         *base,
      const char         *text)
{
  entry->post_id = post_id;
  entry->text = g_ref_string_new (text);
  entry->base = g_ref_string_new (base);
  entry->written = g_get_real_time ();
  galley_journal_write_async (self->journal, entry, kept_cb, NULL);
  galley_journal_entry_unref (entry);
}

static char *
make_field (GalleyElementType type,
            guint             nth)
{
  return g_strdup_printf ("%s-%u", galley_element_type_to_string (type), nth);
}

/**
 * galley_drafts_keep_element:
 * @self: drafts that are open
 * @element: an element
 * @text: what is being made of its text
 *
 * Writes down what is being typed in an element.  After a crash the next start saves it.
 */
void
galley_drafts_keep_element (GalleyDrafts  *self,
                            GalleyElement *element,
                            const char    *text)
{
  GalleyJournalEntry *entry;

  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (self->journal != NULL);
  g_return_if_fail (text != NULL);

  entry = galley_journal_entry_new (GALLEY_JOURNAL_TABLE_ELEMENT, galley_record_get_id (GALLEY_RECORD (element)), "text");
  entry->base_version = galley_record_get_version (GALLEY_RECORD (element));
  keep (self, entry, galley_element_get_post_id (element), galley_element_get_text (element), text);
}

/**
 * galley_drafts_forget_element:
 * @self: drafts that are open
 * @element_id: an element
 *
 * Takes back galley_drafts_keep_element(): the text is saved, or its writer thought better of it.
 */
void
galley_drafts_forget_element (GalleyDrafts *self,
                              int           element_id)
{
  g_autoptr (GalleyJournalEntry) entry = NULL;

  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (self->journal != NULL);

  entry = galley_journal_entry_new (GALLEY_JOURNAL_TABLE_ELEMENT, element_id, "text");
  galley_journal_remove (self->journal, entry->key);
}

/**
 * galley_drafts_keep_new_elements:
 * @self: drafts that are open
 * @section: a section
 * @type: what the elements are to be
 * @nth: tells apart what is on its way at the same time
 * @text: what they are to say, a line each
 *
 * Writes down what is to become elements of a section.  After a crash the next start adds them.
 */
void
galley_drafts_keep_new_elements (GalleyDrafts     *self,
                                 GalleySection    *section,
                                 GalleyElementType type,
                                 guint             nth,
                                 const char       *text)
{
  g_autofree char *field = make_field (type, nth);

  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (self->journal != NULL);
  g_return_if_fail (text != NULL);

  keep (self, galley_journal_entry_new (GALLEY_JOURNAL_TABLE_NEW_ELEMENTS, galley_record_get_id (GALLEY_RECORD (section)), field),
        galley_section_get_post_id (section), "", text);
}

/**
 * galley_drafts_forget_new_elements:
 * @self: drafts that are open
 * @section_id: a section
 * @type: what the elements were to be
 * @nth: as it was given
 *
 * Takes back galley_drafts_keep_new_elements(): they were added, or will not be.
 */
void
galley_drafts_forget_new_elements (GalleyDrafts     *self,
                                   int               section_id,
                                   GalleyElementType type,
                                   guint             nth)
{
  g_autofree char *field = make_field (type, nth);
  g_autoptr (GalleyJournalEntry) entry = NULL;

  g_return_if_fail (GALLEY_IS_DRAFTS (self));
  g_return_if_fail (self->journal != NULL);

  entry = galley_journal_entry_new (GALLEY_JOURNAL_TABLE_NEW_ELEMENTS, section_id, field);
  galley_journal_remove (self->journal, entry->key);
}

/**
 * galley_drafts_get_element_store:
 * @self: the drafts
 *
 * Returns: (transfer none): the store of the elements
 */
GalleyElementStore *
galley_drafts_get_element_store (GalleyDrafts *self)
{
  return galley_context_get_element_store (self->context);
}
