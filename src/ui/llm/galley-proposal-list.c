/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-proposal-list"

#include "galley-config.h"

#include "galley-proposal-list.h"

#include <glib/gi18n.h>

#include "galley-proposal-row.h"
#include "galley-proposal-store.h"
#include "galley-run-store.h"
#include "galley-toast.h"

/* How far back is looked for proposals that nobody decided on. */
#define MAX_RUNS 10

struct _GalleyProposalList
{
  AdwBin parent_instance;

  GalleyWorkspace *workspace;   /* (owned) (nullable) */
  GalleyHistory   *history;     /* (owned) (nullable) */
  GListModel      *sections;    /* (owned) (nullable) of [class@Section] */
  GListStore      *proposals;   /* (owned) of [class@Proposal] */
  GCancellable    *cancellable; /* (owned) (nullable) ends what was asked for a post when another is shown */

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (GalleyProposalList, galley_proposal_list, ADW_TYPE_BIN)

static GalleySection *
find_section (GalleyProposalList *self,
              int                 id)
{
  for (guint i = 0; self->sections != NULL && i < g_list_model_get_n_items (self->sections); i++)
    {
      g_autoptr (GalleySection) section = g_list_model_get_item (self->sections, i);

      if (galley_record_get_id (GALLEY_RECORD (section)) == id)
        return g_steal_pointer (&section);
    }
  return NULL;
}

static gboolean
is_open (GalleyProposal *proposal)
{
  GalleyProposalStatus status = galley_proposal_get_status (proposal);

  return status != GALLEY_PROPOSAL_STATUS_ACCEPTED && status != GALLEY_PROPOSAL_STATUS_REJECTED;
}

static GtkWidget *
get_last_row (GalleyProposalList *self)
{
  return gtk_widget_get_last_child (GTK_WIDGET (self->list));
}

/* One at a time is read: the first that waits for a decision, other than the one that was just decided on. */
static void
expand_next (GalleyProposalList *self,
             GalleyProposalRow  *decided)
{
  GalleyProposalRow *next = NULL;

  for (GtkWidget *each = get_last_row (self); each != NULL; each = gtk_widget_get_prev_sibling (each))
    {
      GalleyProposalRow *row = GALLEY_PROPOSAL_ROW (each);

      if (row == decided || !is_open (galley_proposal_row_get_proposal (row)))
        continue;
      if (galley_proposal_row_get_expanded (row))
        return;
      next = row;
    }
  if (next != NULL)
    galley_proposal_row_set_expanded (next, TRUE);
}

static void
collapse_all (GalleyProposalList *self)
{
  for (GtkWidget *each = get_last_row (self); each != NULL; each = gtk_widget_get_prev_sibling (each))
    galley_proposal_row_set_expanded (GALLEY_PROPOSAL_ROW (each), FALSE);
}

static void
decided_cb (GalleyProposalList *self,
            GalleyProposalRow  *row)
{
  galley_proposal_row_set_expanded (row, FALSE);
  expand_next (self, row);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  GalleyProposalList *self = user_data;
  GalleyProposal     *proposal = item;
  g_autoptr (GalleySection) section = find_section (self, galley_proposal_get_section_id (proposal));
  GtkWidget *row = galley_proposal_row_new (proposal, section, self->workspace, self->history);

  g_signal_connect_object (row, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
leave_post (GalleyProposalList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_list_store_remove_all (self->proposals);
  g_clear_object (&self->workspace);
}

static void
galley_proposal_list_dispose (GObject *object)
{
  GalleyProposalList *self = GALLEY_PROPOSAL_LIST (object);

  if (self->proposals != NULL)
    leave_post (self);
  g_clear_object (&self->proposals);
  g_clear_object (&self->history);
  g_clear_object (&self->sections);
  G_OBJECT_CLASS (galley_proposal_list_parent_class)->dispose (object);
}

static void
galley_proposal_list_class_init (GalleyProposalListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_proposal_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/llm/galley-proposal-list.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalList, list);
}

static void
count_changed_cb (GalleyProposalList *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (G_LIST_MODEL (self->proposals)) > 0);
}

static void
galley_proposal_list_init (GalleyProposalList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->proposals = g_list_store_new (GALLEY_TYPE_PROPOSAL);
  g_signal_connect_object (self->proposals, "items-changed", G_CALLBACK (count_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->proposals), make_row, self, NULL);
  count_changed_cb (self);
}

/**
 * galley_proposal_list_set_history:
 * @self: the list
 * @history: (nullable): what an acceptance can be taken back with
 */
void
galley_proposal_list_set_history (GalleyProposalList *self,
                                  GalleyHistory      *history)
{
  g_return_if_fail (GALLEY_IS_PROPOSAL_LIST (self));

  g_set_object (&self->history, history);
}

/**
 * galley_proposal_list_set_sections:
 * @self: the list
 * @sections: (nullable): the sections ([class@Section]) of the post
 */
void
galley_proposal_list_set_sections (GalleyProposalList *self,
                                   GListModel         *sections)
{
  g_return_if_fail (GALLEY_IS_PROPOSAL_LIST (self));

  g_set_object (&self->sections, sections);
}

static gboolean
has_proposal (GalleyProposalList *self,
              GalleyProposal     *proposal)
{
  return g_list_store_find (self->proposals, proposal, NULL);
}

static void
listed_proposals_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GalleyProposalList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = galley_proposal_store_list_for_run_finish (GALLEY_PROPOSAL_STORE (source), result, &error);

  if (list == NULL)
    {
      galley_toast_show_error (GTK_WIDGET (self), _ ("The proposals could not be listed"), error);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GalleyProposal) proposal = g_list_model_get_item (list, i);

      if (is_open (proposal) && !has_proposal (self, proposal))
        g_list_store_append (self->proposals, proposal);
    }
  expand_next (self, NULL);
}

static void
listed_runs_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GalleyProposalList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) runs = galley_run_store_list_finish (GALLEY_RUN_STORE (source), result, &error);

  if (runs == NULL)
    {
      galley_toast_show_error (GTK_WIDGET (self), _ ("The runs could not be listed"), error);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (GalleyRecord) run = g_list_model_get_item (runs, i);

      galley_proposal_store_list_for_run_async (galley_context_get_proposal_store (galley_workspace_get_context (self->workspace)),
                                                galley_record_get_id (run), self->cancellable, listed_proposals_cb, g_object_ref (self));
    }
}

/**
 * galley_proposal_list_show_post:
 * @self: the list
 * @workspace: (nullable): the database that the post is in
 * @post_id: the id of a post, 0 for none
 *
 * Shows the proposals for a post that nobody decided on.
 */
void
galley_proposal_list_show_post (GalleyProposalList *self,
                                GalleyWorkspace    *workspace,
                                int                 post_id)
{
  g_return_if_fail (GALLEY_IS_PROPOSAL_LIST (self));

  leave_post (self);
  if (workspace == NULL || post_id == 0)
    return;

  self->workspace = g_object_ref (workspace);
  self->cancellable = g_cancellable_new ();
  galley_run_store_list_async (galley_context_get_run_store (galley_workspace_get_context (workspace)), post_id, MAX_RUNS,
                               self->cancellable, listed_runs_cb, g_object_ref (self));
}

static void
dismissed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GalleyProposalList) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!galley_proposal_store_reject_finish (GALLEY_PROPOSAL_STORE (source), result, &error))
    galley_toast_show_error (GTK_WIDGET (self), _ ("The proposal could not be rejected"), error);
}

/* Whether all that a proposal has to say is why there is none. */
static gboolean
is_empty (GalleyProposal *proposal)
{
  GalleyProposalStatus status = galley_proposal_get_status (proposal);
  const char          *text = galley_proposal_get_text (proposal);

  return (status == GALLEY_PROPOSAL_STATUS_FAILED || status == GALLEY_PROPOSAL_STATUS_CANCELLED) &&
         (text == NULL || *text == '\0');
}

static gboolean
is_for_same (GalleyProposal *a,
             GalleyProposal *b)
{
  return galley_proposal_get_section_id (a) == galley_proposal_get_section_id (b) &&
         g_strcmp0 (galley_proposal_get_field (a), galley_proposal_get_field (b)) == 0;
}

/* Who tries again has read why it did not work. */
static void
dismiss_former (GalleyProposalList *self,
                GalleyProposal     *proposal)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->proposals)); i > 0; i--)
    {
      g_autoptr (GalleyProposal) former = g_list_model_get_item (G_LIST_MODEL (self->proposals), i - 1);

      if (former == proposal || !is_empty (former) || !is_for_same (former, proposal))
        continue;
      galley_proposal_store_reject_async (galley_context_get_proposal_store (galley_workspace_get_context (self->workspace)),
                                          galley_record_get_id (GALLEY_RECORD (former)), NULL, dismissed_cb, g_object_ref (self));
      g_list_store_remove (self->proposals, i - 1);
    }
}

/**
 * galley_proposal_list_show_run:
 * @self: the list
 * @proposals: what a run of the post makes ([class@Proposal])
 *
 * Puts the proposals of a run before all others, in place of those for the same texts that nothing came of.
 */
void
galley_proposal_list_show_run (GalleyProposalList *self,
                               GListModel         *proposals)
{
  guint place = 0;

  g_return_if_fail (GALLEY_IS_PROPOSAL_LIST (self));
  g_return_if_fail (G_IS_LIST_MODEL (proposals));

  collapse_all (self);
  for (guint i = 0; i < g_list_model_get_n_items (proposals); i++)
    {
      g_autoptr (GalleyProposal) proposal = g_list_model_get_item (proposals, i);

      dismiss_former (self, proposal);
      if (!has_proposal (self, proposal))
        g_list_store_insert (self->proposals, place++, proposal);
    }
  expand_next (self, NULL);
}
