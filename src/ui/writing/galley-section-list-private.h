/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-row-factory.h"
#include "galley-row-set.h"
#include "galley-section-commands.h"
#include "galley-section-list.h"
#include "galley-section-model.h"
#include "galley-section-row.h"
#include "galley-section-selection.h"

G_BEGIN_DECLS

struct _GalleySectionList
{
  GtkWidget parent_instance;

  GalleyWorkspace         *workspace;    /* (owned) (nullable) */
  GalleyPost              *post;         /* (owned) (nullable) */
  GalleyHistory           *history;      /* (owned) (nullable) */
  GalleySectionModel      *sections;     /* (owned) */
  GalleySectionCommands   *commands;     /* (owned) */
  GalleySectionSelection  *selection;    /* (owned) */
  GtkSelectionFilterModel *checked;      /* (owned) */
  GalleyRowFactory        *row_factory;  /* (owned) */
  GalleyRowSet            *rows;         /* (owned) those that show a section */
  GtkWidget               *menu;         /* (unowned) (nullable) the menu that is open on a row, a child */
  GalleySection           *menu_section; /* (owned) (nullable) the section of that row */
  GPtrArray               *dragged;      /* (owned) (nullable) (element-type GalleySection) while sections are dragged */
  GalleySectionRow        *drop_row;     /* (unowned) (nullable) the row at which something would be dropped */

  GMenuModel  *row_menu;
  GMenuModel  *status_menu;
  GtkStack    *stack;
  GtkListView *list_view;
  GtkLabel    *summary;
  GtkWidget   *add_button;
  GtkWidget   *first_button;
  GtkRevealer *selection_bar;
  GtkLabel    *selection_label;

  int drag_x; /* where in the row the pointer took it */
  int drag_y;

  int            wanted_id;     /* the section to be selected as soon as it is there; 0 for none */
  gboolean       wanted_rename; /* and then to be given a heading */
  gboolean       wanted_focus;  /* and then to have the keyboard, as the row before had */
  gboolean       is_adding;     /* a person adds a section, and will give it a heading */
  gboolean       is_narrow;     /* there is no room for an editor beside the list */
  GalleySection *focused;       /* (owned) (nullable) what had the keyboard before the list changed */
  guint          focused_place; /* and where it was, from 0 */
  GalleySection *shown;         /* (owned) (nullable) what was selected alone, and is shown beside the list */
  guint          shown_place;   /* where it was before the list changed, from 0 */

  gboolean has_stepped; /* the next change of the list is one that was taken back or done again */
  gboolean is_left;     /* what was shown went with the last change, and somebody writes in it */

  gboolean is_fresh; /* the post was opened and nothing of it was shown yet */
};

/* The actions, in galley-section-list-actions.c. */
void galley_section_list_install_actions (GtkWidgetClass *widget_class);
void galley_section_list_update_actions (GalleySectionList *self);
void galley_section_list_open_menu (GalleySectionList *self, GalleySectionRow *row, double x, double y);
void galley_section_list_open_status_menu (GalleySectionList *self, GalleySectionRow *row, GtkWidget *button);
void galley_section_list_close_menu (GalleySectionList *self);

/* Dragging, in galley-section-list-drag.c. */
void galley_section_list_add_drag_source (GalleySectionList *self, GalleySectionRow *row);
void galley_section_list_add_drop_target (GalleySectionList *self);

/* What follows a change, in galley-section-list-following.c. */
void galley_section_list_follow (GalleySectionList *self);
void galley_section_list_follow_history (GalleySectionList *self, GalleyHistory *history);
void galley_section_list_show_wanted (GalleySectionList *self);
void galley_section_list_update_page (GalleySectionList *self);

/* Rows, in galley-section-list-rows.c. */
void galley_section_list_add_rows (GalleySectionList *self);

/* What is selected, when @section is among it; else @section alone. */
GPtrArray *galley_section_list_dup_together (GalleySectionList *self, GalleySection *section);

/* The row that has the keyboard, or holds what has it; %NULL when that is elsewhere. */
GalleySectionRow *galley_section_list_get_focus_row (GalleySectionList *self);

/* The row that shows a section, when there is one. */
GalleySectionRow *galley_section_list_find_row (GalleySectionList *self, GalleySection *section);

/* Gives a section's row the keyboard, and brings it into view. */
void galley_section_list_focus_section (GalleySectionList *self, GalleySection *section);

/* Selects a section alone, and brings it into view. */
void galley_section_list_show_section (GalleySectionList *self, GalleySection *section);

G_END_DECLS
