/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-section-list.h"
#include "galley-section-model.h"
#include "galley-section-row.h"
#include "galley-section-selection.h"

G_BEGIN_DECLS

struct _GalleySectionList
{
  GtkWidget parent_instance;

  GalleyWorkspace         *workspace; /* (owned) (nullable) */
  GalleyPost              *post;      /* (owned) (nullable) */
  GalleyHistory           *history;   /* (owned) (nullable) */
  GalleySectionModel      *sections;  /* (owned) */
  GalleySectionSelection  *selection; /* (owned) */
  GtkSelectionFilterModel *checked;   /* (owned) */
  GtkWidget               *popover;   /* (owned) (nullable) the menu that is open on a row */

  GtkStack    *stack;
  GtkListView *list_view;
  GtkLabel    *summary;
  GtkWidget   *add_button;
  GtkRevealer *selection_bar;
  GtkLabel    *selection_label;

  int      wanted_id;     /* the section to be selected as soon as it is there; 0 for none */
  gboolean wanted_rename; /* and then to be given a heading */
  gboolean is_fresh;      /* the post was opened and nothing of it was shown yet */
};

/* The row that shows a section, when there is one. */
GalleySectionRow *galley_section_list_find_row (GalleySectionList *self, GalleySection *section);

/* Selects a section alone, and brings it into view. */
void galley_section_list_show_section (GalleySectionList *self, GalleySection *section);

G_END_DECLS
