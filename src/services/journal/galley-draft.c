/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-draft"

#include "galley-config.h"

#include "galley-draft-members-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (GalleyDraft, galley_draft, G_TYPE_OBJECT)

typedef enum
{
  PROP_TEXT = 1,
  PROP_STATE,
  PROP_MESSAGE,
  PROP_PARKED,
  PROP_MINE,
  PROP_THEIRS,
  PROP_BASE,
} GalleyDraftProperty;

static GParamSpec *properties[PROP_BASE + 1];

static void
galley_draft_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GalleyDraft *self = GALLEY_DRAFT (object);

  switch ((GalleyDraftProperty)property_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, galley_draft_get_text (self));
      break;
    case PROP_STATE:
      g_value_set_enum (value, galley_draft_get_state (self));
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, galley_draft_get_message (self));
      break;
    case PROP_PARKED:
      g_value_set_boolean (value, galley_draft_get_parked (self));
      break;
    case PROP_MINE:
      g_value_set_string (value, galley_draft_get_mine (self));
      break;
    case PROP_THEIRS:
      g_value_set_string (value, galley_draft_get_theirs (self));
      break;
    case PROP_BASE:
      g_value_set_string (value, galley_draft_get_base (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
galley_draft_finalize (GObject *object)
{
  GalleyDraft *self = GALLEY_DRAFT (object);

  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_object (&self->target);
  g_clear_object (&self->journal);
  galley_draft_text_hold (&self->text, NULL);
  galley_draft_text_hold (&self->confirmed, NULL);
  galley_draft_text_hold (&self->base, NULL);
  g_clear_pointer (&self->lost, g_ptr_array_unref);
  galley_draft_text_hold (&self->sent, NULL);
  galley_draft_text_hold (&self->given, NULL);
  galley_draft_text_hold (&self->journaled, NULL);
  galley_draft_text_hold (&self->theirs, NULL);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (galley_draft_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  /**
   * GalleyDraft:text:
   *
   * The text as it was taken from the editors last.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  /**
   * GalleyDraft:state:
   *
   * Where the words are.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GALLEY_TYPE_DRAFT_STATE, GALLEY_DRAFT_SAVED, flags);
  /**
   * GalleyDraft:message:
   *
   * Why the words are not in the database, for people; %NULL when there is nothing to say.
   */
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  /**
   * GalleyDraft:parked:
   *
   * Whether the section is in the trash; what is written is saved with it there.
   */
  properties[PROP_PARKED] = g_param_spec_boolean ("parked", NULL, NULL, FALSE, flags);
  /**
   * GalleyDraft:mine:
   *
   * In a conflict this writer's text; else %NULL.
   */
  properties[PROP_MINE] = g_param_spec_string ("mine", NULL, NULL, NULL, flags);
  /**
   * GalleyDraft:theirs:
   *
   * In a conflict the text that is stored; else %NULL.
   */
  properties[PROP_THEIRS] = g_param_spec_string ("theirs", NULL, NULL, NULL, flags);
  /**
   * GalleyDraft:base:
   *
   * In a conflict the text that both began with; else %NULL.
   */
  properties[PROP_BASE] = g_param_spec_string ("base", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_draft_class_init (GalleyDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_draft_get_property;
  object_class->finalize = galley_draft_finalize;
  install_properties (object_class);

  /**
   * GalleyDraft::progress:
   * @self: a draft
   *
   * Something may have happened to what was typed: it was taken, journaled or saved.
   */
  g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_draft_init (GalleyDraft *self)
{
  self->views = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_draft_view_free);
  self->lost = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ref_string_release);
}

/**
 * galley_draft_new:
 * @target: where it is saved, loaded if it can be
 * @journal: where it is kept until then
 *
 * Makes a draft of the text that is stored.
 *
 * Returns: (transfer full): the draft
 */
GalleyDraft *
galley_draft_new (GalleyDraftTarget *target,
                  GalleyJournal     *journal)
{
  GalleyDraft *self = g_object_new (GALLEY_TYPE_DRAFT, NULL);

  self->target = g_object_ref (target);
  self->journal = g_object_ref (journal);
  self->text = g_ref_string_new (galley_draft_target_get_text (target));
  self->confirmed = g_ref_string_acquire (self->text);
  self->base = g_ref_string_acquire (self->text);
  self->base_version = galley_draft_target_get_version (target);
  galley_draft_watch (self);

  return self;
}

/**
 * galley_draft_get_target:
 * @self: a draft
 *
 * Tells what it is a draft of.
 *
 * Returns: (transfer none): the target
 */
GalleyDraftTarget *
galley_draft_get_target (GalleyDraft *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT (self), NULL);

  return self->target;
}

/**
 * galley_draft_get_text:
 * @self: a draft
 *
 * Gives the text as it was taken from the editors last, which is a moment ago at most.
 *
 * Returns: (transfer none): the text
 */
const char *
galley_draft_get_text (GalleyDraft *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT (self), NULL);

  return self->text;
}

/**
 * galley_draft_get_state:
 * @self: a draft
 *
 * Tells where the words are.
 *
 * Returns: the state
 */
GalleyDraftState
galley_draft_get_state (GalleyDraft *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT (self), GALLEY_DRAFT_FAILED);

  return self->state;
}

/**
 * galley_draft_get_message:
 * @self: a draft
 *
 * Tells why the words are not in the database.
 *
 * Returns: (transfer none) (nullable): the reason, for people; %NULL when there is nothing to say
 */
const char *
galley_draft_get_message (GalleyDraft *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT (self), NULL);

  if (self->state == GALLEY_DRAFT_CONFLICT)
    return _("Somebody else has changed the same words. Choose which to keep");
  if (self->state == GALLEY_DRAFT_SAVED)
    return NULL;
  if (self->error != NULL)
    return self->error->message;

  return self->state == GALLEY_DRAFT_UNREACHABLE ? _("The database cannot be reached. What you write is kept on this computer") : NULL;
}

/**
 * galley_draft_get_parked:
 * @self: a draft
 *
 * Tells whether the section is in the trash.
 *
 * Returns: whether it is
 */
gboolean
galley_draft_get_parked (GalleyDraft *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT (self), FALSE);

  return self->parked;
}

/**
 * galley_draft_get_mine:
 * @self: a draft
 *
 * Gives this writer's text in a conflict.
 *
 * Returns: (transfer none) (nullable): the text, %NULL when there is no conflict
 */
const char *
galley_draft_get_mine (GalleyDraft *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT (self), NULL);

  return self->theirs ? self->text : NULL;
}

/**
 * galley_draft_get_theirs:
 * @self: a draft
 *
 * Gives the stored text in a conflict.
 *
 * Returns: (transfer none) (nullable): the text, %NULL when there is no conflict
 */
const char *
galley_draft_get_theirs (GalleyDraft *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT (self), NULL);

  return self->theirs;
}

/**
 * galley_draft_get_base:
 * @self: a draft
 *
 * Gives the text that both writers of a conflict began with.
 *
 * Returns: (transfer none) (nullable): the text, %NULL when there is no conflict
 */
const char *
galley_draft_get_base (GalleyDraft *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT (self), NULL);

  return self->theirs ? self->base : NULL;
}
