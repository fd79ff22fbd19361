/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-search-results"

#include "galley-config.h"

#include "galley-search-results.h"

#include <glib/gi18n-lib.h>

#include "galley-search-row.h"
#include "galley-template.h"
#include "galley-toast.h"

/* More than anybody looks through; who does not find it types another word. */
#define MOST_HITS 60

struct _GalleySearchResults
{
  GtkWidget parent_instance;

  GalleySearchStore *store;     /* (owned) (nullable) */
  GCancellable      *searching; /* (owned) (nullable) while an answer is awaited */
  GListStore        *hits;      /* (owned) of GalleySearchHit, those of a post together */

  GtkStack   *stack;
  GtkLabel   *count;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (GalleySearchResults, galley_search_results, GTK_TYPE_WIDGET)

static guint hit_activated_signal;

static gboolean
is_same_hit (GalleySearchHit *a,
             GalleySearchHit *b)
{
  return galley_search_hit_get_post_id (a) == galley_search_hit_get_post_id (b) &&
         galley_search_hit_get_section_id (a) == galley_search_hit_get_section_id (b) &&
         galley_search_hit_get_element_id (a) == galley_search_hit_get_element_id (b) &&
         galley_search_hit_get_place (a) == galley_search_hit_get_place (b) &&
         g_strcmp0 (galley_search_hit_get_field (a), galley_search_hit_get_field (b)) == 0 &&
         g_strcmp0 (galley_search_hit_get_title (a), galley_search_hit_get_title (b)) == 0 &&
         g_strcmp0 (galley_search_hit_get_heading (a), galley_search_hit_get_heading (b)) == 0 &&
         g_strcmp0 (galley_search_hit_get_excerpt (a), galley_search_hit_get_excerpt (b)) == 0;
}

/* The posts in the order of their best hit, and the hits of each in theirs.  Returns how many posts there are. */
static guint
group_by_post (GListModel *found,
               GPtrArray  *grouped)
{
  guint n_hits = g_list_model_get_n_items (found);
  g_autoptr (GHashTable) groups = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < n_hits; i++)
    {
      GalleySearchHit *hit = g_list_model_get_item (found, i);
      gpointer         id = GINT_TO_POINTER (galley_search_hit_get_post_id (hit));
      GPtrArray       *group = g_hash_table_lookup (groups, id);

      if (group == NULL)
        {
          group = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (groups, id, group);
          g_ptr_array_add (order, group);
        }
      g_ptr_array_add (group, hit);
    }
  for (guint i = 0; i < order->len; i++)
    {
      GPtrArray *group = g_ptr_array_index (order, i);

      for (guint j = 0; j < group->len; j++)
        g_ptr_array_add (grouped, g_object_ref (g_ptr_array_index (group, j)));
    }

  return order->len;
}

static gboolean
is_at (GListStore *hits,
       guint       position,
       gpointer    hit)
{
  g_autoptr (GalleySearchHit) there = g_list_model_get_item (G_LIST_MODEL (hits), position);

  return is_same_hit (there, hit);
}

/* What is the same at the beginning and at the end stays, with the keyboard in it: the list does not flicker while somebody types. */
static void
show_hits (GalleySearchResults *self,
           GPtrArray           *hits)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->hits));
  guint head = 0;
  guint tail = 0;

  while (head < n_before && head < hits->len && is_at (self->hits, head, g_ptr_array_index (hits, head)))
    head++;
  while (tail < n_before - head && tail < hits->len - head &&
         is_at (self->hits, n_before - 1 - tail, g_ptr_array_index (hits, hits->len - 1 - tail)))
    tail++;
  if (head + tail == n_before && head + tail == hits->len)
    return;

  g_list_store_splice (self->hits, head, n_before - head - tail, hits->pdata + head, hits->len - head - tail);
}

static void
show_count (GalleySearchResults *self,
            guint                n_hits,
            guint                n_posts)
{
  g_autofree char *hits = NULL;
  g_autofree char *text = NULL;

  if (n_hits == MOST_HITS)
    /* Translators: more was found than is shown */
    hits = g_strdup_printf (_ ("The best %u results"), n_hits);
  else
    hits = g_strdup_printf (ngettext ("%u result", "%u results", n_hits), n_hits);
  /* Translators: %s is “12 results” */
  text = g_strdup_printf (ngettext ("%s in %u post", "%s in %u posts", n_posts), hits, n_posts);
  gtk_label_set_text (self->count, text);
  gtk_stack_set_visible_child_name (self->stack, n_hits > 0 ? "hits" : "nothing");
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GalleySearchResults) self = user_data;
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) found = galley_search_store_search_finish (GALLEY_SEARCH_STORE (source), result, &error);
  guint n_posts;

  /* Whoever cancelled it has begun another one already. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->searching);
  if (found == NULL)
    {
      galley_toast_show_error (GTK_WIDGET (self), _ ("The search failed"), error);
      return;
    }
  n_posts = group_by_post (found, hits);
  show_hits (self, hits);
  show_count (self, hits->len, n_posts);
}

static gboolean
is_of_post (GtkListBoxRow *row,
            int            post_id)
{
  return galley_search_hit_get_post_id (galley_search_row_get_hit (GALLEY_SEARCH_ROW (row))) == post_id;
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  GalleySearchHit *hit = galley_search_row_get_hit (GALLEY_SEARCH_ROW (row));
  GtkWidget       *header;

  if (before != NULL && is_of_post (before, galley_search_hit_get_post_id (hit)))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  header = gtk_label_new (galley_search_hit_get_title (hit));
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_label_set_ellipsize (GTK_LABEL (header), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (header, "heading");
  gtk_widget_add_css_class (header, "search-header");
  gtk_list_box_row_set_header (row, header);
}

static void
row_activated_cb (GalleySearchResults *self,
                  GtkListBoxRow       *row)
{
  g_signal_emit (self, hit_activated_signal, 0, galley_search_row_get_hit (GALLEY_SEARCH_ROW (row)));
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  return galley_search_row_new (item);
}

static void
stop (GalleySearchResults *self)
{
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
}

static void
galley_search_results_dispose (GObject *object)
{
  GalleySearchResults *self = GALLEY_SEARCH_RESULTS (object);

  stop (self);
  g_clear_object (&self->store);
  galley_template_dispose (GTK_WIDGET (self), GALLEY_TYPE_SEARCH_RESULTS);
  g_clear_object (&self->hits);
  G_OBJECT_CLASS (galley_search_results_parent_class)->dispose (object);
}

static void
galley_search_results_class_init (GalleySearchResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_search_results_dispose;

  /**
   * GalleySearchResults::hit-activated:
   * @self: the widget
   * @hit: where
   *
   * A place was chosen: it is to be shown.
   */
  hit_activated_signal = g_signal_new ("hit-activated", GALLEY_TYPE_SEARCH_RESULTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, GALLEY_TYPE_SEARCH_HIT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/library/galley-search-results.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySearchResults, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleySearchResults, count);
  gtk_widget_class_bind_template_child (widget_class, GalleySearchResults, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
galley_search_results_init (GalleySearchResults *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->hits = g_list_store_new (GALLEY_TYPE_SEARCH_HIT);
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->hits), make_row, NULL, NULL);
}

/**
 * galley_search_results_set_store:
 * @self: the widget
 * @store: (nullable): what is searched
 */
void
galley_search_results_set_store (GalleySearchResults *self,
                                 GalleySearchStore   *store)
{
  g_return_if_fail (GALLEY_IS_SEARCH_RESULTS (self));

  if (!g_set_object (&self->store, store))
    return;

  stop (self);
  g_list_store_remove_all (self->hits);
}

/**
 * galley_search_results_search:
 * @self: the widget
 * @words: what is searched for
 *
 * Begins another search, and ends the one before.  What is shown stays until there is an answer.
 */
void
galley_search_results_search (GalleySearchResults *self,
                              const char          *words)
{
  g_return_if_fail (GALLEY_IS_SEARCH_RESULTS (self));
  g_return_if_fail (words != NULL);

  stop (self);
  if (self->store == NULL)
    return;

  self->searching = g_cancellable_new ();
  galley_search_store_search_async (self->store, words, MOST_HITS, self->searching, found_cb, g_object_ref (self));
}

/**
 * galley_search_results_get_n_hits:
 * @self: the widget
 *
 * Returns: how many hits are shown
 */
guint
galley_search_results_get_n_hits (GalleySearchResults *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_RESULTS (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->hits));
}

/**
 * galley_search_results_get_searching:
 * @self: the widget
 *
 * Returns: whether an answer is awaited
 */
gboolean
galley_search_results_get_searching (GalleySearchResults *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_RESULTS (self), FALSE);

  return self->searching != NULL;
}

/**
 * galley_search_results_focus_first:
 * @self: the widget
 *
 * Puts the keyboard into the first hit.
 *
 * Returns: whether there is one
 */
gboolean
galley_search_results_focus_first (GalleySearchResults *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (GALLEY_IS_SEARCH_RESULTS (self), FALSE);

  row = gtk_list_box_get_row_at_index (self->list, 0);
  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

/**
 * galley_search_results_activate_first:
 * @self: the widget
 *
 * Chooses the best hit, if there is any.
 */
void
galley_search_results_activate_first (GalleySearchResults *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (GALLEY_IS_SEARCH_RESULTS (self));

  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    row_activated_cb (self, row);
}
