/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-texts"

#include "galley-config.h"

#include "galley-section-texts.h"

#include "galley-text-style.h"

struct _GalleySectionTexts
{
  GObject parent_instance;

  GalleyDrafts     *drafts;                           /* (owned) */
  GalleySection    *section;                          /* (owned) */
  GalleyTextBuffer *buffers[GALLEY_SECTION_N_FIELDS]; /* (owned) (nullable) of what is written in an editor */
  GalleyDraft      *kept[GALLEY_SECTION_N_FIELDS];    /* (owned) (nullable) of what is there, by field */
  GCancellable     *cancellable;                      /* (owned) */
  GError           *error;                            /* (owned) (nullable) why a text could not be fetched */
  guint             n_missing;                        /* texts that are not there yet */
  guint             n_pending;                        /* of which so many are on their way */
  char             *page;                             /* (owned) (nullable) which of its pages was open last */
};

G_DEFINE_FINAL_TYPE (GalleySectionTexts, galley_section_texts, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What a writer writes, and the status. */
static const GalleySectionField fields[] = {
  GALLEY_SECTION_HEADING,
  GALLEY_SECTION_DRAFT,
  GALLEY_SECTION_POLISHED,
  GALLEY_SECTION_DESCRIPTION,
  GALLEY_SECTION_STATUS,
  GALLEY_SECTION_IDEAS_TO_INCLUDE,
  GALLEY_SECTION_FACTS_TO_INCLUDE,
  GALLEY_SECTION_HIGHLIGHTING,
};

static void
galley_section_texts_dispose (GObject *object)
{
  GalleySectionTexts *self = GALLEY_SECTION_TEXTS (object);

  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < GALLEY_SECTION_N_FIELDS; i++)
    {
      if (self->kept[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->kept[i], self);
      if (self->buffers[i] != NULL)
        galley_text_buffer_set_draft (self->buffers[i], NULL);
      g_clear_object (&self->buffers[i]);
      g_clear_object (&self->kept[i]);
    }
  g_clear_object (&self->cancellable);
  g_clear_object (&self->drafts);
  g_clear_object (&self->section);
  G_OBJECT_CLASS (galley_section_texts_parent_class)->dispose (object);
}

static void
galley_section_texts_finalize (GObject *object)
{
  GalleySectionTexts *self = GALLEY_SECTION_TEXTS (object);

  g_clear_error (&self->error);
  g_free (self->page);
  G_OBJECT_CLASS (galley_section_texts_parent_class)->finalize (object);
}

static void
galley_section_texts_class_init (GalleySectionTextsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = galley_section_texts_dispose;
  object_class->finalize = galley_section_texts_finalize;

  /**
   * GalleySectionTexts::changed:
   * @self: the texts
   *
   * Texts are there that were not, or could not be fetched, or the state of one is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_section_texts_init (GalleySectionTexts *self)
{
  self->cancellable = g_cancellable_new ();
  self->n_missing = G_N_ELEMENTS (fields);
}

static void
emit_changed (GalleySectionTexts *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_draft (GalleySectionTexts *self,
            GalleySectionField  field,
            GalleyDraft        *draft)
{
  self->kept[field] = draft;
  self->n_missing--;
  g_signal_connect_swapped (draft, "notify::state", G_CALLBACK (emit_changed), self);
  g_signal_connect_swapped (draft, "notify::parked", G_CALLBACK (emit_changed), self);
  if (self->buffers[field] != NULL)
    galley_text_buffer_set_draft (self->buffers[field], draft);
}

typedef struct
{
  GalleySectionTexts *texts; /* (owned) */
  GalleySectionField  field;
} Load;

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Load *load = user_data;
  g_autoptr (GalleySectionTexts) self = load->texts;
  g_autoptr (GError) error = NULL;
  GalleyDraft       *draft = galley_drafts_get_section_finish (GALLEY_DRAFTS (source), result, &error);
  GalleySectionField field = load->field;

  g_free (load);
  self->n_pending--;
  if (draft != NULL && self->kept[field] == NULL && self->drafts != NULL)
    take_draft (self, field, g_steal_pointer (&draft));
  g_clear_object (&draft);
  if (error != NULL && self->error == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->error = g_steal_pointer (&error);
  if (self->n_pending == 0 && self->drafts != NULL)
    emit_changed (self);
}

/**
 * galley_section_texts_new:
 * @drafts: the drafts of the database
 * @section: a section
 *
 * Begins to fetch the texts of a section.
 *
 * Returns: (transfer full): texts that are on their way
 */
GalleySectionTexts *
galley_section_texts_new (GalleyDrafts  *drafts,
                          GalleySection *section)
{
  GalleySectionTexts *self;

  g_return_val_if_fail (GALLEY_IS_DRAFTS (drafts), NULL);
  g_return_val_if_fail (GALLEY_IS_SECTION (section), NULL);

  self = g_object_new (GALLEY_TYPE_SECTION_TEXTS, NULL);
  self->drafts = g_object_ref (drafts);
  self->section = g_object_ref (section);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (fields[i] == GALLEY_SECTION_STATUS)
        continue;
      self->buffers[fields[i]] = galley_text_buffer_new (fields[i] != GALLEY_SECTION_HEADING);
      galley_text_style_follow (GTK_SOURCE_BUFFER (self->buffers[fields[i]]));
    }
  galley_section_texts_load (self);
  return self;
}

/**
 * galley_section_texts_load:
 * @self: texts
 *
 * Fetches what could not be fetched before.
 */
void
galley_section_texts_load (GalleySectionTexts *self)
{
  g_return_if_fail (GALLEY_IS_SECTION_TEXTS (self));

  if (self->n_pending > 0)
    return;

  g_clear_error (&self->error);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      Load *load;

      if (self->kept[fields[i]] != NULL)
        continue;
      load = g_new0 (Load, 1);
      load->texts = g_object_ref (self);
      load->field = fields[i];
      self->n_pending++;
      galley_drafts_get_section_async (self->drafts, galley_record_get_id (GALLEY_RECORD (self->section)), fields[i], self->cancellable, fetched_cb, load);
    }
}

/**
 * galley_section_texts_get_section:
 * @self: texts
 *
 * Returns: (transfer none): the section
 */
GalleySection *
galley_section_texts_get_section (GalleySectionTexts *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_TEXTS (self), NULL);

  return self->section;
}

/**
 * galley_section_texts_get_buffer:
 * @self: texts
 * @field: a field
 *
 * Gives a text.  It has a draft, and can be written in, when it has been fetched.
 *
 * Returns: (transfer none) (nullable): the text; %NULL for what is not written in an editor
 */
GalleyTextBuffer *
galley_section_texts_get_buffer (GalleySectionTexts *self,
                                 GalleySectionField  field)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_TEXTS (self), NULL);
  g_return_val_if_fail (field < GALLEY_SECTION_N_FIELDS, NULL);

  return self->buffers[field];
}

/**
 * galley_section_texts_get_draft:
 * @self: texts
 * @field: a field
 *
 * Returns: (transfer none) (nullable): where a text is kept; %NULL when it has not been fetched
 */
GalleyDraft *
galley_section_texts_get_draft (GalleySectionTexts *self,
                                GalleySectionField  field)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_TEXTS (self), NULL);
  g_return_val_if_fail (field < GALLEY_SECTION_N_FIELDS, NULL);

  return self->kept[field];
}

/**
 * galley_section_texts_get_loaded:
 * @self: texts
 *
 * Returns: whether all texts have been fetched
 */
gboolean
galley_section_texts_get_loaded (GalleySectionTexts *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_TEXTS (self), FALSE);

  return self->n_missing == 0;
}

/**
 * galley_section_texts_get_parked:
 * @self: texts
 *
 * Returns: whether the section is in the trash
 */
gboolean
galley_section_texts_get_parked (GalleySectionTexts *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_TEXTS (self), FALSE);

  return galley_record_get_gone (GALLEY_RECORD (self->section)) || (self->kept[GALLEY_SECTION_DRAFT] != NULL && galley_draft_get_parked (self->kept[GALLEY_SECTION_DRAFT]));
}

/* The draft that is in the worst state, which is the one to be told of. */
static GalleyDraft *
find_worst (GalleySectionTexts *self)
{
  GalleyDraft *worst = NULL;

  for (guint i = 0; i < GALLEY_SECTION_N_FIELDS; i++)
    if (self->kept[i] != NULL && (worst == NULL || galley_draft_get_state (self->kept[i]) > galley_draft_get_state (worst)))
      worst = self->kept[i];
  return worst;
}

/**
 * galley_section_texts_get_state:
 * @self: texts
 *
 * Returns: where the words are, of all texts together
 */
GalleyDraftState
galley_section_texts_get_state (GalleySectionTexts *self)
{
  GalleyDraft *worst;

  g_return_val_if_fail (GALLEY_IS_SECTION_TEXTS (self), GALLEY_DRAFT_SAVED);

  worst = find_worst (self);
  return worst != NULL ? galley_draft_get_state (worst) : GALLEY_DRAFT_SAVED;
}

/**
 * galley_section_texts_get_message:
 * @self: texts
 *
 * Returns: (transfer none) (nullable): why words are not in the database
 */
const char *
galley_section_texts_get_message (GalleySectionTexts *self)
{
  GalleyDraft *worst;

  g_return_val_if_fail (GALLEY_IS_SECTION_TEXTS (self), NULL);

  worst = find_worst (self);
  return worst != NULL ? galley_draft_get_message (worst) : NULL;
}

/**
 * galley_section_texts_get_error:
 * @self: texts
 *
 * Returns: (transfer none) (nullable): why texts could not be fetched
 */
const GError *
galley_section_texts_get_error (GalleySectionTexts *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_TEXTS (self), NULL);

  return self->error;
}

/**
 * galley_section_texts_get_page:
 * @self: texts
 *
 * Returns: (transfer none) (nullable): which page of the section was open last
 */
const char *
galley_section_texts_get_page (GalleySectionTexts *self)
{
  g_return_val_if_fail (GALLEY_IS_SECTION_TEXTS (self), NULL);

  return self->page;
}

/**
 * galley_section_texts_set_page:
 * @self: texts
 * @page: (nullable): which page of the section is open
 */
void
galley_section_texts_set_page (GalleySectionTexts *self,
                               const char         *page)
{
  g_return_if_fail (GALLEY_IS_SECTION_TEXTS (self));

  if (g_strcmp0 (self->page, page) == 0)
    return;

  g_free (self->page);
  self->page = g_strdup (page);
}
