/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-element"

#include "galley-config.h"

#include <glib/gi18n-lib.h>

#include "galley-ctl-answer.h"
#include "galley-ctl-json.h"
#include "galley-ctl-table.h"
#include "galley-ctl.h"
#include "galley-error.h"

static void
print_elements (GalleyCtl *ctl, GListModel *elements)
{
  g_autoptr (GalleyCtlTable) table = galley_ctl_table_new (4, _("ID"), _("Place"), _("Type"), _("Text"));

  for (guint i = 0; i < g_list_model_get_n_items (elements); i++)
    {
      g_autoptr (GalleyElement) element = g_list_model_get_item (elements, i);

      galley_ctl_table_add_number (table, galley_record_get_id (GALLEY_RECORD (element)));
      galley_ctl_table_add_number (table, galley_element_get_place (element));
      galley_ctl_table_add_text (table, galley_element_type_to_string (galley_element_get_element_type (element)));
      galley_ctl_table_add_text (table, galley_element_get_text (element));
    }
  galley_ctl_table_print (table, ctl);
}

static gboolean
run_list (GalleyCtl *ctl, GError **error)
{
  g_autoptr (GListModel) elements = NULL;
  GalleyElementStore *store;
  int                 section;

  if (!galley_ctl_get_number (ctl, 0, "SECTION", &section, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_element_store (ctl->context);
  galley_element_store_list_async (store, section, ctl->cancellable, galley_ctl_result_cb, ctl);
  elements = galley_element_store_list_finish (store, galley_ctl_await (ctl), error);
  if (elements == NULL)
    return FALSE;
  if (ctl->json)
    galley_ctl_json_print_list (ctl, elements, (GalleyCtlConvert)galley_ctl_json_from_element);
  else
    print_elements (ctl, elements);
  return TRUE;
}

static gboolean
get_type (GalleyCtl *ctl, GalleyElementType *type, GError **error)
{
  const char *word = galley_ctl_get_argument (ctl, 1);

  if (galley_element_type_from_string (word, type))
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE, _("The type of an element is “fact”, “idea” or “theme”, not “%s”"), word);
  return FALSE;
}

static gboolean
run_add (GalleyCtl *ctl, GError **error)
{
  const char         *text;
  GalleyElementStore *store;
  GalleyElementType   type;
  int                 section;
  int                 place = 0;

  if (!galley_ctl_get_number (ctl, 0, "SECTION", &section, error) || !get_type (ctl, &type, error) ||
      !galley_ctl_get_number_option (ctl, "position", &place, error))
    return FALSE;
  text = galley_ctl_get_text (ctl, 2, "TEXT", error);
  if (text == NULL || !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_element_store (ctl->context);
  galley_element_store_add_async (store, section, type, text, place, ctl->cancellable, galley_ctl_result_cb, ctl);
  return galley_ctl_answer_id (ctl, galley_element_store_add_finish (store, galley_ctl_await (ctl), error));
}

static gboolean
run_set (GalleyCtl *ctl, GError **error)
{
  const char         *text;
  g_autofree char    *message = NULL;
  GalleyElementStore *store;
  int                 id;
  int                 base = 0;
  int                 version;

  if (!galley_ctl_get_number (ctl, 0, "ELEMENT", &id, error) || !galley_ctl_get_number_option (ctl, "base", &base, error))
    return FALSE;
  text = galley_ctl_get_text (ctl, 1, "TEXT", error);
  if (text == NULL || !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_element_store (ctl->context);
  galley_element_store_set_async (store, id, text, base, ctl->cancellable, galley_ctl_result_cb, ctl);
  version = galley_element_store_set_finish (store, galley_ctl_await (ctl), error);
  message = g_strdup_printf (_("Element %d has version %d now."), id, version);
  return galley_ctl_answer_number (ctl, id, "version", version, message);
}

static gboolean
run_move (GalleyCtl *ctl, GError **error)
{
  g_autofree char    *message = NULL;
  GalleyElementStore *store;
  int                 id;
  int                 section;
  int                 place = 0;

  if (!galley_ctl_get_number (ctl, 0, "ELEMENT", &id, error) || !galley_ctl_get_number (ctl, 1, "SECTION", &section, error) ||
      (galley_ctl_get_argument (ctl, 2) != NULL && !galley_ctl_get_number (ctl, 2, "POSITION", &place, error)) ||
      !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_element_store (ctl->context);
  galley_element_store_move_async (store, id, section, place, ctl->cancellable, galley_ctl_result_cb, ctl);
  place = galley_element_store_move_finish (store, galley_ctl_await (ctl), error);
  message = g_strdup_printf (_("Element %d is at place %d of section %d now."), id, place, section);
  return galley_ctl_answer_number (ctl, id, "order", place, message);
}

static gboolean
run_delete (GalleyCtl *ctl, GError **error)
{
  g_autofree char    *message = NULL;
  GalleyElementStore *store;
  int                 id;

  if (!galley_ctl_get_number (ctl, 0, "ELEMENT", &id, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_element_store (ctl->context);
  galley_element_store_delete_async (store, id, ctl->cancellable, galley_ctl_result_cb, ctl);
  if (!galley_element_store_delete_finish (store, galley_ctl_await (ctl), error))
    return FALSE;
  message = g_strdup_printf (_("Element %d is deleted; “galleyctl element restore %d” brings it back."), id, id);
  return galley_ctl_answer_done (ctl, id, message);
}

static gboolean
run_restore (GalleyCtl *ctl, GError **error)
{
  GalleyElementStore *store;
  int                 id;

  if (!galley_ctl_get_number (ctl, 0, "ELEMENT", &id, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_element_store (ctl->context);
  galley_element_store_restore_async (store, id, ctl->cancellable, galley_ctl_result_cb, ctl);
  return galley_ctl_answer_id (ctl, galley_element_store_restore_finish (store, galley_ctl_await (ctl), error));
}

static const GalleyCtlOption add_options[] = {
  { "position", "POSITION", NC_ ("galleyctl", "Where, from 1; at the end without this") },
  { NULL },
};

static const GalleyCtlOption set_options[] = {
  { "base", "VERSION", NC_ ("galleyctl", "Refuse when the element has another version now") },
  { NULL },
};

const GalleyCtlCommand galley_ctl_element_commands[] = {
  {
    .words = "element list",
    .arguments = "SECTION",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "List the facts, ideas and themes of a section"),
    .help = NC_ ("galleyctl", "Lists the elements of a section in their order: facts that are to be told, ideas of what to say, "
                              "themes that run through."),
    .examples = NC_ ("galleyctl", "galleyctl element list 2"),
    .run = run_list,
  },
  {
    .words = "element add",
    .arguments = "SECTION TYPE TEXT",
    .least = 3,
    .most = 3,
    .options = add_options,
    .summary = NC_ ("galleyctl", "Add an element; prints its id"),
    .help = NC_ ("galleyctl", "Adds an element to a section and prints its id. TYPE is fact, idea or theme."),
    .examples = NC_ ("galleyctl", "galleyctl element add 2 fact \"Stenness is older than Stonehenge\"\n"
                                  "galleyctl element add 2 idea --position=1 \"Begin with the midsummer sun\""),
    .run = run_add,
  },
  {
    .words = "element set",
    .arguments = "ELEMENT TEXT",
    .least = 2,
    .most = 2,
    .options = set_options,
    .summary = NC_ ("galleyctl", "Set the text of an element"),
    .help = NC_ ("galleyctl", "Replaces the text of an element."),
    .examples = NC_ ("galleyctl", "galleyctl element set 7 \"Stenness is 500 years older than Stonehenge\""),
    .run = run_set,
  },
  {
    .words = "element move",
    .arguments = "ELEMENT SECTION [POSITION]",
    .least = 2,
    .most = 3,
    .summary = NC_ ("galleyctl", "Move an element to a place or another section"),
    .help = NC_ ("galleyctl", "Moves an element to a section, also one of another post, to a position or to the end."),
    .examples = NC_ ("galleyctl", "galleyctl element move 7 3\n"
                                  "galleyctl element move 7 2 1                  # to the top of section 2"),
    .run = run_move,
  },
  {
    .words = "element delete",
    .arguments = "ELEMENT",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "Delete an element"),
    .help = NC_ ("galleyctl", "Deletes an element. It is kept, and “galleyctl element restore” brings it back."),
    .examples = NC_ ("galleyctl", "galleyctl element delete 7"),
    .run = run_delete,
  },
  {
    .words = "element restore",
    .arguments = "ELEMENT",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "Bring an element back"),
    .help = NC_ ("galleyctl", "Brings an element back that was deleted, under its old id, and prints that."),
    .examples = NC_ ("galleyctl", "galleyctl element restore 7"),
    .run = run_restore,
  },
  { NULL },
};
