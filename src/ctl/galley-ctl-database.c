/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-database"

#include "galley-config.h"

#include <glib/gi18n-lib.h>

#include "galley-ctl-json.h"
#include "galley-ctl-table.h"
#include "galley-ctl-text.h"
#include "galley-ctl.h"
#include "galley-error.h"

static void
print_status_json (GalleyCtl *ctl, GalleyStatus *status)
{
  JsonObject *object = json_object_new ();

  galley_ctl_json_set_text (object, "database", galley_status_get_database (status));
  galley_ctl_json_set_text (object, "user", galley_status_get_user (status));
  json_object_set_boolean_member (object, "private", galley_context_get_cluster (ctl->context) != NULL);
  galley_ctl_json_set_text (object, "server_version", galley_status_get_server_version (status));
  galley_ctl_json_set_text (object, "schema_version", galley_status_get_schema_version (status));
  galley_ctl_json_set_text (object, "program_version", galley_status_get_program_version (status));
  json_object_set_int_member (object, "posts", galley_status_get_n_posts (status));
  json_object_set_int_member (object, "sections", galley_status_get_n_sections (status));
  json_object_set_int_member (object, "elements", galley_status_get_n_elements (status));
  json_object_set_int_member (object, "parked_sections", galley_status_get_n_parked (status));
  json_object_set_int_member (object, "size", galley_status_get_size (status));
  /* No backups are made yet. */
  json_object_set_null_member (object, "last_backup");
  galley_ctl_json_print_object (ctl, object);
}

static void
print_line (GalleyCtl *ctl, const char *what, const char *value)
{
  g_autofree char *safe = galley_ctl_text_one_line (value, 0);
  guint            width = galley_ctl_text_measure (what);

  galley_ctl_print (ctl, "%s%*s%s\n", what, (int)(width < 16 ? 16 - width : 1), "", safe);
}

static void
print_count (GalleyCtl *ctl, const char *what, int n)
{
  g_autofree char *number = g_strdup_printf ("%d", n);

  print_line (ctl, what, number);
}

static void
print_status (GalleyCtl *ctl, GalleyStatus *status)
{
  g_autofree char *size = g_format_size ((guint64)galley_status_get_size (status));
  g_autofree char *server = g_strdup_printf ("PostgreSQL %s", galley_status_get_server_version (status));
  gboolean         own = galley_context_get_cluster (ctl->context) == NULL;
  const char      *keeper = own ? _("a server of your own") : _("the private server");

  print_line (ctl, _("Server"), server);
  print_line (ctl, _("Database"), galley_status_get_database (status));
  print_line (ctl, _("Kept by"), keeper);
  print_line (ctl, _("User"), galley_status_get_user (status));
  print_line (ctl, _("Schema"), galley_status_get_schema_version (status));
  print_count (ctl, _("Posts"), galley_status_get_n_posts (status));
  print_count (ctl, _("Sections"), galley_status_get_n_sections (status));
  print_count (ctl, _("Elements"), galley_status_get_n_elements (status));
  print_count (ctl, _("In the trash"), galley_status_get_n_parked (status));
  print_line (ctl, _("Size"), size);
  print_line (ctl, _("Last backup"), _("never"));
}

static gboolean
run_status (GalleyCtl *ctl, GError **error)
{
  g_autoptr (GalleyStatus) status = NULL;
  GalleyStatusStore *store;

  if (!galley_ctl_open (ctl, error))
    return FALSE;
  store = galley_context_get_status_store (ctl->context);
  galley_status_store_get_async (store, ctl->cancellable, galley_ctl_result_cb, ctl);
  status = galley_status_store_get_finish (store, galley_ctl_await (ctl), error);
  if (status == NULL)
    return FALSE;
  if (ctl->json)
    print_status_json (ctl, status);
  else
    print_status (ctl, status);
  return TRUE;
}

static void
print_applied_json (GalleyCtl *ctl, char **names, gboolean dry_run)
{
  JsonObject *object = json_object_new ();
  JsonArray  *array = json_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    json_array_add_string_element (array, names[i]);
  json_object_set_array_member (object, dry_run ? "pending" : "applied", array);
  galley_ctl_json_print_object (ctl, object);
}

static void
print_applied (GalleyCtl *ctl, char **names, gboolean dry_run)
{
  if (names[0] == NULL)
    galley_ctl_print (ctl, "%s\n", _("The database is up to date."));
  for (guint i = 0; names[i] != NULL; i++)
    galley_ctl_print (ctl, dry_run ? _("would be applied: %s\n") : _("applied: %s\n"), names[i]);
}

static gboolean
run_migrate (GalleyCtl *ctl, GError **error)
{
  gboolean dry_run = galley_ctl_get_option (ctl, "dry-run") != NULL;
  g_auto (GStrv) names = NULL;

  ctl->context = galley_context_new (ctl->database);
  galley_context_migrate_async (ctl->context, dry_run, ctl->cancellable, galley_ctl_result_cb, ctl);
  names = galley_context_migrate_finish (ctl->context, galley_ctl_await (ctl), error);
  if (names == NULL)
    return FALSE;
  if (ctl->json)
    print_applied_json (ctl, names, dry_run);
  else
    print_applied (ctl, names, dry_run);
  return TRUE;
}

static GListModel *
find (GalleyCtl *ctl, int post, GError **error)
{
  GalleyOutlineStore *outlines = galley_context_get_outline_store (ctl->context);

  galley_outline_store_check_async (outlines, post, ctl->cancellable, galley_ctl_result_cb, ctl);
  return galley_outline_store_check_finish (outlines, galley_ctl_await (ctl), error);
}

/* The posts with findings, each once. */
static GArray *
collect_posts (GListModel *findings)
{
  GArray *posts = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (GalleyFinding) finding = g_list_model_get_item (findings, i);
      int post = galley_finding_get_post_id (finding);

      if (!galley_finding_is_ok (finding) && (posts->len == 0 || g_array_index (posts, int, posts->len - 1) != post))
        g_array_append_val (posts, post);
    }
  return posts;
}

static gboolean
repair (GalleyCtl *ctl, GArray *posts, GError **error)
{
  GalleyOutlineStore *outlines = galley_context_get_outline_store (ctl->context);

  for (guint i = 0; i < posts->len; i++)
    {
      g_autoptr (GListModel) repaired = NULL;

      galley_outline_store_repair_async (outlines, g_array_index (posts, int, i), ctl->cancellable, galley_ctl_result_cb, ctl);
      repaired = galley_outline_store_repair_finish (outlines, galley_ctl_await (ctl), error);
      if (repaired == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
print_findings (GalleyCtl *ctl, GListModel *findings)
{
  g_autoptr (GalleyCtlTable) table = galley_ctl_table_new (3, _("Post"), _("Finding"), _("Where"));

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (GalleyFinding) finding = g_list_model_get_item (findings, i);

      galley_ctl_table_add_number (table, galley_finding_get_post_id (finding));
      galley_ctl_table_add_text (table, galley_finding_get_finding (finding));
      galley_ctl_table_add_text (table, galley_finding_get_detail (finding));
    }
  galley_ctl_table_print (table, ctl);
}

/* With --repair what was found is printed, and what counts is what is found afterwards. */
static gboolean
run_check (GalleyCtl *ctl, GError **error)
{
  gboolean mend = galley_ctl_get_option (ctl, "repair") != NULL;
  g_autoptr (GListModel) findings = NULL;
  g_autoptr (GArray) posts = NULL;
  int post = 0;

  if ((galley_ctl_get_argument (ctl, 0) != NULL && !galley_ctl_get_number (ctl, 0, "POST", &post, error)) ||
      !galley_ctl_open (ctl, error))
    return FALSE;
  findings = find (ctl, post, error);
  if (findings == NULL)
    return FALSE;
  if (ctl->json)
    galley_ctl_json_print_list (ctl, findings, (GalleyCtlConvert)galley_ctl_json_from_finding);
  else
    print_findings (ctl, findings);
  posts = collect_posts (findings);
  if (mend && posts->len > 0)
    {
      g_autoptr (GListModel) left = repair (ctl, posts, error) ? find (ctl, post, error) : NULL;

      if (left == NULL)
        return FALSE;
      g_array_unref (posts);
      posts = collect_posts (left);
    }
  if (posts->len == 0)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               mend
                 ? ngettext ("%u post is still not in order; repair it by hand with “galleyctl outline set”",
                             "%u posts are still not in order; repair them by hand with “galleyctl outline set”", posts->len)
                 : ngettext ("%u post is not in order; “galleyctl check --repair” mends it without losing text",
                             "%u posts are not in order; “galleyctl check --repair” mends them without losing text", posts->len),
               posts->len);
  return FALSE;
}

static const GalleyCtlOption migrate_options[] = {
  { "dry-run", NULL, NC_ ("galleyctl", "Only tell what would be done") },
  { NULL },
};

static const GalleyCtlOption check_options[] = {
  { "repair", NULL, NC_ ("galleyctl", "Mend what is found, without losing text") },
  { NULL },
};

const GalleyCtlCommand galley_ctl_database_commands[] = {
  {
    .words = "check",
    .arguments = "[POST]",
    .most = 1,
    .options = check_options,
    .summary = NC_ ("galleyctl", "Tell whether outlines and sections agree"),
    .help = NC_ ("galleyctl",
                 "Holds the master list of a post, or of every post, against its sections. A line for each post says "
                 "“OK” or what is wrong: “Count mismatch”, “No sections”, “No master data” and finer findings. The "
                 "exit status is 1 when something is wrong; with --repair, when something is wrong afterwards."),
    .examples = NC_ ("galleyctl",
                     "galleyctl check\n"
                     "galleyctl check 1 --repair"),
    .run = run_check,
  },
  {
    .words = "status",
    .summary = NC_ ("galleyctl", "Tell what the database is and how much is in it"),
    .help = NC_ ("galleyctl",
                 "Shows the server, the version of the schema, how many posts and sections there are, how large the "
                 "database is, and when it was last backed up."),
    .examples = NC_ ("galleyctl",
                     "galleyctl status\n"
                     "galleyctl status --database=postgresql://ann@db.example.org/galley"),
    .run = run_status,
  },
  {
    .words = "migrate",
    .options = migrate_options,
    .summary = NC_ ("galleyctl", "Bring a database up to date"),
    .help = NC_ ("galleyctl",
                 "Makes what Galley needs in an empty database, or brings one of an older Galley up to date. Each step "
                 "is done whole or not at all, and it can be repeated at any time. The private database is brought up "
                 "to date by itself."),
    .examples = NC_ ("galleyctl",
                     "galleyctl migrate --dry-run --database=postgresql://ann@db.example.org/galley\n"
                     "galleyctl migrate --database=postgresql://ann@db.example.org/galley"),
    .run = run_migrate,
  },
  { NULL },
};
