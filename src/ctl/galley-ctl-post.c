/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-post"

#include "galley-config.h"

#include <glib/gi18n-lib.h>

#include "galley-ctl-answer.h"
#include "galley-ctl-json.h"
#include "galley-ctl-table.h"
#include "galley-ctl-text.h"
#include "galley-ctl.h"

static gboolean
run_new (GalleyCtl *ctl, GError **error)
{
  const char      *title = galley_ctl_get_text (ctl, 0, "TITLE", error);
  GalleyPostStore *posts;

  if (title == NULL || !galley_ctl_open (ctl, error))
    return FALSE;
  posts = galley_context_get_post_store (ctl->context);
  galley_post_store_add_async (posts, title, ctl->cancellable, galley_ctl_result_cb, ctl);
  return galley_ctl_answer_id (ctl, galley_post_store_add_finish (posts, galley_ctl_await (ctl), error));
}

static void
print_posts (GalleyCtl *ctl, GListModel *posts)
{
  g_autoptr (GalleyCtlTable) table =
               galley_ctl_table_new (6, _("ID"), _("Title"), _("Status"), _("Sections"), _("Words"), _("Changed"));

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GalleyPost) post = g_list_model_get_item (posts, i);

      galley_ctl_table_add_number (table, galley_record_get_id (GALLEY_RECORD (post)));
      galley_ctl_table_add_text (table, galley_post_get_title (post));
      galley_ctl_table_add_text (table, galley_post_status_to_string (galley_post_get_status (post)));
      galley_ctl_table_add_number (table, galley_post_get_n_sections (post));
      galley_ctl_table_add_number (table, galley_post_get_n_words (post));
      galley_ctl_table_add_time (table, galley_record_get_updated (GALLEY_RECORD (post)));
    }
  galley_ctl_table_print (table, ctl);
}

static GListModel *
list_posts (GalleyCtl *ctl, GError **error)
{
  GalleyPostStore *posts = galley_context_get_post_store (ctl->context);

  if (galley_ctl_get_option (ctl, "trash") != NULL)
    {
      galley_post_store_trash_async (posts, ctl->cancellable, galley_ctl_result_cb, ctl);
      return galley_post_store_trash_finish (posts, galley_ctl_await (ctl), error);
    }
  galley_post_store_list_async (posts, ctl->cancellable, galley_ctl_result_cb, ctl);
  return galley_post_store_list_finish (posts, galley_ctl_await (ctl), error);
}

static gboolean
run_list (GalleyCtl *ctl, GError **error)
{
  g_autoptr (GListModel) posts = NULL;

  if (!galley_ctl_open (ctl, error))
    return FALSE;
  posts = list_posts (ctl, error);
  if (posts == NULL)
    return FALSE;
  if (ctl->json)
    galley_ctl_json_print_list (ctl, posts, (GalleyCtlConvert)galley_ctl_json_from_post);
  else
    print_posts (ctl, posts);
  return TRUE;
}

static void
print_fields (GalleyCtl *ctl, GalleyPost *post)
{
  for (GalleyPostField field = GALLEY_POST_SLUG; field < GALLEY_POST_N_FIELDS; field++)
    {
      const char      *value = galley_post_get_field (post, field);
      g_autofree char *text = value != NULL && *value != '\0' ? galley_ctl_text_defuse (value, TRUE) : NULL;

      if (text != NULL)
        galley_ctl_print (ctl, "%s: %s\n", galley_post_field_get_name (field), text);
    }
}

static void
print_outline (GalleyCtl *ctl, GListModel *sections)
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
  if (g_list_model_get_n_items (sections) > 0)
    galley_ctl_print (ctl, "\n");
  galley_ctl_table_print (table, ctl);
}

static void
print_post (GalleyCtl *ctl, GalleyPost *post, GListModel *sections)
{
  g_autofree char *title = galley_ctl_text_one_line (galley_post_get_title (post), 0);

  galley_ctl_print (ctl, "%s\n%s: %s\n", title, "status", galley_post_status_to_string (galley_post_get_status (post)));
  print_fields (ctl, post);
  print_outline (ctl, sections);
}

static void
print_post_json (GalleyCtl *ctl, GalleyPost *post, GListModel *sections)
{
  JsonObject *object = galley_ctl_json_from_post (post);

  for (GalleyPostField field = GALLEY_POST_SUMMARY + 1; field < GALLEY_POST_N_FIELDS; field++)
    galley_ctl_json_set_text (object, galley_post_field_get_name (field), galley_post_get_field (post, field));
  json_object_set_array_member (object, "sections",
                                galley_ctl_json_from_list (sections, (GalleyCtlConvert)galley_ctl_json_from_section));
  galley_ctl_json_print_object (ctl, object);
}

static gboolean
run_show (GalleyCtl *ctl, GError **error)
{
  g_autoptr (GalleyPost) post = NULL;
  g_autoptr (GListModel) sections = NULL;
  GalleyPostStore    *posts;
  GalleySectionStore *store;
  int                 id;

  if (!galley_ctl_get_number (ctl, 0, "POST", &id, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  posts = galley_context_get_post_store (ctl->context);
  store = galley_context_get_section_store (ctl->context);
  galley_post_store_get_async (posts, id, ctl->cancellable, galley_ctl_result_cb, ctl);
  post = galley_post_store_get_finish (posts, galley_ctl_await (ctl), error);
  if (post == NULL)
    return FALSE;
  galley_section_store_list_async (store, id, ctl->cancellable, galley_ctl_result_cb, ctl);
  sections = galley_section_store_list_finish (store, galley_ctl_await (ctl), error);
  if (sections == NULL)
    return FALSE;
  if (ctl->json)
    print_post_json (ctl, post, sections);
  else
    print_post (ctl, post, sections);
  return TRUE;
}

static gboolean
run_delete (GalleyCtl *ctl, GError **error)
{
  g_autofree char *message = NULL;
  GalleyPostStore *posts;
  int              id;

  if (!galley_ctl_get_number (ctl, 0, "POST", &id, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  posts = galley_context_get_post_store (ctl->context);
  galley_post_store_delete_async (posts, id, ctl->cancellable, galley_ctl_result_cb, ctl);
  if (!galley_post_store_delete_finish (posts, galley_ctl_await (ctl), error))
    return FALSE;
  message = g_strdup_printf (_("Post %d is in the trash; “galleyctl post restore %d” brings it back."), id, id);
  return galley_ctl_answer_done (ctl, id, message);
}

static gboolean
run_restore (GalleyCtl *ctl, GError **error)
{
  g_autofree char *message = NULL;
  GalleyPostStore *posts;
  int              id;

  if (!galley_ctl_get_number (ctl, 0, "POST", &id, error) || !galley_ctl_open (ctl, error))
    return FALSE;
  posts = galley_context_get_post_store (ctl->context);
  galley_post_store_restore_async (posts, id, ctl->cancellable, galley_ctl_result_cb, ctl);
  if (!galley_post_store_restore_finish (posts, galley_ctl_await (ctl), error))
    return FALSE;
  message = g_strdup_printf (_("Post %d is out of the trash."), id);
  return galley_ctl_answer_done (ctl, id, message);
}

static const GalleyCtlOption list_options[] = {
  { "trash", NULL, NC_ ("galleyctl", "List the posts that were deleted") },
  { NULL },
};

const GalleyCtlCommand galley_ctl_post_commands[] = {
  {
    .words = "post new",
    .arguments = "TITLE",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "Make a post; prints its id"),
    .help = NC_ ("galleyctl",
                 "Makes an empty post with a title and prints its id, and nothing else, so that a script can go on "
                 "with it. Give it sections with “galleyctl outline set”, or begin with a file: “galleyctl import”."),
    .examples = NC_ ("galleyctl",
                     "galleyctl post new \"Standing stones\"\n"
                     "id=$(galleyctl post new \"Standing stones\")   # in a script"),
    .run = run_new,
  },
  {
    .words = "post list",
    .options = list_options,
    .summary = NC_ ("galleyctl", "List the posts"),
    .help = NC_ ("galleyctl", "Lists the posts, the one that was changed last first."),
    .examples = NC_ ("galleyctl",
                     "galleyctl post list\n"
                     "galleyctl post list --trash                   # those that were deleted\n"
                     "galleyctl post list --json"),
    .run = run_list,
  },
  {
    .words = "post show",
    .arguments = "POST",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "Show a post and its sections"),
    .help = NC_ ("galleyctl",
                 "Shows the fields of a post that have something in them, and its sections. With --json it prints all "
                 "fields, and the sections with their texts."),
    .examples = NC_ ("galleyctl", "galleyctl post show 1"),
    .run = run_show,
  },
  {
    .words = "post delete",
    .arguments = "POST",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "Put a post into the trash"),
    .help = NC_ ("galleyctl", "Puts a post into the trash. Nothing of it is lost: “galleyctl post restore” brings it back."),
    .examples = NC_ ("galleyctl",
                     "galleyctl post delete 1\n"
                     "galleyctl post restore 1                      # after all"),
    .run = run_delete,
  },
  {
    .words = "post restore",
    .arguments = "POST",
    .least = 1,
    .most = 1,
    .summary = NC_ ("galleyctl", "Bring a post back from the trash"),
    .help = NC_ ("galleyctl", "Brings a post back from the trash, as it was. “galleyctl post list --trash” shows what is there."),
    .examples = NC_ ("galleyctl", "galleyctl post restore 1"),
    .run = run_restore,
  },
  { NULL },
};
