/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-message"

#include "galley-config.h"

#include "galley-cluster-message.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"

#define TAIL_SIZE (64 * 1024) /* bytes of a log that are looked at */

/* What PostgreSQL says, and what it means for the one who reads it.  The first that matches counts. */
static const struct
{
  const char *phrase;
  GalleyError code;
  const char *message;
} meanings[] = {
  /* It would indent each row behind a translated text further than the one before. */
  /* clang-format off */
  { "No space left on device", GALLEY_ERROR_DISK_FULL,
    N_("There is no room left on the disk that holds the database. Nothing that was saved is lost. Free some space "
       "and open it again.") },
  { "Disk quota exceeded", GALLEY_ERROR_DISK_FULL,
    N_("Your disk quota is used up. Nothing that was saved is lost. Free some space and open the database again.") },
  /* The programs are those of the version that the folder names: it is the file that lies. */
  { "initialized with PG_CONTROL_VERSION", GALLEY_ERROR_CLUSTER,
    N_("The database's files are damaged. Restore the last backup into a new data folder.") },
  { "incorrect checksum in control file", GALLEY_ERROR_CLUSTER,
    N_("The database's files are damaged. Restore the last backup into a new data folder.") },
  { "database files are incompatible with server", GALLEY_ERROR_UNSUPPORTED,
    N_("The database was made by another version of PostgreSQL than the one that is installed. Install the version "
       "that made it.") },
  { "invalid locale name", GALLEY_ERROR_UNSUPPORTED,
    N_("This system lacks the locale C.UTF-8, which the database needs. Install your distribution's basic locales.") },
  { "has wrong ownership", GALLEY_ERROR_CLUSTER,
    N_("The database's folder belongs to another user. Give it back to the one who made it (chown).") },
  { "has invalid permissions", GALLEY_ERROR_CLUSTER,
    N_("The database's folder can be read by other users, so PostgreSQL refuses to use it. Take their rights away "
       "(chmod -R go= on the folder).") },
  { "Permission denied", GALLEY_ERROR_CLUSTER,
    N_("A file of the database may not be read or written. Check who owns the database's folder and what its "
       "permissions are.") },
  { "Read-only file system", GALLEY_ERROR_CLUSTER,
    N_("The database is on a disk that cannot be written to. Make the disk writable, or move the data folder to "
       "another one.") },
  { "unrecognized configuration parameter", GALLEY_ERROR_CLUSTER,
    N_("postgresql.conf has a setting that this PostgreSQL does not know. Take it out.") },
  { "invalid value for parameter", GALLEY_ERROR_CLUSTER,
    N_("postgresql.conf has a setting with a wrong value. Correct it.") },
  { "syntax error in file", GALLEY_ERROR_CLUSTER,
    N_("A configuration file of the database has a mistake. Correct it.") },
  { "configuration file", GALLEY_ERROR_CLUSTER,
    N_("postgresql.conf cannot be read. Correct it.") },
  { "could not locate a valid checkpoint record", GALLEY_ERROR_CLUSTER,
    N_("The database's files are damaged. Restore the last backup into a new data folder.") },
  { "could not read file \"global/pg_control\"", GALLEY_ERROR_CLUSTER,
    N_("The database's files are damaged. Restore the last backup into a new data folder.") },
  { "could not find the database system", GALLEY_ERROR_CLUSTER,
    N_("Files of the database are missing. Restore the last backup into a new data folder.") },
  { "could not open control file", GALLEY_ERROR_CLUSTER,
    N_("Files of the database are missing. Restore the last backup into a new data folder.") },
  { "pre-existing shared memory block", GALLEY_ERROR_BUSY,
    N_("A process of an earlier database server is still working. Wait a moment and try again.") },
  { "lock file \"", GALLEY_ERROR_BUSY,
    N_("Another database server uses these files. Stop it and try again.") },
  { "Cannot allocate memory", GALLEY_ERROR_CLUSTER,
    N_("There is not enough memory for the database server. Close other programs and try again.") },
                                          /* clang-format on */
                                        };

static const char *
find_last_line (char **lines, const char *phrase)
{
  const char *found = NULL;

  for (gsize i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && strstr (lines[i], "SUPERVISOR:  ") == NULL && strstr (lines[i], phrase) != NULL)
      found = lines[i];
  return found;
}

/* The line with the phrase that was recognised, else the last that is an error, else just the last, without what comes before the
 * message. */
static char *
find_reason (const char *output, const char *phrase)
{
  static const char *const marks[] = { "PANIC:  ", "FATAL:  ", "ERROR:  ", "error: ", "LOG:  ", "DETAIL:  " };
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  const char *reason = phrase != NULL ? find_last_line (lines, phrase) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *line = reason != NULL ? reason : find_last_line (lines, marks[i]);

      if (line != NULL && strstr (line, marks[i]) != NULL)
        return g_strdup (strstr (line, marks[i]) + strlen (marks[i]));
    }
  return g_strdup (reason != NULL ? reason : find_last_line (lines, ""));
}

static char *
add_details (const char *message, const char *reason, const char *log_path)
{
  GString *text = g_string_new (message);

  if (reason != NULL)
    /* Translators: %s is what PostgreSQL said, in English. */
    g_string_append_printf (text, _(" (PostgreSQL: %s)"), reason);
  if (log_path != NULL)
    g_string_append_printf (text, _(" The log is %s."), log_path);
  return g_string_free (text, FALSE);
}

/**
 * galley_cluster_message_to_error:
 * @output: what a program of PostgreSQL wrote before it failed
 * @log_path: (nullable): where all of it can be read
 * @error: return location for a #GError
 *
 * Makes an error out of it that says what to do: %GALLEY_ERROR_DISK_FULL, %GALLEY_ERROR_UNSUPPORTED, %GALLEY_ERROR_BUSY, or else
 * %GALLEY_ERROR_CLUSTER.
 */
void
galley_cluster_message_to_error (const char *output, const char *log_path, GError **error)
{
  GalleyError      code = GALLEY_ERROR_CLUSTER;
  const char      *message = _("The database server could not be started.");
  const char      *phrase = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (meanings) && phrase == NULL; i++)
    if (strstr (output, meanings[i].phrase) != NULL)
      {
        code = meanings[i].code;
        message = _(meanings[i].message);
        phrase = meanings[i].phrase;
      }
  reason = find_reason (output, phrase);
  text = add_details (message, reason, log_path);
  g_set_error_literal (error, GALLEY_ERROR, (int)code, text);
}

/**
 * galley_cluster_message_read_log:
 * @log_path: a log
 * @since: where to begin, bytes from its start; what is more than 64 KiB before the end is left out
 *
 * Returns: (transfer full): the end of the log, empty when it cannot be read
 */
char *
galley_cluster_message_read_log (const char *log_path, goffset since)
{
  g_autofree char *buffer = g_malloc (TAIL_SIZE + 1);
  struct stat      status;
  gssize           length = -1;
  int              fd = open (log_path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd >= 0 && fstat (fd, &status) == 0)
    {
      if (since > status.st_size)
        since = 0; /* a new log was begun */
      length = pread (fd, buffer, TAIL_SIZE, MAX (since, status.st_size - TAIL_SIZE));
    }
  if (fd >= 0)
    close (fd);
  buffer[MAX (length, 0)] = '\0';
  return g_utf8_make_valid (buffer, -1);
}
