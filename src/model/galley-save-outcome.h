/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_SAVE_OUTCOME (galley_save_outcome_get_type ())

/**
 * GalleySaveOutcome:
 * @GALLEY_SAVE_OUTCOME_SAVED: it is stored
 * @GALLEY_SAVE_OUTCOME_UNCHANGED: it was stored already
 * @GALLEY_SAVE_OUTCOME_CONFLICT: somebody else changed the text meanwhile; the stored text was left, and that of a section that was
 *   to be saved was kept beside it
 * @GALLEY_SAVE_OUTCOME_PARKED: the section is in the trash; the text was stored with it there
 *
 * What became of a text that was saved.  The words (`saved`, `unchanged`, `conflict`, `parked`) are the same in SQL, JSON and on
 * the command line.
 */
typedef enum
{
  GALLEY_SAVE_OUTCOME_SAVED,
  GALLEY_SAVE_OUTCOME_UNCHANGED,
  GALLEY_SAVE_OUTCOME_CONFLICT,
  GALLEY_SAVE_OUTCOME_PARKED,
} GalleySaveOutcome;

GType       galley_save_outcome_get_type (void);
const char *galley_save_outcome_to_string (GalleySaveOutcome value);
gboolean    galley_save_outcome_from_string (const char *word, GalleySaveOutcome *value);

G_END_DECLS
