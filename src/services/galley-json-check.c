/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-json-check"

#include "galley-config.h"

#include "galley-json-check.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-text.h"

/* json-glib calls itself once a level, reads more than JSON (comments, hexadecimal numbers), and cuts a string at a NUL.  What is to
 * become a post passes this check before: it is exactly JSON, at most so deep, and fit for PostgreSQL.  Nothing here calls itself. */

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint       depth;
  char        closers[GALLEY_JSON_MAX_DEPTH];
  const char *problem;
} Check;

static gboolean
refuse (Check *check, const char *problem)
{
  if (check->problem == NULL)
    check->problem = problem;
  return FALSE;
}

static void
skip_space (Check *check)
{
  while (check->at < check->end && strchr (" \t\n\r", *check->at) != NULL && *check->at != '\0')
    check->at++;
}

static gboolean
skip_word (Check *check, const char *word)
{
  gsize length = strlen (word);

  if ((gsize)(check->end - check->at) < length || memcmp (check->at, word, length) != 0)
    return refuse (check, N_("a value is expected"));
  check->at += length;
  return TRUE;
}

static gboolean
skip_digits (Check *check)
{
  const char *first = check->at;

  while (check->at < check->end && g_ascii_isdigit (*check->at))
    check->at++;
  return check->at > first || refuse (check, N_("a digit is expected"));
}

static gboolean
skip_number (Check *check)
{
  if (*check->at == '-')
    check->at++;
  if (check->at < check->end && *check->at == '0')
    check->at++;
  else if (!skip_digits (check))
    return FALSE;
  if (check->at < check->end && *check->at == '.')
    {
      check->at++;
      if (!skip_digits (check))
        return FALSE;
    }
  if (check->at < check->end && (*check->at == 'e' || *check->at == 'E'))
    {
      check->at++;
      if (check->at < check->end && (*check->at == '+' || *check->at == '-'))
        check->at++;
      return skip_digits (check);
    }
  return TRUE;
}

/* The four digits of \uXXXX, -1 if they are not there. */
static int
read_unit (Check *check)
{
  int unit = 0;

  if (check->end - check->at < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (check->at[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  check->at += 4;
  return unit;
}

static gboolean
skip_unicode_escape (Check *check)
{
  int unit = read_unit (check);

  if (unit < 0)
    return refuse (check, N_("four hexadecimal digits are expected"));
  if (unit == 0)
    return refuse (check, N_("the character NUL cannot be stored; take “\\u0000” out"));
  if (unit >= 0xDC00 && unit <= 0xDFFF)
    return refuse (check, N_("half of a surrogate pair is not a character"));
  if (unit >= 0xD800 && unit <= 0xDBFF)
    {
      if (check->end - check->at < 2 || check->at[0] != '\\' || check->at[1] != 'u')
        return refuse (check, N_("half of a surrogate pair is not a character"));
      check->at += 2;
      unit = read_unit (check);
      if (unit < 0xDC00 || unit > 0xDFFF)
        return refuse (check, N_("half of a surrogate pair is not a character"));
    }
  return TRUE;
}

static gboolean
skip_string (Check *check)
{
  check->at++;
  while (check->at < check->end)
    {
      char character = *check->at++;

      if (character == '"')
        return TRUE;
      if ((guchar)character < 0x20)
        {
          check->at--;
          return refuse (check, N_("a line break or control character in a string must be escaped"));
        }
      if (character != '\\')
        continue;
      if (check->at == check->end)
        break;
      character = *check->at++;
      if (character == 'u' ? !skip_unicode_escape (check) : strchr ("\"\\/bfnrt", character) == NULL)
        return refuse (check, N_("there is no such escape sequence"));
    }
  return refuse (check, N_("the text ends inside a string"));
}

static gboolean
open_level (Check *check)
{
  if (check->depth == GALLEY_JSON_MAX_DEPTH)
    return refuse (check, N_("arrays and objects are nested too deep"));
  check->closers[check->depth++] = *check->at++ == '[' ? ']' : '}';
  return TRUE;
}

static gboolean
skip_name (Check *check)
{
  skip_space (check);
  if (check->at == check->end || *check->at != '"')
    return refuse (check, N_("a name in quotes is expected"));
  if (!skip_string (check))
    return FALSE;
  skip_space (check);
  if (check->at == check->end || *check->at != ':')
    return refuse (check, N_("a colon is expected"));
  check->at++;
  return TRUE;
}

/* One value; of an array or object that is not empty only the beginning, up to where its first value is to be.
 * @complete: whether the value is behind @check->at now. */
static gboolean
begin_value (Check *check, gboolean *complete)
{
  *complete = TRUE;
  skip_space (check);
  if (check->at == check->end)
    return refuse (check, N_("the text ends before the value does"));
  switch (*check->at)
    {
    case '[':
    case '{':
      if (!open_level (check))
        return FALSE;
      skip_space (check);
      if (check->at < check->end && *check->at == check->closers[check->depth - 1])
        {
          check->at++;
          check->depth--;
          return TRUE;
        }
      *complete = FALSE;
      return check->closers[check->depth - 1] == ']' || skip_name (check);
    case '"':
      return skip_string (check);
    case 't':
      return skip_word (check, "true");
    case 'f':
      return skip_word (check, "false");
    case 'n':
      return skip_word (check, "null");
    default:
      if (*check->at == '-' || g_ascii_isdigit (*check->at))
        return skip_number (check);
      return refuse (check, N_("a value is expected"));
    }
}

/* What follows a value inside an array or object.  @more: whether another value is to come. */
static gboolean
end_value (Check *check, gboolean *more)
{
  *more = FALSE;
  while (check->depth > 0)
    {
      char closer = check->closers[check->depth - 1];

      skip_space (check);
      if (check->at == check->end)
        return refuse (check, closer == ']' ? N_("the text ends inside an array") : N_("the text ends inside an object"));
      if (*check->at == ',')
        {
          check->at++;
          *more = TRUE;
          return closer == ']' || skip_name (check);
        }
      if (*check->at != closer)
        return refuse (check, closer == ']' ? N_("a comma or “]” is expected") : N_("a comma or “}” is expected"));
      check->at++;
      check->depth--;
    }
  return TRUE;
}

static gboolean
walk (Check *check)
{
  gboolean more = TRUE;

  while (more)
    {
      gboolean complete;

      if (!begin_value (check, &complete))
        return FALSE;
      if (complete && !end_value (check, &more))
        return FALSE;
    }
  skip_space (check);
  return check->at == check->end || refuse (check, N_("nothing may follow the value"));
}

static void
find_place (Check *check, guint *line, guint *column)
{
  *line = 1;
  *column = 1;
  for (const char *at = check->start; at < check->at; at++)
    if (*at == '\n')
      {
        (*line)++;
        *column = 1;
      }
    else if (((guchar)*at & 0xC0) != 0x80)
      (*column)++;
}

/**
 * galley_json_check:
 * @data: (array length=length): a text
 * @length: its length in bytes
 * @error: where to put an error, or %NULL
 *
 * Tells whether a text is JSON (RFC 8259) that can be parsed and stored: valid UTF-8, no NUL (neither as a byte nor as `\u0000`), no half
 * surrogate pair, nested at most %GALLEY_JSON_MAX_DEPTH deep.  The message of the error says what is wrong, in which line and column.
 *
 * Returns: %TRUE if it is, else %FALSE with %GALLEY_ERROR_INVALID
 */
gboolean
galley_json_check (const char *data, gsize length, GError **error)
{
  Check check = { .start = data, .at = data, .end = data + length };
  guint line;
  guint column;

  g_return_val_if_fail (data != NULL, FALSE);

  if (!galley_text_validate (data, (gssize)length, error))
    return FALSE;
  if (walk (&check))
    return TRUE;
  find_place (&check, &line, &column);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               /* Translators: a place in a file, then what is wrong there */
               _("This is not valid JSON: line %u, column %u: %s"), line, column, _(check.problem));
  return FALSE;
}
