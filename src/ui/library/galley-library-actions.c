/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-library-actions"

#include "galley-config.h"

#include "galley-library-private.h"

#include <glib/gi18n-lib.h>

#include "galley-post-step.h"
#include "galley-toast.h"

/* What one verb needs to know when its answer comes. */
typedef struct
{
  GalleyLibrary   *library; /* (owned) */
  GalleyPost      *post;    /* (owned) (nullable) */
  char            *before;  /* (owned) (nullable) the title that it had */
  char            *after;   /* (owned) (nullable) the title that it is to have */
  GalleyPostStatus old_status;
  guint            position;
} Verb;

static Verb *
make_verb (GalleyLibrary *self,
           GalleyPost    *post)
{
  Verb *verb = g_new0 (Verb, 1);

  verb->library = g_object_ref (self);
  verb->post = post != NULL ? g_object_ref (post) : NULL;
  verb->position = gtk_single_selection_get_selected (self->selection);
  if (post != NULL)
    verb->old_status = galley_post_get_status (post);

  return verb;
}

static void
free_verb (Verb *verb)
{
  g_object_unref (verb->library);
  g_clear_object (&verb->post);
  g_free (verb->before);
  g_free (verb->after);
  g_free (verb);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Verb, free_verb)

static int
get_id (GalleyPost *post)
{
  return galley_record_get_id (GALLEY_RECORD (post));
}

/* An answer that comes after the window was closed concerns nobody. */
static gboolean
is_over (GalleyLibrary *self)
{
  return g_cancellable_is_cancelled (self->cancellable) || self->workspace == NULL;
}

static GalleyPostRow *
find_row (GalleyLibrary *self,
          int            post_id)
{
  GHashTableIter iter;
  gpointer       row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (get_id (galley_post_row_get_post (row)) == post_id)
      return row;

  return NULL;
}

static gboolean
rename_tick_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  GalleyLibrary *self = GALLEY_LIBRARY (widget);
  GalleyPostRow *row = find_row (self, self->renaming_id);

  if (row == NULL || !gtk_widget_get_mapped (GTK_WIDGET (row)))
    return G_SOURCE_CONTINUE;

  self->rename_tick = 0;
  self->renaming_id = 0;
  galley_post_row_begin_rename (row);

  return G_SOURCE_REMOVE;
}

/**
 * galley_library_begin_rename:
 * @self: the widget
 * @post_id: a post in the list
 *
 * Puts the keyboard into the title of a row, as soon as the row is on the screen.
 */
void
galley_library_begin_rename (GalleyLibrary *self,
                             int            post_id)
{
  galley_library_select_post (self, post_id);
  self->renaming_id = post_id;
  if (self->rename_tick == 0)
    self->rename_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), rename_tick_cb, NULL, NULL);
}

/**
 * galley_library_get_renaming:
 * @self: the widget
 *
 * Returns: whether the title of a post is being edited, or is about to be
 */
gboolean
galley_library_get_renaming (GalleyLibrary *self)
{
  GHashTableIter iter;
  gpointer       row;

  g_return_val_if_fail (GALLEY_IS_LIBRARY (self), FALSE);

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (galley_post_row_get_renaming (row))
      return TRUE;

  return self->renaming_id != 0;
}

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GalleyLibrary) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = galley_post_store_get_finish (GALLEY_POST_STORE (source), result, &error);

  if (post == NULL)
    galley_toast_show_error (GTK_WIDGET (self), _ ("The post may be shown as it was"), error);
}

static void
title_saved_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Verb) verb = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char  *stored = NULL;
  GalleyPostStore  *store = GALLEY_POST_STORE (source);
  GalleySaveOutcome outcome = GALLEY_SAVE_OUTCOME_SAVED;
  int               version = 0;

  if (!galley_post_store_save_finish (store, result, &outcome, &version, &stored, &error))
    galley_toast_show_error (GTK_WIDGET (verb->library), _ ("The post could not be renamed"), error);
  else if (outcome == GALLEY_SAVE_OUTCOME_CONFLICT)
    {
      g_autofree char *text = g_strdup_printf (_ ("Somebody else has just renamed the post: it is called “%s” now. Rename it again."), stored);

      galley_toast_show (GTK_WIDGET (verb->library), text);
    }
  else if (outcome == GALLEY_SAVE_OUTCOME_SAVED)
    {
      galley_post_step_push_title (verb->library->history, store, get_id (verb->post), verb->before, verb->after, version);
      /* A save does not tell when it was, by which the list is sorted. */
      galley_post_store_get_async (store, get_id (verb->post), verb->library->cancellable, refreshed_cb, g_object_ref (verb->library));
    }
}

/* Whether the post hides the library. */
static gboolean
is_alone (GalleyLibrary *self)
{
  GtkWidget *leaflet = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_LEAFLET);

  return leaflet != NULL && adw_leaflet_get_folded (ADW_LEAFLET (leaflet));
}

/* Whoever went elsewhere with the pointer stays there; in a narrow window the post would not be seen otherwise. */
static gboolean
wants_to_go_on (GalleyLibrary *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return is_alone (self) || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)));
}

/**
 * galley_library_end_rename:
 * @self: the widget
 * @post: the post whose title was edited
 * @title: (nullable): the new title, %NULL when the person gave it up
 *
 * Saves a title.  From a post that was just made one goes on into it, now that the keyboard is free.
 */
void
galley_library_end_rename (GalleyLibrary *self,
                           GalleyPost    *post,
                           const char    *title)
{
  Verb *verb;

  if (is_over (self))
    return;

  if (self->new_id == get_id (post))
    {
      self->new_id = 0;
      if (wants_to_go_on (self))
        galley_library_activate_post (self, post);
    }
  if (title == NULL || g_strcmp0 (title, galley_post_get_title (post)) == 0)
    return;

  verb = make_verb (self, post);
  verb->before = g_strdup (galley_post_get_title (post));
  verb->after = g_strdup (title);
  galley_post_store_save_async (galley_library_get_store (self), get_id (post), GALLEY_POST_TITLE, title,
                                galley_post_get_field_version (post, GALLEY_POST_TITLE), NULL, title_saved_cb, verb);
}

static void
rename_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  GalleyLibrary *self = GALLEY_LIBRARY (widget);

  galley_library_begin_rename (self, get_id (galley_library_get_selected (self)));
}

/* Makes sure that a post has a row to be seen. */
static void
show_row (GalleyLibrary *self,
          GalleyPost    *post)
{
  galley_library_show_list (self);
  if (!galley_post_filter_matches (galley_post_list_get_filter (self->posts), galley_post_get_status (post)))
    galley_post_list_set_filter (self->posts, GALLEY_POST_FILTER_ALL);
  galley_post_list_add (self->posts, post);
  galley_post_list_flush (self->posts);
  galley_library_select_post (self, get_id (post));
}

/* In a narrow window the post hides the library: there it is opened when it has its title. */
static void
new_post_fetched_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (Verb) verb = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = galley_post_store_get_finish (GALLEY_POST_STORE (source), result, &error);
  GalleyLibrary *self = verb->library;

  if (is_over (self))
    return;
  if (post == NULL)
    {
      galley_toast_show_error (GTK_WIDGET (self), _ ("The new post could not be opened"), error);
      return;
    }

  show_row (self, post);
  self->new_id = get_id (post);
  if (!is_alone (self))
    galley_library_activate_post (self, post);
  galley_library_begin_rename (self, get_id (post));
}

static void
opened_post_fetched_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (Verb) verb = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = galley_post_store_get_finish (GALLEY_POST_STORE (source), result, &error);

  if (is_over (verb->library))
    return;
  if (post == NULL)
    {
      galley_toast_show_error (GTK_WIDGET (verb->library), _ ("The post could not be opened"), error);
      return;
    }
  show_row (verb->library, post);
  galley_library_activate_post (verb->library, post);
}

/**
 * galley_library_open_post:
 * @self: the widget, with a workspace
 * @post_id: a post, which need not be in the list yet
 *
 * Shows the row of a post and has it opened.
 */
void
galley_library_open_post (GalleyLibrary *self,
                          int            post_id)
{
  galley_post_store_get_async (galley_library_get_store (self), post_id, self->cancellable, opened_post_fetched_cb, make_verb (self, NULL));
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Verb) verb = user_data;
  g_autoptr (GError) error = NULL;
  GalleyLibrary *self = verb->library;
  int            id = galley_post_store_add_finish (GALLEY_POST_STORE (source), result, &error);

  if (is_over (self))
    return;
  if (id == 0)
    galley_toast_show_error (GTK_WIDGET (self), _ ("No post could be made"), error);
  else
    galley_post_store_get_async (GALLEY_POST_STORE (source), id, self->cancellable, new_post_fetched_cb, g_steal_pointer (&verb));
}

/**
 * galley_library_new_post:
 * @self: the widget
 *
 * Makes a new post and opens it, with the keyboard in its title.
 */
void
galley_library_new_post (GalleyLibrary *self)
{
  g_return_if_fail (GALLEY_IS_LIBRARY (self));

  if (self->workspace == NULL)
    return;

  /* Translators: the title of a post that has none yet */
  galley_post_store_add_async (galley_library_get_store (self), _ ("Untitled"), NULL, added_cb, make_verb (self, NULL));
}

static void
new_post_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  galley_library_new_post (GALLEY_LIBRARY (widget));
}

static void
search_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  galley_library_start_search (GALLEY_LIBRARY (widget));
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GalleyLibrary *self = GALLEY_LIBRARY (widget);

  galley_library_activate_post (self, galley_library_get_selected (self));
}

static void
copy_fetched_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Verb) verb = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPost) post = galley_post_store_get_finish (GALLEY_POST_STORE (source), result, &error);

  if (is_over (verb->library))
    return;
  if (post != NULL)
    show_row (verb->library, post);
  else
    galley_toast_show_error (GTK_WIDGET (verb->library), _ ("The copy could not be shown"), error);
}

static void
duplicated_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Verb) verb = user_data;
  g_autoptr (GError) error = NULL;
  GalleyPostStore *store = GALLEY_POST_STORE (source);
  GCancellable    *cancellable = verb->library->cancellable;
  int              id = galley_post_store_duplicate_finish (store, result, &error);

  if (id == 0)
    {
      galley_toast_show_error (GTK_WIDGET (verb->library), _ ("The post could not be duplicated"), error);
      return;
    }
  galley_post_step_push_trash (verb->library->history, store, _ ("Duplicate Post"), id, FALSE);
  galley_post_store_get_async (store, id, cancellable, copy_fetched_cb, g_steal_pointer (&verb));
}

static void
duplicate_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  GalleyLibrary *self = GALLEY_LIBRARY (widget);
  GalleyPost    *post = galley_library_get_selected (self);
  const char    *title = galley_post_get_title (post);
  /* Translators: the title of a post that is a copy of the one with the title %s */
  g_autofree char *copy = g_strdup_printf (_ ("%s (copy)"), title != NULL ? title : "");

  galley_post_store_duplicate_async (galley_library_get_store (self), get_id (post), copy, NULL, duplicated_cb, make_verb (self, post));
}

/* The archive was asked to take a post, or to give it back; both can be taken back. */
static void
end_archiving (const Verb       *verb,
               GalleyPostStore  *store,
               GalleySaveOutcome outcome,
               GalleyPostStatus  status,
               int               version,
               const char       *done)
{
  if (outcome == GALLEY_SAVE_OUTCOME_CONFLICT)
    galley_toast_show (GTK_WIDGET (verb->library), _ ("Somebody else has just changed the post. Look at it, then try again."));
  else if (outcome == GALLEY_SAVE_OUTCOME_SAVED)
    {
      galley_post_step_push_status (verb->library->history, store, get_id (verb->post), verb->old_status, status, version);
      galley_toast_show_undo (GTK_WIDGET (verb->library), done);
    }
}

static void
archived_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Verb) verb = user_data;
  g_autoptr (GError) error = NULL;
  GalleyPostStore  *store = GALLEY_POST_STORE (source);
  GalleySaveOutcome outcome = GALLEY_SAVE_OUTCOME_SAVED;
  int               version = 0;

  if (galley_post_store_set_status_finish (store, result, &outcome, &version, &error))
    end_archiving (verb, store, outcome, GALLEY_POST_STATUS_ARCHIVED, version, _ ("Post archived"));
  else
    galley_toast_show_error (GTK_WIDGET (verb->library), _ ("The post could not be archived"), error);
}

static void
archive_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  GalleyLibrary *self = GALLEY_LIBRARY (widget);
  GalleyPost    *post = galley_library_get_selected (self);

  galley_post_store_set_status_async (galley_library_get_store (self), get_id (post), GALLEY_POST_STATUS_ARCHIVED,
                                      galley_record_get_version (GALLEY_RECORD (post)), NULL, archived_cb, make_verb (self, post));
}

static void
unarchived_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Verb) verb = user_data;
  g_autoptr (GError) error = NULL;
  GalleyPostStore  *store = GALLEY_POST_STORE (source);
  GalleySaveOutcome outcome = GALLEY_SAVE_OUTCOME_SAVED;
  GalleyPostStatus  status = GALLEY_POST_STATUS_DRAFT;
  int               version = 0;

  if (galley_post_store_unarchive_finish (store, result, &outcome, &status, &version, &error))
    end_archiving (verb, store, outcome, status, version, _ ("Post taken out of the archive"));
  else
    galley_toast_show_error (GTK_WIDGET (verb->library), _ ("The post could not be taken out of the archive"), error);
}

static void
unarchive_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  GalleyLibrary *self = GALLEY_LIBRARY (widget);
  GalleyPost    *post = galley_library_get_selected (self);

  galley_post_store_unarchive_async (galley_library_get_store (self), get_id (post), galley_record_get_version (GALLEY_RECORD (post)),
                                     NULL, unarchived_cb, make_verb (self, post));
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Verb) verb = user_data;
  g_autoptr (GError) error = NULL;

  if (!galley_post_store_restore_finish (GALLEY_POST_STORE (source), result, &error))
    galley_toast_show_error (GTK_WIDGET (verb->library), _ ("The post could not be restored"), error);
}

/* The toast takes back its own deletion, whatever was done since; it can be done twice, so the step in the history does no harm. */
static void
toast_clicked_cb (AdwToast *toast,
                  gpointer  user_data)
{
  Verb *verb = user_data;

  if (!is_over (verb->library))
    galley_post_store_restore_async (galley_library_get_store (verb->library), get_id (verb->post), NULL, restored_cb,
                                     make_verb (verb->library, verb->post));
}

static void
show_deleted_toast (Verb *verb)
{
  GtkWidget       *overlay = gtk_widget_get_ancestor (GTK_WIDGET (verb->library), ADW_TYPE_TOAST_OVERLAY);
  const char      *title = galley_post_get_title (verb->post);
  g_autofree char *text = g_markup_printf_escaped (_ ("“%s” moved to the trash"), title != NULL ? title : "");
  AdwToast        *toast;

  if (overlay == NULL)
    return;

  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (toast_clicked_cb), make_verb (verb->library, verb->post),
                         (GClosureNotify)(void (*) (void))free_verb, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

/* The keyboard goes on from where the row was. */
static void
select_next (GalleyLibrary *self,
             guint          position)
{
  guint n_posts = g_list_model_get_n_items (G_LIST_MODEL (self->posts));

  if (n_posts == 0 || gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    return;

  self->selected_id = 0;
  gtk_single_selection_set_selected (self->selection, MIN (position, n_posts - 1));
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Verb) verb = user_data;
  g_autoptr (GError) error = NULL;
  GalleyPostStore *store = GALLEY_POST_STORE (source);

  if (!galley_post_store_delete_finish (store, result, &error))
    {
      galley_toast_show_error (GTK_WIDGET (verb->library), _ ("The post could not be deleted"), error);
      return;
    }
  /* The record hears of it a moment later than this. */
  galley_post_set_status (verb->post, GALLEY_POST_STATUS_DELETED);
  galley_post_list_flush (verb->library->posts);
  galley_post_step_push_trash (verb->library->history, store, _ ("Delete Post"), get_id (verb->post), TRUE);
  show_deleted_toast (verb);
  select_next (verb->library, verb->position);
}

static void
delete_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  GalleyLibrary *self = GALLEY_LIBRARY (widget);
  GalleyPost    *post = galley_library_get_selected (self);

  galley_post_store_delete_async (galley_library_get_store (self), get_id (post), NULL, deleted_cb, make_verb (self, post));
}

static void
taken_out_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Verb) verb = user_data;
  g_autoptr (GError) error = NULL;
  GalleyPostStore *store = GALLEY_POST_STORE (source);

  if (!galley_post_store_restore_finish (store, result, &error))
    {
      galley_toast_show_error (GTK_WIDGET (verb->library), _ ("The post could not be restored"), error);
      return;
    }
  galley_post_step_push_trash (verb->library->history, store, _ ("Restore Post"), get_id (verb->post), FALSE);
  galley_toast_show_undo (GTK_WIDGET (verb->library), _ ("Post restored"));
}

static void
restore_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  GalleyLibrary *self = GALLEY_LIBRARY (widget);
  GalleyPost    *post = galley_library_get_selected (self);

  galley_post_store_restore_async (galley_library_get_store (self), get_id (post), NULL, taken_out_cb, make_verb (self, post));
}

/**
 * galley_library_menu_closed:
 * @self: the widget
 *
 * Puts the keyboard back into the row: a popover that closes leaves it nowhere in particular.
 */
void
galley_library_menu_closed (GalleyLibrary *self)
{
  GalleyPost    *post = galley_library_get_selected (self);
  GalleyPostRow *row = post != NULL ? find_row (self, get_id (post)) : NULL;

  if (row != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
}

/**
 * galley_library_open_menu:
 * @self: the widget
 * @x: where, in the widget's coordinates
 * @y: where, in the widget's coordinates
 *
 * Opens the menu of the selected post.
 */
void
galley_library_open_menu (GalleyLibrary *self,
                          double         x,
                          double         y)
{
  GdkRectangle place = { (int)x, (int)y, 1, 1 };

  /* What is selected may have become another thing without being selected anew. */
  galley_library_update_actions (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
open_menu_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  GalleyLibrary *self = GALLEY_LIBRARY (widget);
  GalleyPostRow *row = find_row (self, get_id (galley_library_get_selected (self)));
  double         x = 24;
  double         y = 24;

  if (row != NULL)
    gtk_widget_translate_coordinates (GTK_WIDGET (row), widget, x, y, &x, &y);
  galley_library_open_menu (self, x, y);
}

/**
 * galley_library_update_actions:
 * @self: the widget
 *
 * Enables what can be done with the selected post.
 */
void
galley_library_update_actions (GalleyLibrary *self)
{
  GtkWidget  *widget = GTK_WIDGET (self);
  GalleyPost *post = self->workspace != NULL ? galley_library_get_selected (self) : NULL;
  gboolean    is_deleted = post != NULL && galley_post_get_status (post) == GALLEY_POST_STATUS_DELETED;
  gboolean    is_archived = post != NULL && galley_post_get_status (post) == GALLEY_POST_STATUS_ARCHIVED;
  gboolean    is_live = post != NULL && !is_deleted;

  gtk_widget_action_set_enabled (widget, "library.new-post", self->workspace != NULL);
  gtk_widget_action_set_enabled (widget, "library.search", self->workspace != NULL);
  gtk_widget_action_set_enabled (widget, "library.import", self->workspace != NULL);
  gtk_widget_action_set_enabled (widget, "library.open-sample", self->workspace != NULL);
  gtk_widget_action_set_enabled (widget, "library.open-menu", post != NULL);
  gtk_widget_action_set_enabled (widget, "library.open", is_live);
  gtk_widget_action_set_enabled (widget, "library.rename", is_live);
  gtk_widget_action_set_enabled (widget, "library.duplicate", is_live);
  gtk_widget_action_set_enabled (widget, "library.export", is_live);
  gtk_widget_action_set_enabled (widget, "library.archive", is_live && !is_archived);
  gtk_widget_action_set_enabled (widget, "library.unarchive", is_archived);
  gtk_widget_action_set_enabled (widget, "library.delete", is_live);
  gtk_widget_action_set_enabled (widget, "library.restore", is_deleted);
}

/**
 * galley_library_install_actions:
 * @widget_class: the class
 *
 * Installs the verbs of posts and their keys.
 */
void
galley_library_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "library.new-post", NULL, new_post_cb);
  gtk_widget_class_install_action (widget_class, "library.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "library.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "library.rename", NULL, rename_cb);
  gtk_widget_class_install_action (widget_class, "library.duplicate", NULL, duplicate_cb);
  gtk_widget_class_install_action (widget_class, "library.archive", NULL, archive_cb);
  gtk_widget_class_install_action (widget_class, "library.unarchive", NULL, unarchive_cb);
  gtk_widget_class_install_action (widget_class, "library.delete", NULL, delete_cb);
  gtk_widget_class_install_action (widget_class, "library.restore", NULL, restore_cb);
  gtk_widget_class_install_action (widget_class, "library.open-menu", NULL, open_menu_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "library.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "library.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "library.duplicate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "library.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "library.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "library.open-menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "library.open-menu", NULL);
}
