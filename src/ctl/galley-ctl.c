/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl"

#include "galley-config.h"

#include "galley-ctl.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/**
 * galley_ctl_new:
 *
 * Makes an empty run.
 *
 * Returns: (transfer full): a new run
 */
GalleyCtl *
galley_ctl_new (void)
{
  GalleyCtl *self = g_new0 (GalleyCtl, 1);

  self->arguments = g_ptr_array_new_with_free_func (g_free);
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
  self->output = g_string_new (NULL);
  return self;
}

/**
 * galley_ctl_free:
 * @self: (transfer full): a run
 *
 * Frees a run.
 */
void
galley_ctl_free (GalleyCtl *self)
{
  g_clear_object (&self->result);
  g_clear_object (&self->context);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->arguments);
  g_hash_table_unref (self->options);
  g_string_free (self->output, TRUE);
  g_free (self->database);
  g_free (self);
}

/**
 * galley_ctl_get_argument:
 * @self: a run
 * @place: from 0
 *
 * Gets an argument of the command.
 *
 * Returns: (transfer none) (nullable): the argument, %NULL if there are not so many
 */
const char *
galley_ctl_get_argument (GalleyCtl *self, guint place)
{
  return place < self->arguments->len ? g_ptr_array_index (self->arguments, place) : NULL;
}

/**
 * galley_ctl_get_option:
 * @self: a run
 * @name: the name of an option of the command
 *
 * Gets the value of an option.
 *
 * Returns: (transfer none) (nullable): the value, "" for an option without values, %NULL if it was not given
 */
const char *
galley_ctl_get_option (GalleyCtl *self, const char *name)
{
  return g_hash_table_lookup (self->options, name);
}

/**
 * galley_ctl_get_text:
 * @self: a run
 * @place: from 0
 * @what: the word for it in the help, e.g. `TITLE`
 * @error: where to put an error, or %NULL
 *
 * Gets an argument that is a text for the database.
 *
 * Returns: (transfer none) (nullable): the argument, or %NULL with %GALLEY_ERROR_USAGE
 */
const char *
galley_ctl_get_text (GalleyCtl *self, guint place, const char *what, GError **error)
{
  const char *text = galley_ctl_get_argument (self, place);

  if (text != NULL && g_utf8_validate (text, -1, NULL))
    return text;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE, _("%s must be UTF-8; see the settings of the terminal"), what);
  return NULL;
}

static gboolean
parse_number (const char *text, int *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &value, NULL))
    return FALSE;
  *number = (int)value;
  return TRUE;
}

/**
 * galley_ctl_get_number:
 * @self: a run
 * @place: from 0
 * @what: the word for it in the help, e.g. `POST`
 * @number: (out): the number
 * @error: where to put an error, or %NULL
 *
 * Gets an argument that is an id or a position.
 *
 * Returns: %TRUE, or %FALSE with %GALLEY_ERROR_USAGE
 */
gboolean
galley_ctl_get_number (GalleyCtl *self, guint place, const char *what, int *number, GError **error)
{
  const char *text = galley_ctl_get_argument (self, place);

  if (text != NULL && parse_number (text, number))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE,
               _("%s must be a number from 1, not “%s”. See galleyctl %s --help"), what, text != NULL ? text : "",
                  self->command->words);
  return FALSE;
}

/**
 * galley_ctl_get_number_option:
 * @self: a run
 * @name: the name of an option of the command
 * @number: (out): the number; left alone when the option was not given
 * @error: where to put an error, or %NULL
 *
 * Gets the value of an option that is a number.
 *
 * Returns: %TRUE, or %FALSE with %GALLEY_ERROR_USAGE
 */
gboolean
galley_ctl_get_number_option (GalleyCtl *self, const char *name, int *number, GError **error)
{
  const char *text = galley_ctl_get_option (self, name);

  if (text == NULL || parse_number (text, number))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE, _("--%s must be a number from 1, not “%s”"), name, text);
  return FALSE;
}

/**
 * galley_ctl_result_cb:
 * @source: (nullable): the object of the operation
 * @result: its result
 * @user_data: the run
 *
 * The callback of every operation that galley_ctl_await() waits for.
 */
void
galley_ctl_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GalleyCtl *self = user_data;

  self->result = g_object_ref (result);
}

/**
 * galley_ctl_await:
 * @self: a run
 *
 * Runs the main loop until the operation that was started last, with galley_ctl_result_cb() and @self, has ended.
 *
 * Returns: (transfer none): its result, until the next call
 */
GAsyncResult *
galley_ctl_await (GalleyCtl *self)
{
  g_clear_object (&self->result);
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return self->result;
}

/**
 * galley_ctl_open:
 * @self: a run
 * @error: where to put an error, or %NULL
 *
 * Opens the database.
 *
 * Returns: %TRUE, or %FALSE with the errors of galley_context_open_finish()
 */
gboolean
galley_ctl_open (GalleyCtl *self, GError **error)
{
  if (self->context == NULL)
    self->context = galley_context_new (self->database);
  galley_context_open_async (self->context, self->cancellable, galley_ctl_result_cb, self);
  return galley_context_open_finish (self->context, galley_ctl_await (self), error);
}

/**
 * galley_ctl_close:
 * @self: a run
 * @error: where to put an error, or %NULL
 *
 * Closes the database; the private server stops when nobody else uses it.
 *
 * Returns: %TRUE, or %FALSE with the errors of galley_context_close_finish()
 */
gboolean
galley_ctl_close (GalleyCtl *self, GError **error)
{
  if (self->context == NULL)
    return TRUE;
  galley_context_close_async (self->context, NULL, galley_ctl_result_cb, self);
  return galley_context_close_finish (self->context, galley_ctl_await (self), error);
}

/**
 * galley_ctl_print:
 * @self: a run
 * @format: as for printf()
 * @...: as for printf()
 *
 * Adds to what goes to standard output.
 */
void
galley_ctl_print (GalleyCtl *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (self->output, format, arguments);
  va_end (arguments);
}

/**
 * galley_ctl_print_json:
 * @self: a run
 * @node: a JSON value
 *
 * Adds a JSON value to what goes to standard output.
 */
void
galley_ctl_print_json (GalleyCtl *self, JsonNode *node)
{
  g_autofree char *text = json_to_string (node, TRUE);

  g_string_append (self->output, text);
  g_string_append_c (self->output, '\n');
}

/**
 * galley_ctl_flush:
 * @self: a run
 * @error: where to put an error, or %NULL
 *
 * Writes what was printed to standard output.  A reader who has seen enough and went away is no error.
 *
 * Returns: %TRUE, or %FALSE with %GALLEY_ERROR_FAILED
 */
gboolean
galley_ctl_flush (GalleyCtl *self, GError **error)
{
  int code;

  if (fwrite (self->output->str, 1, self->output->len, stdout) == self->output->len && fflush (stdout) == 0)
    {
      g_string_truncate (self->output, 0);
      return TRUE;
    }
  code = errno;
  g_string_truncate (self->output, 0);
  if (code == EPIPE)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED, _("The output cannot be written: %s"), g_strerror (code));
  return FALSE;
}
