/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-proposal"

#include "galley-proposal.h"

#include <string.h>

#include "galley-member.h"

struct _GalleyProposal
{
  GalleyRecord parent_instance;

  int                  run_id;
  int                  post_id;
  int                  section_id;
  int                  place;
  char                *field; /* (owned) (nullable) */
  GalleyProposalStatus status;
  char                *messages;  /* (owned) (nullable) */
  char                *base_text; /* (owned) (nullable) */
  int                  base_version;
  char                *text;          /* (owned) (nullable) */
  char                *reasoning;     /* (owned) (nullable) */
  char                *notice;        /* (owned) (nullable) */
  char                *accepted_text; /* (owned) (nullable) */
  char                *error;         /* (owned) (nullable) */
  char                *finish_reason; /* (owned) (nullable) */
  int                  input_tokens;
  int                  output_tokens;
  double               duration;
  gboolean             live; /* whether this program writes it just now */
};

G_DEFINE_FINAL_TYPE (GalleyProposal, galley_proposal, GALLEY_TYPE_RECORD)

enum
{
  N_MEMBERS = 18,
};

/* By the number of the property, which counts from 1. */
static GalleyMember *members;
static GParamSpec   *properties[N_MEMBERS + 1];

static void
galley_proposal_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  galley_member_get (&members[property_id - 1], object, value);
}

static void
galley_proposal_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (galley_member_set (&members[property_id - 1], object, value))
    g_object_notify_by_pspec (object, pspec);
}

static void
galley_proposal_finalize (GObject *object)
{
  for (guint i = 0; i < N_MEMBERS; i++)
    galley_member_clear (&members[i], object);

  G_OBJECT_CLASS (galley_proposal_parent_class)->finalize (object);
}

static void
galley_proposal_class_init (GalleyProposalClass *klass)
{
  GObjectClass      *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags  flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GalleyMember table[N_MEMBERS] = {
    { "run-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyProposal, run_id) },
    { "post-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyProposal, post_id) },
    { "section-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyProposal, section_id) },
    { "place", G_TYPE_INT, G_STRUCT_OFFSET (GalleyProposal, place) },
    { "field", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyProposal, field) },
    { "status", GALLEY_TYPE_PROPOSAL_STATUS, G_STRUCT_OFFSET (GalleyProposal, status) },
    { "messages", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyProposal, messages) },
    { "base-text", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyProposal, base_text) },
    { "base-version", G_TYPE_INT, G_STRUCT_OFFSET (GalleyProposal, base_version) },
    { "text", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyProposal, text) },
    { "reasoning", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyProposal, reasoning) },
    { "notice", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyProposal, notice) },
    { "accepted-text", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyProposal, accepted_text) },
    { "error", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyProposal, error) },
    { "finish-reason", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyProposal, finish_reason) },
    { "input-tokens", G_TYPE_INT, G_STRUCT_OFFSET (GalleyProposal, input_tokens) },
    { "output-tokens", G_TYPE_INT, G_STRUCT_OFFSET (GalleyProposal, output_tokens) },
    { "duration", G_TYPE_DOUBLE, G_STRUCT_OFFSET (GalleyProposal, duration) },
  };

  object_class->get_property = galley_proposal_get_property;
  object_class->set_property = galley_proposal_set_property;
  object_class->finalize = galley_proposal_finalize;

  members = g_memdup2 (table, sizeof table);
  for (guint i = 0; i < N_MEMBERS; i++)
    properties[i + 1] = galley_member_make_param_spec (&members[i], flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_proposal_init (GalleyProposal *self)
{
  self->input_tokens = -1;
  self->output_tokens = -1;
}

/**
 * galley_proposal_new:
 * @id: the row's id
 *
 * Makes a proposal that nothing is known of yet but its id.  Programs get them from the store.
 *
 * Returns: (transfer full): the proposal
 */
GalleyProposal *
galley_proposal_new (int id)
{
  return g_object_new (GALLEY_TYPE_PROPOSAL, "id", id, NULL);
}

/**
 * galley_proposal_get_run_id:
 * @self: a proposal
 *
 * Tells the run that it belongs to.
 *
 * Returns: the run that it belongs to
 */
int
galley_proposal_get_run_id (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), 0);

  return self->run_id;
}

/**
 * galley_proposal_get_post_id:
 * @self: a proposal
 *
 * Tells the post of the section.
 *
 * Returns: the post of the section
 */
int
galley_proposal_get_post_id (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), 0);

  return self->post_id;
}

/**
 * galley_proposal_get_section_id:
 * @self: a proposal
 *
 * Tells the section that it is for.
 *
 * Returns: the section that it is for
 */
int
galley_proposal_get_section_id (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), 0);

  return self->section_id;
}

/**
 * galley_proposal_get_place:
 * @self: a proposal
 *
 * Tells its place in the run, from 1.
 *
 * Returns: its place in the run, from 1
 */
int
galley_proposal_get_place (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), 0);

  return self->place;
}

/**
 * galley_proposal_get_field:
 * @self: a proposal
 *
 * Tells the column that it is for.
 *
 * Returns: (transfer none) (nullable): the column that it is for
 */
const char *
galley_proposal_get_field (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), NULL);

  return self->field;
}

/**
 * galley_proposal_get_status:
 * @self: a proposal
 *
 * Tells how far it is.
 *
 * Returns: how far it is
 */
GalleyProposalStatus
galley_proposal_get_status (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), 0);

  return self->status;
}

/**
 * galley_proposal_get_messages:
 * @self: a proposal
 *
 * Tells the exact messages that were sent, a JSON array.
 *
 * Returns: (transfer none) (nullable): the exact messages that were sent, a JSON array
 */
const char *
galley_proposal_get_messages (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), NULL);

  return self->messages;
}

/**
 * galley_proposal_get_base_text:
 * @self: a proposal
 *
 * Tells what the field was when the model was asked.
 *
 * Returns: (transfer none) (nullable): what the field was when the model was asked
 */
const char *
galley_proposal_get_base_text (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), NULL);

  return self->base_text;
}

/**
 * galley_proposal_get_base_version:
 * @self: a proposal
 *
 * Tells the version of the section when the model was asked.
 *
 * Returns: the version of the section when the model was asked
 */
int
galley_proposal_get_base_version (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), 0);

  return self->base_version;
}

/**
 * galley_proposal_get_text:
 * @self: a proposal
 *
 * Tells what came so far.
 *
 * Returns: (transfer none) (nullable): what came so far
 */
const char *
galley_proposal_get_text (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), NULL);

  return self->text;
}

/**
 * galley_proposal_get_reasoning:
 * @self: a proposal
 *
 * Tells what the model said to itself; only while it is written, and never stored.
 *
 * Returns: (transfer none) (nullable): what the model said to itself; only while it is written, and never stored
 */
const char *
galley_proposal_get_reasoning (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), NULL);

  return self->reasoning;
}

/**
 * galley_proposal_get_notice:
 * @self: a proposal
 *
 * Tells why nothing comes, as that the model is asked again in a while; only while it is written, and never stored.
 *
 * Returns: (transfer none) (nullable): a sentence for the person who waits
 */
const char *
galley_proposal_get_notice (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), NULL);

  return self->notice;
}

/**
 * galley_proposal_get_accepted_text:
 * @self: a proposal
 *
 * Tells what was put into the section.
 *
 * Returns: (transfer none) (nullable): what was put into the section
 */
const char *
galley_proposal_get_accepted_text (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), NULL);

  return self->accepted_text;
}

/**
 * galley_proposal_get_error:
 * @self: a proposal
 *
 * Tells why it could not be had.
 *
 * Returns: (transfer none) (nullable): why it could not be had
 */
const char *
galley_proposal_get_error (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), NULL);

  return self->error;
}

/**
 * galley_proposal_get_finish_reason:
 * @self: a proposal
 *
 * Tells why the model stopped: `stop`, `length`, ….
 *
 * Returns: (transfer none) (nullable): why the model stopped: `stop`, `length`, …
 */
const char *
galley_proposal_get_finish_reason (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), NULL);

  return self->finish_reason;
}

/**
 * galley_proposal_get_input_tokens:
 * @self: a proposal
 *
 * Tells how many tokens were read, -1 if nobody said.
 *
 * Returns: how many tokens were read, -1 if nobody said
 */
int
galley_proposal_get_input_tokens (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), 0);

  return self->input_tokens;
}

/**
 * galley_proposal_get_output_tokens:
 * @self: a proposal
 *
 * Tells how many tokens were written, -1 if nobody said.
 *
 * Returns: how many tokens were written, -1 if nobody said
 */
int
galley_proposal_get_output_tokens (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), 0);

  return self->output_tokens;
}

/**
 * galley_proposal_get_duration:
 * @self: a proposal
 *
 * Tells how long it took, in seconds.
 *
 * Returns: how long it took, in seconds
 */
double
galley_proposal_get_duration (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), 0);

  return self->duration;
}

/**
 * galley_proposal_is_open:
 * @self: a proposal
 *
 * Tells whether the run still has to do with it.
 *
 * Returns: whether it is queued or running
 */
gboolean
galley_proposal_is_open (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), FALSE);

  return self->status == GALLEY_PROPOSAL_STATUS_QUEUED || self->status == GALLEY_PROPOSAL_STATUS_RUNNING;
}

/**
 * galley_proposal_get_live:
 * @self: a proposal
 *
 * Tells whether this program is writing it, so that what is stored is behind.
 *
 * Returns: whether it is
 */
gboolean
galley_proposal_get_live (GalleyProposal *self)
{
  g_return_val_if_fail (GALLEY_IS_PROPOSAL (self), FALSE);

  return self->live;
}

/**
 * galley_proposal_set_live:
 * @self: a proposal
 * @live: whether this program is writing it, so that what is stored is behind
 *
 * Says who knows the text best: while it is live, what the database tells of it does not replace the text.
 */
void
galley_proposal_set_live (GalleyProposal *self,
                          gboolean        live)
{
  g_return_if_fail (GALLEY_IS_PROPOSAL (self));

  self->live = live;
}

/**
 * galley_proposal_append:
 * @self: a proposal
 * @text: what came
 *
 * Adds to the text.
 */
void
galley_proposal_append (GalleyProposal *self,
                        const char     *text)
{
  gsize before;
  gsize more;

  g_return_if_fail (GALLEY_IS_PROPOSAL (self));
  g_return_if_fail (text != NULL);

  before = self->text ? strlen (self->text) : 0;
  more = strlen (text);
  self->text = g_realloc (self->text, before + more + 1);
  memcpy (self->text + before, text, more + 1);
  g_object_notify (G_OBJECT (self), "text");
}
