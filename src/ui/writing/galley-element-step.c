/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-element-step"

#include "galley-config.h"

#include "galley-element-step.h"

typedef enum
{
  TRASH,
  TEXT,
  TYPE,
  MOVE,
} Kind;

struct _GalleyElementStep
{
  Kind                kind;
  GalleyElementStore *store; /* (owned) */

  GArray  *ids;     /* (owned) (element-type int) of the elements */
  gboolean deleted; /* of a trash step: whether they were put into it, rather than made or taken out of it */

  char *texts[2]; /* (owned) (nullable) of a text step: before and after */

  GArray           *versions; /* (owned) (element-type int) that the step left, of a text or type step */
  GArray           *types;    /* (owned) (element-type int) of a type step: before */
  GalleyElementType type;     /* and after */

  GArray *order; /* (owned) (nullable) (element-type int) of a move: all elements of the section that they came from, as they were */
  int     section_ids[2];
  int     place;

  gboolean back; /* which way the step is being taken */
  guint    n_done;
};

static GArray *
make_numbers (const int *numbers,
              gsize      n_numbers)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (int));

  if (n_numbers > 0)
    g_array_append_vals (array, numbers, (guint)n_numbers);

  return array;
}

static GArray *
copy_numbers (GArray *numbers)
{
  return make_numbers ((const int *)(gpointer)numbers->data, numbers->len);
}

static GalleyElementStep *
make_step (GalleyElementStore *store,
           Kind                kind,
           GArray             *ids)
{
  GalleyElementStep *self = g_new0 (GalleyElementStep, 1);

  self->kind = kind;
  self->store = g_object_ref (store);
  self->ids = ids;
  self->versions = make_numbers (NULL, 0);
  self->types = make_numbers (NULL, 0);

  return self;
}

/**
 * galley_element_step_new_trash:
 * @store: the store
 * @ids: (array length=n_ids): elements
 * @n_ids: how many
 * @deleted: whether they go into the trash, rather than being made or coming out of it
 *
 * Returns: (transfer full): a step
 */
GalleyElementStep *
galley_element_step_new_trash (GalleyElementStore *store,
                               const int          *ids,
                               gsize               n_ids,
                               gboolean            deleted)
{
  GalleyElementStep *self = make_step (store, TRASH, make_numbers (ids, n_ids));

  self->deleted = deleted;

  return self;
}

/**
 * galley_element_step_new_text:
 * @store: the store
 * @id: the element
 * @before: its text before
 * @after: and afterwards
 * @version: the version that is there when the step is taken
 *
 * Returns: (transfer full): a step
 */
GalleyElementStep *
galley_element_step_new_text (GalleyElementStore *store,
                              int                 id,
                              const char         *before,
                              const char         *after,
                              int                 version)
{
  GalleyElementStep *self = make_step (store, TEXT, make_numbers (&id, 1));

  g_array_append_val (self->versions, version);
  self->texts[0] = g_strdup (before);
  self->texts[1] = g_strdup (after);

  return self;
}

/**
 * galley_element_step_new_type:
 * @store: the store
 * @elements: (element-type GalleyElement): elements
 * @type: what they are to be
 *
 * Returns: (transfer full): a step
 */
GalleyElementStep *
galley_element_step_new_type (GalleyElementStore *store,
                              GPtrArray          *elements,
                              GalleyElementType   type)
{
  GalleyElementStep *self = make_step (store, TYPE, make_numbers (NULL, 0));

  self->type = type;
  for (guint i = 0; i < elements->len; i++)
    {
      GalleyElement *element = g_ptr_array_index (elements, i);
      int            id = galley_record_get_id (GALLEY_RECORD (element));
      int            version = galley_record_get_version (GALLEY_RECORD (element));
      int            before = (int)galley_element_get_element_type (element);

      g_array_append_val (self->ids, id);
      g_array_append_val (self->versions, version);
      g_array_append_val (self->types, before);
    }

  return self;
}

/**
 * galley_element_step_new_move:
 * @store: the store
 * @order: (element-type int): all elements of the section, in their order before
 * @section_id: the section
 * @moved: (element-type int): those that are moved, in the order that they are to have
 * @to_section_id: where to
 * @place: where in it, from 1, counted without them; 0 for the end
 *
 * Returns: (transfer full): a step
 */
GalleyElementStep *
galley_element_step_new_move (GalleyElementStore *store,
                              GArray             *order,
                              int                 section_id,
                              GArray             *moved,
                              int                 to_section_id,
                              int                 place)
{
  GalleyElementStep *self = make_step (store, MOVE, copy_numbers (moved));

  self->order = copy_numbers (order);
  self->section_ids[0] = section_id;
  self->section_ids[1] = to_section_id;
  self->place = place;

  return self;
}

/**
 * galley_element_step_free:
 * @self: (transfer full): a step
 *
 * Frees a step.
 */
void
galley_element_step_free (GalleyElementStep *self)
{
  g_object_unref (self->store);
  g_array_unref (self->ids);
  g_array_unref (self->versions);
  g_array_unref (self->types);
  g_clear_pointer (&self->order, g_array_unref);
  g_free (self->texts[0]);
  g_free (self->texts[1]);
  g_free (self);
}

static void take_next (GTask *task);

/* What was done to one element, or to all at once, is over: goes on with the next. */
static void
go_on (GTask   *task,
       gboolean done,
       GError  *error)
{
  GalleyElementStep *self = g_task_get_task_data (task);

  if (!done)
    {
      g_task_return_error (task, error);
      return;
    }
  self->n_done++;
  take_next (task);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError  *error = NULL;
  gboolean done = galley_element_store_delete_finish (GALLEY_ELEMENT_STORE (source), result, &error);

  go_on (task, done, error);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int     id = galley_element_store_restore_finish (GALLEY_ELEMENT_STORE (source), result, &error);

  go_on (task, id != 0, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyElementStep *self = g_task_get_task_data (task);
  GError            *error = NULL;
  int                version;

  if (self->kind == TEXT)
    version = galley_element_store_set_finish (GALLEY_ELEMENT_STORE (source), result, &error);
  else
    version = galley_element_store_set_type_finish (GALLEY_ELEMENT_STORE (source), result, &error);
  if (version != 0)
    g_array_index (self->versions, int, self->n_done) = version;
  go_on (task, version != 0, error);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyElementStep *self = g_task_get_task_data (task);
  GError            *error = NULL;
  int                place = galley_element_store_move_all_finish (GALLEY_ELEMENT_STORE (source), result, &error);

  /* All at once. */
  self->n_done = self->ids->len;
  go_on (task, place != 0, error);
}

/* Back means the order that was: all elements of the section, from its first place on. */
static void
move (GalleyElementStep *self,
      GTask             *task)
{
  GArray *ids = self->back ? self->order : self->ids;

  galley_element_store_move_all_async (self->store, (const int *)(gpointer)ids->data, ids->len, self->section_ids[self->back ? 0 : 1],
                                       self->back ? 1 : self->place, g_task_get_cancellable (task), moved_cb, g_object_ref (task));
}

static void
take_next (GTask *task)
{
  GalleyElementStep *self = g_task_get_task_data (task);
  GCancellable      *cancellable = g_task_get_cancellable (task);
  /* What is deleted in order comes back in the order against it, so that each finds its place again. */
  guint nth = self->kind == TRASH && self->deleted == self->back ? self->ids->len - 1 - self->n_done : self->n_done;
  int   id;

  if (self->n_done >= self->ids->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  id = g_array_index (self->ids, int, nth);
  if (self->kind == MOVE)
    move (self, task);
  else if (self->kind == TEXT)
    galley_element_store_set_async (self->store, id, self->texts[self->back ? 0 : 1], g_array_index (self->versions, int, nth), cancellable,
                                    saved_cb, g_object_ref (task));
  else if (self->kind == TYPE)
    galley_element_store_set_type_async (self->store, id, self->back ? (GalleyElementType)g_array_index (self->types, int, nth) : self->type,
                                         g_array_index (self->versions, int, nth), cancellable, saved_cb, g_object_ref (task));
  else if (self->deleted != self->back)
    galley_element_store_delete_async (self->store, id, cancellable, deleted_cb, g_object_ref (task));
  else
    galley_element_store_restore_async (self->store, id, cancellable, restored_cb, g_object_ref (task));
}

/* The task does not own the step: who takes it holds it until it is done. */
static void
take (GalleyElementStep *self,
      gboolean           back,
      GTask             *task)
{
  self->back = back;
  self->n_done = 0;
  g_task_set_task_data (task, self, NULL);
  take_next (task);
}

/**
 * galley_element_step_do_async:
 * @self: a step, which has to live until the callback
 * @cancellable: (nullable): to give it up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Takes the step for the first time.
 */
void
galley_element_step_do_async (GalleyElementStep  *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, galley_element_step_do_async);
  take (self, FALSE, task);
}

/**
 * galley_element_step_do_finish:
 * @result: what the callback got
 * @error: where to put those of the element store
 *
 * Ends galley_element_step_do_async().
 *
 * Returns: whether it was taken; of several elements, the first ones may have been when it was not
 */
gboolean
galley_element_step_do_finish (GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_element_step_do_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
take_step (gpointer data,
           gboolean back,
           GTask   *task)
{
  g_autoptr (GTask) owned = task;

  take (data, back, owned);
}

/**
 * galley_element_step_push:
 * @self: (transfer full): a step that was taken
 * @history: (nullable): what can be taken back
 * @label: what was done, as a person would say it
 *
 * Notes a step.
 */
void
galley_element_step_push (GalleyElementStep *self,
                          GalleyHistory     *history,
                          const char        *label)
{
  if (history != NULL)
    galley_history_push (history, label, take_step, self, (GDestroyNotify)galley_element_step_free);
  else
    galley_element_step_free (self);
}
