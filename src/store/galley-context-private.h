/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-context.h"

G_BEGIN_DECLS

/* A context is four files: galley-context.c finds the database and owns the stores, galley-context-open.c opens and closes it,
 * galley-context-migrate.c brings the schema up to date on demand, and galley-context-upkeep.c does what is done when there is time. */

struct _GalleyContext
{
  GObject parent_instance;

  char                *uri;            /* (owned) (nullable) which database; NULL for the private server's */
  GalleyCluster       *cluster;        /* (owned) (nullable) the private server */
  GalleyDatabase      *database;       /* (owned) (nullable) */
  GalleyPostStore     *post_store;     /* (owned) (nullable) */
  GalleySectionStore  *section_store;  /* (owned) (nullable) */
  GalleyElementStore  *element_store;  /* (owned) (nullable) */
  GalleyOutlineStore  *outline_store;  /* (owned) (nullable) */
  GalleySearchStore   *search_store;   /* (owned) (nullable) */
  GalleyStatusStore   *status_store;   /* (owned) (nullable) */
  GalleyLlmStore      *llm_store;      /* (owned) (nullable) */
  GalleyRunStore      *run_store;      /* (owned) (nullable) */
  GalleyProposalStore *proposal_store; /* (owned) (nullable) */

  /* upkeep */
  GCancellable *upkeep;        /* (owned) (nullable): ends it */
  GSource      *upkeep_timer;  /* (owned) (nullable): begins the next piece of it */
  gboolean      catching_up;   /* a piece is under way */
  gboolean      words_counted; /* and is one of the search, the words of all sections having been counted */
};

const char *galley_context_get_conninfo (GalleyContext *self);
void        galley_context_make_stores (GalleyContext *self);
void        galley_context_drop_database (GalleyContext *self);
void        galley_context_begin_upkeep (GalleyContext *self);
void        galley_context_end_upkeep (GalleyContext *self);

G_END_DECLS
