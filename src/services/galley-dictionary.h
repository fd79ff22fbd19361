/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_DICTIONARY (galley_dictionary_get_type ())

/**
 * GalleyDictionary:
 *
 * Knows how words are spelled, by the dictionaries of the system (enchant).  Looking words up can take long, above all the first time,
 * so it is done in a thread; what was looked up is remembered.
 */
G_DECLARE_FINAL_TYPE (GalleyDictionary, galley_dictionary, GALLEY, DICTIONARY, GObject)

/**
 * GalleySpelling:
 * @GALLEY_SPELLING_UNKNOWN: it has not been looked up
 * @GALLEY_SPELLING_GOOD: it is a word
 * @GALLEY_SPELLING_BAD: it is none
 *
 * What is known about a word.
 */
typedef enum
{
  GALLEY_SPELLING_UNKNOWN,
  GALLEY_SPELLING_GOOD,
  GALLEY_SPELLING_BAD,
} GalleySpelling;

char            **galley_dictionary_list_languages (void);
char             *galley_dictionary_find_language (const char *wanted);
GalleyDictionary *galley_dictionary_new (const char *language);
const char       *galley_dictionary_get_language (GalleyDictionary *self);
GalleySpelling    galley_dictionary_lookup (GalleyDictionary *self, const char *word);
void              galley_dictionary_check_async (GalleyDictionary *self, const char *const *words, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean          galley_dictionary_check_finish (GalleyDictionary *self, GAsyncResult *result, GError **error);
void              galley_dictionary_suggest_async (GalleyDictionary *self, const char *word, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char            **galley_dictionary_suggest_finish (GalleyDictionary *self, GAsyncResult *result, GError **error);
void              galley_dictionary_add (GalleyDictionary *self, const char *word);
void              galley_dictionary_ignore (GalleyDictionary *self, const char *word);

G_END_DECLS
