/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-proposal-row"

#include "galley-config.h"

#include "galley-proposal-row.h"

#include <glib/gi18n.h>

#include "galley-diff-view.h"
#include "galley-field-choice.h"
#include "galley-growth.h"
#include "galley-proposal-step.h"
#include "galley-toast.h"

struct _GalleyProposalRow
{
  GtkListBoxRow parent_instance;

  GalleyProposal  *proposal;  /* (owned) */
  GalleySection   *section;   /* (owned) (nullable) NULL when it is in the trash */
  GalleyWorkspace *workspace; /* (owned) */
  GalleyHistory   *history;   /* (owned) */
  gboolean         busy;      /* it is being accepted or rejected */
  gboolean         decided;   /* it was accepted or rejected when it was looked at last */

  GtkLabel          *heading;
  GtkLabel          *state;
  GtkWidget         *spinner;
  GtkWidget         *arrow;
  GtkRevealer       *revealer;
  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkTextView       *live;
  GalleyDiffView    *diff;
  GtkWidget         *hint;
  GtkLabel          *message;
  GtkWidget         *buttons;
  GtkWidget         *accept;
  GtkWidget         *reject;
};

G_DEFINE_FINAL_TYPE (GalleyProposalRow, galley_proposal_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  SIGNAL_DECIDED,
} GalleyProposalRowSignal;

static guint signals[SIGNAL_DECIDED + 1];

static GalleySectionField
get_field (GalleyProposalRow *self)
{
  GalleySectionField field = GALLEY_SECTION_DRAFT;

  galley_section_field_from_string (galley_proposal_get_field (self->proposal), &field);
  return field;
}

static const char *
get_text (GalleyProposalRow *self)
{
  const char *text = galley_proposal_get_text (self->proposal);

  return text != NULL ? text : "";
}

static const char *
get_current_text (GalleyProposalRow *self)
{
  const char *text = self->section != NULL ? galley_section_get_field (self->section, get_field (self)) : NULL;

  return text != NULL ? text : "";
}

static gboolean
has_ended (GalleyProposalRow *self)
{
  GalleyProposalStatus status = galley_proposal_get_status (self->proposal);

  return status == GALLEY_PROPOSAL_STATUS_PROPOSED || status == GALLEY_PROPOSAL_STATUS_FAILED || status == GALLEY_PROPOSAL_STATUS_CANCELLED;
}

/* What came before it broke off may be worth taking, too. */
static gboolean
can_be_accepted (GalleyProposalRow *self)
{
  return has_ended (self) && *get_text (self) != '\0';
}

static const char *
describe_status (GalleyProposalStatus status)
{
  switch (status)
    {
    case GALLEY_PROPOSAL_STATUS_QUEUED:
      return _ ("Waiting");
    case GALLEY_PROPOSAL_STATUS_RUNNING:
      return _ ("Being written");
    case GALLEY_PROPOSAL_STATUS_PROPOSED:
      return _ ("Proposed");
    case GALLEY_PROPOSAL_STATUS_FAILED:
      return _ ("Failed");
    case GALLEY_PROPOSAL_STATUS_CANCELLED:
      return _ ("Stopped");
    case GALLEY_PROPOSAL_STATUS_ACCEPTED:
      return _ ("Accepted");
    case GALLEY_PROPOSAL_STATUS_REJECTED:
      return _ ("Rejected");
    default:
      g_return_val_if_reached ("");
    }
}

/* The text grows at its end: only what is new is added, however long it is. */
static void
update_live (GalleyProposalRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->live);
  const char    *text = get_text (self);
  int            n_shown = gtk_text_buffer_get_char_count (buffer);
  GtkTextIter    end;

  if (g_utf8_strlen (text, -1) < n_shown)
    {
      gtk_text_buffer_set_text (buffer, text, -1);
      return;
    }
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, g_utf8_offset_to_pointer (text, n_shown), -1);
  gtk_text_view_scroll_to_mark (self->live, gtk_text_buffer_get_insert (buffer), 0, FALSE, 0, 0);
}

static void update_accept (GalleyProposalRow *self);

static void
update_diff (GalleyProposalRow *self)
{
  if (self->busy || !can_be_accepted (self) || !gtk_revealer_get_reveal_child (self->revealer))
    return;

  galley_diff_view_set_texts (self->diff, get_current_text (self), get_text (self));
  update_accept (self);
}

static void
update_message (GalleyProposalRow *self)
{
  GalleyProposalStatus status = galley_proposal_get_status (self->proposal);
  const char          *error = galley_proposal_get_error (self->proposal);
  const char          *reason = galley_proposal_get_finish_reason (self->proposal);
  const char          *text = "";

  if (status == GALLEY_PROPOSAL_STATUS_RUNNING)
    text = galley_proposal_get_notice (self->proposal) != NULL ? galley_proposal_get_notice (self->proposal) : "";
  else if (status == GALLEY_PROPOSAL_STATUS_FAILED)
    text = error != NULL ? error : _ ("No answer came.");
  else if (self->section == NULL)
    text = _ ("The section is in the trash. Restore it to accept the proposal.");
  else if (status == GALLEY_PROPOSAL_STATUS_PROPOSED && g_strcmp0 (reason, "length") == 0)
    text = _ ("The answer was cut off at the longest length that is set.");
  else if (status == GALLEY_PROPOSAL_STATUS_PROPOSED && *get_text (self) == '\0')
    text = _ ("The model answered nothing.");
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
}

/* A button that gets another label keeps the name that it is known by. */
static void
set_label (GtkWidget  *button,
           const char *label,
           const char *name)
{
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Who hears the name of the button hears beside it how much it would take. */
static void
update_accept (GalleyProposalRow *self)
{
  guint            n_changes = galley_diff_view_get_n_changes (self->diff);
  guint            n_accepted = galley_diff_view_get_n_accepted (self->diff);
  gboolean         partly = n_accepted < n_changes;
  g_autofree char *label = NULL;
  g_autofree char *description = NULL;

  /* Translators: the button that takes some of the changes of a proposal: “Accept 3 of 5” */
  label = partly ? g_strdup_printf (_ ("Accept %u of %u"), n_accepted, n_changes) : g_strdup (_ ("Accept"));
  description = partly ? g_strdup_printf (_ ("%u of %u changes"), n_accepted, n_changes) : g_strdup ("");
  set_label (self->accept, label, _ ("Accept"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->accept), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_widget_set_sensitive (self->accept, !self->busy && self->section != NULL && (n_accepted > 0 || n_changes == 0));
}

static gboolean
is_decided (GalleyProposalRow *self)
{
  GalleyProposalStatus status = galley_proposal_get_status (self->proposal);

  return status == GALLEY_PROPOSAL_STATUS_ACCEPTED || status == GALLEY_PROPOSAL_STATUS_REJECTED;
}

static void
update (GalleyProposalRow *self)
{
  GalleyProposalStatus status = galley_proposal_get_status (self->proposal);
  gboolean             running = status == GALLEY_PROPOSAL_STATUS_RUNNING;
  gboolean             acceptable = can_be_accepted (self);
  const char          *heading = self->section != NULL ? galley_section_get_heading (self->section) : _ ("A section in the trash");
  g_autofree char *state = NULL;

  /* Translators: the field that a proposal is for, and how far it is: “Draft · Proposed” */
  state = g_strdup_printf (_ ("%s · %s"), galley_field_choice_get_label (galley_proposal_get_field (self->proposal)), describe_status (status));
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->state, state);
  gtk_widget_set_visible (self->spinner, running);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), running);
  gtk_stack_set_visible_child_name (self->stack, acceptable ? "diff" : "live");
  gtk_widget_set_visible (GTK_WIDGET (self->stack), acceptable || running);
  gtk_widget_set_visible (self->hint, acceptable);
  gtk_widget_set_visible (self->buttons, has_ended (self));
  gtk_widget_set_visible (self->accept, acceptable);
  set_label (self->reject, acceptable ? _ ("Reject") : _ ("Dismiss"), acceptable ? _ ("Reject") : _ ("Dismiss"));
  update_accept (self);
  /* Half an answer can be taken, but that is nothing to suggest. */
  if (status == GALLEY_PROPOSAL_STATUS_PROPOSED)
    gtk_widget_add_css_class (self->accept, "suggested-action");
  else
    gtk_widget_remove_css_class (self->accept, "suggested-action");
  gtk_widget_set_visible (self->arrow, !is_decided (self));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), !is_decided (self));
  gtk_widget_set_sensitive (self->reject, !self->busy);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                           GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, state, -1);
  update_message (self);
}

/* What was decided takes no room; what is undone is there to be looked at again. */
static void
status_changed_cb (GalleyProposalRow *self)
{
  gboolean was_decided = self->decided;

  self->decided = is_decided (self);
  update (self);
  if (was_decided != self->decided)
    galley_proposal_row_set_expanded (self, was_decided);
  update_diff (self);
}

static void
text_changed_cb (GalleyProposalRow *self)
{
  if (galley_proposal_get_status (self->proposal) == GALLEY_PROPOSAL_STATUS_RUNNING)
    update_live (self);
  else
    status_changed_cb (self);
}

static void
expanded_changed_cb (GalleyProposalRow *self)
{
  gboolean expanded = gtk_revealer_get_reveal_child (self->revealer);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
  update_diff (self);
}

/* A proposal while it is being accepted. */
typedef struct
{
  GalleyProposalRow  *row;  /* (owned) */
  GalleyProposalStep *step; /* (owned) */
} Accepting;

static void
set_busy (GalleyProposalRow *self,
          gboolean           busy)
{
  self->busy = busy;
  update (self);
}

static void
end_acceptance (GalleyProposalRow  *self,
                GalleyProposalStep *step)
{
  galley_history_push (self->history, _ ("Accept Proposal"), galley_proposal_step_run, step,
                                         (GDestroyNotify)galley_proposal_step_free);
  galley_toast_show_undo (GTK_WIDGET (self), _ ("Proposal accepted"));
  g_signal_emit (self, signals[SIGNAL_DECIDED], 0);
}

static void
show_changed (GalleyProposalRow *self)
{
  galley_toast_show (GTK_WIDGET (self), _ ("The text was changed meanwhile. Look at the difference again."));
}

static void
accepted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Accepting *accepting = user_data;
  g_autoptr (GalleyProposalRow) self = accepting->row;
  g_autoptr (GalleyProposalStep) step = accepting->step;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyAcceptance) acceptance = galley_proposal_store_accept_finish (GALLEY_PROPOSAL_STORE (source), result, &error);

  set_busy (self, FALSE);
  if (acceptance != NULL && galley_acceptance_get_outcome (acceptance) != GALLEY_SAVE_OUTCOME_CONFLICT)
    {
      galley_proposal_step_set_version (step, galley_acceptance_get_version (acceptance));
      end_acceptance (self, g_steal_pointer (&step));
      return;
    }

  if (acceptance == NULL)
    galley_toast_show_error (GTK_WIDGET (self), _ ("The proposal could not be accepted"), error);
  else
    show_changed (self);
  update_diff (self);
}

static GalleyProposalStore *
get_store (GalleyProposalRow *self)
{
  return galley_context_get_proposal_store (galley_workspace_get_context (self->workspace));
}

static void
accept (GalleyProposalRow *self)
{
  Accepting *accepting = g_new0 (Accepting, 1);
  int        id = galley_record_get_id (GALLEY_RECORD (self->proposal));

  accepting->row = g_object_ref (self);
  accepting->step = galley_proposal_step_new (get_store (self), id, galley_diff_view_get_result (self->diff));
  galley_proposal_store_accept_async (get_store (self), id, galley_proposal_step_get_text (accepting->step),
                                      galley_record_get_version (GALLEY_RECORD (self->section)), NULL, accepted_cb, accepting);
}

/* What was typed just now was not compared yet: it is not to be replaced unseen. */
static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GalleyProposalRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean flushed = galley_drafts_flush_finish (GALLEY_DRAFTS (source), result, &error);

  if (flushed && self->section != NULL && galley_diff_view_is_of (self->diff, get_current_text (self)))
    {
      accept (self);
      return;
    }

  set_busy (self, FALSE);
  if (!flushed)
    galley_toast_show_error (GTK_WIDGET (self), _ ("What was typed could not be saved"), error);
  else
    show_changed (self);
  update_diff (self);
}

static void
accept_cb (GalleyProposalRow *self)
{
  if (self->busy || self->section == NULL || !can_be_accepted (self) || !gtk_revealer_get_reveal_child (self->revealer))
    return;

  set_busy (self, TRUE);
  galley_drafts_flush_async (galley_workspace_get_drafts (self->workspace), NULL, flushed_cb, g_object_ref (self));
}

static void
rejected_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GalleyProposalRow) self = user_data;
  g_autoptr (GError) error = NULL;

  set_busy (self, FALSE);
  if (galley_proposal_store_reject_finish (GALLEY_PROPOSAL_STORE (source), result, &error))
    g_signal_emit (self, signals[SIGNAL_DECIDED], 0);
  else
    galley_toast_show_error (GTK_WIDGET (self), _ ("The proposal could not be rejected"), error);
}

static void
reject_cb (GalleyProposalRow *self)
{
  if (self->busy || !has_ended (self))
    return;

  set_busy (self, TRUE);
  galley_proposal_store_reject_async (get_store (self), galley_record_get_id (GALLEY_RECORD (self->proposal)), NULL,
                                      rejected_cb, g_object_ref (self));
}

static void
toggle_cb (GalleyProposalRow *self)
{
  if (!is_decided (self))
    galley_proposal_row_set_expanded (self, !galley_proposal_row_get_expanded (self));
}

static void
galley_proposal_row_dispose (GObject *object)
{
  GalleyProposalRow *self = GALLEY_PROPOSAL_ROW (object);

  if (self->proposal != NULL)
    g_signal_handlers_disconnect_by_data (self->proposal, self);
  if (self->section != NULL)
    g_signal_handlers_disconnect_by_data (self->section, self);
  g_clear_object (&self->proposal);
  g_clear_object (&self->section);
  g_clear_object (&self->workspace);
  g_clear_object (&self->history);
  G_OBJECT_CLASS (galley_proposal_row_parent_class)->dispose (object);
}

static void
galley_proposal_row_class_init (GalleyProposalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_proposal_row_dispose;

  /**
   * GalleyProposalRow::decided:
   * @self: the object
   *
   * The proposal was accepted or rejected.
   */
  signals[SIGNAL_DECIDED] = g_signal_new ("decided", GALLEY_TYPE_PROPOSAL_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GALLEY_TYPE_DIFF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/llm/galley-proposal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, heading);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, state);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, revealer);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, stack);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, scroller);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, live);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, diff);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, hint);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, message);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, accept);
  gtk_widget_class_bind_template_child (widget_class, GalleyProposalRow, reject);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, reject_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggle_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_accept);
  gtk_widget_class_bind_template_callback (widget_class, expanded_changed_cb);
}

static void
galley_proposal_row_init (GalleyProposalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "activate", G_CALLBACK (toggle_cb), NULL);
  galley_growth_watch (self->scroller);
}

static void
watch (GalleyProposalRow *self)
{
  g_autofree char *notify = NULL;

  g_signal_connect_object (self->proposal, "notify::status", G_CALLBACK (status_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->proposal, "notify::notice", G_CALLBACK (update_message), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->proposal, "notify::text", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  if (self->section == NULL)
    return;

  notify = g_strdup_printf ("notify::%s", galley_section_field_get_name (get_field (self)));
  g_strdelimit (notify, "_", '-');
  g_signal_connect_object (self->section, notify, G_CALLBACK (update_diff), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->section, "notify::heading", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/**
 * galley_proposal_row_new:
 * @proposal: a proposal
 * @section: (nullable): the section that it is for; %NULL when that is in the trash
 * @workspace: the database that both are in
 * @history: what an acceptance can be taken back with
 *
 * Returns: (transfer floating): a row, collapsed
 */
GtkWidget *
galley_proposal_row_new (GalleyProposal  *proposal,
                         GalleySection   *section,
                         GalleyWorkspace *workspace,
                         GalleyHistory   *history)
{
  GalleyProposalRow *self = g_object_new (GALLEY_TYPE_PROPOSAL_ROW, NULL);

  self->proposal = g_object_ref (proposal);
  g_set_object (&self->section, section);
  self->workspace = g_object_ref (workspace);
  self->history = g_object_ref (history);
  watch (self);
  self->decided = is_decided (self);
  update_live (self);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * galley_proposal_row_get_proposal:
 * @self: the row
 *
 * Returns: (transfer none): the proposal
 */
GalleyProposal *
galley_proposal_row_get_proposal (GalleyProposalRow *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL_ROW (self), NULL);

  return self->proposal;
}

/**
 * galley_proposal_row_set_expanded:
 * @self: the row
 * @expanded: whether the text is to be seen
 *
 * Shows or hides the text.
 */
void
galley_proposal_row_set_expanded (GalleyProposalRow *self,
                                  gboolean           expanded)
{
  g_return_if_fail (GALLEY_IS_PROPOSAL_ROW (self));

  gtk_revealer_set_reveal_child (self->revealer, expanded);
}

/**
 * galley_proposal_row_get_expanded:
 * @self: the row
 *
 * Returns: whether the text is to be seen
 */
gboolean
galley_proposal_row_get_expanded (GalleyProposalRow *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL_ROW (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}
