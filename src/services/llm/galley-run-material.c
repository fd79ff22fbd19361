/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-run-material"

#include "galley-config.h"

#include "galley-run-material.h"

#include <glib/gi18n-lib.h>

#include "galley-error.h"

typedef struct
{
  GalleySectionStore *sections; /* (owned) held here, since a context that is closed has none */
  GalleyElementStore *elements; /* (owned) */
  int                 post_id;
  int                 section_id;
  GalleyRunMaterial  *material; /* (owned) (nullable) */
} Fetch;

static void post_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void sections_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void elements_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->sections);
  g_object_unref (fetch->elements);
  g_clear_pointer (&fetch->material, galley_run_material_free);
  g_free (fetch);
}

/**
 * galley_run_material_free:
 * @self: (transfer full): material
 *
 * Frees material.
 */
void
galley_run_material_free (GalleyRunMaterial *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->post);
  g_clear_object (&self->section);
  g_clear_object (&self->sections);
  g_clear_object (&self->elements);
  g_free (self);
}

/**
 * galley_run_material_fetch_async:
 * @context: an open context
 * @post_id: a post
 * @section_id: a section of it
 * @cancellable: (nullable): ends the operation
 * @callback: called when it is over
 * @user_data: given to @callback
 *
 * Fetches what a prompt for a section is made of.
 */
void
galley_run_material_fetch_async (GalleyContext      *context,
                                 int                 post_id,
                                 int                 section_id,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->sections = g_object_ref (galley_context_get_section_store (context));
  fetch->elements = g_object_ref (galley_context_get_element_store (context));
  fetch->post_id = post_id;
  fetch->section_id = section_id;
  fetch->material = g_new0 (GalleyRunMaterial, 1);
  g_task_set_source_tag (task, galley_run_material_fetch_async);
  g_task_set_task_data (task, fetch, (GDestroyNotify)fetch_free);
  galley_post_store_get_async (galley_context_get_post_store (context), post_id, cancellable, post_fetched_cb,
                               g_steal_pointer (&task));
}

static void
post_fetched_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch  *fetch = g_task_get_task_data (task);
  GError *error = NULL;

  fetch->material->post = galley_post_store_get_finish (GALLEY_POST_STORE (source), result, &error);
  if (fetch->material->post == NULL)
    g_task_return_error (task, error);
  else
    galley_section_store_list_async (fetch->sections, fetch->post_id,
                                     g_task_get_cancellable (task), sections_fetched_cb, g_object_ref (task));
}

static GalleySection *
find_section (GListModel *sections,
              int         id)
{
  for (guint i = 0; i < g_list_model_get_n_items (sections); i++)
    {
      g_autoptr (GalleySection) section = g_list_model_get_item (sections, i);

      if (galley_record_get_id (GALLEY_RECORD (section)) == id)
        return g_steal_pointer (&section);
    }

  return NULL;
}

static void
sections_fetched_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch  *fetch = g_task_get_task_data (task);
  GError *error = NULL;

  fetch->material->sections = galley_section_store_list_finish (GALLEY_SECTION_STORE (source), result, &error);
  if (fetch->material->sections != NULL)
    fetch->material->section = find_section (fetch->material->sections, fetch->section_id);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (fetch->material->section == NULL)
    g_task_return_new_error (task, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND,
                             _("The section is not in the post any more. Restore it from the trash, and run the action again"));
  else
    galley_element_store_list_async (fetch->elements, fetch->section_id,
                                     g_task_get_cancellable (task), elements_fetched_cb, g_object_ref (task));
}

static void
elements_fetched_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch  *fetch = g_task_get_task_data (task);
  GError *error = NULL;

  fetch->material->elements = galley_element_store_list_finish (GALLEY_ELEMENT_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&fetch->material), (GDestroyNotify)galley_run_material_free);
}

/**
 * galley_run_material_fetch_finish:
 * @result: the result of galley_run_material_fetch_async()
 * @error: where to put %GALLEY_ERROR_NOT_FOUND, when the section is not in the post; another error in the domain of
 * [error@Error], or `G_IO_ERROR_CANCELLED`
 *
 * Ends galley_run_material_fetch_async().
 *
 * Returns: (transfer full) (nullable): the material, %NULL with @error set
 */
GalleyRunMaterial *
galley_run_material_fetch_finish (GAsyncResult *result,
                                  GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_run_material_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
