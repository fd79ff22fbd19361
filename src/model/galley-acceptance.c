/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-acceptance"

#include "galley-acceptance.h"

struct _GalleyAcceptance
{
  GalleyValue parent_instance;

  GalleySaveOutcome outcome;
  int               version;
  char             *value;
  char             *previous;
};

G_DEFINE_FINAL_TYPE (GalleyAcceptance, galley_acceptance, GALLEY_TYPE_VALUE)

static void
galley_acceptance_class_init (GalleyAcceptanceClass *klass)
{
  const GalleyMember members[] = {
    { "outcome", GALLEY_TYPE_SAVE_OUTCOME, G_STRUCT_OFFSET (GalleyAcceptance, outcome) },
    { "version", G_TYPE_INT, G_STRUCT_OFFSET (GalleyAcceptance, version) },
    { "value", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyAcceptance, value) },
    { "previous", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyAcceptance, previous) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_acceptance_init (GalleyAcceptance *self)
{
}

/**
 * galley_acceptance_get_outcome:
 * @self: an acceptance
 *
 * Tells what became of the text.
 *
 * Returns: what became of the text
 */
GalleySaveOutcome
galley_acceptance_get_outcome (GalleyAcceptance *self)
{
  g_return_val_if_fail (GALLEY_IS_ACCEPTANCE (self), 0);

  return self->outcome;
}

/**
 * galley_acceptance_get_version:
 * @self: an acceptance
 *
 * Tells the section's version now.
 *
 * Returns: the section's version now
 */
int
galley_acceptance_get_version (GalleyAcceptance *self)
{
  g_return_val_if_fail (GALLEY_IS_ACCEPTANCE (self), 0);

  return self->version;
}

/**
 * galley_acceptance_get_value:
 * @self: an acceptance
 *
 * Tells what the field is now; in a conflict, the other writer's text.
 *
 * Returns: (transfer none) (nullable): what the field is now; in a conflict, the other writer's text
 */
const char *
galley_acceptance_get_value (GalleyAcceptance *self)
{
  g_return_val_if_fail (GALLEY_IS_ACCEPTANCE (self), NULL);

  return self->value;
}

/**
 * galley_acceptance_get_previous:
 * @self: an acceptance
 *
 * Tells what the field was before, for one step back.
 *
 * Returns: (transfer none) (nullable): what the field was before, for one step back
 */
const char *
galley_acceptance_get_previous (GalleyAcceptance *self)
{
  g_return_val_if_fail (GALLEY_IS_ACCEPTANCE (self), NULL);

  return self->previous;
}
