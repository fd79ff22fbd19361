/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list view has 200 rows made at once, of which ten or twenty are seen. Making a row is most of what opening a long list takes, so the
 * others are empty places first, as tall as a row, and become rows in the next frames, a few in each; at once when they come into view. */

#define G_LOG_DOMAIN "galley-row-factory"

#include "galley-config.h"

#include "galley-row-factory.h"

#include "galley-row-place.h"

/* How much of a frame rows are made for that are not seen. */
#define SHARE_US 3000

struct _GalleyRowFactory
{
  GObject parent_instance;

  GtkListView  *list_view; /* (unowned) */
  GalleyRowFunc set_up;
  GalleyRowFunc bind;
  GalleyRowFunc unbind;
  gpointer      user_data;

  GPtrArray     *places;  /* (owned) (element-type GalleyRowPlace) those that are to become rows */
  GtkWidget     *pattern; /* (unowned) (nullable) a row, as tall as the others will be */
  int            height;  /* of a row, when there was one */
  guint          tick;    /* makes rows while there are places, 0 otherwise */
  guint          wanted;  /* what is to be in view when the list is laid out, or %GTK_INVALID_LIST_POSITION */
  GdkFrameClock *clock;   /* (owned) (nullable) meanwhile, tells when it is known what is in view */
};

G_DEFINE_FINAL_TYPE (GalleyRowFactory, galley_row_factory, G_TYPE_OBJECT)

static void
forget_pattern (GalleyRowFactory *self)
{
  if (self->pattern != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->pattern), (gpointer *)&self->pattern);
  self->pattern = NULL;
}

static void
remember_pattern (GalleyRowFactory *self,
                  GtkWidget        *row)
{
  if (self->pattern != NULL || row == NULL)
    return;

  self->pattern = row;
  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *)&self->pattern);
}

static void
stop (GalleyRowFactory *self)
{
  if (self->tick != 0 && self->list_view != NULL)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list_view), self->tick);
  self->tick = 0;
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
}

/* Makes the row of an item that has something to show. */
static void
make_row (GalleyRowFactory *self,
          GtkListItem      *item)
{
  self->set_up (self->user_data, item);
  self->bind (self->user_data, item);
  remember_pattern (self, gtk_list_item_get_child (item));
}

static void
fill (GalleyRowFactory *self,
      guint             index)
{
  g_autoptr (GalleyRowPlace) place = g_object_ref (g_ptr_array_index (self->places, index));

  g_ptr_array_remove_index (self->places, index);
  make_row (self, galley_row_place_get_item (place));
}

/* What is out of view GTK gives no place, or takes it away. */
static gboolean
is_in_view (GalleyRowFactory *self,
            GtkWidget        *item)
{
  graphene_rect_t bounds;

  return gtk_widget_get_child_visible (item) && gtk_widget_get_height (item) > 0 &&
         gtk_widget_compute_bounds (item, GTK_WIDGET (self->list_view), &bounds) && bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < (float)gtk_widget_get_height (GTK_WIDGET (self->list_view));
}

static void
scroll (GalleyRowFactory *self,
        guint             position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

/* After the rows have got their places and before they are drawn; GTK lays out again then, in the same frame. */
static void
layout_cb (GalleyRowFactory *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->list_view)))
    return;

  if (self->wanted != GTK_INVALID_LIST_POSITION)
    scroll (self, self->wanted);
  self->wanted = GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < self->places->len;)
    if (is_in_view (self, gtk_widget_get_parent (g_ptr_array_index (self->places, i))))
      fill (self, i);
    else
      i++;
}

/* The first frame is drawn with what is in view, and is not to wait for more. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  GalleyRowFactory *self = user_data;
  gint64            end = g_get_monotonic_time () + SHARE_US;

  if (self->clock == NULL)
    {
      self->clock = g_object_ref (clock);
      g_signal_connect_object (clock, "layout", G_CALLBACK (layout_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
      return G_SOURCE_CONTINUE;
    }

  while (self->places->len > 0 && g_get_monotonic_time () < end)
    fill (self, 0);
  if (self->places->len > 0 || (self->wanted != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (widget)))
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  stop (self);
  return G_SOURCE_REMOVE;
}

static void
start (GalleyRowFactory *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->list_view), tick_cb, self, NULL);
}

static void
mapped_cb (GalleyRowFactory *self)
{
  if (self->wanted != GTK_INVALID_LIST_POSITION)
    start (self);
}

static void
set_up_cb (GalleyRowFactory *self,
           GtkListItem      *item)
{
  int height;

  if (self->pattern != NULL)
    {
      gtk_widget_measure (self->pattern, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      self->height = height;
    }
  gtk_list_item_set_child (item, galley_row_place_new (item, self->height));
}

static void
bind_cb (GalleyRowFactory *self,
         GtkListItem      *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (!GALLEY_IS_ROW_PLACE (child))
    {
      self->bind (self->user_data, item);
      return;
    }
  /* As tall as what is not known yet. */
  if (self->pattern == NULL)
    {
      make_row (self, item);
      return;
    }

  g_ptr_array_add (self->places, child);
  start (self);
}

static void
unbind_cb (GalleyRowFactory *self,
           GtkListItem      *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (GALLEY_IS_ROW_PLACE (child))
    g_ptr_array_remove (self->places, child);
  else
    self->unbind (self->user_data, item);
}

static void
galley_row_factory_dispose (GObject *object)
{
  GalleyRowFactory *self = GALLEY_ROW_FACTORY (object);

  stop (self);
  forget_pattern (self);
  g_ptr_array_set_size (self->places, 0);
  if (self->list_view != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->list_view), (gpointer *)&self->list_view);
  self->list_view = NULL;
  G_OBJECT_CLASS (galley_row_factory_parent_class)->dispose (object);
}

static void
galley_row_factory_finalize (GObject *object)
{
  g_ptr_array_unref (GALLEY_ROW_FACTORY (object)->places);
  G_OBJECT_CLASS (galley_row_factory_parent_class)->finalize (object);
}

static void
galley_row_factory_class_init (GalleyRowFactoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = galley_row_factory_dispose;
  G_OBJECT_CLASS (klass)->finalize = galley_row_factory_finalize;
}

static void
galley_row_factory_init (GalleyRowFactory *self)
{
  self->places = g_ptr_array_new ();
  self->wanted = GTK_INVALID_LIST_POSITION;
}

/**
 * galley_row_factory_new:
 * @list_view: a list view, whose rows are all equally tall
 * @set_up: (scope notified): makes a row
 * @bind: (scope notified): shows an item in it
 * @unbind: (scope notified): ends that
 * @user_data: given to the functions
 *
 * Gives a list view its rows.  @set_up is called only when a row is to be seen or there is time, and right before @bind; an item may be
 * bound and unbound without either of them.
 *
 * Returns: (transfer full): a factory, to be held until the list view is gone
 */
GalleyRowFactory *
galley_row_factory_new (GtkListView  *list_view,
                        GalleyRowFunc set_up,
                        GalleyRowFunc bind,
                        GalleyRowFunc unbind,
                        gpointer      user_data)
{
  GalleyRowFactory *self;
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_val_if_fail (GTK_IS_LIST_VIEW (list_view), NULL);

  self = g_object_new (GALLEY_TYPE_ROW_FACTORY, NULL);
  self->list_view = list_view;
  g_object_add_weak_pointer (G_OBJECT (list_view), (gpointer *)&self->list_view);
  self->set_up = set_up;
  self->bind = bind;
  self->unbind = unbind;
  self->user_data = user_data;
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list_view, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (list_view, factory);

  return self;
}

/**
 * galley_row_factory_make:
 * @self: a factory
 * @position: which item
 *
 * Makes the row of an item now, when there is a place for it: the keyboard is to go there.
 */
void
galley_row_factory_make (GalleyRowFactory *self,
                         guint             position)
{
  g_return_if_fail (GALLEY_IS_ROW_FACTORY (self));

  for (guint i = 0; i < self->places->len; i++)
    if (gtk_list_item_get_position (galley_row_place_get_item (g_ptr_array_index (self->places, i))) == position)
      {
        fill (self, i);
        return;
      }
}

/**
 * galley_row_factory_scroll_to:
 * @self: a factory
 * @position: which item
 *
 * Brings an item into view.  GTK 4.8 does not know where an item is before the list was laid out, and would show nothing but the first row
 * then; so it is done once more when that is known, before the list is drawn.
 */
void
galley_row_factory_scroll_to (GalleyRowFactory *self,
                              guint             position)
{
  g_return_if_fail (GALLEY_IS_ROW_FACTORY (self));

  self->wanted = position;
  scroll (self, position);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->list_view)))
    start (self);
}
