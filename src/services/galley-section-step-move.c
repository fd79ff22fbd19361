/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-step-move"

#include "galley-section-step-private.h"

#include <string.h>

/* The step that puts sections somewhere else. */

typedef struct
{
  GalleySectionStep parent;

  int     post_id;
  GArray *ids; /* (owned) (element-type int) */
  int     place;
  GArray *order; /* (owned) (element-type int) all sections as they were before */
} MoveStep;

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_move_all_finish (GALLEY_SECTION_STORE (source), result, &error);
  galley_section_step_end (user_data, error);
}

static void
reordered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_reorder_finish (GALLEY_SECTION_STORE (source), result, &error);
  galley_section_step_end (user_data, error);
}

/* Where sections stood side by side; 0 when they did not. */
static int
find_block (GArray *order,
            GArray *ids)
{
  for (guint i = 0; i + ids->len <= order->len; i++)
    if (g_array_index (order, int, i) == g_array_index (ids, int, 0))
      return memcmp (&g_array_index (order, int, i), ids->data, ids->len * sizeof (int)) == 0 ? (int)i + 1 : 0;

  return 0;
}

/* A block goes back to its place, and what others moved meanwhile stays; sections from here and there need the whole order. */
static void
start_move (GalleySectionStep *step,
            gboolean           back,
            GTask             *task)
{
  MoveStep           *self = (MoveStep *)step;
  GalleySectionStore *store = galley_section_step_get_store (step);
  int                 place = back ? find_block (self->order, self->ids) : self->place;

  if (place > 0)
    galley_section_store_move_all_async (store, (const int *)self->ids->data, self->ids->len, place,
                                         g_task_get_cancellable (task), moved_cb, task);
  else
    galley_section_store_reorder_async (store, self->post_id, (const int *)self->order->data, self->order->len,
                                        g_task_get_cancellable (task), reordered_cb, task);
}

static void
clear_move (GalleySectionStep *step)
{
  MoveStep *self = (MoveStep *)step;

  g_array_unref (self->ids);
  g_array_unref (self->order);
}

/**
 * galley_section_step_new_move:
 * @context: the database
 * @post_id: a post
 * @ids: (transfer full) (element-type int): some of its sections, in their order
 * @place: the place that the first is to have
 * @order: (transfer full) (element-type int): all its sections as they are before
 *
 * Returns: (transfer full): moves sections together
 */
GalleySectionStep *
galley_section_step_new_move (GalleyContext *context,
                              int            post_id,
                              GArray        *ids,
                              int            place,
                              GArray        *order)
{
  static const GalleySectionStepKind kind = { sizeof (MoveStep), start_move, clear_move, FALSE };
  MoveStep                          *self = galley_section_step_make (&kind, context);

  self->post_id = post_id;
  self->ids = ids;
  self->place = place;
  self->order = order;

  return &self->parent;
}
