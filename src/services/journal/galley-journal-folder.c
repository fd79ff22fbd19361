/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where unsaved text is:
 *
 *     …/galley/journal/DATABASE/lock           held for a moment by whoever makes or looks for folders
 *     …/galley/journal/DATABASE/PROCESS/lock   held by the process as long as it lives; the kernel lets go of it however it ends
 *     …/galley/journal/DATABASE/PROCESS/KEY    a text
 *     …/galley/journal/DATABASE/PROCESS/KEY~   a text that is being written; a leftover when the process is gone
 *     …/galley/journal/DATABASE/damaged/…      what could not be read, to be looked at by a person
 */

#define G_LOG_DOMAIN "galley-journal-folder"

#include "galley-config.h"

#include "galley-journal-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "galley-error.h"

#define LOCK             "lock"
#define DAMAGED          "damaged"
#define TEMPORARY_SUFFIX "~"

struct _GalleyJournalFolder
{
  char *database_path; /* (owned) the folder it is in */
  char *path;          /* (owned) */
  int   lock;          /* the open file of the lock */
};

static GalleyError
get_code (int number)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return GALLEY_ERROR_DISK_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
      return GALLEY_ERROR_PERMISSION;
    default:
      return GALLEY_ERROR_FAILED;
    }
}

static gboolean
fail (GError    **error,
      const char *path)
{
  int         number = errno;
  GalleyError code = get_code (number);

  if (code == GALLEY_ERROR_DISK_FULL)
    g_set_error (error, GALLEY_ERROR, code, _("Unsaved text cannot be kept in “%s”: %s. Make room on that disk"), path, g_strerror (number));
  else if (code == GALLEY_ERROR_PERMISSION)
    g_set_error (error, GALLEY_ERROR, code, _("Unsaved text cannot be kept in “%s”: %s. Make the folder yours to write"), path, g_strerror (number));
  else
    g_set_error (error, GALLEY_ERROR, code, _("Unsaved text cannot be kept in “%s”: %s"), path, g_strerror (number));

  return FALSE;
}

/* What is written before somebody is home is nobody else's to read, whoever made the folder. */
static gboolean
make_private (const char *path,
              GError    **error)
{
  if (g_mkdir_with_parents (path, 0700) != 0 || g_chmod (path, 0700) != 0)
    return fail (error, path);

  return TRUE;
}

/* Opens a file of locks and locks it; @operation is of flock(). */
static int
take_lock (const char *folder,
           int         operation)
{
  g_autofree char *path = g_build_filename (folder, LOCK, NULL);
  int              file = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  int              result;

  if (file < 0)
    return -1;

  do
    result = flock (file, operation);
  while (result != 0 && errno == EINTR);
  if (result != 0)
    {
      g_close (file, NULL);
      return -1;
    }

  return file;
}

static void
release_lock (int file)
{
  g_close (file, NULL);
}

static char *
get_database_path (const char *root,
                   const char *database)
{
  return g_build_filename (root, database, NULL);
}

static GalleyJournalFolder *
take_folder (const char *database_path,
             char       *path)
{
  GalleyJournalFolder *self;
  int                  lock = take_lock (path, LOCK_EX | LOCK_NB);

  if (lock < 0)
    {
      g_free (path);
      return NULL;
    }

  self = g_atomic_rc_box_new0 (GalleyJournalFolder);
  self->database_path = g_strdup (database_path);
  self->path = path;
  self->lock = lock;

  return self;
}

/**
 * galley_journal_folder_create:
 * @root: the folder of the journal
 * @database: the identity of a database
 * @error: where to put %GALLEY_ERROR_DISK_FULL, %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED
 *
 * Makes a folder for this process, and locks it.
 *
 * Returns: (transfer full) (nullable): the folder, %NULL with @error set
 */
GalleyJournalFolder *
galley_journal_folder_create (const char *root,
                              const char *database,
                              GError    **error)
{
  g_autofree char     *database_path = get_database_path (root, database);
  g_autofree char     *name = g_uuid_string_random ();
  g_autofree char     *path = g_build_filename (database_path, name, NULL);
  GalleyJournalFolder *self = NULL;
  int                  outer;

  if (!make_private (root, error) || !make_private (database_path, error))
    return NULL;
  outer = take_lock (database_path, LOCK_EX);
  if (outer < 0)
    {
      fail (error, database_path);
      return NULL;
    }

  if (make_private (path, error))
    {
      self = take_folder (database_path, g_strdup (path));
      if (self == NULL)
        fail (error, path);
    }
  release_lock (outer);

  return self;
}

/**
 * galley_journal_folder_find_abandoned:
 * @root: the folder of the journal
 * @database: the identity of a database
 * @error: where to put %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED
 *
 * Finds the folders that no living process holds, and locks them.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyJournalFolder): the folders, %NULL with @error set
 */
GPtrArray *
galley_journal_folder_find_abandoned (const char *root,
                                      const char *database,
                                      GError    **error)
{
  g_autofree char *database_path = get_database_path (root, database);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_journal_folder_unref);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  int         outer;

  if (!g_file_test (database_path, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&folders);
  outer = take_lock (database_path, LOCK_EX);
  if (outer < 0 || (dir = g_dir_open (database_path, 0, NULL)) == NULL)
    {
      fail (error, database_path);
      if (outer >= 0)
        release_lock (outer);
      return NULL;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      char                *path = g_build_filename (database_path, name, NULL);
      GalleyJournalFolder *folder = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK) && !g_str_equal (name, DAMAGED))
        folder = take_folder (database_path, g_steal_pointer (&path));
      if (folder != NULL)
        g_ptr_array_add (folders, folder);
      g_free (path);
    }
  release_lock (outer);

  return g_steal_pointer (&folders);
}

/**
 * galley_journal_folder_ref:
 * @self: a folder
 *
 * Holds a folder.
 *
 * Returns: (transfer full): @self
 */
GalleyJournalFolder *
galley_journal_folder_ref (GalleyJournalFolder *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_folder (gpointer data)
{
  GalleyJournalFolder *self = data;

  release_lock (self->lock);
  g_free (self->database_path);
  g_free (self->path);
}

/**
 * galley_journal_folder_unref:
 * @self: (transfer full): a folder
 *
 * Lets go of a folder; the last one who does so unlocks it.
 */
void
galley_journal_folder_unref (GalleyJournalFolder *self)
{
  g_atomic_rc_box_release_full (self, clear_folder);
}

/**
 * galley_journal_folder_get_path:
 * @self: a folder
 *
 * Tells where it is.
 *
 * Returns: (transfer none): its path
 */
const char *
galley_journal_folder_get_path (GalleyJournalFolder *self)
{
  return self->path;
}

/**
 * galley_journal_folder_list:
 * @self: a folder
 * @error: where to put %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED
 *
 * Lists the texts in it.
 *
 * Returns: (transfer full) (nullable): their names, sorted; %NULL with @error set
 */
char **
galley_journal_folder_list (GalleyJournalFolder *self,
                            GError             **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, NULL);
  const char *name;
  char      **list;

  if (dir == NULL)
    {
      fail (error, self->path);
      return NULL;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_equal (name, LOCK) && !g_str_has_suffix (name, TEMPORARY_SUFFIX))
      g_strv_builder_add (names, name);
  list = g_strv_builder_end (names);
  qsort (list, g_strv_length (list), sizeof *list, (int (*) (const void *, const void *))g_strcmp0);

  return list;
}

/**
 * galley_journal_folder_read:
 * @self: a folder
 * @name: a text in it
 * @error: where to put %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED
 *
 * Reads a file.
 *
 * Returns: (transfer full) (nullable): its content, %NULL with @error set
 */
GBytes *
galley_journal_folder_read (GalleyJournalFolder *self,
                            const char          *name,
                            GError             **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  g_autoptr (GError) reason = NULL;
  char *content;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, &reason))
    {
      g_set_error (error, GALLEY_ERROR, g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_ACCES) ? GALLEY_ERROR_PERMISSION : GALLEY_ERROR_FAILED,
                   _("Unsaved text cannot be read: %s"), reason->message);
      return NULL;
    }

  return g_bytes_new_take (content, length);
}

static gboolean
write_all (int     file,
           GBytes *content)
{
  gsize       left;
  const char *at = g_bytes_get_data (content, &left);

  while (left > 0)
    {
      gssize written = write (file, at, left);

      if (written < 0 && errno != EINTR)
        return FALSE;
      if (written > 0)
        {
          at += written;
          left -= written;
        }
    }

  return TRUE;
}

/* A file under its name is always a whole one: it gets the name when its content is on the disk. */
static gboolean
replace_file (const char *path,
              const char *temporary,
              GBytes     *content)
{
  int file = open (temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  int number;

  if (file < 0)
    return FALSE;
  if (!write_all (file, content) || fdatasync (file) != 0)
    {
      number = errno;
      g_close (file, NULL);
      /* What there is of it is of no use, and takes room that may be needed. */
      g_unlink (temporary);
      errno = number;
      return FALSE;
    }
  if (close (file) != 0)
    return FALSE;

  return g_rename (temporary, path) == 0;
}

/* The name, too, must outlive a loss of power. */
static gboolean
sync_folder (const char *path)
{
  int      folder = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced;

  if (folder < 0)
    return FALSE;

  /* Some file systems have no such thing for a folder, and need none. */
  synced = fsync (folder) == 0 || errno == EINVAL || errno == EBADF;
  g_close (folder, NULL);

  return synced;
}

/**
 * galley_journal_folder_write:
 * @self: a folder
 * @name: a text
 * @content: what it is to be
 * @error: where to put %GALLEY_ERROR_DISK_FULL, %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED
 *
 * Writes a file, in such a way that whenever the process or the machine stops, the file is what it was or what it is to be.
 *
 * Returns: whether it is on the disk
 */
gboolean
galley_journal_folder_write (GalleyJournalFolder *self,
                             const char          *name,
                             GBytes              *content,
                             GError             **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  g_autofree char *temporary = g_strconcat (path, TEMPORARY_SUFFIX, NULL);

  if (!replace_file (path, temporary, content) || !sync_folder (self->path))
    return fail (error, self->path);

  return TRUE;
}

/**
 * galley_journal_folder_remove:
 * @self: a folder
 * @name: a text
 * @error: where to put %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED
 *
 * Removes a file, if it is there.
 *
 * Returns: whether it is gone
 */
gboolean
galley_journal_folder_remove (GalleyJournalFolder *self,
                              const char          *name,
                              GError             **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  if (g_unlink (path) != 0 && errno != ENOENT)
    return fail (error, self->path);

  return TRUE;
}

/**
 * galley_journal_folder_set_aside:
 * @self: a folder
 * @name: a text that cannot be read
 * @error: where to put %GALLEY_ERROR_DISK_FULL, %GALLEY_ERROR_PERMISSION or %GALLEY_ERROR_FAILED
 *
 * Moves a file to where only people look.
 *
 * Returns: (transfer full) (nullable): where it is now, %NULL with @error set, and the file where it was
 */
char *
galley_journal_folder_set_aside (GalleyJournalFolder *self,
                                 const char          *name,
                                 GError             **error)
{
  g_autofree char *process = g_path_get_basename (self->path);
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  g_autofree char *damaged = g_build_filename (self->database_path, DAMAGED, NULL);
  g_autofree char *aside_name = g_strconcat (process, "-", name, NULL);
  g_autofree char *aside = g_build_filename (damaged, aside_name, NULL);

  if (!make_private (damaged, error))
    return NULL;
  if (g_rename (path, aside) != 0)
    {
      fail (error, damaged);
      return NULL;
    }

  return g_steal_pointer (&aside);
}

/**
 * galley_journal_folder_is_there:
 * @self: a folder
 *
 * Tells whether nobody has removed the folder, as people do who tidy up.
 *
 * Returns: whether it is still there
 */
gboolean
galley_journal_folder_is_there (GalleyJournalFolder *self)
{
  struct stat lock;

  return fstat (self->lock, &lock) == 0 && lock.st_nlink > 0;
}

static void
remove_leftovers (GalleyJournalFolder *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->path, name, NULL);

      if (g_str_has_suffix (name, TEMPORARY_SUFFIX) || g_str_equal (name, LOCK))
        g_unlink (path);
    }
}

/**
 * galley_journal_folder_tidy:
 * @self: a folder, which is not used any more
 *
 * Removes the folder if there is no text in it.  Nothing is lost when that does not succeed; whoever looks for abandoned folders tries
 * again.
 */
void
galley_journal_folder_tidy (GalleyJournalFolder *self)
{
  g_auto (GStrv) names = galley_journal_folder_list (self, NULL);
  int outer;

  if (names == NULL || names[0] != NULL)
    return;

  /* Nobody must find the folder between its lock and itself. */
  outer = take_lock (self->database_path, LOCK_EX);
  if (outer < 0)
    return;
  remove_leftovers (self);
  g_rmdir (self->path);
  release_lock (outer);
}
