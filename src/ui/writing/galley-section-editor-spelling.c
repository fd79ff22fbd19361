/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-section-editor-spelling"

#include "galley-config.h"

#include "galley-section-editor-private.h"

#include <glib/gi18n-lib.h>

/* What the system has, and which of it is wanted; looked for on the disk. */
typedef struct
{
  char  *wanted;    /* (owned) */
  char  *best;      /* (owned) (nullable) */
  char **languages; /* (owned) */
} Search;

static void
free_search (Search *search)
{
  g_free (search->wanted);
  g_free (search->best);
  g_strfreev (search->languages);
  g_free (search);
}

static void
search_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Search *search = data;

  search->languages = galley_dictionary_list_languages ();
  search->best = galley_dictionary_find_language (search->wanted);
  g_task_return_boolean (task, TRUE);
}

static void
append_language (GMenu      *menu,
                 const char *label,
                 const char *language)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "editor.spell-check-language", "s", language);
  g_menu_append_item (menu, item);
}

/* A switch that cannot be used says why. */
static void
fill_menu (GalleySectionEditor *self,
           const Search        *search)
{
  g_menu_remove_all (self->spelling_menu);
  if (search->languages[0] == NULL)
    g_menu_append (self->spelling_menu, _ ("Check Spelling (No Dictionary Installed)"), "editor.spell-check");
  else if (search->best == NULL)
    g_menu_append (self->spelling_menu, _ ("Check Spelling (No Dictionary for This Language)"), "editor.spell-check");
  else
    g_menu_append (self->spelling_menu, _ ("Check _Spelling"), "editor.spell-check");

  if (search->languages[0] != NULL)
    {
      g_autoptr (GMenu) languages = g_menu_new ();

      append_language (languages, _ ("Language of the Desktop"), "");
      for (guint i = 0; search->languages[i] != NULL; i++)
        append_language (languages, search->languages[i], search->languages[i]);
      g_menu_append_submenu (self->spelling_menu, _ ("_Language of the Text"), G_MENU_MODEL (languages));
    }
}

static void
hand_down_dictionary (GalleySectionEditor *self)
{
  GalleyDictionary *dictionary = g_settings_get_boolean (self->settings, "spell-check") ? self->dictionary : NULL;

  for (guint i = 0; i < GALLEY_EDITOR_N_FIELDS; i++)
    galley_spell_checker_set_dictionary (self->checkers[i], dictionary);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GalleySectionEditor) self = user_data;
  Search *search = g_task_get_task_data (G_TASK (result));

  /* One that was cancelled has been followed by another, or by the end. */
  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;

  if (self->dictionary == NULL || g_strcmp0 (galley_dictionary_get_language (self->dictionary), search->best) != 0)
    {
      g_clear_object (&self->dictionary);
      if (search->best != NULL)
        self->dictionary = galley_dictionary_new (search->best);
    }
  fill_menu (self, search);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.spell-check", self->dictionary != NULL);
  hand_down_dictionary (self);
}

/**
 * galley_section_editor_find_dictionary:
 * @self: the widget
 *
 * Looks for the dictionary of the language that the texts are in, and has spelling checked with it.
 */
void
galley_section_editor_find_dictionary (GalleySectionEditor *self)
{
  g_autoptr (GTask) task = NULL;
  Search *search = g_new0 (Search, 1);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->searching = g_cancellable_new ();
  search->wanted = g_settings_get_string (self->settings, "spell-check-language");
  /* No source: the thread might be the last to let go of the widget. */
  task = g_task_new (NULL, self->searching, searched_cb, g_object_ref (self));
  g_task_set_source_tag (task, galley_section_editor_find_dictionary);
  g_task_set_task_data (task, search, (GDestroyNotify)free_search);
  g_task_run_in_thread (task, search_in_thread);
}

/**
 * galley_section_editor_add_checkers:
 * @self: the widget, whose views are there
 *
 * Has every text watched by a spell checker, which does nothing before there is a dictionary.
 */
void
galley_section_editor_add_checkers (GalleySectionEditor *self)
{
  for (guint i = 0; i < GALLEY_EDITOR_N_FIELDS; i++)
    self->checkers[i] = galley_spell_checker_new (galley_section_editor_get_view (self, galley_editor_fields[i].field));
  g_signal_connect_object (self->settings, "changed::spell-check", G_CALLBACK (hand_down_dictionary), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::spell-check-language", G_CALLBACK (galley_section_editor_find_dictionary), self, G_CONNECT_SWAPPED);
}
