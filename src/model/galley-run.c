/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-run"

#include "galley-config.h"

#include "galley-run.h"

#include <glib/gi18n-lib.h>

#include "galley-member.h"

struct _GalleyRun
{
  GalleyRecord parent_instance;

  int                post_id;
  char              *action_name;   /* (owned) (nullable) */
  char              *provider_name; /* (owned) (nullable) */
  GalleyRunStatus    status;
  char              *error; /* (owned) (nullable) */
  int                n_proposals;
  int                n_finished;
  GDateTime         *started;   /* (owned) (nullable) */
  GDateTime         *finished;  /* (owned) (nullable) */
  GalleyRunSettings *settings;  /* (owned) */
  GListModel        *proposals; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GalleyRun, galley_run, GALLEY_TYPE_RECORD)

enum
{
  N_MEMBERS = 9,
};

/* By the number of the property, which counts from 1. */
static GalleyMember *members;
static GParamSpec   *properties[N_MEMBERS + 1];

static void
galley_run_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  galley_member_get (&members[property_id - 1], object, value);
}

static void
galley_run_set_property (GObject      *object,
                         guint         property_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  if (galley_member_set (&members[property_id - 1], object, value))
    g_object_notify_by_pspec (object, pspec);
}

static void
galley_run_finalize (GObject *object)
{
  GalleyRun *self = GALLEY_RUN (object);

  g_object_unref (self->settings);
  g_clear_object (&self->proposals);
  for (guint i = 0; i < N_MEMBERS; i++)
    galley_member_clear (&members[i], object);

  G_OBJECT_CLASS (galley_run_parent_class)->finalize (object);
}

static void
galley_run_class_init (GalleyRunClass *klass)
{
  GObjectClass      *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags  flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GalleyMember table[N_MEMBERS] = {
    { "post-id", G_TYPE_INT, G_STRUCT_OFFSET (GalleyRun, post_id) },
    { "action-name", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyRun, action_name) },
    { "provider-name", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyRun, provider_name) },
    { "status", GALLEY_TYPE_RUN_STATUS, G_STRUCT_OFFSET (GalleyRun, status) },
    { "error", G_TYPE_STRING, G_STRUCT_OFFSET (GalleyRun, error) },
    { "n-proposals", G_TYPE_INT, G_STRUCT_OFFSET (GalleyRun, n_proposals) },
    { "n-finished", G_TYPE_INT, G_STRUCT_OFFSET (GalleyRun, n_finished) },
    { "started", G_TYPE_DATE_TIME, G_STRUCT_OFFSET (GalleyRun, started) },
    { "finished", G_TYPE_DATE_TIME, G_STRUCT_OFFSET (GalleyRun, finished) },
  };

  object_class->get_property = galley_run_get_property;
  object_class->set_property = galley_run_set_property;
  object_class->finalize = galley_run_finalize;

  members = g_memdup2 (table, sizeof table);
  for (guint i = 0; i < N_MEMBERS; i++)
    properties[i + 1] = galley_member_make_param_spec (&members[i], flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_run_init (GalleyRun *self)
{
  self->settings = galley_run_settings_new ();
}

/**
 * galley_run_new:
 * @id: the row's id
 *
 * Makes a run that nothing is known of yet but its id.  Programs get them from the store.
 *
 * Returns: (transfer full): the run
 */
GalleyRun *
galley_run_new (int id)
{
  return g_object_new (GALLEY_TYPE_RUN, "id", id, NULL);
}

/**
 * galley_run_get_post_id:
 * @self: a run
 *
 * Tells the post.
 *
 * Returns: the post
 */
int
galley_run_get_post_id (GalleyRun *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN (self), 0);

  return self->post_id;
}

/**
 * galley_run_get_action_name:
 * @self: a run
 *
 * Tells the name of the action.
 *
 * Returns: (transfer none) (nullable): the name of the action
 */
const char *
galley_run_get_action_name (GalleyRun *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN (self), NULL);

  return self->action_name;
}

/**
 * galley_run_get_provider_name:
 * @self: a run
 *
 * Tells the name of the provider.
 *
 * Returns: (transfer none) (nullable): the name of the provider
 */
const char *
galley_run_get_provider_name (GalleyRun *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN (self), NULL);

  return self->provider_name;
}

/**
 * galley_run_get_status:
 * @self: a run
 *
 * Tells how far it is.
 *
 * Returns: how far it is
 */
GalleyRunStatus
galley_run_get_status (GalleyRun *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN (self), 0);

  return self->status;
}

/**
 * galley_run_get_error:
 * @self: a run
 *
 * Tells why it failed.
 *
 * Returns: (transfer none) (nullable): why it failed
 */
const char *
galley_run_get_error (GalleyRun *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN (self), NULL);

  return self->error;
}

/**
 * galley_run_get_n_proposals:
 * @self: a run
 *
 * Tells how many sections it is for.
 *
 * Returns: how many sections it is for
 */
int
galley_run_get_n_proposals (GalleyRun *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN (self), 0);

  return self->n_proposals;
}

/**
 * galley_run_get_n_finished:
 * @self: a run
 *
 * Tells how many of them are over.
 *
 * Returns: how many of them are over
 */
int
galley_run_get_n_finished (GalleyRun *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN (self), 0);

  return self->n_finished;
}

/**
 * galley_run_get_started:
 * @self: a run
 *
 * Tells when the first question was sent.
 *
 * Returns: (transfer none) (nullable): when the first question was sent
 */
GDateTime *
galley_run_get_started (GalleyRun *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN (self), NULL);

  return self->started;
}

/**
 * galley_run_get_finished:
 * @self: a run
 *
 * Tells when it was over.
 *
 * Returns: (transfer none) (nullable): when it was over
 */
GDateTime *
galley_run_get_finished (GalleyRun *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN (self), NULL);

  return self->finished;
}

/**
 * galley_run_get_settings:
 * @self: a run
 *
 * Gives what the run does and with what, as it was when it was started.
 *
 * Returns: (transfer none): the settings
 */
GalleyRunSettings *
galley_run_get_settings (GalleyRun *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN (self), NULL);

  return self->settings;
}

/**
 * galley_run_get_proposals:
 * @self: a run
 *
 * Gives the proposals, if this program carries the run out; the store fetches those of any other one.
 *
 * Returns: (transfer none) (nullable): the [class@Proposal]s in their order
 */
GListModel *
galley_run_get_proposals (GalleyRun *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN (self), NULL);

  return self->proposals;
}

/**
 * galley_run_set_proposals:
 * @self: a run
 * @proposals: (nullable) (element-type GalleyProposal): its proposals in their order
 *
 * Gives a run its proposals; for who carries it out.
 */
void
galley_run_set_proposals (GalleyRun  *self,
                          GListModel *proposals)
{
  g_return_if_fail (GALLEY_IS_RUN (self));

  g_set_object (&self->proposals, proposals);
}

/**
 * galley_run_explain:
 * @error: (nullable): the error of a run or a proposal, as it is stored
 *
 * Says an error in words for people: one is stored by the database, which does not know the user's language.
 *
 * Returns: (transfer none) (nullable): the words; @error itself, if they are these
 */
const char *
galley_run_explain (const char *error)
{
  if (g_strcmp0 (error, "interrupted") == 0)
    return _("The program ended before the answer did. What came of it is kept; run the action again for all of it");

  return error;
}

/**
 * galley_run_is_open:
 * @self: a run
 *
 * Tells whether anything is still to come.
 *
 * Returns: whether it is queued or running
 */
gboolean
galley_run_is_open (GalleyRun *self)
{
  g_return_val_if_fail (GALLEY_IS_RUN (self), FALSE);

  return self->status == GALLEY_RUN_STATUS_QUEUED || self->status == GALLEY_RUN_STATUS_RUNNING;
}
