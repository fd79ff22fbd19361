/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-step-trash"

#include "galley-section-step-private.h"

/* The steps that bring sections into the list, or take them out of it: adding, parking and restoring. */

typedef struct
{
  GalleySectionStep parent;

  GArray *ids; /* (owned) (element-type int) */
} TrashStep;

typedef struct
{
  GalleySectionStep parent; /* whose section is the one that was added */

  int   post_id;
  char *heading; /* (owned) */
  int   place;
} AddStep;

static void
parked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_park_all_finish (GALLEY_SECTION_STORE (source), result, &error);
  galley_section_step_end (user_data, error);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_restore_all_finish (GALLEY_SECTION_STORE (source), result, &error);
  galley_section_step_end (user_data, error);
}

static void
park_ids (GalleySectionStep *self,
          const int         *ids,
          gsize              n_ids,
          gboolean           park,
          GTask             *task)
{
  GalleySectionStore *store = galley_section_step_get_store (self);

  if (park)
    galley_section_store_park_all_async (store, ids, n_ids, g_task_get_cancellable (task), parked_cb, task);
  else
    galley_section_store_restore_all_async (store, ids, n_ids, g_task_get_cancellable (task), restored_cb, task);
}

static void
start_parking (GalleySectionStep *step,
               gboolean           back,
               GTask             *task)
{
  TrashStep *self = (TrashStep *)step;

  park_ids (step, (const int *)self->ids->data, self->ids->len, !back, task);
}

static void
start_restoring (GalleySectionStep *step,
                 gboolean           back,
                 GTask             *task)
{
  TrashStep *self = (TrashStep *)step;

  park_ids (step, (const int *)self->ids->data, self->ids->len, back, task);
}

static void
clear_trash_step (GalleySectionStep *step)
{
  g_array_unref (((TrashStep *)step)->ids);
}

/**
 * galley_section_step_new_park:
 * @context: the database
 * @ids: (transfer full) (element-type int): sections of one post
 *
 * Returns: (transfer full): puts sections into the trash
 */
GalleySectionStep *
galley_section_step_new_park (GalleyContext *context,
                              GArray        *ids)
{
  static const GalleySectionStepKind kind = { sizeof (TrashStep), start_parking, clear_trash_step, TRUE };
  TrashStep                         *self = galley_section_step_make (&kind, context);

  self->ids = ids;

  return &self->parent;
}

/**
 * galley_section_step_new_restore:
 * @context: the database
 * @ids: (transfer full) (element-type int): sections of one post that are in the trash
 *
 * Returns: (transfer full): takes sections out of the trash
 */
GalleySectionStep *
galley_section_step_new_restore (GalleyContext *context,
                                 GArray        *ids)
{
  static const GalleySectionStepKind kind = { sizeof (TrashStep), start_restoring, clear_trash_step, FALSE };
  TrashStep                         *self = galley_section_step_make (&kind, context);

  self->ids = ids;
  self->parent.section_id = ids->len > 0 ? g_array_index (ids, int, 0) : 0;

  return &self->parent;
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GalleySectionStep *step = galley_section_step_get_of_task (user_data);
  GError            *error = NULL;

  step->section_id = galley_section_store_add_finish (GALLEY_SECTION_STORE (source), result, &error);
  galley_section_step_end (user_data, error);
}

/* Doing it again brings back the very section, with what was written into it meanwhile. */
static void
start_adding (GalleySectionStep *step,
              gboolean           back,
              GTask             *task)
{
  AddStep *self = (AddStep *)step;

  if (step->section_id != 0)
    park_ids (step, &step->section_id, 1, back, task);
  else
    galley_section_store_add_async (galley_section_step_get_store (step), self->post_id, self->heading, self->place,
                                    g_task_get_cancellable (task), added_cb, task);
}

static void
clear_add_step (GalleySectionStep *step)
{
  g_free (((AddStep *)step)->heading);
}

/**
 * galley_section_step_new_add:
 * @context: the database
 * @post_id: a post
 * @heading: a heading
 * @place: the place that the section is to have; 0 for the end
 *
 * Returns: (transfer full): adds a section
 */
GalleySectionStep *
galley_section_step_new_add (GalleyContext *context,
                             int            post_id,
                             const char    *heading,
                             int            place)
{
  static const GalleySectionStepKind kind = { sizeof (AddStep), start_adding, clear_add_step, FALSE };
  AddStep                           *self = galley_section_step_make (&kind, context);

  self->post_id = post_id;
  self->heading = g_strdup (heading);
  self->place = place;

  return &self->parent;
}
