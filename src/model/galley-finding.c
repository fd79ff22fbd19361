/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-finding"

#include "galley-finding.h"

struct _GalleyFinding
{
  GalleyValue parent_instance;

  int   post_id;
  char *finding;
  char *detail;
};

G_DEFINE_FINAL_TYPE (GalleyFinding, galley_finding, GALLEY_TYPE_VALUE)

static void
galley_finding_class_init (GalleyFindingClass *klass)
{
  const GalleyMember members[] = {
    { "post-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyFinding, post_id) },
    { "finding", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyFinding, finding) },
    { "detail", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyFinding, detail) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_finding_init (GalleyFinding *self)
{
}

/**
 * galley_finding_get_post_id:
 * @self: a finding
 *
 * Tells the post's id.
 *
 * Returns: the post's id
 */
int
galley_finding_get_post_id (GalleyFinding *self)
{
  g_return_val_if_fail (GALLEY_IS_FINDING (self), 0);

  return self->post_id;
}

/**
 * galley_finding_get_finding:
 * @self: a finding
 *
 * Tells what was found, `OK` if nothing is wrong.
 *
 * Returns: (transfer none): what was found, `OK` if nothing is wrong
 */
const char *
galley_finding_get_finding (GalleyFinding *self)
{
  g_return_val_if_fail (GALLEY_IS_FINDING (self), NULL);

  return self->finding;
}

/**
 * galley_finding_get_detail:
 * @self: a finding
 *
 * Tells what exactly.
 *
 * Returns: (transfer none) (nullable): what exactly
 */
const char *
galley_finding_get_detail (GalleyFinding *self)
{
  g_return_val_if_fail (GALLEY_IS_FINDING (self), NULL);

  return self->detail;
}

/**
 * galley_finding_is_ok:
 * @self: a finding
 *
 * Tells whether nothing is wrong with the post.
 *
 * Returns: whether the finding is `OK`
 */
gboolean
galley_finding_is_ok (GalleyFinding *self)
{
  g_return_val_if_fail (GALLEY_IS_FINDING (self), FALSE);

  return g_strcmp0 (self->finding, "OK") == 0;
}
