/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of a keystroke:
 *
 *     key ─▶ galley_draft_changed(): a flag and a clock, nothing else
 *              │ 150 ms
 *              ▼
 *            tick: the text is taken from the editor ─▶ journal (a thread writes it to the disk)
 *              │ a pause of 600 ms, or 4.5 s of steady typing
 *              ▼
 *            save, if the journal has had the text ─▶ saved: the journal's entry goes
 *                                                  ─▶ changed by somebody else: merged by words and saved again, or a conflict
 *                                                  ─▶ not reachable: tried again
 *                                                  ─▶ refused: told, and tried again when something is typed
 *
 * Texts are GRefStrings: what is with the journal's thread, on its way to the database and shown in an editor is mostly one and the same. */

#define G_LOG_DOMAIN "galley-draft"

#include "galley-config.h"

#include "galley-draft-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-merge.h"

/* In milliseconds. */
#define TICK    150
#define PAUSE   600
#define LONGEST 4500
#define RETRY   1000

/* An editor that shows the draft. */
typedef struct
{
  GalleyDraftEditor *editor;  /* (unowned) detaches itself */
  char              *shown;   /* (owned) the text that it has, unless something was typed since */
  gboolean           touched; /* whether something was */
} View;

struct _GalleyDraft
{
  GObject parent_instance;

  GalleyDraftTarget *target;  /* (owned) */
  GalleyJournal     *journal; /* (owned) */
  GPtrArray         *views;   /* (owned) (element-type View) */

  /* Texts, each (owned) a GRefString */
  char *text;      /* as it was taken from the editors last */
  char *confirmed; /* the one that the database has confirmed */
  char *base;      /* how the database has it; another text only where it tidies up what it is given */
  char *sent;      /* (nullable) on its way to the database, or was when the connection was lost */
  char *given;     /* (nullable) the one that the journal was given last */
  char *journaled; /* (nullable) the last one that the journal wrote, or could not write, with the present base */
  char *theirs;    /* (nullable) in a conflict, the other writer's */

  GPtrArray *lost; /* (owned) GRefStrings that were sent, and of which nobody knows whether they arrived */

  int      base_version;
  int      their_version;
  guint    cursor;
  gboolean in_journal; /* whether there is, or may be, an entry */
  gboolean is_written; /* whether @given is on the disk */
  guint    n_writing;  /* how many texts are with the journal */
  guint    n_bases;    /* counts the bases there were: what was journaled with another one is not to be saved */
  gboolean saving;
  gboolean hasty;    /* whether to save without waiting for a pause */
  gboolean applying; /* whether an editor changes because it was told to */
  gboolean closed;
  gboolean parked;
  GError  *error; /* (owned) (nullable) why the last save was none */

  gint64 last_change;   /* monotonic, in microseconds */
  gint64 first_unsaved; /* the same; 0 when nothing is unsaved */
  gint64 retry_at;      /* the same; not to be saved before */
  guint  tick;          /* source id */

  GalleyDraftState state;
};

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

enum
{
  PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void save_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void write_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void save (GalleyDraft *self);
static void run_tick (GalleyDraft *self);

static void
view_free (View *view)
{
  g_ref_string_release (view->shown);
  g_free (view);
}

static View *
find_view (GalleyDraft       *self,
           GalleyDraftEditor *editor)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      View *view = g_ptr_array_index (self->views, i);

      if (view->editor == editor)
        return view;
    }

  return NULL;
}

static gboolean
is_same (const char *one,
         const char *other)
{
  return one == other || (one != NULL && other != NULL && strcmp (one, other) == 0);
}

/* Makes @place hold a text; @text is a GRefString or NULL. */
static void
hold (char **place,
      char  *text)
{
  char *old = *place;

  *place = text ? g_ref_string_acquire (text) : NULL;
  if (old != NULL)
    g_ref_string_release (old);
}

static gboolean
is_touched (GalleyDraft *self)
{
  for (guint i = 0; i < self->views->len; i++)
    if (((View *)g_ptr_array_index (self->views, i))->touched)
      return TRUE;

  return FALSE;
}

static gboolean
is_clean (GalleyDraft *self)
{
  return is_same (self->text, self->confirmed);
}

/* Whether the reason is that the server cannot be got at now. */
static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION) ||
         g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_UNKNOWN_OUTCOME) ||
         g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_BUSY) || error->domain == G_IO_ERROR;
}

static GalleyDraftState
find_state (GalleyDraft *self)
{
  GalleyDatabase *database = galley_draft_target_get_database (self->target);

  if (self->theirs != NULL)
    return GALLEY_DRAFT_CONFLICT;
  if (is_clean (self) && !is_touched (self) && !self->saving)
    return GALLEY_DRAFT_SAVED;
  if (self->error != NULL && !is_passing (self->error))
    return GALLEY_DRAFT_FAILED;
  if (self->error != NULL || galley_database_get_state (database) != GALLEY_DATABASE_CONNECTED)
    return GALLEY_DRAFT_UNREACHABLE;

  return self->saving ? GALLEY_DRAFT_SAVING : GALLEY_DRAFT_UNSAVED;
}

static void
update_state (GalleyDraft *self)
{
  GalleyDraftState state = find_state (self);

  if (state == self->state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

static void
set_parked (GalleyDraft *self,
            gboolean     parked)
{
  if (self->parked == parked)
    return;

  self->parked = parked;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARKED]);
}

static void
show_in_view (GalleyDraft *self,
              View        *view)
{
  g_autoptr (GalleyDiff) diff = NULL;

  if (view->touched || is_same (view->shown, self->text))
    return;

  diff = galley_diff_new (view->shown, self->text, GALLEY_DIFF_EXACT);
  self->applying = TRUE;
  galley_draft_editor_apply (view->editor, diff);
  self->applying = FALSE;
  hold (&view->shown, self->text);
}

/* Makes @text, a GRefString, the draft's, and has all editors show it. */
static void
change_text (GalleyDraft *self,
             char        *text)
{
  if (!is_same (text, self->text))
    {
      hold (&self->text, text);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
    }
  for (guint i = 0; i < self->views->len; i++)
    show_in_view (self, g_ptr_array_index (self->views, i));
}

static char *
merge_views (const char *before,
             const char *one,
             const char *other)
{
  g_autoptr (GalleyMerge) merge = galley_merge_new (before, one, other);
  g_autofree char *text = galley_merge_dup_text (merge, GALLEY_MERGE_BOTH);

  return g_ref_string_new (text);
}

/* Takes from the editors what was typed.  What was typed in two of them since they were looked at last is merged. */
static void
take_text (GalleyDraft *self)
{
  char *text = g_ref_string_acquire (self->text);

  if (is_touched (self))
    for (guint i = 0; i < self->views->len; i++)
      {
        View            *view = g_ptr_array_index (self->views, i);
        g_autofree char *typed = view->touched ? galley_draft_editor_dup_text (view->editor) : NULL;
        char            *merged;

        if (typed == NULL)
          continue;
        self->cursor = galley_draft_editor_get_cursor (view->editor);
        view->touched = FALSE;
        g_ref_string_release (view->shown);
        view->shown = g_ref_string_new (typed);
        if (is_same (text, self->text))
          merged = g_ref_string_acquire (view->shown);
        else
          merged = merge_views (self->text, text, typed);
        g_ref_string_release (text);
        text = merged;
      }
  change_text (self, text);
  g_ref_string_release (text);
}

static GalleyJournalEntry *
make_entry (GalleyDraft *self)
{
  GalleyJournalEntry *entry = galley_journal_entry_new (galley_draft_target_get_table (self->target),
                                                        galley_draft_target_get_id (self->target),
                                                        galley_draft_target_get_field (self->target));

  entry->post_id = galley_draft_target_get_post_id (self->target);
  entry->base_version = self->base_version;
  hold (&entry->text, self->text);
  hold (&entry->base, self->base);
  if (!is_same (self->sent, self->text))
    hold (&entry->sent, self->sent);
  entry->cursor = self->cursor;
  entry->written = g_get_real_time ();

  return entry;
}

/* What goes along with the journal's work on one text. */
typedef struct
{
  GalleyDraft *draft; /* (owned) */
  char        *text;  /* (owned) a GRefString */
  guint        base;  /* which, as they were counted */
} Writing;

static void
write_entry (GalleyDraft *self)
{
  g_autoptr (GalleyJournalEntry) entry = make_entry (self);
  Writing *writing = g_new0 (Writing, 1);

  writing->draft = g_object_ref (self);
  hold (&writing->text, self->text);
  writing->base = self->n_bases;
  self->in_journal = TRUE;
  self->n_writing++;
  hold (&self->given, self->text);
  self->is_written = FALSE;
  galley_journal_write_async (self->journal, entry, write_done_cb, writing);
}

static void
write_done_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Writing *writing = user_data;
  g_autoptr (GalleyDraft) self = writing->draft;
  /* Why it could not be written, the journal itself tells. */
  gboolean written = galley_journal_write_finish (GALLEY_JOURNAL (source), result, NULL);

  self->n_writing--;
  if (is_same (writing->text, self->given))
    self->is_written = written;
  if (writing->base == self->n_bases)
    hold (&self->journaled, writing->text);
  g_ref_string_release (writing->text);
  g_free (writing);
  run_tick (self);
}

/* Brings the journal to what it should be. */
static void
update_journal (GalleyDraft *self)
{
  if (is_clean (self) && !self->saving && self->theirs == NULL)
    {
      if (self->in_journal)
        galley_journal_remove (self->journal, galley_draft_target_get_key (self->target));
      self->in_journal = FALSE;
      hold (&self->given, NULL);
    }
  else if (!is_same (self->given, self->text))
    write_entry (self);
}

static gboolean
is_time_to_save (GalleyDraft *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->closed || self->saving || self->theirs != NULL || is_clean (self) || now < self->retry_at)
    return FALSE;
  /* Text goes to the journal before anything else. */
  if (self->journaled == NULL || is_same (self->journaled, self->confirmed))
    return FALSE;

  return self->hasty || now - self->last_change >= PAUSE * 1000 || now - self->first_unsaved >= LONGEST * 1000;
}

static gboolean
tick_cb (gpointer user_data)
{
  GalleyDraft *self = user_data;

  self->tick = 0;
  run_tick (self);

  return G_SOURCE_REMOVE;
}

/* Whether there is something that only the clock brings on. */
static gboolean
needs_tick (GalleyDraft *self)
{
  if (is_touched (self))
    return TRUE;

  return !is_clean (self) && !self->saving && self->theirs == NULL && self->retry_at != G_MAXINT64;
}

static void
start_tick (GalleyDraft *self)
{
  if (self->tick == 0 && !self->closed)
    self->tick = g_timeout_add_full (G_PRIORITY_HIGH_IDLE, TICK, tick_cb, g_object_ref (self), g_object_unref);
}

static void
run_tick (GalleyDraft *self)
{
  take_text (self);
  update_journal (self);
  if (is_clean (self))
    {
      self->first_unsaved = 0;
      self->hasty = FALSE;
    }
  if (is_time_to_save (self))
    save (self);
  if (needs_tick (self))
    start_tick (self);
  update_state (self);
  g_signal_emit (self, signals[PROGRESS], 0);
}

/* Something was typed, or came from somewhere else: it has to be journaled and saved. */
static void
note_change (GalleyDraft *self)
{
  self->last_change = g_get_monotonic_time ();
  if (self->first_unsaved == 0)
    self->first_unsaved = self->last_change;
  /* What was refused may be in order now. */
  if (self->retry_at == G_MAXINT64)
    self->retry_at = 0;
  start_tick (self);
  update_state (self);
}

static void
save (GalleyDraft *self)
{
  self->saving = TRUE;
  self->hasty = !is_same (self->journaled, self->text) && self->hasty;
  if (self->sent != NULL)
    g_ptr_array_add (self->lost, g_steal_pointer (&self->sent));
  hold (&self->sent, self->journaled);
  galley_draft_target_save_async (self->target, self->sent, self->base_version, self->base, NULL, save_done_cb, g_object_ref (self));
}

/* @base is how the database has @confirmed; both are GRefStrings. */
static void
confirm (GalleyDraft *self,
         char        *confirmed,
         char        *base,
         int          version)
{
  hold (&self->confirmed, confirmed);
  hold (&self->base, base);
  self->base_version = version;
  hold (&self->sent, NULL);
  g_ptr_array_set_size (self->lost, 0);
  /* The entry, if there has to be one, must tell of the new base. */
  self->n_bases++;
  hold (&self->given, NULL);
  hold (&self->journaled, NULL);
  self->first_unsaved = is_clean (self) ? 0 : g_get_monotonic_time ();
}

static void
set_theirs (GalleyDraft *self,
            char        *theirs,
            int          version)
{
  hold (&self->theirs, theirs);
  self->their_version = version;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MINE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_THEIRS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BASE]);
}

/* Whether a text is one that this writer sent and did not hear of again. */
static gboolean
is_own (GalleyDraft *self,
        const char  *text)
{
  for (guint i = 0; i < self->lost->len; i++)
    if (is_same (g_ptr_array_index (self->lost, i), text))
      return TRUE;

  return FALSE;
}

/* Somebody else has changed the text: @theirs is a GRefString. */
static void
take_theirs (GalleyDraft *self,
             char        *theirs,
             int          version)
{
  g_autoptr (GalleyMerge) merge = NULL;
  char *merged;

  take_text (self);
  /* It is what the text was based on, and only the row's version is another, or it is this writer's own, whose arrival was not heard of. */
  if (is_same (theirs, self->base) || is_own (self, theirs))
    merged = g_ref_string_acquire (self->text);
  else
    {
      g_autofree char *text = NULL;

      merge = galley_merge_new (self->base, self->text, theirs);
      if (galley_merge_get_n_conflicts (merge) > 0)
        {
          set_theirs (self, theirs, version);
          return;
        }
      text = galley_merge_dup_text (merge, GALLEY_MERGE_BOTH);
      merged = g_ref_string_new (text);
    }

  if (self->theirs != NULL)
    set_theirs (self, NULL, 0);
  confirm (self, theirs, theirs, version);
  change_text (self, merged);
  g_ref_string_release (merged);
  self->hasty = TRUE;
}

/* The record may have changed while there was no time for it. */
static void
follow_record (GalleyDraft *self)
{
  GalleyRecord *record = galley_draft_target_get_record (self->target);
  const char   *stored = galley_draft_target_get_text (self->target);
  int           version = galley_draft_target_get_version (self->target);
  char         *theirs;

  if (record == NULL || self->saving)
    return;
  set_parked (self, galley_record_get_gone (record));
  if (self->parked || version < self->base_version)
    return;
  if (is_same (stored, self->base))
    {
      self->base_version = version;
      return;
    }

  /* What was typed here meanwhile is merged when it is saved. */
  take_text (self);
  if (!is_clean (self) && self->theirs == NULL)
    return;
  theirs = g_ref_string_new (stored);
  if (self->theirs != NULL)
    take_theirs (self, theirs, version);
  else
    {
      confirm (self, theirs, theirs, version);
      change_text (self, theirs);
    }
  g_ref_string_release (theirs);
  run_tick (self);
}

static void
target_changed_cb (GalleyDraftTarget *target,
                   gpointer           user_data)
{
  follow_record (user_data);
}

static void
database_notify_cb (GObject    *database,
                    GParamSpec *pspec,
                    gpointer    user_data)
{
  GalleyDraft *self = user_data;

  /* Not before it is known what became of it: that the link is there again brings the answer to what is under way. */
  if (galley_database_get_state (GALLEY_DATABASE (database)) == GALLEY_DATABASE_CONNECTED && self->error != NULL)
    {
      self->retry_at = 0;
      self->hasty = TRUE;
      run_tick (self);
    }
  update_state (self);
  g_signal_emit (self, signals[PROGRESS], 0);
}

static void
take_outcome (GalleyDraft      *self,
              GalleySaveOutcome outcome,
              int               version,
              const char       *value)
{
  char *stored = g_ref_string_new (value);

  g_clear_error (&self->error);
  self->retry_at = 0;
  if (outcome == GALLEY_SAVE_OUTCOME_CONFLICT)
    take_theirs (self, stored, version);
  else
    {
      char *sent = g_ref_string_acquire (self->sent);

      confirm (self, sent, is_same (stored, sent) ? sent : stored, version);
      g_ref_string_release (sent);
      set_parked (self, outcome == GALLEY_SAVE_OUTCOME_PARKED);
    }
  g_ref_string_release (stored);
}

static void
take_failure (GalleyDraft *self,
              GError      *error)
{
  g_clear_error (&self->error);
  self->error = error;
  if (is_passing (error) || g_error_matches (error, GALLEY_ERROR, GALLEY_ERROR_DISK_FULL))
    self->retry_at = g_get_monotonic_time () + RETRY * 1000;
  else
    self->retry_at = G_MAXINT64;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

static void
save_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GalleyDraft) self = user_data;
  g_autofree char  *value = NULL;
  GError           *error = NULL;
  GalleySaveOutcome outcome;
  int               version;

  self->saving = FALSE;
  if (galley_draft_target_save_finish (GALLEY_DRAFT_TARGET (source), result, &outcome, &version, &value, &error))
    take_outcome (self, outcome, version, value);
  else
    take_failure (self, error);
  follow_record (self);
  run_tick (self);
}

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
  hold (&self->text, NULL);
  hold (&self->confirmed, NULL);
  hold (&self->base, NULL);
  g_clear_pointer (&self->lost, g_ptr_array_unref);
  hold (&self->sent, NULL);
  hold (&self->given, NULL);
  hold (&self->journaled, NULL);
  hold (&self->theirs, NULL);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (galley_draft_parent_class)->finalize (object);
}

static void
galley_draft_class_init (GalleyDraftClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = galley_draft_get_property;
  object_class->finalize = galley_draft_finalize;

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

  /**
   * GalleyDraft::progress:
   * @self: a draft
   *
   * Something may have happened to what was typed: it was taken, journaled or saved.
   */
  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_draft_init (GalleyDraft *self)
{
  self->views = g_ptr_array_new_with_free_func ((GDestroyNotify)view_free);
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
  g_signal_connect_object (target, "changed", G_CALLBACK (target_changed_cb), self, 0);
  g_signal_connect_object (galley_draft_target_get_database (target), "notify::state", G_CALLBACK (database_notify_cb), self, 0);

  return self;
}

/**
 * galley_draft_recover:
 * @self: a draft that is saved
 * @entry: what was unsaved
 *
 * Takes up what was written when a program ended, and saves it as if it had just been written.
 */
void
galley_draft_recover (GalleyDraft        *self,
                      GalleyJournalEntry *entry)
{
  g_return_if_fail (GALLEY_IS_DRAFT (self));
  g_return_if_fail (entry != NULL);

  hold (&self->base, entry->base);
  hold (&self->confirmed, entry->base);
  if (entry->sent != NULL)
    g_ptr_array_add (self->lost, g_ref_string_acquire (entry->sent));
  /* The number of a version says nothing after a database was put back to what it was; the text does. */
  self->base_version = 0;
  self->cursor = entry->cursor;
  change_text (self, entry->text);
  note_change (self);
  self->hasty = TRUE;
  run_tick (self);
}

/**
 * galley_draft_flush:
 * @self: a draft
 *
 * Journals what was typed, and saves it, without waiting for a pause.
 */
void
galley_draft_flush (GalleyDraft *self)
{
  g_return_if_fail (GALLEY_IS_DRAFT (self));

  self->retry_at = 0;
  self->hasty = TRUE;
  run_tick (self);
}

/**
 * galley_draft_is_settled:
 * @self: a draft
 *
 * Tells whether nothing more happens by itself to what was typed.
 *
 * Returns: %FALSE while it is being journaled or saved, or about to be
 */
gboolean
galley_draft_is_settled (GalleyDraft *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT (self), TRUE);

  if (self->n_writing > 0 || is_touched (self))
    return FALSE;

  return self->state != GALLEY_DRAFT_UNSAVED && self->state != GALLEY_DRAFT_SAVING;
}

/**
 * galley_draft_is_safe:
 * @self: a draft
 *
 * Tells whether the program could end now without a word being lost.
 *
 * Returns: whether the database or the disk has the text
 */
gboolean
galley_draft_is_safe (GalleyDraft *self)
{
  g_return_val_if_fail (GALLEY_IS_DRAFT (self), TRUE);

  if (is_touched (self))
    return FALSE;

  return is_clean (self) || (self->is_written && is_same (self->given, self->text));
}

/**
 * galley_draft_close:
 * @self: a draft
 *
 * Ends saving: what is unsaved stays in the journal.
 */
void
galley_draft_close (GalleyDraft *self)
{
  g_return_if_fail (GALLEY_IS_DRAFT (self));

  self->closed = TRUE;
  if (self->tick != 0)
    {
      g_source_remove (self->tick);
      self->tick = 0;
    }
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

/**
 * galley_draft_attach:
 * @self: a draft
 * @editor: an editor, which must detach itself before it goes
 *
 * Has an editor show the draft: it is told at once what to change, and from then on when others change the text.
 */
void
galley_draft_attach (GalleyDraft       *self,
                     GalleyDraftEditor *editor)
{
  g_autofree char *shown = NULL;
  View            *view;

  g_return_if_fail (GALLEY_IS_DRAFT (self));
  g_return_if_fail (GALLEY_IS_DRAFT_EDITOR (editor));
  g_return_if_fail (find_view (self, editor) == NULL);

  take_text (self);
  shown = galley_draft_editor_dup_text (editor);
  view = g_new0 (View, 1);
  view->editor = editor;
  view->shown = g_ref_string_new (shown);
  g_ptr_array_add (self->views, view);
  show_in_view (self, view);
}

/**
 * galley_draft_detach:
 * @self: a draft
 * @editor: an editor that shows it
 *
 * Lets an editor go.  What was typed in it stays with the draft, which saves it.
 */
void
galley_draft_detach (GalleyDraft       *self,
                     GalleyDraftEditor *editor)
{
  View *view;

  g_return_if_fail (GALLEY_IS_DRAFT (self));

  view = find_view (self, editor);
  g_return_if_fail (view != NULL);

  take_text (self);
  g_ptr_array_remove (self->views, view);
  if (!is_clean (self))
    start_tick (self);
  update_state (self);
}

/**
 * galley_draft_changed:
 * @self: a draft
 * @editor: an editor that shows it
 *
 * Tells that something was typed.  It costs next to nothing, however long the text is: the text itself is asked for a moment later.
 */
void
galley_draft_changed (GalleyDraft       *self,
                      GalleyDraftEditor *editor)
{
  View *view;

  g_return_if_fail (GALLEY_IS_DRAFT (self));

  if (self->applying)
    return;

  view = find_view (self, editor);
  g_return_if_fail (view != NULL);

  view->touched = TRUE;
  note_change (self);
}

/**
 * galley_draft_set_text:
 * @self: a draft
 * @text: valid UTF-8
 *
 * Changes the text from within the program.  Editors show it, and it is saved like what is typed.
 */
void
galley_draft_set_text (GalleyDraft *self,
                       const char  *text)
{
  char *held;

  g_return_if_fail (GALLEY_IS_DRAFT (self));
  g_return_if_fail (text != NULL);

  take_text (self);
  held = g_ref_string_new (text);
  change_text (self, held);
  g_ref_string_release (held);
  note_change (self);
}

/**
 * galley_draft_resolve:
 * @self: a draft in a conflict
 * @text: what it is to be
 *
 * Ends a conflict: @text is saved in the place of the other writer's.
 */
void
galley_draft_resolve (GalleyDraft *self,
                      const char  *text)
{
  char *theirs;

  g_return_if_fail (GALLEY_IS_DRAFT (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (self->theirs != NULL);

  theirs = g_ref_string_acquire (self->theirs);
  confirm (self, theirs, theirs, self->their_version);
  g_ref_string_release (theirs);
  set_theirs (self, NULL, 0);
  galley_draft_set_text (self, text);
  self->hasty = TRUE;
  run_tick (self);
}
