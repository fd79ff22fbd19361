/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-journal-leftover"

#include "galley-journal-leftover.h"

#include "galley-error.h"

static GalleyJournalLeftover *
read_leftover (GalleyJournalFolder *folder,
               const char          *name,
               const char          *database)
{
  GalleyJournalLeftover *self = g_new0 (GalleyJournalLeftover, 1);
  g_autoptr (GBytes) content = galley_journal_folder_read (folder, name, &self->error);
  g_autofree char *aside = NULL;

  self->folder = galley_journal_folder_ref (folder);
  self->name = g_strdup (name);
  self->path = g_build_filename (galley_journal_folder_get_path (folder), name, NULL);
  if (content != NULL)
    self->entry = galley_journal_entry_from_bytes (content, database, &self->error);

  /* What is damaged would only be found again and again; where it cannot be moved it stays, which is as good. */
  if (g_error_matches (self->error, GALLEY_ERROR, GALLEY_ERROR_INVALID))
    aside = galley_journal_folder_set_aside (folder, name, NULL);
  if (aside != NULL)
    {
      g_free (self->path);
      self->path = g_steal_pointer (&aside);
    }

  return self;
}

static void
read_folder (GalleyJournalFolder *folder,
             const char          *database,
             GPtrArray           *leftovers)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = galley_journal_folder_list (folder, &error);

  if (names == NULL)
    {
      GalleyJournalLeftover *unreadable = g_new0 (GalleyJournalLeftover, 1);

      unreadable->folder = galley_journal_folder_ref (folder);
      unreadable->path = g_strdup (galley_journal_folder_get_path (folder));
      unreadable->error = g_steal_pointer (&error);
      g_ptr_array_add (leftovers, unreadable);
      return;
    }

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (leftovers, read_leftover (folder, names[i], database));
  galley_journal_folder_tidy (folder);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const GalleyJournalLeftover *first = *(GalleyJournalLeftover *const *)a;
  const GalleyJournalLeftover *second = *(GalleyJournalLeftover *const *)b;
  gint64                       first_time = first->entry ? first->entry->written : 0;
  gint64                       second_time = second->entry ? second->entry->written : 0;

  return (first_time > second_time) - (first_time < second_time);
}

/**
 * galley_journal_leftover_find:
 * @root: the folder of the journal
 * @database: the identity of a database
 * @error: where to put %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED
 *
 * Finds the texts that no living process holds, and takes them: nobody else finds them until they are freed.  What is damaged is set aside
 * and told of.  It waits for the disk, and is for a thread.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyJournalLeftover): what was found, the oldest first; %NULL with @error set
 */
GPtrArray *
galley_journal_leftover_find (const char *root,
                              const char *database,
                              GError    **error)
{
  g_autoptr (GPtrArray) folders = galley_journal_folder_find_abandoned (root, database, error);
  GPtrArray *leftovers;

  if (folders == NULL)
    return NULL;

  leftovers = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_journal_leftover_free);
  for (guint i = 0; i < folders->len; i++)
    read_folder (g_ptr_array_index (folders, i), database, leftovers);
  g_ptr_array_sort (leftovers, compare_times);

  return leftovers;
}

/**
 * galley_journal_leftover_free:
 * @self: (transfer full): a leftover
 *
 * Frees it; what is on the disk stays.
 */
void
galley_journal_leftover_free (GalleyJournalLeftover *self)
{
  galley_journal_folder_unref (self->folder);
  g_clear_pointer (&self->entry, galley_journal_entry_unref);
  g_clear_error (&self->error);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}
