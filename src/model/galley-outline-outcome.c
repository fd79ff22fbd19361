/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-outline-outcome"

#include "galley-outline-outcome.h"

struct _GalleyOutlineOutcome
{
  GalleyValue parent_instance;

  GalleyOutlineStatus status;
  int                 outline_version;
  int                 n_kept;
  int                 n_renamed;
  int                 n_moved;
  int                 n_added;
  int                 n_parked;
  int                 n_restored;
  char               *conflicts;
  char               *reason;
  gint64              log_id;
};

G_DEFINE_FINAL_TYPE (GalleyOutlineOutcome, galley_outline_outcome, GALLEY_TYPE_VALUE)

static void
galley_outline_outcome_class_init (GalleyOutlineOutcomeClass *klass)
{
  const GalleyMember members[] = {
    { "status", GALLEY_TYPE_OUTLINE_STATUS, G_STRUCT_OFFSET (GalleyOutlineOutcome, status) },
    { "outline-version", G_TYPE_INT, G_STRUCT_OFFSET (GalleyOutlineOutcome, outline_version) },
    { "n-kept", G_TYPE_INT, G_STRUCT_OFFSET (GalleyOutlineOutcome, n_kept) },
    { "n-renamed", G_TYPE_INT, G_STRUCT_OFFSET (GalleyOutlineOutcome, n_renamed) },
    { "n-moved", G_TYPE_INT, G_STRUCT_OFFSET (GalleyOutlineOutcome, n_moved) },
    { "n-added", G_TYPE_INT, G_STRUCT_OFFSET (GalleyOutlineOutcome, n_added) },
    { "n-parked", G_TYPE_INT, G_STRUCT_OFFSET (GalleyOutlineOutcome, n_parked) },
    { "n-restored", G_TYPE_INT, G_STRUCT_OFFSET (GalleyOutlineOutcome, n_restored) },
    { "conflicts", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyOutlineOutcome, conflicts) },
    { "reason", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyOutlineOutcome, reason) },
    { "log-id", G_TYPE_INT64, G_STRUCT_OFFSET (GalleyOutlineOutcome, log_id) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_outline_outcome_init (GalleyOutlineOutcome *self)
{
}

/**
 * galley_outline_outcome_get_status:
 * @self: an outcome
 *
 * Tells what became of the outline.
 *
 * Returns: what became of the outline
 */
GalleyOutlineStatus
galley_outline_outcome_get_status (GalleyOutlineOutcome *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_OUTCOME (self), GALLEY_OUTLINE_STATUS_CHANGED);

  return self->status;
}

/**
 * galley_outline_outcome_get_outline_version:
 * @self: an outcome
 *
 * Tells the version of the outline now.
 *
 * Returns: the version of the outline now
 */
int
galley_outline_outcome_get_outline_version (GalleyOutlineOutcome *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_OUTCOME (self), 0);

  return self->outline_version;
}

/**
 * galley_outline_outcome_get_n_kept:
 * @self: an outcome
 *
 * Tells how many sections stayed as they were.
 *
 * Returns: how many sections stayed as they were
 */
int
galley_outline_outcome_get_n_kept (GalleyOutlineOutcome *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_OUTCOME (self), 0);

  return self->n_kept;
}

/**
 * galley_outline_outcome_get_n_renamed:
 * @self: an outcome
 *
 * Tells how many sections got another heading.
 *
 * Returns: how many sections got another heading
 */
int
galley_outline_outcome_get_n_renamed (GalleyOutlineOutcome *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_OUTCOME (self), 0);

  return self->n_renamed;
}

/**
 * galley_outline_outcome_get_n_moved:
 * @self: an outcome
 *
 * Tells how many sections went to another place.
 *
 * Returns: how many sections went to another place
 */
int
galley_outline_outcome_get_n_moved (GalleyOutlineOutcome *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_OUTCOME (self), 0);

  return self->n_moved;
}

/**
 * galley_outline_outcome_get_n_added:
 * @self: an outcome
 *
 * Tells how many sections are new.
 *
 * Returns: how many sections are new
 */
int
galley_outline_outcome_get_n_added (GalleyOutlineOutcome *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_OUTCOME (self), 0);

  return self->n_added;
}

/**
 * galley_outline_outcome_get_n_parked:
 * @self: an outcome
 *
 * Tells how many sections left, into the trash.
 *
 * Returns: how many sections left, into the trash
 */
int
galley_outline_outcome_get_n_parked (GalleyOutlineOutcome *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_OUTCOME (self), 0);

  return self->n_parked;
}

/**
 * galley_outline_outcome_get_n_restored:
 * @self: an outcome
 *
 * Tells how many sections came back from the trash.
 *
 * Returns: how many sections came back from the trash
 */
int
galley_outline_outcome_get_n_restored (GalleyOutlineOutcome *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_OUTCOME (self), 0);

  return self->n_restored;
}

/**
 * galley_outline_outcome_get_conflicts:
 * @self: an outcome
 *
 * Tells what could not be merged, as a JSON array.
 *
 * Returns: (transfer none) (nullable): what could not be merged, as a JSON array
 */
const char *
galley_outline_outcome_get_conflicts (GalleyOutlineOutcome *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_OUTCOME (self), NULL);

  return self->conflicts;
}

/**
 * galley_outline_outcome_get_reason:
 * @self: an outcome
 *
 * Tells why the outline was rejected.
 *
 * Returns: (transfer none) (nullable): why the outline was rejected
 */
const char *
galley_outline_outcome_get_reason (GalleyOutlineOutcome *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_OUTCOME (self), NULL);

  return self->reason;
}

/**
 * galley_outline_outcome_get_log_id:
 * @self: an outcome
 *
 * Tells the id of the log's entry, by which it can be rolled back; 0 when nothing was logged.
 *
 * Returns: the id of the log's entry
 */
gint64
galley_outline_outcome_get_log_id (GalleyOutlineOutcome *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_OUTCOME (self), 0);

  return self->log_id;
}
