/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-step"

#include "galley-config.h"

#include "galley-section-step.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* A kind of step: what starts doing it or taking it back, and what ends that. */
typedef struct
{
  void (*start) (GalleySectionStep *self, gboolean back, GTask *task);
  gboolean needs_texts; /* what is typed has to be saved before */
} StepKind;

/* What was done to the text of one section. */
typedef struct
{
  int   section_id;
  char *text; /* (owned) (nullable) what it was */
} Saved;

struct _GalleySectionStep
{
  const StepKind *kind;
  GalleyContext  *context; /* (owned) */
  GalleyDrafts   *drafts;  /* (owned) (nullable) what is typed and not saved yet */

  int     post_id;
  int     section_id; /* the section that is concerned, or that was made */
  int     other_id;   /* the section that goes together with it */
  int     place;
  int     old_place;
  GArray *ids;   /* (owned) (nullable) (element-type int) */
  GArray *order; /* (owned) (nullable) (element-type int) all sections as they were before */

  GalleySectionField field;
  char              *text;  /* (owned) (nullable) */
  GPtrArray         *saved; /* (owned) (nullable) (element-type Saved) */
  guint              n_left;
  GError            *error; /* (owned) (nullable) the first one of several */

  GalleyOutlineOutcome *outcome; /* (owned) (nullable) what the outline became last */
};

static void
free_saved (gpointer data)
{
  Saved *saved = data;

  g_free (saved->text);
  g_free (saved);
}

static GalleySectionStep *
make_step (const StepKind *kind,
           GalleyContext  *context)
{
  GalleySectionStep *self = g_new0 (GalleySectionStep, 1);

  self->kind = kind;
  self->context = g_object_ref (context);
  return self;
}

static GalleySectionStore *
get_store (GalleySectionStep *self)
{
  return galley_context_get_section_store (self->context);
}

static GalleySectionStep *
get_step (GTask *task)
{
  return g_object_get_data (G_OBJECT (task), "galley-section-step");
}

/* The first error wins; without one it is done. */
static void
end (GTask  *task,
     GError *error) /* (transfer full) (nullable) */
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Moving ---------------------------------------------------------------------------------------------------------- */

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_move_all_finish (GALLEY_SECTION_STORE (source), result, &error);
  end (user_data, error);
}

static void
reordered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_reorder_finish (GALLEY_SECTION_STORE (source), result, &error);
  end (user_data, error);
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
move (GalleySectionStep *self,
      gboolean           back,
      GTask             *task)
{
  int place = back ? find_block (self->order, self->ids) : self->place;

  if (place > 0)
    galley_section_store_move_all_async (get_store (self), (const int *)self->ids->data, self->ids->len, place,
                                         g_task_get_cancellable (task), moved_cb, task);
  else
    galley_section_store_reorder_async (get_store (self), self->post_id, (const int *)self->order->data, self->order->len,
                                        g_task_get_cancellable (task), reordered_cb, task);
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
  static const StepKind kind = { move, FALSE };
  GalleySectionStep    *self = make_step (&kind, context);

  self->post_id = post_id;
  self->ids = ids;
  self->place = place;
  self->order = order;
  return self;
}

/* Parking and restoring ------------------------------------------------------------------------------------------- */

static void
parked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_park_all_finish (GALLEY_SECTION_STORE (source), result, &error);
  end (user_data, error);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_restore_all_finish (GALLEY_SECTION_STORE (source), result, &error);
  end (user_data, error);
}

static void
park_ids (GalleySectionStep *self,
          const int         *ids,
          gsize              n_ids,
          gboolean           park,
          GTask             *task)
{
  if (park)
    galley_section_store_park_all_async (get_store (self), ids, n_ids, g_task_get_cancellable (task), parked_cb, task);
  else
    galley_section_store_restore_all_async (get_store (self), ids, n_ids, g_task_get_cancellable (task), restored_cb, task);
}

static void
park (GalleySectionStep *self,
      gboolean           back,
      GTask             *task)
{
  park_ids (self, (const int *)self->ids->data, self->ids->len, !back, task);
}

static void
restore (GalleySectionStep *self,
         gboolean           back,
         GTask             *task)
{
  park_ids (self, (const int *)self->ids->data, self->ids->len, back, task);
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
  static const StepKind kind = { park, TRUE };
  GalleySectionStep    *self = make_step (&kind, context);

  self->ids = ids;
  return self;
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
  static const StepKind kind = { restore, FALSE };
  GalleySectionStep    *self = make_step (&kind, context);

  self->ids = ids;
  self->section_id = ids->len > 0 ? g_array_index (ids, int, 0) : 0;
  return self;
}

/* Adding ---------------------------------------------------------------------------------------------------------- */

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GError *error = NULL;

  get_step (user_data)->section_id = galley_section_store_add_finish (GALLEY_SECTION_STORE (source), result, &error);
  end (user_data, error);
}

/* Doing it again brings back the very section, with what was written into it meanwhile. */
static void
add (GalleySectionStep *self,
     gboolean           back,
     GTask             *task)
{
  if (self->section_id != 0)
    park_ids (self, &self->section_id, 1, back, task);
  else
    galley_section_store_add_async (get_store (self), self->post_id, self->text, self->place, g_task_get_cancellable (task),
                                    added_cb, task);
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
  static const StepKind kind = { add, FALSE };
  GalleySectionStep    *self = make_step (&kind, context);

  self->post_id = post_id;
  self->text = g_strdup (heading);
  self->place = place;
  return self;
}

/* Saving a heading or a status ------------------------------------------------------------------------------------ */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask             *task = user_data;
  GalleySectionStep *self = get_step (task);
  GalleySaveOutcome  outcome;
  g_autoptr (GError) error = NULL;

  if (galley_section_store_save_finish (GALLEY_SECTION_STORE (source), result, &outcome, NULL, NULL, &error) &&
      outcome == GALLEY_SAVE_OUTCOME_CONFLICT)
    g_set_error_literal (&error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT, _ ("Somebody else has changed it meanwhile."));
  if (error != NULL && self->error == NULL)
    self->error = g_steal_pointer (&error);
  if (--self->n_left == 0)
    end (task, g_steal_pointer (&self->error));
}

/* What stood there is the base, so that what somebody else wrote meanwhile is not written over. */
static void
save (GalleySectionStep *self,
      gboolean           back,
      GTask             *task)
{
  self->n_left = self->saved->len;
  for (guint i = 0; i < self->saved->len; i++)
    {
      const Saved *saved = g_ptr_array_index (self->saved, i);
      const char  *old = saved->text != NULL ? saved->text : "";

      galley_section_store_save_async (get_store (self), saved->section_id, self->field, back ? saved->text : self->text, 0,
                                       back ? self->text : old, g_task_get_cancellable (task), saved_cb, task);
    }
}

/**
 * galley_section_step_new_save:
 * @context: the database
 * @field: a field
 * @text: what it is to be
 *
 * Returns: (transfer full): gives a field of sections another text: those of galley_section_step_add_saved(), of which there is at
 *   least one
 */
GalleySectionStep *
galley_section_step_new_save (GalleyContext     *context,
                              GalleySectionField field,
                              const char        *text)
{
  static const StepKind kind = { save, FALSE };
  GalleySectionStep    *self = make_step (&kind, context);

  self->field = field;
  self->text = g_strdup (text);
  self->saved = g_ptr_array_new_with_free_func (free_saved);
  return self;
}

/**
 * galley_section_step_add_saved:
 * @self: a step of galley_section_step_new_save()
 * @section_id: a section that is concerned
 * @text: (nullable): what its field is now
 */
void
galley_section_step_add_saved (GalleySectionStep *self,
                               int                section_id,
                               const char        *text)
{
  Saved *saved = g_new0 (Saved, 1);

  saved->section_id = section_id;
  saved->text = g_strdup (text);
  g_ptr_array_add (self->saved, saved);
}

/* Splitting and merging ------------------------------------------------------------------------------------------- */

static void
split_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GError *error = NULL;

  get_step (user_data)->section_id = galley_section_store_split_finish (GALLEY_SECTION_STORE (source), result, &error);
  end (user_data, error);
}

static void
unsplit_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_unsplit_finish (GALLEY_SECTION_STORE (source), result, &error);
  end (user_data, error);
}

static void
split (GalleySectionStep *self,
       gboolean           back,
       GTask             *task)
{
  if (back)
    galley_section_store_unsplit_async (get_store (self), self->other_id, self->section_id, g_task_get_cancellable (task),
                                        unsplit_cb, task);
  else
    galley_section_store_split_async (get_store (self), self->other_id, self->place, self->field, NULL,
                                      g_task_get_cancellable (task), split_cb, task);
}

/**
 * galley_section_step_new_split:
 * @context: the database
 * @section_id: a section
 * @field: the text that is split
 * @at: after how many characters
 *
 * Returns: (transfer full): splits a section in two
 */
GalleySectionStep *
galley_section_step_new_split (GalleyContext     *context,
                               int                section_id,
                               GalleySectionField field,
                               int                at)
{
  static const StepKind kind = { split, TRUE };
  GalleySectionStep    *self = make_step (&kind, context);

  self->other_id = section_id;
  self->field = field;
  self->place = at;
  return self;
}

static void
merged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_merge_finish (GALLEY_SECTION_STORE (source), result, &error);
  end (user_data, error);
}

static void
unmerged_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GError *error = NULL;

  galley_section_store_unmerge_finish (GALLEY_SECTION_STORE (source), result, &error);
  end (user_data, error);
}

static void
merge (GalleySectionStep *self,
       gboolean           back,
       GTask             *task)
{
  if (back)
    galley_section_store_unmerge_async (get_store (self), self->other_id, g_task_get_cancellable (task), unmerged_cb, task);
  else
    galley_section_store_merge_async (get_store (self), self->section_id, g_task_get_cancellable (task), merged_cb, task);
}

/**
 * galley_section_step_new_merge:
 * @context: the database
 * @section_id: a section
 * @next_id: the one that follows it
 *
 * Returns: (transfer full): joins the next section to a section
 */
GalleySectionStep *
galley_section_step_new_merge (GalleyContext *context,
                               int            section_id,
                               int            next_id)
{
  static const StepKind kind = { merge, TRUE };
  GalleySectionStep    *self = make_step (&kind, context);

  self->section_id = section_id;
  self->other_id = next_id;
  return self;
}

/* The outline ----------------------------------------------------------------------------------------------------- */

/* A list that cannot be taken is an outcome to the database, and an error to a person. */
static void
end_outline (GTask                *task,
             GalleyOutlineOutcome *outcome, /* (transfer full) (nullable) */
             GError               *error)                 /* (transfer full) (nullable) */
{
  GalleySectionStep *self = get_step (task);

  if (outcome != NULL && galley_outline_outcome_get_status (outcome) == GALLEY_OUTLINE_STATUS_REJECTED)
    {
      g_set_error_literal (&error, GALLEY_ERROR, GALLEY_ERROR_INVALID, galley_outline_outcome_get_reason (outcome));
      g_object_unref (outcome);
    }
  else if (outcome != NULL)
    {
      g_set_object (&self->outcome, outcome);
      g_object_unref (outcome);
    }
  end (task, error);
}

static void
outline_set_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GError               *error = NULL;
  GalleyOutlineOutcome *outcome = galley_outline_store_set_finish (GALLEY_OUTLINE_STORE (source), result, &error);

  end_outline (user_data, outcome, error);
}

static void
outline_rolled_back_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  GError               *error = NULL;
  GalleyOutlineOutcome *outcome = galley_outline_store_rollback_finish (GALLEY_OUTLINE_STORE (source), result, &error);

  end_outline (user_data, outcome, error);
}

/* Every change of an outline is logged, taking one back, too; so the last one is taken back each time. */
static void
outline (GalleySectionStep *self,
         gboolean           back,
         GTask             *task)
{
  GalleyOutlineStore *store = galley_context_get_outline_store (self->context);

  if (self->outcome != NULL)
    galley_outline_store_rollback_async (store, galley_outline_outcome_get_log_id (self->outcome), g_task_get_cancellable (task),
                                         outline_rolled_back_cb, task);
  else
    galley_outline_store_set_async (store, self->post_id, self->text, self->place, g_task_get_cancellable (task),
                                    outline_set_cb, task);
}

/**
 * galley_section_step_new_outline:
 * @context: the database
 * @post_id: a post
 * @list: an outline, in any format that is accepted
 * @base_version: the version of the outline that it is made from; 0 to replace whatever there is
 *
 * Returns: (transfer full): gives a post another outline
 */
GalleySectionStep *
galley_section_step_new_outline (GalleyContext *context,
                                 int            post_id,
                                 const char    *list,
                                 int            base_version)
{
  static const StepKind kind = { outline, TRUE };
  GalleySectionStep    *self = make_step (&kind, context);

  self->post_id = post_id;
  self->text = g_strdup (list);
  self->place = base_version;
  return self;
}

/* An element on its way to another section ------------------------------------------------------------------------ */

static void
element_moved_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GError *error = NULL;

  galley_element_store_move_finish (GALLEY_ELEMENT_STORE (source), result, &error);
  end (user_data, error);
}

static void
move_element (GalleySectionStep *self,
              gboolean           back,
              GTask             *task)
{
  galley_element_store_move_async (galley_context_get_element_store (self->context), self->post_id,
                                   back ? self->other_id : self->section_id, back ? self->old_place : 0,
                                   g_task_get_cancellable (task), element_moved_cb, task);
}

/**
 * galley_section_step_new_move_element:
 * @context: the database
 * @element_id: an element
 * @section_id: the section that it is to belong to
 * @old_section_id: the one that it belongs to
 * @old_place: its place there
 *
 * Returns: (transfer full): moves an element to the end of another section
 */
GalleySectionStep *
galley_section_step_new_move_element (GalleyContext *context,
                                      int            element_id,
                                      int            section_id,
                                      int            old_section_id,
                                      int            old_place)
{
  static const StepKind kind = { move_element, FALSE };
  GalleySectionStep    *self = make_step (&kind, context);

  self->post_id = element_id;
  self->section_id = section_id;
  self->other_id = old_section_id;
  self->old_place = old_place;
  return self;
}

/**
 * galley_section_step_free:
 * @self: (transfer full): a step
 *
 * Frees a step; what was done stays.
 */
void
galley_section_step_free (GalleySectionStep *self)
{
  g_clear_object (&self->context);
  g_clear_object (&self->drafts);
  g_clear_object (&self->outcome);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->saved, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->text);
  g_free (self);
}

/**
 * galley_section_step_set_drafts:
 * @self: a step
 * @drafts: (nullable): what is typed in the windows
 *
 * Has texts that are not saved yet saved before they are split, joined or put away.
 */
void
galley_section_step_set_drafts (GalleySectionStep *self,
                                GalleyDrafts      *drafts)
{
  g_return_if_fail (self != NULL);

  g_set_object (&self->drafts, drafts);
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask             *task = user_data;
  GalleySectionStep *self = get_step (task);
  GError            *error = NULL;

  if (galley_drafts_flush_finish (GALLEY_DRAFTS (source), result, &error))
    self->kind->start (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (task), "galley-section-step-back")), task);
  else
    end (task, error);
}

/**
 * galley_section_step_run:
 * @step: a [struct@SectionStep]
 * @back: %TRUE to take it back, %FALSE to do it
 * @task: (transfer full): returned as a boolean when that is done, or with the error of the store's verb; %GALLEY_ERROR_CONFLICT when
 *   somebody else has changed the field meanwhile
 *
 * A [callback@StepFunc].
 */
void
galley_section_step_run (gpointer step,
                         gboolean back,
                         GTask   *task)
{
  GalleySectionStep *self = step;

  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_TASK (task));

  g_object_set_data (G_OBJECT (task), "galley-section-step", self);
  if (self->drafts == NULL || !self->kind->needs_texts)
    {
      self->kind->start (self, back, task);
      return;
    }

  g_object_set_data (G_OBJECT (task), "galley-section-step-back", GINT_TO_POINTER (back));
  galley_drafts_flush_async (self->drafts, g_task_get_cancellable (task), flushed_cb, task);
}

/**
 * galley_section_step_get_section_id:
 * @self: a step
 *
 * Returns: the section that was made, or that came; 0 for none
 */
int
galley_section_step_get_section_id (GalleySectionStep *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->section_id;
}

/**
 * galley_section_step_get_outcome:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): what setting the outline did
 */
GalleyOutlineOutcome *
galley_section_step_get_outcome (GalleySectionStep *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->outcome;
}
