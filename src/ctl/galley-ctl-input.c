/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-input"

#include "galley-config.h"

#include "galley-ctl-input.h"

#include <stdio.h>
#include <unistd.h>

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>

#include "galley-ctl-text.h"
#include "galley-error.h"
#include "galley-input.h"

static gboolean
is_standard_input (const char *path)
{
  return path == NULL || g_str_equal (path, "-");
}

/* Whoever forgot the file would wait for ever. */
static void
tell_terminal (void)
{
  if (isatty (STDIN_FILENO))
    fprintf (stderr, "galleyctl: %s\n", _("Reading what you type; Ctrl+D at the beginning of a line ends it"));
}

/**
 * galley_ctl_input_prefix:
 * @error: an error
 * @path: (nullable): the name of a file; %NULL or “-” for standard input
 *
 * Makes an error say which file it is about.
 */
void
galley_ctl_input_prefix (GError **error, const char *path)
{
  g_autofree char *name = NULL;

  if (error == NULL || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  name = is_standard_input (path) ? g_strdup (_("Standard input")) : g_filename_display_name (path);
  g_prefix_error (error, "%s: ", name);
}

/* GIO's words name the file again, with all its folders. */
static void
simplify (GError **error)
{
  const char *problem = NULL;

  if (error == NULL)
    return;
  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    problem = _("There is no such file");
  else if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    problem = _("This file may not be read; see its permissions");
  else if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    problem = _("This is a folder; name the files in it");
  if (problem == NULL)
    return;
  g_clear_error (error);
  g_set_error_literal (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND, problem);
}

/**
 * galley_ctl_input_open:
 * @ctl: a run
 * @path: (nullable): the name of a file; %NULL or “-” for standard input
 * @error: where to put an error, or %NULL
 *
 * Opens a file.
 *
 * Returns: (transfer full) (nullable): a stream, or %NULL with an error that names the file
 */
GInputStream *
galley_ctl_input_open (GalleyCtl *ctl, const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;
  GFileInputStream *stream;

  if (is_standard_input (path))
    {
      tell_terminal ();
      return g_unix_input_stream_new (STDIN_FILENO, FALSE);
    }
  file = g_file_new_for_path (path);
  g_file_read_async (file, G_PRIORITY_DEFAULT, ctl->cancellable, galley_ctl_result_cb, ctl);
  stream = g_file_read_finish (file, galley_ctl_await (ctl), error);
  if (stream == NULL)
    {
      simplify (error);
      galley_ctl_input_prefix (error, path);
      return NULL;
    }
  return G_INPUT_STREAM (stream);
}

/**
 * galley_ctl_input_read_text:
 * @ctl: a run
 * @path: (nullable): the name of a file; %NULL or “-” for standard input
 * @error: where to put an error, or %NULL
 *
 * Reads a file that is a text.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with %GALLEY_ERROR_INVALID (too long, not UTF-8) or an error of the
 *   file
 */
char *
galley_ctl_input_read_text (GalleyCtl *ctl, const char *path, GError **error)
{
  g_autoptr (GInputStream) stream = galley_ctl_input_open (ctl, path, error);
  g_autoptr (GBytes) bytes = NULL;
  char *text = NULL;

  if (stream == NULL)
    return NULL;
  galley_input_read_async (stream, ctl->cancellable, galley_ctl_result_cb, ctl);
  bytes = galley_input_read_finish (galley_ctl_await (ctl), error);
  if (bytes != NULL)
    text = galley_input_dup_text (bytes, NULL, error);
  else
    simplify (error);
  if (text == NULL)
    galley_ctl_input_prefix (error, path);
  return text;
}
