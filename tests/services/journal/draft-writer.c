/* SPDX-License-Identifier: GPL-3.0-or-later */

/* draft-writer CONNINFO FOLDER SECTION SAVES: writes into the draft of a section until it is killed.
 *
 * It types numbered words in bursts, and says `typed N` after each.  After a burst it waits until they are in the journal, or, if SAVES is 1,
 * in the database, and says `safe N`: from then on these words may not be lost, whenever it is killed. */

#define G_LOG_DOMAIN "draft-writer"

#include <stdio.h>
#include <stdlib.h>

#include "call.h"
#include "draft-fixture.h"
#include "galley-draft-private.h"

typedef struct
{
  GalleyDraft *draft;
  TestEditor  *editor;
  gboolean     saves;
  guint        n_words;
  guint        n_left; /* of the burst */
} Writer;

static gboolean
type_cb (gpointer user_data)
{
  Writer          *writer = user_data;
  g_autofree char *word = g_strdup_printf ("word%u ", ++writer->n_words);

  test_editor_type (writer->editor, word);
  printf ("typed %u\n", writer->n_words);
  fflush (stdout);

  return --writer->n_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
start_burst (Writer *writer)
{
  writer->n_left = 1 + writer->n_words % 23;
  g_timeout_add (3, type_cb, writer);
}

static void
progress_cb (GalleyDraft *draft,
             gpointer     user_data)
{
  Writer *writer = user_data;

  if (writer->n_left > 0 || !galley_draft_is_safe (draft) ||
      (writer->saves && galley_draft_get_state (draft) != GALLEY_DRAFT_SAVED))
    return;

  printf ("safe %u\n", writer->n_words);
  fflush (stdout);
  start_burst (writer);
}

int
main (int   argc,
      char *argv[])
{
  GalleyContext *context = fixture_open_context (argv[1]);
  GalleyDrafts  *drafts = draft_fixture_open_drafts (context, argv[2]);
  Writer         writer = { .saves = atoi (argv[4]) };

  writer.draft = draft_fixture_get (drafts, atoi (argv[3]), GALLEY_SECTION_DRAFT);
  writer.editor = test_editor_new (writer.draft);
  g_signal_connect (writer.draft, "progress", G_CALLBACK (progress_cb), &writer);
  start_burst (&writer);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}
