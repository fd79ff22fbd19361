/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "supervisor-log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOG_LIMIT (1024 * 1024) /* bytes */
#define TAIL_SIZE (64 * 1024)   /* bytes */

/* Moves a log that has grown beyond the limit out of the way.  One earlier log is kept. */
static void
rotate (const char *path)
{
  struct stat status;
  char       *earlier = NULL;

  if (lstat (path, &status) != 0 || status.st_size <= LOG_LIMIT)
    return;
  if (asprintf (&earlier, "%s.1", path) < 0)
    return;
  if (rename (path, earlier) != 0)
    fprintf (stderr, "galley-supervisor: %s: %m\n", earlier);
  free (earlier);
}

/**
 * supervisor_log_open:
 * @path: the log
 *
 * Opens the log for appending, in place of one that has grown too long.
 *
 * Returns: a descriptor; on failure -1 with errno set
 */
int
supervisor_log_open (const char *path)
{
  rotate (path);
  return open (path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
}

/**
 * supervisor_log_get_size:
 * Returns: the size of the log, bytes
 */
off_t
supervisor_log_get_size (void)
{
  struct stat status;

  return fstat (STDERR_FILENO, &status) == 0 ? status.st_size : 0;
}

static ssize_t
read_tail (int fd, off_t from, char *buffer, size_t size)
{
  size_t length = 0;

  while (length < size)
    {
      ssize_t n = pread (fd, buffer + length, size - length, from + (off_t)length);

      if (n <= 0)
        break;
      length += (size_t)n;
    }
  return (ssize_t)length;
}

/**
 * supervisor_log_trim:
 * Cuts a log that has grown too long while the server is running down to its end.  The server keeps its descriptor, which
 * appends, so the file cannot be replaced by another one.
 */
void
supervisor_log_trim (void)
{
  static char tail[TAIL_SIZE];
  off_t       size = supervisor_log_get_size ();
  ssize_t     length;

  if (size <= LOG_LIMIT)
    return;
  length = read_tail (STDERR_FILENO, size - TAIL_SIZE, tail, sizeof tail);
  if (ftruncate (STDERR_FILENO, 0) != 0 || write (STDERR_FILENO, tail, (size_t)length) != length)
    supervisor_log_message ("the log could not be cut: %m");
}

/**
 * supervisor_log_mentions:
 * @since: the size that the log had, bytes
 * @phrases: (array zero-terminated=1): what is looked for
 *
 * Returns: whether one of @phrases was written to the log since
 */
bool
supervisor_log_mentions (off_t since, const char *const *phrases)
{
  static char tail[TAIL_SIZE + 1];
  off_t       size = supervisor_log_get_size ();
  ssize_t     length;

  if (since > size)
    since = 0; /* cut meanwhile */
  if (size - since > TAIL_SIZE)
    since = size - TAIL_SIZE;
  length = read_tail (STDERR_FILENO, since, tail, TAIL_SIZE);
  tail[length] = '\0';
  for (; *phrases != NULL; phrases++)
    if (strstr (tail, *phrases) != NULL)
      return true;
  return false;
}

/**
 * supervisor_log_message:
 * @format: of printf()
 * @...: what goes into it
 *
 * Writes one line to the log, in the form of the server's own lines.
 */
void
supervisor_log_message (const char *format, ...)
{
  char      when[32];
  time_t    now = time (NULL);
  struct tm parts;
  va_list   arguments;

  strftime (when, sizeof when, "%Y-%m-%d %H:%M:%S UTC", gmtime_r (&now, &parts));
  fprintf (stderr, "%s [%d] SUPERVISOR:  ", when, (int)getpid ());
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
}
