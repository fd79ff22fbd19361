/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-draft.h"

G_BEGIN_DECLS

#define TEST_TYPE_EDITOR (test_editor_get_type ())

/**
 * TestEditor:
 *
 * An editor without a window: a text and a cursor.
 */
G_DECLARE_FINAL_TYPE (TestEditor, test_editor, TEST, EDITOR, GObject)

TestEditor *test_editor_new (GalleyDraft *draft);
void        test_editor_close (TestEditor *self);
void        test_editor_type (TestEditor *self, const char *text);
void        test_editor_type_at (TestEditor *self, gsize at, const char *text);
void        test_editor_set_text (TestEditor *self, const char *text);
void        test_editor_set_cursor (TestEditor *self, gsize at);
gsize       test_editor_get_cursor (TestEditor *self);
const char *test_editor_get_text (TestEditor *self);
guint       test_editor_get_n_taken (TestEditor *self);

G_END_DECLS
