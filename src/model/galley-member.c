/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-member"

#include "galley-member.h"

#include <string.h>

/**
 * galley_member_get:
 * @self: a member
 * @instance: the object that has it
 * @value: (out): a value of the member's type
 *
 * Reads a member.
 */
void
galley_member_get (const GalleyMember *self,
                   gpointer            instance,
                   GValue             *value)
{
  gpointer at = G_STRUCT_MEMBER_P (instance, self->offset);

  if (self->type == G_TYPE_INT)
    g_value_set_int (value, *(int *)at);
  else if (self->type == G_TYPE_INT64)
    g_value_set_int64 (value, *(gint64 *)at);
  else if (self->type == G_TYPE_DOUBLE)
    g_value_set_double (value, *(double *)at);
  else if (self->type == G_TYPE_STRING)
    g_value_set_string (value, *(char **)at);
  else if (self->type == G_TYPE_DATE_TIME)
    g_value_set_boxed (value, *(GDateTime **)at);
  else
    g_value_set_enum (value, *(int *)at);
}

static gboolean
assign_double (double *at,
               double  number)
{
  /* Bit by bit: what is written is what was read, and a number that is none is equal to itself here. */
  if (memcmp (at, &number, sizeof number) == 0)
    return FALSE;

  *at = number;
  return TRUE;
}

static gboolean
assign_text (char      **at,
             const char *text)
{
  char *copy;

  if (g_strcmp0 (*at, text) == 0)
    return FALSE;

  /* The text may be a part of what is there. */
  copy = g_strdup (text);
  g_free (*at);
  *at = copy;
  return TRUE;
}

static gboolean
assign_time (GDateTime **at,
             GDateTime  *time)
{
  if (*at == time || (*at != NULL && time != NULL && g_date_time_equal (*at, time)))
    return FALSE;

  g_clear_pointer (at, g_date_time_unref);
  *at = time ? g_date_time_ref (time) : NULL;
  return TRUE;
}

static gboolean
assign_int (int *at,
            int  number)
{
  if (*at == number)
    return FALSE;

  *at = number;
  return TRUE;
}

static gboolean
assign_int64 (gint64 *at,
              gint64  number)
{
  if (*at == number)
    return FALSE;

  *at = number;
  return TRUE;
}

/**
 * galley_member_set:
 * @self: a member
 * @instance: the object that has it
 * @value: a value of the member's type
 *
 * Writes a member.
 *
 * Returns: whether it was another one before
 */
gboolean
galley_member_set (const GalleyMember *self,
                   gpointer            instance,
                   const GValue       *value)
{
  gpointer at = G_STRUCT_MEMBER_P (instance, self->offset);

  if (self->type == G_TYPE_INT)
    return assign_int (at, g_value_get_int (value));
  if (self->type == G_TYPE_INT64)
    return assign_int64 (at, g_value_get_int64 (value));
  if (self->type == G_TYPE_DOUBLE)
    return assign_double (at, g_value_get_double (value));
  if (self->type == G_TYPE_STRING)
    return assign_text (at, g_value_get_string (value));
  if (self->type == G_TYPE_DATE_TIME)
    return assign_time (at, g_value_get_boxed (value));

  return assign_int (at, g_value_get_enum (value));
}

/**
 * galley_member_clear:
 * @self: a member
 * @instance: the object that has it
 *
 * Frees what a member owns.
 */
void
galley_member_clear (const GalleyMember *self,
                     gpointer            instance)
{
  gpointer at = G_STRUCT_MEMBER_P (instance, self->offset);

  if (self->type == G_TYPE_STRING)
    g_clear_pointer ((char **)at, g_free);
  else if (self->type == G_TYPE_DATE_TIME)
    g_clear_pointer ((GDateTime **)at, g_date_time_unref);
}

/**
 * galley_member_make_param_spec:
 * @self: a member; its name has to live as long as the program
 * @flags: what can be done with the property
 *
 * Makes the property of a member.
 *
 * Returns: (transfer floating): the property
 */
GParamSpec *
galley_member_make_param_spec (const GalleyMember *self,
                               GParamFlags         flags)
{
  if (self->type == G_TYPE_INT)
    return g_param_spec_int (self->name, NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  if (self->type == G_TYPE_INT64)
    return g_param_spec_int64 (self->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  if (self->type == G_TYPE_DOUBLE)
    return g_param_spec_double (self->name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  if (self->type == G_TYPE_STRING)
    return g_param_spec_string (self->name, NULL, NULL, NULL, flags);
  if (self->type == G_TYPE_DATE_TIME)
    return g_param_spec_boxed (self->name, NULL, NULL, G_TYPE_DATE_TIME, flags);

  return g_param_spec_enum (self->name, NULL, NULL, self->type, 0, flags);
}
