/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-drafts"

#include "galley-drafts-members-private.h"

G_DEFINE_FINAL_TYPE (GalleyDrafts, galley_drafts, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_MESSAGE,
} GalleyDraftsProperty;

static GParamSpec *properties[PROP_MESSAGE + 1];

static void draft_gone_cb (gpointer user_data, GObject *where_the_draft_was);

/* The draft that is furthest from being saved speaks for all. */
static GalleyDraft *
find_worst (GalleyDrafts *self)
{
  GalleyDraft   *worst = NULL;
  GHashTableIter iter;
  gpointer       draft;

  g_hash_table_iter_init (&iter, self->unsaved);
  while (g_hash_table_iter_next (&iter, &draft, NULL))
    if (worst == NULL || galley_draft_get_state (draft) > galley_draft_get_state (worst))
      worst = draft;

  return worst;
}

static void
update_state (GalleyDrafts *self)
{
  GalleyDraft     *worst = find_worst (self);
  GalleyDraftState state = worst ? galley_draft_get_state (worst) : GALLEY_DRAFT_SAVED;
  const GError    *error = self->journal ? galley_journal_get_error (self->journal) : NULL;
  const char      *message = worst ? galley_draft_get_message (worst) : NULL;

  /* Words that are in no safe place are the worst. */
  if (worst != NULL && error != NULL)
    message = error->message;
  if (g_strcmp0 (message, self->message) != 0)
    {
      g_free (self->message);
      self->message = g_strdup (message);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
    }
  if (state != self->state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
}

static void
draft_notify_cb (GalleyDraft *draft,
                 GParamSpec  *pspec,
                 gpointer     user_data)
{
  GalleyDrafts *self = user_data;

  if (galley_draft_get_state (draft) == GALLEY_DRAFT_SAVED)
    g_hash_table_remove (self->unsaved, draft);
  else if (!g_hash_table_contains (self->unsaved, draft))
    g_hash_table_add (self->unsaved, g_object_ref (draft));
  update_state (self);
}

static void
draft_progress_cb (GalleyDraft *draft,
                   gpointer     user_data)
{
  galley_drafts_end_flushes (user_data);
}

static void
journal_notify_cb (GalleyJournal *journal,
                   GParamSpec    *pspec,
                   gpointer       user_data)
{
  update_state (user_data);
  galley_drafts_end_flushes (user_data);
}

static gboolean
is_draft (gpointer key,
          gpointer value,
          gpointer user_data)
{
  return value == user_data;
}

static void
draft_gone_cb (gpointer user_data,
               GObject *where_the_draft_was)
{
  GalleyDrafts *self = user_data;

  g_hash_table_foreach_remove (self->drafts, is_draft, where_the_draft_was);
}

/**
 * galley_drafts_get_journal:
 * @self: drafts that are open
 *
 * Gives the journal.
 *
 * Returns: (transfer none): the journal
 */
GalleyJournal *
galley_drafts_get_journal (GalleyDrafts *self)
{
  return self->journal;
}

/**
 * galley_drafts_take_journal:
 * @self: drafts that are not open
 * @journal: (transfer full): their journal
 *
 * Opens the drafts.
 */
void
galley_drafts_take_journal (GalleyDrafts  *self,
                            GalleyJournal *journal)
{
  self->journal = journal;
  g_signal_connect_object (journal, "notify", G_CALLBACK (journal_notify_cb), self, 0);
}

/**
 * galley_drafts_lookup:
 * @self: the drafts
 * @key: a target's key
 *
 * Finds the draft of a text.
 *
 * Returns: (transfer none) (nullable): the draft, %NULL when nobody holds it and it is saved
 */
GalleyDraft *
galley_drafts_lookup (GalleyDrafts *self,
                      const char   *key)
{
  return g_hash_table_lookup (self->drafts, key);
}

/**
 * galley_drafts_add:
 * @self: drafts that are open
 * @target: what it is a draft of
 *
 * Gives the draft of a text; makes it if there is none.
 *
 * Returns: (transfer full): the draft
 */
GalleyDraft *
galley_drafts_add (GalleyDrafts      *self,
                   GalleyDraftTarget *target)
{
  const char  *key = galley_draft_target_get_key (target);
  GalleyDraft *draft = galley_drafts_lookup (self, key);

  if (draft != NULL)
    return g_object_ref (draft);

  draft = galley_draft_new (target, self->journal);
  g_hash_table_insert (self->drafts, g_strdup (key), draft);
  g_object_weak_ref (G_OBJECT (draft), draft_gone_cb, self);
  g_signal_connect_object (draft, "notify::state", G_CALLBACK (draft_notify_cb), self, 0);
  g_signal_connect_object (draft, "notify::message", G_CALLBACK (draft_notify_cb), self, 0);
  g_signal_connect_object (draft, "progress", G_CALLBACK (draft_progress_cb), self, 0);

  return draft;
}

/**
 * galley_drafts_make_target:
 * @self: drafts that are open
 * @entry: what was found in the journal
 *
 * Finds out where a text belongs.
 *
 * Returns: (transfer full) (nullable): the target, %NULL when there is no such field
 */
GalleyDraftTarget *
galley_drafts_make_target (GalleyDrafts       *self,
                           GalleyJournalEntry *entry)
{
  GalleySectionField section_field;
  GalleyPostField    post_field;

  if (g_str_equal (entry->table, "section") && galley_section_field_from_string (entry->field, &section_field))
    return galley_draft_target_new_section (galley_context_get_section_store (self->context), entry->id, section_field);
  if (g_str_equal (entry->table, "post") && galley_post_field_from_string (entry->field, &post_field))
    return galley_draft_target_new_post (galley_context_get_post_store (self->context), entry->id, post_field);

  return NULL;
}

static void
galley_drafts_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  GalleyDrafts *self = GALLEY_DRAFTS (object);

  switch ((GalleyDraftsProperty)property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
close_drafts (GalleyDrafts *self)
{
  GHashTableIter iter;
  gpointer       draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    {
      g_signal_handlers_disconnect_by_data (draft, self);
      g_object_weak_unref (draft, draft_gone_cb, self);
      galley_draft_close (draft);
      g_hash_table_iter_remove (&iter);
    }
}

static void
galley_drafts_dispose (GObject *object)
{
  GalleyDrafts *self = GALLEY_DRAFTS (object);

  close_drafts (self);
  g_hash_table_remove_all (self->unsaved);
  g_ptr_array_set_size (self->leftovers, 0);
  g_clear_object (&self->journal);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (galley_drafts_parent_class)->dispose (object);
}

static void
galley_drafts_finalize (GObject *object)
{
  GalleyDrafts *self = GALLEY_DRAFTS (object);

  g_hash_table_unref (self->drafts);
  g_hash_table_unref (self->unsaved);
  g_ptr_array_unref (self->leftovers);
  g_ptr_array_unref (self->flushes);
  g_free (self->message);
  g_free (self->folder);

  G_OBJECT_CLASS (galley_drafts_parent_class)->finalize (object);
}

static void
galley_drafts_class_init (GalleyDraftsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_drafts_get_property;
  object_class->dispose = galley_drafts_dispose;
  object_class->finalize = galley_drafts_finalize;

  /**
   * GalleyDrafts:state:
   *
   * Where the words of all drafts are: the state of the one that is furthest from being saved.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GALLEY_TYPE_DRAFT_STATE, GALLEY_DRAFT_SAVED,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * GalleyDrafts:message:
   *
   * Why not everything is saved, for people; %NULL when there is nothing to say.
   */
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
galley_drafts_init (GalleyDrafts *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unsaved = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->leftovers = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_journal_leftover_free);
  self->flushes = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * galley_drafts_new:
 * @context: a context that is open
 * @folder: (nullable): the folder of the journal; %NULL for `$XDG_STATE_HOME/galley/journal`
 *
 * Makes the registry of drafts; a program has one for its database.
 *
 * Returns: (transfer full): the drafts, not open yet
 */
GalleyDrafts *
galley_drafts_new (GalleyContext *context,
                   const char    *folder)
{
  GalleyDrafts *self = g_object_new (GALLEY_TYPE_DRAFTS, NULL);

  self->context = g_object_ref (context);
  self->folder = g_strdup (folder);

  return self;
}

/**
 * galley_drafts_get_state:
 * @self: the drafts
 *
 * Tells where the words of all drafts are.
 *
 * Returns: the state of the draft that is furthest from being saved
 */
GalleyDraftState
galley_drafts_get_state (GalleyDrafts *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFTS (self), GALLEY_DRAFT_FAILED);

  return self->state;
}

/**
 * galley_drafts_get_message:
 * @self: the drafts
 *
 * Tells why not everything is saved.
 *
 * Returns: (transfer none) (nullable): the reason, for people; %NULL when there is nothing to say
 */
const char *
galley_drafts_get_message (GalleyDrafts *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFTS (self), NULL);

  return self->message;
}
