/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-context-upkeep"

#include "galley-context-private.h"

/* What is written is only marked for the search, which catches up when somebody searches.  After an import that would be a long wait, so it
 * catches up by itself: once nothing has come or gone for a while, and in small pieces, since every other statement waits for the one that
 * is under way. */

#define QUIET_MS  1000
#define BREATH_MS 20
#define PIECE     20

/* The same goes for the words of sections, which lists would have to count. */
#define SECTIONS 100

static gboolean quiet_cb (gpointer user_data);
static void     caught_up_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void     counted_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
stop_waiting (GalleyContext *self)
{
  if (self->upkeep_timer != NULL)
    g_source_destroy (self->upkeep_timer);
  g_clear_pointer (&self->upkeep_timer, g_source_unref);
}

static void
wait (GalleyContext *self,
      guint          milliseconds)
{
  stop_waiting (self);
  self->upkeep_timer = g_timeout_source_new (milliseconds);
  g_source_set_priority (self->upkeep_timer, G_PRIORITY_LOW);
  g_source_set_static_name (self->upkeep_timer, "galley-context-upkeep");
  g_source_set_callback (self->upkeep_timer, quiet_cb, self, NULL);
  g_source_attach (self->upkeep_timer, g_main_context_get_thread_default ());
}

/* Upkeep does not keep a context alive. */
static GWeakRef *
new_place (GalleyContext *self)
{
  GWeakRef *place = g_new0 (GWeakRef, 1);

  g_weak_ref_init (place, self);
  return place;
}

static gboolean
quiet_cb (gpointer user_data)
{
  GalleyContext *self = user_data;

  stop_waiting (self);
  self->catching_up = TRUE;
  if (self->words_counted)
    galley_search_store_catch_up_async (self->search_store, PIECE, self->upkeep, caught_up_cb, new_place (self));
  else
    galley_post_store_count_words_async (self->post_store, SECTIONS, self->upkeep, counted_cb, new_place (self));
  return G_SOURCE_REMOVE;
}

static GalleyContext *
dup_context (GWeakRef *place)
{
  GalleyContext *self = g_weak_ref_get (place);

  g_weak_ref_clear (place);
  g_free (place);
  return self;
}

/* What failed is still marked, and whoever searches finds it all the same, so that is no reason to disturb anybody. */
static void
caught_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GalleyContext) self = dup_context (user_data);
  g_autoptr (GError) error = NULL;
  int done = galley_search_store_catch_up_finish (GALLEY_SEARCH_STORE (source), result, &error);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The search could not be brought up to date: %s", error->message);
  if (self == NULL || source != G_OBJECT (self->search_store))
    return;
  self->catching_up = FALSE;
  if (done > 0 || !self->words_counted)
    wait (self, BREATH_MS);
}

static void
list_changed_cb (GalleyContext *self)
{
  self->words_counted = FALSE;
  if (!self->catching_up)
    wait (self, QUIET_MS);
}

/* Words first: it takes a moment, and what is to be found a long time. */
static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GalleyContext) self = dup_context (user_data);
  g_autoptr (GError) error = NULL;
  int n_counted = galley_post_store_count_words_finish (GALLEY_POST_STORE (source), result, &error);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The words of sections could not be counted: %s", error->message);
  if (self == NULL || source != G_OBJECT (self->post_store))
    return;
  self->catching_up = FALSE;
  self->words_counted = n_counted < SECTIONS;
  wait (self, BREATH_MS);
}

/**
 * galley_context_begin_upkeep:
 * @self: a context that was just opened
 *
 * Begins to keep the search up to date: at once what is left from before, and later what comes.
 */
void
galley_context_begin_upkeep (GalleyContext *self)
{
  self->upkeep = g_cancellable_new ();
  g_signal_connect_swapped (self->post_store, "list-changed", G_CALLBACK (list_changed_cb), self);
  wait (self, QUIET_MS);
}

/**
 * galley_context_end_upkeep:
 * @self: a context
 *
 * Ends it.
 */
void
galley_context_end_upkeep (GalleyContext *self)
{
  stop_waiting (self);
  if (self->post_store != NULL)
    g_signal_handlers_disconnect_by_data (self->post_store, self);
  g_cancellable_cancel (self->upkeep);
  g_clear_object (&self->upkeep);
  self->catching_up = FALSE;
}
