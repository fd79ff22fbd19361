/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-section-editor.h"

#include "galley-compare-view.h"
#include "galley-element-list.h"
#include "galley-field-row.h"
#include "galley-save-sign.h"
#include "galley-spell-checker.h"
#include "galley-target-button.h"
#include "galley-text-editor.h"
#include "galley-texts-cache.h"
#include "galley-typography.h"
#include "galley-word-label.h"

G_BEGIN_DECLS

/* What is written in on the page of its own, or on a page with others. */
typedef struct
{
  GalleySectionField field;
  const char        *page; /* %NULL for what is always there */
} GalleyEditorField;

#define GALLEY_EDITOR_N_FIELDS 7

struct _GalleySectionEditor
{
  GtkWidget parent_instance;

  GalleyWorkspace    *workspace;                        /* (owned) (nullable) */
  GalleySection      *section;                          /* (owned) (nullable) */
  GalleyHistory      *history;                          /* (owned) (nullable) */
  GSettings          *settings;                         /* (owned) */
  GalleyTypography   *typography;                       /* (owned) */
  GalleyTextsCache   *cache;                            /* (owned) (nullable) the sections that were written in last */
  GalleySectionTexts *texts;                            /* (owned) (nullable) of the section */
  GSignalGroup       *texts_signals;                    /* (owned) */
  GSignalGroup       *section_signals;                  /* (owned) */
  GSignalGroup       *polished_signals;                 /* (owned) of the polished text */
  GalleySpellChecker *checkers[GALLEY_EDITOR_N_FIELDS]; /* (owned) one for each field */
  GalleyDictionary   *dictionary;                       /* (owned) (nullable) */
  GCancellable       *searching;                        /* (owned) (nullable) since dictionaries are looked for */
  GCancellable       *cancellable;                      /* (owned) ends what is asked for of the stores */
  char               *wanted_field;                     /* (owned) (nullable) a place that is shown when the text is there */
  int                 wanted_offset;
  gboolean            wanted_hit; /* whether it is where something was found */
  GalleySectionField  field;      /* that has the cursor, or had it last */
  GalleySectionField  text;       /* the draft or the polished text, whichever was worked on last */
  GalleySectionField  read_field; /* the one of the two that a reader would read */
  gboolean            focus_mode;

  GtkStack           *stack;
  AdwStatusPage      *failed_page;
  GtkRevealer        *trash_bar;
  GtkWidget          *toolbar;
  GtkMenuButton      *menu_button;
  GMenu              *spelling_menu;
  AdwClamp           *heading_clamp;
  GalleyTextView     *heading;
  AdwViewStack       *pages;
  GalleyTextEditor   *draft;
  GalleyTextEditor   *polished;
  GalleyCompareView  *compare_view;
  GtkWidget          *n_changes;
  AdwClamp           *notes_clamp;
  GalleyFieldRow     *description;
  GalleyFieldRow     *ideas;
  GalleyFieldRow     *facts;
  GalleyFieldRow     *highlighting;
  AdwClamp           *elements_clamp;
  GalleyElementList  *element_list;
  GtkWidget          *bar;
  GtkMenuButton      *status_button;
  GalleyWordLabel    *word_label;
  GalleyTargetButton *target_button;
  GalleySaveSign     *save_sign;
};

extern const GalleyEditorField galley_editor_fields[GALLEY_EDITOR_N_FIELDS];

/* Fields */
const GalleyEditorField *galley_section_editor_find_field (GalleySectionField field);
const char              *galley_section_editor_get_field_label (GalleySectionField field);
GalleyTextBuffer        *galley_section_editor_get_buffer (GalleySectionEditor *self, GalleySectionField field);
GalleyTextView          *galley_section_editor_get_view (GalleySectionEditor *self, GalleySectionField field);
GalleyTextEditor        *galley_section_editor_get_text_editor (GalleySectionEditor *self);
void                     galley_section_editor_focus_field (GalleySectionEditor *self, GalleySectionField field);

/* Texts and places */
void galley_section_editor_follow_texts (GalleySectionEditor *self);
void galley_section_editor_open_texts (GalleySectionEditor *self);
void galley_section_editor_reopen_texts (GalleySectionEditor *self);
void galley_section_editor_update_compare (GalleySectionEditor *self);
void galley_section_editor_update_word_label (GalleySectionEditor *self);
void galley_section_editor_update_state (GalleySectionEditor *self);
void galley_section_editor_show_wanted_place (GalleySectionEditor *self);

/* Actions and spelling */
const char *galley_section_editor_get_status (GalleySectionEditor *self);
void        galley_section_editor_set_status (GalleySectionEditor *self, const char *status);
void        galley_section_editor_install_actions (GtkWidgetClass *widget_class);
void        galley_section_editor_update_actions (GalleySectionEditor *self);
void        galley_section_editor_update_status (GalleySectionEditor *self);
void        galley_section_editor_add_checkers (GalleySectionEditor *self);
void        galley_section_editor_find_dictionary (GalleySectionEditor *self);

G_END_DECLS
