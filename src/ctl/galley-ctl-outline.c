/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-outline"

#include "galley-config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-ctl-input.h"
#include "galley-ctl-json.h"
#include "galley-ctl-table.h"
#include "galley-ctl-text.h"
#include "galley-ctl.h"
#include "galley-error.h"

/* How many entries of the log are shown unless asked for others. */
#define LOG_LENGTH 20

static gboolean
run_show (GalleyCtl *ctl, GError **error)
{
  g_autofree char    *list = NULL;
  GalleyOutlineStore *outlines;
  int                 post;

  if (!galley_ctl_get_number (ctl, 0, "POST", &post, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  outlines = galley_context_get_outline_store (ctl->context);
  galley_outline_store_show_async (outlines, post, ctl->cancellable, galley_ctl_result_cb, ctl);
  list = galley_outline_store_show_finish (outlines, galley_ctl_await (ctl), NULL, error);
  if (list == NULL)
    return FALSE;
  galley_ctl_print (ctl, "%s\n", list);
  return TRUE;
}

/* “kept 3, moved 2”: what is not nothing. */
static void
add_count (GString *line, const char *format, int n)
{
  if (n == 0)
    return;
  if (line->len > 0)
    g_string_append (line, ", ");
  g_string_append_printf (line, "%s %d", format, n);
}

static void
print_counts (GalleyCtl *ctl, GalleyOutlineOutcome *outcome)
{
  g_autoptr (GString) line = g_string_new (NULL);

  add_count (line, _("kept"), galley_outline_outcome_get_n_kept (outcome));
  add_count (line, _("renamed"), galley_outline_outcome_get_n_renamed (outcome));
  add_count (line, _("moved"), galley_outline_outcome_get_n_moved (outcome));
  add_count (line, _("added"), galley_outline_outcome_get_n_added (outcome));
  add_count (line, _("restored"), galley_outline_outcome_get_n_restored (outcome));
  add_count (line, _("parked"), galley_outline_outcome_get_n_parked (outcome));
  galley_ctl_print (ctl, "%s%s%s\n", galley_outline_status_to_string (galley_outline_outcome_get_status (outcome)),
                    line->len > 0 ? ": " : "", line->str);
}

/* What could not be merged, with all three values, as the database tells it. */
static void
print_conflicts (GalleyCtl *ctl, const char *conflicts)
{
  g_autofree char *line = NULL;

  if (conflicts == NULL || g_str_equal (conflicts, "[]"))
    return;
  line = galley_ctl_text_one_line (conflicts, 0);
  galley_ctl_print (ctl, _("Changed by somebody else too, and left as it was: %s\n"), line);
}

/* Prints what was done; what was refused is an error. */
static gboolean
print_outcome (GalleyCtl *ctl, GalleyOutlineOutcome *outcome, int post, GError **error)
{
  if (galley_outline_outcome_get_status (outcome) == GALLEY_OUTLINE_STATUS_REJECTED)
    {
      const char *reason = galley_outline_outcome_get_reason (outcome);

      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
                   _("%s; nothing was changed. Correct the list and try again"),
                      reason != NULL ? reason : _("The outline was refused"));
      return FALSE;
    }
  if (ctl->json)
    {
      galley_ctl_json_print_object (ctl, galley_ctl_json_from_outcome (outcome));
      return TRUE;
    }
  print_counts (ctl, outcome);
  if (galley_outline_outcome_get_n_parked (outcome) > 0)
    galley_ctl_print (ctl, _("What was parked is kept; “galleyctl section trash %d” shows it.\n"), post);
  print_conflicts (ctl, galley_outline_outcome_get_conflicts (outcome));
  return TRUE;
}

/* What a section was called, or where it was, when that is what changes. */
static char *
dup_before (GalleyOutlineChange *change)
{
  if (galley_outline_change_get_action (change) == GALLEY_OUTLINE_ACTION_RENAMED)
    return g_strdup (galley_outline_change_get_old_heading (change));
  if (galley_outline_change_get_action (change) == GALLEY_OUTLINE_ACTION_MOVED)
    return g_strdup_printf (_("place %d"), galley_outline_change_get_old_place (change));
  return NULL;
}

static void
print_plan (GalleyCtl *ctl, GListModel *changes)
{
  g_autoptr (GalleyCtlTable) table = galley_ctl_table_new (5, _("Action"), _("Place"), _("ID"), _("Heading"), _("Before"));

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (GalleyOutlineChange) change = g_list_model_get_item (changes, i);
      const char      *heading = galley_outline_change_get_heading (change);
      g_autofree char *before = dup_before (change);

      galley_ctl_table_add_text (table, galley_outline_action_to_string (galley_outline_change_get_action (change)));
      galley_ctl_table_add_id (table, galley_outline_change_get_place (change));
      galley_ctl_table_add_id (table, galley_outline_change_get_section_id (change));
      galley_ctl_table_add_text (table, heading != NULL ? heading : galley_outline_change_get_old_heading (change));
      galley_ctl_table_add_text (table, before);
    }
  galley_ctl_table_print (table, ctl);
}

static gboolean
plan (GalleyCtl *ctl, int post, const char *list, int base, GError **error)
{
  GalleyOutlineStore *outlines = galley_context_get_outline_store (ctl->context);
  g_autoptr (GListModel) changes = NULL;

  galley_outline_store_plan_async (outlines, post, list, base, ctl->cancellable, galley_ctl_result_cb, ctl);
  changes = galley_outline_store_plan_finish (outlines, galley_ctl_await (ctl), error);
  if (changes == NULL)
    return FALSE;
  if (ctl->json)
    galley_ctl_json_print_list (ctl, changes, (GalleyCtlConvert)galley_ctl_json_from_change);
  else
    print_plan (ctl, changes);
  return TRUE;
}

static gboolean
set_outline (GalleyCtl *ctl, int post, const char *list, int base, GError **error)
{
  GalleyOutlineStore *outlines = galley_context_get_outline_store (ctl->context);
  g_autoptr (GalleyOutlineOutcome) outcome = NULL;

  galley_outline_store_set_async (outlines, post, list, base, ctl->cancellable, galley_ctl_result_cb, ctl);
  outcome = galley_outline_store_set_finish (outlines, galley_ctl_await (ctl), error);
  return outcome != NULL && print_outcome (ctl, outcome, post, error);
}

static gboolean
run_set (GalleyCtl *ctl, GError **error)
{
  g_autofree char *list = NULL;
  int              post;
  int              base = 0;

  if (!galley_ctl_get_number (ctl, 0, "POST", &post, error) || !galley_ctl_get_number_option (ctl, "base", &base, error))
    return FALSE;
  list = galley_ctl_input_read_text (ctl, galley_ctl_get_argument (ctl, 1), error);
  if (list == NULL || !galley_ctl_open (ctl, error))
    return FALSE;
  if (galley_ctl_get_option (ctl, "plan") != NULL)
    return plan (ctl, post, list, base, error);
  return set_outline (ctl, post, list, base, error);
}

static void
print_log (GalleyCtl *ctl, GListModel *entries)
{
  g_autoptr (GalleyCtlTable) table = galley_ctl_table_new (5, _("Entry"), _("Time"), _("What"), _("Outcome"), _("Reason"));

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (GalleyOutlineEntry) entry = g_list_model_get_item (entries, i);

      galley_ctl_table_add_number (table, galley_outline_entry_get_id (entry));
      galley_ctl_table_add_time (table, galley_outline_entry_get_time (entry));
      galley_ctl_table_add_text (table, galley_outline_entry_get_verb (entry));
      galley_ctl_table_add_text (table, galley_outline_entry_get_outcome (entry));
      galley_ctl_table_add_text (table, galley_outline_entry_get_reason (entry));
    }
  galley_ctl_table_print (table, ctl);
}

static gboolean
run_log (GalleyCtl *ctl, GError **error)
{
  g_autoptr (GListModel) entries = NULL;
  GalleyOutlineStore *outlines;
  int                 post;
  int                 most = LOG_LENGTH;

  if (!galley_ctl_get_number (ctl, 0, "POST", &post, error) || !galley_ctl_get_number_option (ctl, "limit", &most, error) ||
      !galley_ctl_open (ctl, error))
    return FALSE;
  outlines = galley_context_get_outline_store (ctl->context);
  galley_outline_store_log_async (outlines, post, most, ctl->cancellable, galley_ctl_result_cb, ctl);
  entries = galley_outline_store_log_finish (outlines, galley_ctl_await (ctl), error);
  if (entries == NULL)
    return FALSE;
  if (ctl->json)
    galley_ctl_json_print_list (ctl, entries, (GalleyCtlConvert)galley_ctl_json_from_entry);
  else
    print_log (ctl, entries);
  return TRUE;
}

static gboolean
run_rollback (GalleyCtl *ctl, GError **error)
{
  g_autoptr (GalleyOutlineOutcome) outcome = NULL;
  GalleyOutlineStore *outlines;
  int                 entry;

  if (!galley_ctl_get_number (ctl, 0, "ENTRY", &entry, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  outlines = galley_context_get_outline_store (ctl->context);
  galley_outline_store_rollback_async (outlines, entry, ctl->cancellable, galley_ctl_result_cb, ctl);
  outcome = galley_outline_store_rollback_finish (outlines, galley_ctl_await (ctl), error);
  if (outcome == NULL || galley_outline_outcome_get_status (outcome) == GALLEY_OUTLINE_STATUS_REJECTED)
    return outcome != NULL && print_outcome (ctl, outcome, 0, error);
  if (ctl->json)
    galley_ctl_json_print_object (ctl, galley_ctl_json_from_outcome (outcome));
  else
    print_counts (ctl, outcome);
  return TRUE;
}

static gboolean
run_sync (GalleyCtl *ctl, GError **error)
{
  g_autoptr (GalleyOutlineOutcome) outcome = NULL;
  const char         *word = galley_ctl_get_option (ctl, "direction");
  GalleySyncDirection direction = GALLEY_SYNC_DIRECTION_BOTH;
  GalleyOutlineStore *outlines;
  int                 post;

  if (!galley_ctl_get_number (ctl, 0, "POST", &post, error))
    return FALSE;
  if (word != NULL && !galley_sync_direction_from_string (word, &direction))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE,
                   _("The direction is “both”, “to_sections” or “to_development”, not “%s”"), word);
      return FALSE;
    }
  if (!galley_ctl_open (ctl, error))
    return FALSE;
  outlines = galley_context_get_outline_store (ctl->context);
  galley_outline_store_sync_async (outlines, post, direction, ctl->cancellable, galley_ctl_result_cb, ctl);
  outcome = galley_outline_store_sync_finish (outlines, galley_ctl_await (ctl), error);
  return outcome != NULL && print_outcome (ctl, outcome, post, error);
}

static const GalleyCtlOption set_options[] = {
  { "plan", NULL, NC_ ("galleyctl", "Only tell what would be done to which section") },
  { "base", "VERSION", NC_ ("galleyctl", "The version of the outline that the list was made from") },
  { NULL },
};

static const GalleyCtlOption log_options[] = {
  { "limit", "N", NC_ ("galleyctl", "How many entries at most, the newest first (20)") },
  { NULL },
};

static const GalleyCtlOption sync_options[] = {
  { "direction", "DIRECTION", NC_ ("galleyctl", "both, to_sections or to_development (both)") },
  { NULL },
};

const GalleyCtlCommand galley_ctl_outline_commands[] = {
  {
    .words = "outline show",
    .arguments = "POST",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "Print the outline of a post, as JSON"),
    .help = NC_ ("galleyctl",
                 "Prints the master list of a post: its sections in their order, as a JSON array with id, order, "
                 "heading, description and status. It can be edited and given to “galleyctl outline set” again."),
    .examples = NC_ ("galleyctl", "galleyctl outline show 1 > outline.json"),
    .run = run_show,
  },
  {
    .words = "outline set",
    .arguments = "POST [FILE]",
    .least = 1,
    .most = 2,
    .options = set_options,
    .summary = NC_ ("galleyctl", "Make the sections of a post those of a list"),
    .help = NC_ ("galleyctl",
                 "Reads a list of headings from FILE, or from standard input, and makes it the outline of the post. It "
                 "may be JSON (texts, or objects with heading, description, status, id), lines, numbered or bulleted "
                 "lines, or Markdown headings.\n\n"
                 "Texts and elements follow their headings: a section is found again by its id, by its heading, or by "
                 "its neighbours when it was renamed. A section that is not in the list any more is parked with all it "
                 "has, never deleted, and comes back with its heading. An empty list parks all of them. A list that "
                 "cannot be understood is refused, and nothing is changed.\n\n"
                 "With --base, what somebody else changed since that version of the outline is merged."),
    .examples = NC_ ("galleyctl",
                     "galleyctl outline set 1 outline.json\n"
                     "galleyctl outline set 1 --plan outline.md      # look first\n"
                     "printf 'Origins\\nRituals\\n' | galleyctl outline set 1"),
    .run = run_set,
  },
  {
    .words = "outline log",
    .arguments = "POST",
    .least = 1,
    .most = 1,
    .options = log_options,
    .summary = NC_ ("galleyctl", "List the changes of an outline"),
    .help = NC_ ("galleyctl",
                 "Lists what was done to the outline of a post, the newest first. Each entry can be taken back with "
                 "“galleyctl outline rollback”."),
    .examples = NC_ ("galleyctl", "galleyctl outline log 1 --limit=5"),
    .run = run_log,
  },
  {
    .words = "outline rollback",
    .arguments = "ENTRY",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "Take a change of an outline back"),
    .help = NC_ ("galleyctl",
                 "Makes the outline what it was before an entry of its log, texts included. That is a change itself, "
                 "and can be taken back too."),
    .examples = NC_ ("galleyctl",
                     "galleyctl outline log 1                        # find the entry, say 42\n"
                     "galleyctl outline rollback 42"),
    .run = run_rollback,
  },
  {
    .words = "sync",
    .arguments = "POST",
    .least = 1,
    .most = 1,
    .options = sync_options,
    .summary = NC_ ("galleyctl", "Bring master list and sections together by hand"),
    .help = NC_ ("galleyctl",
                 "The master list and the sections of a post keep each other up to date by themselves. This does it by "
                 "hand, for a database that was changed while that did not work: “to_sections” makes the sections "
                 "those of the list, “to_development” writes the list from the sections, “both” does the first and "
                 "then the second."),
    .examples = NC_ ("galleyctl",
                     "galleyctl sync 1\n"
                     "galleyctl sync 1 --direction=to_development"),
    .run = run_sync,
  },
  { NULL },
};
