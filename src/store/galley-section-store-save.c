/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-store-save"

#include "galley-section-store.h"

#include "galley-store-private.h"

/* The verbs that save something of one section. */

/* The database compares digests, so that a long text need not be sent twice. */
static void
bind_digest (GalleyStatement *statement,
             const char      *text)
{
  g_autofree char *digest = text ? g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1) : NULL;

  galley_statement_bind_text (statement, digest);
}

/**
 * galley_section_store_save_async:
 * @self: a store
 * @id: a section
 * @field: which of its texts
 * @text: (nullable): what it is to be
 * @base_version: the version that the change is based on; 0 to change whatever is there
 * @base: (nullable): the text that the change is based on, by which a change of this text is told from one of another
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Saves a text of a section.  If the section is alive, it takes over what is stored now.
 */
void
galley_section_store_save_async (GalleySectionStore *self,
                                 int                 id,
                                 GalleySectionField  field,
                                 const char         *text,
                                 int                 base_version,
                                 const char         *base,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-save");

  galley_statement_bind_int (statement, id);
  galley_statement_bind_text (statement, galley_section_field_get_column (field));
  galley_statement_bind_text (statement, text);
  galley_store_bind_number (statement, base_version);
  bind_digest (statement, base);
  galley_store_save_async (GALLEY_STORE (self), statement, id, galley_section_field_get_name (field), "version",
                           galley_section_store_save_async,
                           cancellable, callback, user_data);
}

/**
 * galley_section_store_save_finish:
 * @self: a store
 * @result: the result of galley_section_store_save_async()
 * @outcome: (out) (optional): what became of the text
 * @version: (out) (optional): the version of the row now
 * @value: (out) (optional) (nullable) (transfer full): what is stored now
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; another error in the domain of [error@Error], or
 *   `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_save_async().
 *
 * Returns: whether there is an outcome
 */
gboolean
galley_section_store_save_finish (GalleySectionStore *self,
                                  GAsyncResult       *result,
                                  GalleySaveOutcome  *outcome,
                                  int                *version,
                                  char              **value,
                                  GError            **error)
{
  return galley_store_save_finish (GALLEY_STORE (self), result, galley_section_store_save_async, outcome, version, value, error);
}

/**
 * galley_section_store_set_target_async:
 * @self: a store
 * @id: a section
 * @target: how many words it is to have; 0 for none
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Says how many words a section is to have.  If the section is alive, it takes that over when the database tells of it.
 */
void
galley_section_store_set_target_async (GalleySectionStore *self,
                                       int                 id,
                                       int                 target,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  GalleyStatement *statement = galley_statement_new ("section-set-target");

  galley_statement_bind_int (statement, id);
  galley_store_bind_number (statement, target);
  galley_store_number_async (GALLEY_STORE (self), statement, galley_section_store_set_target_async,
                             cancellable, callback, user_data);
}

/**
 * galley_section_store_set_target_finish:
 * @self: a store
 * @result: the result of galley_section_store_set_target_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when there is no such section; %GALLEY_ERROR_INVALID for a number that is no number of
 *   words; another error in the domain of [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_section_store_set_target_async().
 *
 * Returns: whether it was done
 */
gboolean
galley_section_store_set_target_finish (GalleySectionStore *self,
                                        GAsyncResult       *result,
                                        GError            **error)
{
  return galley_store_number_finish (GALLEY_STORE (self), result, galley_section_store_set_target_async, error) > 0;
}
