/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-outline-entry"

#include "galley-outline-entry.h"

struct _GalleyOutlineEntry
{
  GalleyValue parent_instance;

  gint64     id;
  int        post_id;
  GDateTime *time;
  char      *verb;
  char      *outcome;
  char      *reason;
  char      *before;
  char      *after;
};

G_DEFINE_FINAL_TYPE (GalleyOutlineEntry, galley_outline_entry, GALLEY_TYPE_VALUE)

static void
galley_outline_entry_class_init (GalleyOutlineEntryClass *klass)
{
  const GalleyMember members[] = {
    { "id", G_TYPE_INT64, G_STRUCT_OFFSET (GalleyOutlineEntry, id) },
    { "post-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyOutlineEntry, post_id) },
    { "time", G_TYPE_DATE_TIME, G_STRUCT_OFFSET (GalleyOutlineEntry, time) },
    { "verb", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyOutlineEntry, verb) },
    { "outcome", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyOutlineEntry, outcome) },
    { "reason", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyOutlineEntry, reason) },
    { "before", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyOutlineEntry, before) },
    { "after", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyOutlineEntry, after) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_outline_entry_init (GalleyOutlineEntry *self)
{
}

/**
 * galley_outline_entry_get_id:
 * @self: a log entry
 *
 * Tells the entry's id, by which it is rolled back.
 *
 * Returns: the entry's id
 */
gint64
galley_outline_entry_get_id (GalleyOutlineEntry *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_ENTRY (self), 0);

  return self->id;
}

/**
 * galley_outline_entry_get_post_id:
 * @self: a log entry
 *
 * Tells the post's id.
 *
 * Returns: the post's id
 */
int
galley_outline_entry_get_post_id (GalleyOutlineEntry *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_ENTRY (self), 0);

  return self->post_id;
}

/**
 * galley_outline_entry_get_time:
 * @self: a log entry
 *
 * Tells when it happened, in UTC.
 *
 * Returns: (transfer none) (nullable): when it happened, in UTC
 */
GDateTime *
galley_outline_entry_get_time (GalleyOutlineEntry *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_ENTRY (self), NULL);

  return self->time;
}

/**
 * galley_outline_entry_get_verb:
 * @self: a log entry
 *
 * Tells what was done, e.g. `set`.
 *
 * Returns: (transfer none) (nullable): what was done
 */
const char *
galley_outline_entry_get_verb (GalleyOutlineEntry *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_ENTRY (self), NULL);

  return self->verb;
}

/**
 * galley_outline_entry_get_outcome:
 * @self: a log entry
 *
 * Tells what became of it, e.g. `changed`.
 *
 * Returns: (transfer none) (nullable): what became of it
 */
const char *
galley_outline_entry_get_outcome (GalleyOutlineEntry *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_ENTRY (self), NULL);

  return self->outcome;
}

/**
 * galley_outline_entry_get_reason:
 * @self: a log entry
 *
 * Tells why it was refused.
 *
 * Returns: (transfer none) (nullable): why it was refused
 */
const char *
galley_outline_entry_get_reason (GalleyOutlineEntry *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_ENTRY (self), NULL);

  return self->reason;
}

/**
 * galley_outline_entry_get_before:
 * @self: a log entry
 *
 * Tells the master list before it.
 *
 * Returns: (transfer none) (nullable): the master list before it
 */
const char *
galley_outline_entry_get_before (GalleyOutlineEntry *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_ENTRY (self), NULL);

  return self->before;
}

/**
 * galley_outline_entry_get_after:
 * @self: a log entry
 *
 * Tells the master list after it.
 *
 * Returns: (transfer none) (nullable): the master list after it
 */
const char *
galley_outline_entry_get_after (GalleyOutlineEntry *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_ENTRY (self), NULL);

  return self->after;
}
