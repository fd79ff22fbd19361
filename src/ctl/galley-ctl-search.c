/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-search"

#include "galley-config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-ctl-json.h"
#include "galley-ctl-text.h"
#include "galley-ctl.h"
#include "galley-error.h"

/* How many places are shown unless asked for others. */
#define LENGTH 50

/* “[hit]” for what is between U+0002 and U+0003. */
static char *
mark_hits (const char *excerpt)
{
  g_autoptr (GString) marked = g_string_new (excerpt);

  g_string_replace (marked, "\x02", "[", 0);
  g_string_replace (marked, "\x03", "]", 0);
  return galley_ctl_text_one_line (marked->str, 0);
}

/* “post 1”, “section 2”, “element 3”: what the other commands take. */
static char *
name_place (GalleySearchHit *hit)
{
  if (galley_search_hit_get_element_id (hit) != 0)
    return g_strdup_printf (_("element %d of section %d"), galley_search_hit_get_element_id (hit),
                               galley_search_hit_get_section_id (hit));
  if (galley_search_hit_get_section_id (hit) != 0)
    return g_strdup_printf (_("section %d"), galley_search_hit_get_section_id (hit));
  return g_strdup_printf (_("post %d"), galley_search_hit_get_post_id (hit));
}

static void
print_hit (GalleyCtl *ctl, GalleySearchHit *hit)
{
  g_autofree char *place = name_place (hit);
  g_autofree char *title = galley_ctl_text_one_line (galley_search_hit_get_title (hit), 0);
  g_autofree char *heading = galley_ctl_text_one_line (galley_search_hit_get_heading (hit), 0);
  g_autofree char *excerpt = mark_hits (galley_search_hit_get_excerpt (hit) != NULL ? galley_search_hit_get_excerpt (hit) : "");

  galley_ctl_print (ctl, "%s: %s%s%s", place, title, *heading != '\0' ? " › " : "", heading);
  if (galley_search_hit_get_field (hit) != NULL)
    galley_ctl_print (ctl, " (%s, %d)", galley_ctl_json_name_field (hit), galley_search_hit_get_place (hit));
  galley_ctl_print (ctl, "\n  %s\n", excerpt);
}

static char *
join_words (GalleyCtl *ctl, GError **error)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < ctl->arguments->len; i++)
    {
      const char *word = galley_ctl_get_text (ctl, i, "WORDS", error);

      if (word == NULL)
        return NULL;
      g_string_append_printf (words, "%s%s", i > 0 ? " " : "", word);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
print_hits (GalleyCtl *ctl, GListModel *hits)
{
  guint n_hits = g_list_model_get_n_items (hits);

  if (n_hits == 0)
    galley_ctl_print (ctl, "%s\n", _("Nothing was found. Try fewer words; of the last one the beginning is enough."));
  for (guint i = 0; i < n_hits; i++)
    {
      g_autoptr (GalleySearchHit) hit = g_list_model_get_item (hits, i);

      print_hit (ctl, hit);
    }
}

static gboolean
run_search (GalleyCtl *ctl, GError **error)
{
  g_autofree char *words = join_words (ctl, error);
  g_autoptr (GListModel) hits = NULL;
  GalleySearchStore *store;
  int                most = LENGTH;

  if (words == NULL || !galley_ctl_get_number_option (ctl, "limit", &most, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_search_store (ctl->context);
  galley_search_store_search_async (store, words, most, ctl->cancellable, galley_ctl_result_cb, ctl);
  hits = galley_search_store_search_finish (store, galley_ctl_await (ctl), error);
  if (hits == NULL)
    return FALSE;
  if (ctl->json)
    {
      galley_ctl_json_print_list (ctl, hits, (GalleyCtlConvert)galley_ctl_json_from_hit);
      return TRUE;
    }
  print_hits (ctl, hits);
  return TRUE;
}

static const GalleyCtlOption options[] = {
  { "limit", "N", NC_ ("galleyctl", "How many places at most (50)") },
  { NULL },
};

const GalleyCtlCommand galley_ctl_search_commands[] = {
  {
    .words = "search",
    .arguments = "WORDS…",
    .least = 1,
    .most = -1,
    .options = options,
    .summary = NC_ ("galleyctl", "Find words in posts, sections and elements"),
    .help = NC_ ("galleyctl", "Finds words in the titles, texts and elements of all posts, the best first, with the place: the "
                              "field, and how many characters into it. The last word may be just the beginning of one. What was "
                              "found is in brackets."),
    .examples = NC_ ("galleyctl", "galleyctl search standing stones\n"
                                  "galleyctl search midsum --limit=5"),
    .run = run_search,
  },
  { NULL },
};
