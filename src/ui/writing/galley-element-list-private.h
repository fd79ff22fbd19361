/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-element-list.h"

#include "galley-element-filter.h"
#include "galley-element-row.h"
#include "galley-element-step.h"
#include "galley-row-set.h"
#include "galley-section-selection.h"

G_BEGIN_DECLS

struct _GalleyElementList
{
  GtkWidget parent_instance;

  GalleyWorkspace *workspace; /* (owned) (nullable) */
  GalleySection   *section;   /* (owned) (nullable) */
  GalleyHistory   *history;   /* (owned) (nullable) */

  GListStore             *elements;    /* (owned) of GalleyElement, all of the section in their order */
  GtkFilter              *type_filter; /* (owned) */
  GtkFilterListModel     *filtered;    /* (owned) those that are listed */
  GalleySectionSelection *selection;   /* (owned) */
  GalleyRowSet           *rows;        /* (owned) those that show an element */
  GalleyElementFilter     filter;

  GCancellable *loading;  /* (owned) (nullable) while the elements are being fetched */
  gboolean      is_again; /* and are to be fetched once more */

  int wanted_id; /* of the element that is shown when they are here; 0 for none */

  GPtrArray        *dragged; /* (owned) (nullable) (element-type GalleyElement) */
  int               drag_x;  /* where the row was taken */
  int               drag_y;
  GalleyElementRow *drop_row; /* (nullable) that shows where they would go */
  gboolean          drop_below;
  guint             scroll_tick;
  double            scroll_speed; /* pixels a frame */

  char **pasted; /* (owned) (nullable) items that wait for a yes */

  int               kept_section_id; /* whose new element is in the journal while it is typed; 0 for none */
  GalleyElementType kept_type;

  GtkToggleButton   *all_button;
  GtkToggleButton   *fact_button;
  GtkToggleButton   *idea_button;
  GtkToggleButton   *theme_button;
  GtkStack          *stack;
  AdwStatusPage     *nothing;
  GtkScrolledWindow *scroller;
  GtkListView       *list;
  GtkRevealer       *paste_revealer;
  GtkLabel          *paste_label;
  GtkButton         *paste_button;
  GtkDropDown       *type_choice;
  GtkEntry          *entry;
  GtkPopoverMenu    *menu;
};

GalleyElementStore *galley_element_list_get_store (GalleyElementList *self);
void                galley_element_list_reload (GalleyElementList *self);
void                galley_element_list_show_order (GalleyElementList *self, GPtrArray *order);
GPtrArray          *galley_element_list_dup_elements (GalleyElementList *self);
void                galley_element_list_update (GalleyElementList *self);
GalleyElementRow   *galley_element_list_find_row (GalleyElementList *self, GalleyElement *element);

/* galley-element-list-actions.c */
void    galley_element_list_install_actions (GtkWidgetClass *widget_class);
GArray *galley_element_list_make_ids (GPtrArray *elements);
void    galley_element_list_update_actions (GalleyElementList *self);
void    galley_element_list_save_text (GalleyElementList *self, GalleyElement *element, const char *text, int version);
void    galley_element_list_move (GalleyElementList *self, GPtrArray *moved, guint place);
void    galley_element_list_open_menu (GalleyElementList *self, double x, double y);
void    galley_element_list_run (GalleyElementList *self, GalleyElementStep *step, const char *label, const char *failure, char *toast);

/* galley-element-list-section.c */
void galley_element_list_move_to_section (GalleyElementList *self, GPtrArray *moved, GalleySection *section);
void galley_element_list_install_move_to_section (GtkWidgetClass *widget_class);

/* galley-element-list-showing.c */
void galley_element_list_show_wanted (GalleyElementList *self);

/* galley-element-list-keeping.c */
void galley_element_list_keep_text (GalleyElementList *self, GalleyElement *element, const char *text);
void galley_element_list_forget_text (GalleyElementList *self, GalleyElement *element);
void galley_element_list_keep_new (GalleyElementList *self);

/* galley-element-list-adding.c */
GalleyElementType galley_element_list_get_chosen_type (GalleyElementList *self);
void              galley_element_list_install_adding (GtkWidgetClass *widget_class);
void              galley_element_list_accept_paste (GalleyElementList *self);
void              galley_element_list_update_paste (GalleyElementList *self);

/* galley-element-list-drag.c */
void galley_element_list_add_drag_source (GalleyElementList *self, GtkWidget *row);
void galley_element_list_add_drop_target (GalleyElementList *self);

G_END_DECLS
