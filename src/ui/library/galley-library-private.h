/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-library.h"

#include "galley-post-feed.h"
#include "galley-post-list.h"
#include "galley-post-row.h"
#include "galley-row-factory.h"
#include "galley-search-results.h"

G_BEGIN_DECLS

struct _GalleyLibrary
{
  GtkWidget parent_instance;

  GalleyWorkspace      *workspace;   /* (owned) (nullable) */
  GalleyHistory        *history;     /* (owned) (nullable) */
  GalleyPostFeed       *feed;        /* (owned) (nullable) with a workspace */
  GalleyPostList       *posts;       /* (owned) */
  gboolean              loading;     /* it is not known yet which posts there are */
  gboolean              empty;       /* there is no post, and that is known */
  gboolean              beside;      /* something stands beside it, which welcomes */
  GCancellable         *cancellable; /* (owned) ends what was begun here */
  GtkSingleSelection   *selection;   /* (owned) of the posts */
  GHashTable           *rows;        /* (owned) (element-type GalleyPostRow) those that show a post */
  GalleyRowFactory     *row_factory; /* (owned) makes them */
  GtkFileChooserNative *chooser;     /* (owned) (nullable) while it is open */

  int   selected_id; /* the post that is to be selected when it comes, 0 for none */
  int   renaming_id; /* the post whose title is to be edited when its row is there, 0 for none */
  int   new_id;      /* the post that was just made and has no title yet, 0 for none */
  guint rename_tick;
  guint clock;     /* keeps “2 hours ago” true */
  guint n_imports; /* files that are being imported */

  AdwHeaderBar        *header;
  GtkMenuButton       *view_button;
  GtkSearchBar        *search_bar;
  GtkSearchEntry      *search_entry;
  GtkStack            *stack;
  GtkListView         *list;
  AdwStatusPage       *nothing;
  GtkSpinner          *spinner;
  GalleySearchResults *results;
  GtkPopoverMenu      *menu;
};

GalleyPostStore *galley_library_get_store (GalleyLibrary *self);
GalleyPost      *galley_library_get_selected (GalleyLibrary *self);
void             galley_library_activate_post (GalleyLibrary *self, GalleyPost *post);
void             galley_library_show_list (GalleyLibrary *self);

/* galley-library-page.c */
void galley_library_update_page (GalleyLibrary *self);
void galley_library_bind_search (GtkWidgetClass *widget_class);

/* galley-library-actions.c */
void galley_library_install_actions (GtkWidgetClass *widget_class);
void galley_library_update_actions (GalleyLibrary *self);
void galley_library_begin_rename (GalleyLibrary *self, int post_id);
void galley_library_end_rename (GalleyLibrary *self, GalleyPost *post, const char *title);
void galley_library_open_menu (GalleyLibrary *self, double x, double y);
void galley_library_menu_closed (GalleyLibrary *self);
void galley_library_open_post (GalleyLibrary *self, int post_id);

/* galley-library-transfer.c */
void galley_library_install_transfer (GtkWidgetClass *widget_class);
void galley_library_accept_files (GalleyLibrary *self);

G_END_DECLS
