/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-sqlstate"

#include "galley-config.h"

#include "galley-sqlstate.h"

#include <string.h>

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *sqlstate; /* all five characters, or the two of a class */
  GalleyError code;
  const char *advice; /* (nullable): what to do, said when the server gives no hint of its own */
} Mapping;

/* The one place that knows what an SQLSTATE means to Galley.  A state comes before its class. */
static const Mapping mappings[] = {
  /* It would indent each row behind a translated text further than the one before. */
  /* clang-format off */
  /* Galley's own functions; their messages say what to do. */
  { "GY001", GALLEY_ERROR_INVALID, NULL },
  { "GY002", GALLEY_ERROR_CONFLICT, NULL },
  { "GY003", GALLEY_ERROR_NOT_FOUND, NULL },
  { "GY004", GALLEY_ERROR_INVALID, NULL },
  { "GY005", GALLEY_ERROR_SCHEMA, N_("Bring the database up to date with “galleyctl migrate”.") },
  /* Getting in. */
  { "28P01", GALLEY_ERROR_PERMISSION, N_("Check the user name and the password, in the database address or in ~/.pgpass.") },
  { "28000", GALLEY_ERROR_PERMISSION,
    N_("Ask the administrator of the server to allow this user, database and address in pg_hba.conf.") },
  { "3D000", GALLEY_ERROR_CONNECTION, N_("Check the name of the database, or create it with “createdb”.") },
  { "53300", GALLEY_ERROR_BUSY, N_("Close other programs that use the database, and try again.") },
  { "57P03", GALLEY_ERROR_CONNECTION, N_("Try again in a moment.") },
  /* Losing the link. */
  { "57P01", GALLEY_ERROR_CONNECTION, NULL },
  { "57P02", GALLEY_ERROR_CONNECTION, NULL },
  { "57P04", GALLEY_ERROR_CONNECTION, N_("The database was dropped while it was in use.") },
  { "57P05", GALLEY_ERROR_CONNECTION, NULL },
  { "25P03", GALLEY_ERROR_CONNECTION, NULL },
  { "08", GALLEY_ERROR_CONNECTION, NULL },
  /* Waiting for others. */
  { "40001", GALLEY_ERROR_BUSY, N_("Nothing was changed. Try again.") },
  { "40P01", GALLEY_ERROR_BUSY, N_("Nothing was changed. Try again.") },
  { "40", GALLEY_ERROR_BUSY, N_("Nothing was changed. Try again.") },
  { "55P03", GALLEY_ERROR_BUSY, N_("Somebody else is changing the same data. Try again in a moment.") },
  { "55006", GALLEY_ERROR_BUSY, N_("Somebody else is using the same data. Try again in a moment.") },
  { "57014", GALLEY_ERROR_BUSY, N_("The server gave up. Try again when it has less to do.") },
  /* Rights. */
  { "42501", GALLEY_ERROR_PERMISSION, N_("Ask the owner of the database to grant your role what is missing.") },
  { "25006", GALLEY_ERROR_PERMISSION,
    N_("The server only lets data be read. Connect to the primary server, with target_session_attrs=read-write.") },
  { "28", GALLEY_ERROR_PERMISSION, NULL },
  /* Room. */
  { "53100", GALLEY_ERROR_DISK_FULL, N_("Free some space on the server’s disk, and try again.") },
  { "53200", GALLEY_ERROR_BUSY, N_("The server is out of memory. Try again when it has less to do.") },
  { "53", GALLEY_ERROR_BUSY, NULL },
  /* A schema that is not the one the program was made for. */
  { "3F000", GALLEY_ERROR_SCHEMA, N_("Bring the database up to date with “galleyctl migrate”.") },
  { "42P01", GALLEY_ERROR_SCHEMA, N_("Bring the database up to date with “galleyctl migrate”.") },
  { "42703", GALLEY_ERROR_SCHEMA, N_("Bring the database up to date with “galleyctl migrate”.") },
  { "42704", GALLEY_ERROR_SCHEMA, N_("Bring the database up to date with “galleyctl migrate”.") },
  { "42883", GALLEY_ERROR_SCHEMA, N_("Bring the database up to date with “galleyctl migrate”.") },
  /* Data that was refused. */
  { "21", GALLEY_ERROR_INVALID, NULL },
  { "22", GALLEY_ERROR_INVALID, NULL },
  { "23", GALLEY_ERROR_INVALID, NULL },
  { "44", GALLEY_ERROR_INVALID, NULL },
  { "54", GALLEY_ERROR_INVALID, NULL },
  { "P0001", GALLEY_ERROR_INVALID, NULL },
  { "P0002", GALLEY_ERROR_NOT_FOUND, NULL },
  { "0A", GALLEY_ERROR_UNSUPPORTED, NULL },
  /* The server's disk, files or memory are broken. */
  { "58", GALLEY_ERROR_FAILED, N_("The server could not read or write its files. Look into its log.") },
  { "XX", GALLEY_ERROR_FAILED, N_("The server found an error in itself or in its files. Look into its log.") },
                                                /* clang-format on */
                                              };

static const Mapping *
find_mapping (const char *sqlstate)
{
  if (sqlstate == NULL || strlen (sqlstate) != 5)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (mappings); i++)
    if (g_str_has_prefix (sqlstate, mappings[i].sqlstate))
      return &mappings[i];
  return NULL;
}

/* Servers break their texts into lines and indent them; a message of Galley's is one line. */
static void
append_sentence (GString    *text,
                 const char *sentence)
{
  g_autofree char *copy = NULL;
  g_auto (GStrv) words = NULL;

  if (sentence == NULL)
    return;
  words = g_strsplit_set (sentence, " \t\r\n", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, words[i]);
    }
}

static void
end_sentence (GString *text)
{
  if (text->len > 0 && strchr (".!?:", text->str[text->len - 1]) == NULL)
    g_string_append_c (text, '.');
}

/* The name of an argument or a column is for programs; a person finds nothing new in it. */
static gboolean
is_name (const char *detail)
{
  return detail != NULL && detail[strspn (detail, "abcdefghijklmnopqrstuvwxyz_")] == '\0';
}

/**
 * galley_sqlstate_get_code:
 * @sqlstate: (nullable): the five characters by which a server names an error
 *
 * Returns: the code in `GALLEY_ERROR` that it means; `GALLEY_ERROR_FAILED` for one that Galley does not tell apart
 */
GalleyError
galley_sqlstate_get_code (const char *sqlstate)
{
  const Mapping *mapping = find_mapping (sqlstate);

  return mapping != NULL ? mapping->code : GALLEY_ERROR_FAILED;
}

/**
 * galley_sqlstate_new_error:
 * @sqlstate: (nullable): the five characters by which the server names the error
 * @message: what the server says
 * @detail: (nullable): where, or about what
 * @hint: (nullable): what to do, as the server sees it
 *
 * Makes an error in `GALLEY_ERROR` of what a server reported.
 *
 * Its message is one line with all that the server said, but for a @detail that is just a name, followed by what to do if the
 * server did not say that.
 *
 * Returns: (transfer full): the error
 */
GError *
galley_sqlstate_new_error (const char *sqlstate,
                           const char *message,
                           const char *detail,
                           const char *hint)
{
  const Mapping *mapping = find_mapping (sqlstate);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *advice = hint;

  g_return_val_if_fail (message != NULL, NULL);

  if (is_name (detail))
    detail = NULL;
  if (advice == NULL && mapping != NULL && mapping->advice != NULL)
    advice = _ (mapping->advice);
  append_sentence (text, message);
  /* The code tells an administrator more than a message in an unknown language does; for an error that Galley knows it is
   * noise. */
  if (sqlstate != NULL && galley_sqlstate_get_code (sqlstate) == GALLEY_ERROR_FAILED)
    g_string_append_printf (text, " (%s)", sqlstate);
  if (detail != NULL || advice != NULL)
    end_sentence (text);
  append_sentence (text, detail);
  if (detail != NULL && advice != NULL)
    end_sentence (text);
  append_sentence (text, advice);
  return g_error_new_literal (GALLEY_ERROR, galley_sqlstate_get_code (sqlstate), text->str);
}
