/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-change"

#include "galley-change.h"

struct _GalleyChange
{
  gatomicrefcount       ref_count;
  char                 *table;   /* (owned) */
  char                 *session; /* (owned) (nullable) */
  int                   id;
  int                   post;
  int                   version;
  GalleyChangeOperation operation;
  gboolean              own;
};

/* The words of a payload. */
enum
{
  TABLE,
  ID,
  POST,
  VERSION,
  SESSION,
  OPERATION,
  N_WORDS
};

G_DEFINE_BOXED_TYPE (GalleyChange, galley_change, galley_change_ref, galley_change_unref)

static gboolean
parse_number (const char *word,
              int        *number)
{
  guint64 value = 0;

  if (!g_str_equal (word, "-") && !g_ascii_string_to_unsigned (word, 10, 0, G_MAXINT, &value, NULL))
    return FALSE;
  *number = (int)value;
  return TRUE;
}

static gboolean
parse_operation (const char            *word,
                 GalleyChangeOperation *operation)
{
  if (g_str_equal (word, "I"))
    *operation = GALLEY_CHANGE_INSERT;
  else if (g_str_equal (word, "U"))
    *operation = GALLEY_CHANGE_UPDATE;
  else if (g_str_equal (word, "D"))
    *operation = GALLEY_CHANGE_DELETE;
  else
    return FALSE;
  return TRUE;
}

/**
 * galley_change_new:
 * @payload: what came on the channel `galley`: `TABLE ID POST VERSION SESSION OPERATION`, `-` for what there is none of
 * @own_session: the writer's id of this program
 *
 * Parses a notice.
 *
 * Returns: (nullable) (transfer full): the change; %NULL for a notice that is none of Galley's
 */
GalleyChange *
galley_change_new (const char *payload,
                   const char *own_session)
{
  g_autoptr (GalleyChange) self = g_new0 (GalleyChange, 1);
  g_auto (GStrv) words = g_strsplit (payload, " ", -1);

  g_atomic_ref_count_init (&self->ref_count);
  if (g_strv_length (words) != N_WORDS || words[TABLE][0] == '\0' || words[SESSION][0] == '\0')
    return NULL;
  if (!parse_number (words[ID], &self->id) || !parse_number (words[POST], &self->post) ||
      !parse_number (words[VERSION], &self->version) || !parse_operation (words[OPERATION], &self->operation))
    return NULL;
  self->table = g_strdup (words[TABLE]);
  self->session = g_str_equal (words[SESSION], "-") ? NULL : g_strdup (words[SESSION]);
  self->own = g_strcmp0 (self->session, own_session) == 0;
  return g_steal_pointer (&self);
}

/**
 * galley_change_ref:
 * @self: a change
 *
 * Returns: (transfer full): @self with one more reference
 */
GalleyChange *
galley_change_ref (GalleyChange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * galley_change_unref:
 * @self: (transfer full): a change
 *
 * Drops a reference, and with the last one the change.
 */
void
galley_change_unref (GalleyChange *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->table);
  g_free (self->session);
  g_free (self);
}

/**
 * galley_change_get_table:
 * @self: a change
 *
 * Returns: (transfer none): the table whose row changed; `outline` when a post's sections changed as a whole
 */
const char *
galley_change_get_table (GalleyChange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->table;
}

/**
 * galley_change_get_id:
 * @self: a change
 *
 * Returns: the row's id, for an outline that of the post; 0 when there is none
 */
int
galley_change_get_id (GalleyChange *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->id;
}

/**
 * galley_change_get_post:
 * @self: a change
 *
 * Returns: the id of the post that the row belongs to; 0 when there is none
 */
int
galley_change_get_post (GalleyChange *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->post;
}

/**
 * galley_change_get_version:
 * @self: a change
 *
 * Returns: the version that the row, or the outline, has now; 0 for a table without versions
 */
int
galley_change_get_version (GalleyChange *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->version;
}

/**
 * galley_change_get_session:
 * @self: a change
 *
 * Returns: (nullable) (transfer none): the id of the writer; %NULL for a program that is not Galley
 */
const char *
galley_change_get_session (GalleyChange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->session;
}

/**
 * galley_change_get_operation:
 * @self: a change
 *
 * Returns: what happened to the row
 */
GalleyChangeOperation
galley_change_get_operation (GalleyChange *self)
{
  g_return_val_if_fail (self != NULL, GALLEY_CHANGE_UPDATE);

  return self->operation;
}

/**
 * galley_change_is_own:
 * @self: a change
 *
 * Returns: whether this program made it
 */
gboolean
galley_change_is_own (GalleyChange *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->own;
}
