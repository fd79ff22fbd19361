/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-outline-change"

#include "galley-outline-change.h"

struct _GalleyOutlineChange
{
  GalleyValue parent_instance;

  GalleyOutlineAction action;
  int                 section_id;
  char               *heading;
  char               *old_heading;
  int                 place;
  int                 old_place;
  char               *details;
};

G_DEFINE_FINAL_TYPE (GalleyOutlineChange, galley_outline_change, GALLEY_TYPE_VALUE)

static void
galley_outline_change_class_init (GalleyOutlineChangeClass *klass)
{
  const GalleyMember members[] = {
    { "action", GALLEY_TYPE_OUTLINE_ACTION, G_STRUCT_OFFSET (GalleyOutlineChange, action) },
    { "section-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyOutlineChange, section_id) },
    { "heading", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyOutlineChange, heading) },
    { "old-heading", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyOutlineChange, old_heading) },
    { "place", G_TYPE_INT, G_STRUCT_OFFSET (GalleyOutlineChange, place) },
    { "old-place", G_TYPE_INT, G_STRUCT_OFFSET (GalleyOutlineChange, old_place) },
    { "details", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyOutlineChange, details) },
  };

  galley_value_class_set_members (GALLEY_VALUE_CLASS (klass), members, G_N_ELEMENTS (members));
}

static void
galley_outline_change_init (GalleyOutlineChange *self)
{
}

/**
 * galley_outline_change_get_action:
 * @self: a line of a plan
 *
 * Tells what becomes of the section.
 *
 * Returns: what becomes of the section
 */
GalleyOutlineAction
galley_outline_change_get_action (GalleyOutlineChange *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_CHANGE (self), GALLEY_OUTLINE_ACTION_KEPT);

  return self->action;
}

/**
 * galley_outline_change_get_section_id:
 * @self: a line of a plan
 *
 * Tells the section's id, 0 when it is to be added.
 *
 * Returns: the section's id, 0 when it is to be added
 */
int
galley_outline_change_get_section_id (GalleyOutlineChange *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_CHANGE (self), 0);

  return self->section_id;
}

/**
 * galley_outline_change_get_heading:
 * @self: a line of a plan
 *
 * Tells the heading that it would have.
 *
 * Returns: (transfer none) (nullable): the heading that it would have
 */
const char *
galley_outline_change_get_heading (GalleyOutlineChange *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_CHANGE (self), NULL);

  return self->heading;
}

/**
 * galley_outline_change_get_old_heading:
 * @self: a line of a plan
 *
 * Tells the heading that it has.
 *
 * Returns: (transfer none) (nullable): the heading that it has
 */
const char *
galley_outline_change_get_old_heading (GalleyOutlineChange *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_CHANGE (self), NULL);

  return self->old_heading;
}

/**
 * galley_outline_change_get_place:
 * @self: a line of a plan
 *
 * Tells the place that it would have, from 1; 0 when it is to be parked.
 *
 * Returns: the place that it would have, from 1
 */
int
galley_outline_change_get_place (GalleyOutlineChange *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_CHANGE (self), 0);

  return self->place;
}

/**
 * galley_outline_change_get_old_place:
 * @self: a line of a plan
 *
 * Tells the place that it has, from 1; 0 when it is to be added or restored.
 *
 * Returns: the place that it has, from 1
 */
int
galley_outline_change_get_old_place (GalleyOutlineChange *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_CHANGE (self), 0);

  return self->old_place;
}

/**
 * galley_outline_change_get_details:
 * @self: a line of a plan
 *
 * Tells what else changes of a section that stays in the post: `description`, `status`, or `description, status`.
 *
 * Returns: (transfer none) (nullable): what else changes, %NULL for nothing
 */
const char *
galley_outline_change_get_details (GalleyOutlineChange *self)
{
  g_return_val_if_fail (GALLEY_IS_OUTLINE_CHANGE (self), NULL);

  return self->details;
}
