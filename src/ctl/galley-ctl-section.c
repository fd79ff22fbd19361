/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-section"

#include "galley-config.h"

#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "galley-ctl-answer.h"
#include "galley-ctl-input.h"
#include "galley-ctl-json.h"
#include "galley-ctl-table.h"
#include "galley-ctl-text.h"
#include "galley-ctl.h"
#include "galley-error.h"

static gboolean
get_field (GalleyCtl *ctl, const char *word, GalleySectionField *field, GError **error)
{
  g_autoptr (GString) names = NULL;

  if (galley_section_field_from_string (word, field))
    return TRUE;
  names = g_string_new (NULL);
  for (GalleySectionField i = 0; i < GALLEY_SECTION_N_FIELDS; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", galley_section_field_get_name (i));
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE, _("A section has no field “%s”. It has: %s"), word, names->str);
  return FALSE;
}

static void
print_sections (GalleyCtl *ctl, GListModel *sections)
{
  g_autoptr (GalleyCtlTable) table = galley_ctl_table_new (5, _("ID"), _("Place"), _("Heading"), _("Status"), _("Words"));

  for (guint i = 0; i < g_list_model_get_n_items (sections); i++)
    {
      g_autoptr (GalleySection) section = g_list_model_get_item (sections, i);

      galley_ctl_table_add_number (table, galley_record_get_id (GALLEY_RECORD (section)));
      galley_ctl_table_add_number (table, galley_section_get_place (section));
      galley_ctl_table_add_text (table, galley_section_get_heading (section));
      galley_ctl_table_add_text (table, galley_section_get_field (section, GALLEY_SECTION_STATUS));
      galley_ctl_table_add_number (table, galley_section_count_words (section));
    }
  galley_ctl_table_print (table, ctl);
}

static gboolean
run_list (GalleyCtl *ctl, GError **error)
{
  g_autoptr (GListModel) sections = NULL;
  GalleySectionStore *store;
  int                 post;

  if (!galley_ctl_get_number (ctl, 0, "POST", &post, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_section_store (ctl->context);
  galley_section_store_list_async (store, post, ctl->cancellable, galley_ctl_result_cb, ctl);
  sections = galley_section_store_list_finish (store, galley_ctl_await (ctl), error);
  if (sections == NULL)
    return FALSE;
  if (ctl->json)
    galley_ctl_json_print_list (ctl, sections, (GalleyCtlConvert)galley_ctl_json_from_section);
  else
    print_sections (ctl, sections);
  return TRUE;
}

/* A text alone goes out as it is, for a file or a program; a terminal gets it without what could command the terminal. */
static void
print_text (GalleyCtl *ctl, const char *text)
{
  g_autofree char *safe = isatty (STDOUT_FILENO) ? galley_ctl_text_defuse (text, TRUE) : g_strdup (text);

  galley_ctl_print (ctl, "%s\n", safe);
}

static void
print_section (GalleyCtl *ctl, GalleySection *section)
{
  for (GalleySectionField field = 0; field < GALLEY_SECTION_N_FIELDS; field++)
    {
      const char      *value = galley_section_get_field (section, field);
      g_autofree char *text = value != NULL && *value != '\0' ? galley_ctl_text_defuse (value, TRUE) : NULL;

      if (text != NULL)
        galley_ctl_print (ctl, strchr (text, '\n') != NULL ? "%s:\n%s\n" : "%s: %s\n", galley_section_field_get_name (field),
                          text);
    }
}

static GalleySection *
fetch_section (GalleyCtl *ctl, int id, GError **error)
{
  GalleySectionStore *store = galley_context_get_section_store (ctl->context);

  galley_section_store_get_async (store, id, ctl->cancellable, galley_ctl_result_cb, ctl);
  return galley_section_store_get_finish (store, galley_ctl_await (ctl), error);
}

static gboolean
run_show (GalleyCtl *ctl, GError **error)
{
  g_autoptr (GalleySection) section = NULL;
  const char        *word = galley_ctl_get_argument (ctl, 1);
  GalleySectionField field = GALLEY_SECTION_DRAFT;
  int                id;

  if (!galley_ctl_get_number (ctl, 0, "SECTION", &id, error) || (word != NULL && !get_field (ctl, word, &field, error)) ||
      !galley_ctl_open (ctl, error))
    return FALSE;
  section = fetch_section (ctl, id, error);
  if (section == NULL)
    return FALSE;
  if (ctl->json)
    galley_ctl_json_print_object (ctl, galley_ctl_json_from_section (section));
  else if (word == NULL)
    print_section (ctl, section);
  else if (galley_section_get_field (section, field) != NULL)
    print_text (ctl, galley_section_get_field (section, field));
  return TRUE;
}

/* A file ends with a line break, the text in it need not: “section show” puts one behind the text, this takes one off. */
static void
chop_line_break (char *text)
{
  gsize length = strlen (text);

  if (length > 0 && text[length - 1] == '\n')
    text[--length] = '\0';
  if (length > 0 && text[length - 1] == '\r')
    text[--length] = '\0';
}

static void
print_saved (GalleyCtl *ctl, int id, GalleySaveOutcome outcome, int version)
{
  JsonObject *object;

  if (!ctl->json)
    {
      galley_ctl_print (ctl, _("%s: section %d has version %d\n"), galley_save_outcome_to_string (outcome), id, version);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "outcome", galley_save_outcome_to_string (outcome));
  json_object_set_int_member (object, "id", id);
  json_object_set_int_member (object, "version", version);
  galley_ctl_json_print_object (ctl, object);
}

static gboolean
save_field (GalleyCtl *ctl, int id, GalleySectionField field, const char *text, int base, GError **error)
{
  GalleySectionStore *store = galley_context_get_section_store (ctl->context);
  GalleySaveOutcome   outcome;
  int                 version;

  galley_section_store_save_async (store, id, field, text, base, NULL, ctl->cancellable, galley_ctl_result_cb, ctl);
  if (!galley_section_store_save_finish (store, galley_ctl_await (ctl), &outcome, &version, NULL, error))
    return FALSE;
  if (outcome == GALLEY_SAVE_OUTCOME_CONFLICT)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
                   _("Section %d was changed by somebody else: it has version %d, not %d. Read it again, put both texts "
                     "together, and set it with --base=%d"),
                      id, version, base, version);
      return FALSE;
    }
  print_saved (ctl, id, outcome, version);
  return TRUE;
}

static gboolean
run_set (GalleyCtl *ctl, GError **error)
{
  g_autofree char   *text = NULL;
  GalleySectionField field;
  int                id;
  int                base = 0;

  if (!galley_ctl_get_number (ctl, 0, "SECTION", &id, error) ||
      !get_field (ctl, galley_ctl_get_argument (ctl, 1), &field, error) ||
      !galley_ctl_get_number_option (ctl, "base", &base, error))
    return FALSE;
  text = galley_ctl_input_read_text (ctl, galley_ctl_get_argument (ctl, 2), error);
  if (text == NULL || !galley_ctl_open (ctl, error))
    return FALSE;
  chop_line_break (text);
  return save_field (ctl, id, field, text, base, error);
}

static gboolean
run_add (GalleyCtl *ctl, GError **error)
{
  const char         *heading;
  GalleySectionStore *store;
  int                 post;
  int                 place = 0;

  if (!galley_ctl_get_number (ctl, 0, "POST", &post, error) || !galley_ctl_get_number_option (ctl, "position", &place, error))
    return FALSE;
  heading = galley_ctl_get_text (ctl, 1, "HEADING", error);
  if (heading == NULL || !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_section_store (ctl->context);
  galley_section_store_add_async (store, post, heading, place, ctl->cancellable, galley_ctl_result_cb, ctl);
  return galley_ctl_answer_id (ctl, galley_section_store_add_finish (store, galley_ctl_await (ctl), error));
}

static gboolean
run_delete (GalleyCtl *ctl, GError **error)
{
  g_autofree char    *message = NULL;
  GalleySectionStore *store;
  int                 id;

  if (!galley_ctl_get_number (ctl, 0, "SECTION", &id, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_section_store (ctl->context);
  galley_section_store_park_async (store, id, ctl->cancellable, galley_ctl_result_cb, ctl);
  if (!galley_section_store_park_finish (store, galley_ctl_await (ctl), error))
    return FALSE;
  message = g_strdup_printf (_("Section %d is in the trash; “galleyctl section restore %d” brings it back."), id, id);
  return galley_ctl_answer_done (ctl, id, message);
}

static void
print_trash (GalleyCtl *ctl, GListModel *sections)
{
  g_autoptr (GalleyCtlTable) table = galley_ctl_table_new (5, _("ID"), _("Heading"), _("Text"), _("Elements"), _("Parked"));

  for (guint i = 0; i < g_list_model_get_n_items (sections); i++)
    {
      g_autoptr (GalleyParkedSection) parked = g_list_model_get_item (sections, i);

      galley_ctl_table_add_number (table, galley_parked_section_get_id (parked));
      galley_ctl_table_add_text (table, galley_parked_section_get_heading (parked));
      galley_ctl_table_add_text (table, galley_parked_section_get_text (parked));
      galley_ctl_table_add_number (table, galley_parked_section_get_n_elements (parked));
      galley_ctl_table_add_time (table, galley_parked_section_get_parked (parked));
    }
  galley_ctl_table_print (table, ctl);
}

static gboolean
run_trash (GalleyCtl *ctl, GError **error)
{
  g_autoptr (GListModel) sections = NULL;
  GalleySectionStore *store;
  int                 post;

  if (!galley_ctl_get_number (ctl, 0, "POST", &post, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_section_store (ctl->context);
  galley_section_store_trash_async (store, post, ctl->cancellable, galley_ctl_result_cb, ctl);
  sections = galley_section_store_trash_finish (store, galley_ctl_await (ctl), error);
  if (sections == NULL)
    return FALSE;
  if (ctl->json)
    galley_ctl_json_print_list (ctl, sections, (GalleyCtlConvert)galley_ctl_json_from_parked);
  else
    print_trash (ctl, sections);
  return TRUE;
}

static gboolean
run_restore (GalleyCtl *ctl, GError **error)
{
  GalleySectionStore *store;
  int                 id;

  if (!galley_ctl_get_number (ctl, 0, "SECTION", &id, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_section_store (ctl->context);
  galley_section_store_restore_async (store, id, ctl->cancellable, galley_ctl_result_cb, ctl);
  return galley_ctl_answer_id (ctl, galley_section_store_restore_finish (store, galley_ctl_await (ctl), error));
}

static gboolean
run_move (GalleyCtl *ctl, GError **error)
{
  g_autofree char    *message = NULL;
  GalleySectionStore *store;
  int                 id;
  int                 place;

  if (!galley_ctl_get_number (ctl, 0, "SECTION", &id, error) || !galley_ctl_get_number (ctl, 1, "POSITION", &place, error) ||
      !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_section_store (ctl->context);
  galley_section_store_move_async (store, id, place, ctl->cancellable, galley_ctl_result_cb, ctl);
  place = galley_section_store_move_finish (store, galley_ctl_await (ctl), error);
  message = g_strdup_printf (_("Section %d is at place %d now."), id, place);
  return galley_ctl_answer_number (ctl, id, "order", place, message);
}

static gboolean
get_offset (GalleyCtl *ctl, int *offset, GError **error)
{
  const char *text = galley_ctl_get_argument (ctl, 1);
  guint64     value;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &value, NULL))
    {
      *offset = (int)value;
      return TRUE;
    }
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE, _("OFFSET must be a number of characters, not “%s”"), text);
  return FALSE;
}

static gboolean
run_split (GalleyCtl *ctl, GError **error)
{
  const char         *word = galley_ctl_get_option (ctl, "field");
  const char         *heading = galley_ctl_get_option (ctl, "heading");
  GalleySectionField  field = GALLEY_SECTION_DRAFT;
  GalleySectionStore *store;
  int                 id;
  int                 at;

  if (!galley_ctl_get_number (ctl, 0, "SECTION", &id, error) || !get_offset (ctl, &at, error) ||
      (word != NULL && !get_field (ctl, word, &field, error)) || !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_section_store (ctl->context);
  galley_section_store_split_async (store, id, at, field, heading, ctl->cancellable, galley_ctl_result_cb, ctl);
  return galley_ctl_answer_id (ctl, galley_section_store_split_finish (store, galley_ctl_await (ctl), error));
}

static gboolean
run_merge (GalleyCtl *ctl, GError **error)
{
  GalleySectionStore *store;
  int                 id;

  if (!galley_ctl_get_number (ctl, 0, "SECTION", &id, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_section_store (ctl->context);
  galley_section_store_merge_async (store, id, ctl->cancellable, galley_ctl_result_cb, ctl);
  return galley_ctl_answer_id (ctl, galley_section_store_merge_finish (store, galley_ctl_await (ctl), error));
}

static const GalleyCtlOption set_options[] = {
  { "base", "VERSION", NC_ ("galleyctl", "Refuse when the section has another version now") },
  { NULL },
};

static const GalleyCtlOption add_options[] = {
  { "position", "POSITION", NC_ ("galleyctl", "Where, from 1; at the end without this") },
  { NULL },
};

static const GalleyCtlOption split_options[] = {
  { "field", "FIELD", NC_ ("galleyctl", "The text to split, draft or polished (draft)") },
  { "heading", "TEXT", NC_ ("galleyctl", "The heading of the new section") },
  { NULL },
};

const GalleyCtlCommand galley_ctl_section_commands[] = {
  {
    .words = "section list",
    .arguments = "POST",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "List the sections of a post"),
    .help = NC_ ("galleyctl", "Lists the sections of a post in their order. With --json their texts come with them."),
    .examples = NC_ ("galleyctl", "galleyctl section list 1"),
    .run = run_list,
  },
  {
    .words = "section show",
    .arguments = "SECTION [FIELD]",
    .least = 1,
    .most = 2,
    .summary = NC_ ("galleyctl", "Show the texts of a section, or one"),
    .help = NC_ ("galleyctl",
                 "Shows the texts of a section. With FIELD it prints just that text, as it is, with a line break "
                 "behind it."),
    .examples = NC_ ("galleyctl",
                     "galleyctl section show 2\n"
                     "galleyctl section show 2 draft > draft.md"),
    .run = run_show,
  },
  {
    .words = "section set",
    .arguments = "SECTION FIELD [FILE]",
    .least = 2,
    .most = 3,
    .options = set_options,
    .summary = NC_ ("galleyctl", "Set a text of a section"),
    .help = NC_ ("galleyctl",
                 "Reads a text from FILE, or from standard input, and makes it the heading, description, status, "
                 "draft, polished, ideas_to_include, facts_to_include or another text of the section. The line break "
                 "that ends the file is not part of it.\n\n"
                 "With --base it is refused when somebody else changed the section since that version; the text is "
                 "then kept beside the other. A section in the trash takes a text too."),
    .examples = NC_ ("galleyctl",
                     "galleyctl section set 2 draft draft.md\n"
                     "echo Origins | galleyctl section set 2 heading\n"
                     "galleyctl section set 2 polished --base=5 final.md"),
    .run = run_set,
  },
  {
    .words = "section add",
    .arguments = "POST HEADING",
    .least = 2,
    .most = 2,
    .options = add_options,
    .summary = NC_ ("galleyctl", "Add a section; prints its id"),
    .help = NC_ ("galleyctl", "Adds a section without a text to a post and prints its id."),
    .examples = NC_ ("galleyctl", "galleyctl section add 1 Rituals --position=2"),
    .run = run_add,
  },
  {
    .words = "section delete",
    .arguments = "SECTION",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "Put a section into the trash"),
    .help = NC_ ("galleyctl",
                 "Puts a section into the trash of its post, with its texts and elements. “galleyctl section restore” "
                 "brings it back."),
    .examples = NC_ ("galleyctl", "galleyctl section delete 2"),
    .run = run_delete,
  },
  {
    .words = "section trash",
    .arguments = "POST",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "List the sections in the trash of a post"),
    .help = NC_ ("galleyctl", "Lists the sections that left the post: deleted, or not in an outline any more."),
    .examples = NC_ ("galleyctl", "galleyctl section trash 1"),
    .run = run_trash,
  },
  {
    .words = "section restore",
    .arguments = "SECTION",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "Bring a section back from the trash"),
    .help = NC_ ("galleyctl", "Brings a section back from the trash with all it had, under its old id, and prints that."),
    .examples = NC_ ("galleyctl",
                     "galleyctl section trash 1                     # find the id, say 2\n"
                     "galleyctl section restore 2"),
    .run = run_restore,
  },
  {
    .words = "section move",
    .arguments = "SECTION POSITION",
    .least = 2,
    .most = 2,
    .summary = NC_ ("galleyctl", "Move a section to another place"),
    .help = NC_ ("galleyctl",
                 "Moves a section to a place of its post; 1 is the first, and a number that is too large means the "
                 "last."),
    .examples = NC_ ("galleyctl", "galleyctl section move 2 1"),
    .run = run_move,
  },
  {
    .words = "section split",
    .arguments = "SECTION OFFSET",
    .least = 2,
    .most = 2,
    .options = split_options,
    .summary = NC_ ("galleyctl", "Part a section in two"),
    .help = NC_ ("galleyctl",
                 "Parts a section in two: the first OFFSET characters of its draft (or of another text) stay, the rest "
                 "goes into a new section behind it. Prints the new section's id. The new heading is a Markdown "
                 "heading at the start of the rest, else that of --heading, else made of the old one."),
    .examples = NC_ ("galleyctl", "galleyctl section split 2 1200 --heading=\"Later times\""),
    .run = run_split,
  },
  {
    .words = "section merge",
    .arguments = "SECTION",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "Join the next section to this one"),
    .help = NC_ ("galleyctl",
                 "Joins the next section to this one: texts and elements go behind those that are there, with a blank line "
                 "between texts; a text that was split is as it was before. Prints this section's id."),
    .examples = NC_ ("galleyctl", "galleyctl section merge 2"),
    .run = run_merge,
  },
  { NULL },
};
