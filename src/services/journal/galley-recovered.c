/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-recovered"

#include "galley-recovered.h"

struct _GalleyRecovered
{
  GalleyValue parent_instance;

  int              post_id;
  int              section_id;
  char            *field;
  char            *text;
  int              cursor;
  GDateTime       *written;
  GalleyDraftState state;
  char            *message;
  char            *path;
};

G_DEFINE_FINAL_TYPE (GalleyRecovered, galley_recovered, GALLEY_TYPE_VALUE)

static void
galley_recovered_class_init (GalleyRecoveredClass *klass)
{
  const GalleyMember members[] = {
    { "post-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyRecovered, post_id) },
    { "section-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyRecovered, section_id) },
    { "field", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyRecovered, field) },
    { "text", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyRecovered, text) },
    { "cursor", G_TYPE_INT, G_STRUCT_OFFSET (GalleyRecovered, cursor) },
    { "written", G_TYPE_DATE_TIME, G_STRUCT_OFFSET (GalleyRecovered, written) },
    { "state", GALLEY_TYPE_DRAFT_STATE, G_STRUCT_OFFSET (GalleyRecovered, state) },
    { "message", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyRecovered, message) },
    { "path", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyRecovered, path) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_recovered_init (GalleyRecovered *self)
{
}

/**
 * galley_recovered_get_post_id:
 * @self: a recovered text
 *
 * Tells which post it belongs to.
 *
 * Returns: the post's id, 0 when that is not known
 */
int
galley_recovered_get_post_id (GalleyRecovered *self)
{
  g_return_val_if_fail (GALLEY_IS_RECOVERED (self), 0);

  return self->post_id;
}

/**
 * galley_recovered_get_section_id:
 * @self: a recovered text
 *
 * Tells which section it is a text of.
 *
 * Returns: the section's id, 0 for a text of a post
 */
int
galley_recovered_get_section_id (GalleyRecovered *self)
{
  g_return_val_if_fail (GALLEY_IS_RECOVERED (self), 0);

  return self->section_id;
}

/**
 * galley_recovered_get_field:
 * @self: a recovered text
 *
 * Tells which text of it.
 *
 * Returns: (transfer none) (nullable): the field's name, %NULL when the file could not be read
 */
const char *
galley_recovered_get_field (GalleyRecovered *self)
{
  g_return_val_if_fail (GALLEY_IS_RECOVERED (self), NULL);

  return self->field;
}

/**
 * galley_recovered_get_text:
 * @self: a recovered text
 *
 * Gives the text as it was in the journal.
 *
 * Returns: (transfer none) (nullable): the text, %NULL when the file could not be read
 */
const char *
galley_recovered_get_text (GalleyRecovered *self)
{
  g_return_val_if_fail (GALLEY_IS_RECOVERED (self), NULL);

  return self->text;
}

/**
 * galley_recovered_get_cursor:
 * @self: a recovered text
 *
 * Tells where the cursor was.
 *
 * Returns: how many characters were before it
 */
int
galley_recovered_get_cursor (GalleyRecovered *self)
{
  g_return_val_if_fail (GALLEY_IS_RECOVERED (self), 0);

  return self->cursor;
}

/**
 * galley_recovered_get_written:
 * @self: a recovered text
 *
 * Tells when it was written last.
 *
 * Returns: (transfer none) (nullable): when, in UTC; %NULL when the file could not be read
 */
GDateTime *
galley_recovered_get_written (GalleyRecovered *self)
{
  g_return_val_if_fail (GALLEY_IS_RECOVERED (self), NULL);

  return self->written;
}

/**
 * galley_recovered_get_state:
 * @self: a recovered text
 *
 * Tells what became of it.
 *
 * Returns: saved, or why not
 */
GalleyDraftState
galley_recovered_get_state (GalleyRecovered *self)
{
  g_return_val_if_fail (GALLEY_IS_RECOVERED (self), GALLEY_DRAFT_FAILED);

  return self->state;
}

/**
 * galley_recovered_get_message:
 * @self: a recovered text
 *
 * Tells why it is not saved.
 *
 * Returns: (transfer none) (nullable): the reason, for people; %NULL when it is saved
 */
const char *
galley_recovered_get_message (GalleyRecovered *self)
{
  g_return_val_if_fail (GALLEY_IS_RECOVERED (self), NULL);

  return self->message;
}

/**
 * galley_recovered_get_path:
 * @self: a recovered text
 *
 * Tells where the file was found, or was put when it is damaged.
 *
 * Returns: (transfer none): its path
 */
const char *
galley_recovered_get_path (GalleyRecovered *self)
{
  g_return_val_if_fail (GALLEY_IS_RECOVERED (self), NULL);

  return self->path;
}
