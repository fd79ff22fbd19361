/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-run"

#include "galley-config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-ctl-json.h"
#include "galley-ctl-text.h"
#include "galley-ctl.h"
#include "galley-error.h"
#include "galley-runner.h"

/* One proposal on its way to standard output. */
typedef struct
{
  GalleyCtl      *ctl;
  GalleyProposal *proposal; /* (unowned) */
  gsize           printed;  /* bytes of its text */
} Printer;

static gboolean
parse_id (const char *word, int *id)
{
  guint64 number;

  if (word == NULL || !g_ascii_string_to_unsigned (word, 10, 1, G_MAXINT, &number, NULL))
    return FALSE;
  *id = (int)number;
  return TRUE;
}

/* The ids behind `--section`, which may be given several times. */
static GArray *
parse_sections (GalleyCtl *ctl, GError **error)
{
  const char *option = galley_ctl_get_option (ctl, "section");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (int));
  g_auto (GStrv) words = g_strsplit (option != NULL ? option : "", ",", -1);

  if (option != NULL && galley_ctl_get_option (ctl, "all") != NULL)
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE, _("Give either “--section” or “--all”, not both"));
      return NULL;
    }
  for (guint i = 0; words[i] != NULL; i++)
    {
      int id;

      if (!parse_id (words[i], &id))
        {
          g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE, _("--%s must be a number from 1, not “%s”"), "section", words[i]);
          return NULL;
        }
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

/* All sections, or the first one. */
static gboolean
find_sections (GalleyCtl *ctl, int post, GArray *ids, GError **error)
{
  GalleySectionStore *store = galley_context_get_section_store (ctl->context);
  g_autoptr (GListModel) sections = NULL;
  gboolean all = galley_ctl_get_option (ctl, "all") != NULL;

  galley_section_store_list_async (store, post, ctl->cancellable, galley_ctl_result_cb, ctl);
  sections = galley_section_store_list_finish (store, galley_ctl_await (ctl), error);
  if (sections == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (sections) && (all || i == 0); i++)
    {
      g_autoptr (GalleyRecord) section = g_list_model_get_item (sections, i);
      int id = galley_record_get_id (section);

      g_array_append_val (ids, id);
    }
  if (ids->len > 0)
    return TRUE;
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               _("Post %d has no section. Add one with “galleyctl section add %d HEADING”"), post, post);
  return FALSE;
}

/* What goes by the name or number @word: an item of @list whose properties `name` or `id` say so. */
static gpointer
find_named (GListModel *list, const char *word)
{
  int number = 0;

  parse_id (word, &number);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);
      g_autofree char *name = NULL;
      g_autofree char *folded = NULL;
      g_autofree char *wanted = g_utf8_casefold (word, -1);
      int              id;

      g_object_get (item, "id", &id, "name", &name, NULL);
      folded = g_utf8_casefold (name, -1);
      if (id == number || g_str_equal (folded, wanted))
        return g_steal_pointer (&item);
    }
  return NULL;
}

static char *
join_names (GListModel *list)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);
      g_autofree char *name = NULL;

      g_object_get (item, "name", &name, NULL);
      g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static GalleyRunSettings *
make_settings (GalleyCtl *ctl, const char *word, GError **error)
{
  GalleyLlmStore *store = galley_context_get_llm_store (ctl->context);
  g_autoptr (GListModel) actions = NULL;
  g_autoptr (GalleyAction) action = NULL;
  g_autofree char *names = NULL;

  galley_llm_store_list_actions_async (store, "section", ctl->cancellable, galley_ctl_result_cb, ctl);
  actions = galley_llm_store_list_actions_finish (store, galley_ctl_await (ctl), error);
  if (actions == NULL)
    return NULL;
  action = find_named (actions, word);
  if (action != NULL)
    return galley_run_settings_new_for_action (action);
  names = join_names (actions);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND, _("There is no action “%s” for sections. There are %s"), word, names);
  return NULL;
}

/* `--provider` and `--model` win over what the action says. */
static gboolean
choose_model (GalleyCtl *ctl, GalleyRunSettings *settings, GError **error)
{
  const char     *word = galley_ctl_get_option (ctl, "provider");
  const char     *model = galley_ctl_get_option (ctl, "model");
  GalleyLlmStore *store = galley_context_get_llm_store (ctl->context);
  g_autoptr (GListModel) providers = NULL;
  g_autoptr (GalleyProviderInfo) provider = NULL;
  g_autofree char *names = NULL;

  if (model != NULL)
    g_object_set (settings, "model", model, NULL);
  if (word == NULL)
    return TRUE;
  galley_llm_store_list_providers_async (store, ctl->cancellable, galley_ctl_result_cb, ctl);
  providers = galley_llm_store_list_providers_finish (store, galley_ctl_await (ctl), error);
  if (providers == NULL)
    return FALSE;
  provider = find_named (providers, word);
  if (provider == NULL)
    {
      names = join_names (providers);
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_NOT_FOUND, _("There is no provider “%s”. There are %s"), word, names);
      return FALSE;
    }
  g_object_set (settings, "provider-id", galley_provider_info_get_id (provider), NULL);
  if (model == NULL && galley_provider_info_get_kind (provider) == GALLEY_PROVIDER_KIND_DEMO)
    g_object_set (settings, "model", "demo", NULL);
  return TRUE;
}

/* A piece of the text that is no part of a character stays until the rest of it is there; pieces come whole, though. */
static void
text_cb (GalleyProposal *proposal, GParamSpec *pspec, Printer *printer)
{
  const char      *text = galley_proposal_get_text (proposal);
  g_autofree char *shown = NULL;
  g_autoptr (GError) error = NULL;

  if (text == NULL || strlen (text) <= printer->printed)
    return;
  shown = galley_ctl_text_defuse (text + printer->printed, TRUE);
  printer->printed = strlen (text);
  galley_ctl_print (printer->ctl, "%s", shown);
  /* Whoever cannot be written to is noticed at the end, too. */
  if (!galley_ctl_flush (printer->ctl, &error))
    g_debug ("%s", error->message);
}

static void
status_cb (GalleyProposal *proposal, GParamSpec *pspec, Printer *printer)
{
  if (!galley_proposal_is_open (proposal) && printer->printed > 0)
    {
      galley_ctl_print (printer->ctl, "\n");
      printer->printed = G_MAXSIZE;
    }
}

static GPtrArray *
follow (GalleyCtl *ctl, GalleyRun *run)
{
  GPtrArray  *printers = g_ptr_array_new_with_free_func (g_free);
  GListModel *proposals = galley_run_get_proposals (run);

  for (guint i = 0; !ctl->json && i < g_list_model_get_n_items (proposals); i++)
    {
      g_autoptr (GalleyProposal) proposal = g_list_model_get_item (proposals, i);
      Printer *printer = g_new0 (Printer, 1);

      printer->ctl = ctl;
      printer->proposal = proposal;
      g_signal_connect (proposal, "notify::text", G_CALLBACK (text_cb), printer);
      g_signal_connect (proposal, "notify::status", G_CALLBACK (status_cb), printer);
      g_ptr_array_add (printers, printer);
    }
  return printers;
}

static void
unfollow (GPtrArray *printers)
{
  for (guint i = 0; i < printers->len; i++)
    {
      Printer *printer = g_ptr_array_index (printers, i);

      g_signal_handlers_disconnect_by_data (printer->proposal, printer);
    }
  g_ptr_array_unref (printers);
}

typedef struct
{
  GalleyRunner *runner;
  GalleyRun    *run;
} Stop;

static void
stop_cb (GCancellable *cancellable, Stop *stop)
{
  galley_runner_stop (stop->runner, stop->run);
}

/* Until all of the run is stored, also when it is stopped. */
static gboolean
wait_for_end (GalleyCtl *ctl, GalleyRunner *runner, GalleyRun *run, GError **error)
{
  Stop       stop = { runner, run };
  GPtrArray *printers = follow (ctl, run);
  gulong     handler = g_cancellable_connect (ctl->cancellable, G_CALLBACK (stop_cb), &stop, NULL);
  gboolean   is_over;

  galley_runner_wait_async (runner, run, NULL, galley_ctl_result_cb, ctl);
  is_over = galley_runner_wait_finish (runner, galley_ctl_await (ctl), error);
  g_cancellable_disconnect (ctl->cancellable, handler);
  unfollow (printers);
  return is_over && !g_cancellable_set_error_if_cancelled (ctl->cancellable, error);
}

/* The first thing that went wrong, in words; a run that is not done has one. */
static gboolean
check_run (GalleyRun *run, GError **error)
{
  GListModel *proposals = galley_run_get_proposals (run);

  for (guint i = 0; i < g_list_model_get_n_items (proposals); i++)
    {
      g_autoptr (GalleyProposal) proposal = g_list_model_get_item (proposals, i);

      if (galley_proposal_get_status (proposal) == GALLEY_PROPOSAL_STATUS_PROPOSED)
        continue;
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_FAILED, "%s",
                   galley_proposal_get_error (proposal) != NULL ? galley_proposal_get_error (proposal)
                                                                : _("The run was stopped"));
      return FALSE;
    }
  return TRUE;
}

/* Those that were accepted before one could not be: all or nothing. */
static void
take_back (GalleyCtl *ctl, GListModel *proposals, guint n_accepted)
{
  GalleyProposalStore *store = galley_context_get_proposal_store (ctl->context);

  for (guint i = 0; i < n_accepted; i++)
    {
      g_autoptr (GalleyRecord) proposal = g_list_model_get_item (proposals, i);
      g_autoptr (GalleyAcceptance) undone = NULL;
      g_autoptr (GError) error = NULL;

      galley_proposal_store_undo_async (store, galley_record_get_id (proposal), NULL, galley_ctl_result_cb, ctl);
      undone = galley_proposal_store_undo_finish (store, galley_ctl_await (ctl), &error);
      if (undone == NULL)
        g_warning ("Proposal %d stays accepted: %s", galley_record_get_id (proposal), error->message);
    }
}

static gboolean
accept_all (GalleyCtl *ctl, GalleyRun *run, GError **error)
{
  GalleyProposalStore *store = galley_context_get_proposal_store (ctl->context);
  GListModel          *proposals = galley_run_get_proposals (run);

  for (guint i = 0; i < g_list_model_get_n_items (proposals); i++)
    {
      g_autoptr (GalleyProposal) proposal = g_list_model_get_item (proposals, i);
      g_autoptr (GalleyAcceptance) acceptance = NULL;

      galley_proposal_store_accept_async (store, galley_record_get_id (GALLEY_RECORD (proposal)), NULL, 0, NULL,
                                          galley_ctl_result_cb, ctl);
      acceptance = galley_proposal_store_accept_finish (store, galley_ctl_await (ctl), error);
      if (acceptance != NULL && galley_acceptance_get_outcome (acceptance) != GALLEY_SAVE_OUTCOME_CONFLICT)
        continue;
      if (acceptance != NULL)
        g_set_error (
          error, GALLEY_ERROR, GALLEY_ERROR_CONFLICT,
          _("Somebody else changed section %d meanwhile, so nothing was accepted. The proposals are kept; run the action again"),
             galley_proposal_get_section_id (proposal));
      take_back (ctl, proposals, i);
      return FALSE;
    }
  return TRUE;
}

static JsonObject *
convert_proposal (gpointer item)
{
  JsonObject *object = json_object_new ();

  galley_ctl_json_set_number (object, "id", galley_record_get_id (item));
  galley_ctl_json_set_number (object, "section_id", galley_proposal_get_section_id (item));
  galley_ctl_json_set_text (object, "field", galley_proposal_get_field (item));
  galley_ctl_json_set_text (object, "status", galley_proposal_status_to_string (galley_proposal_get_status (item)));
  galley_ctl_json_set_text (object, "text", galley_proposal_get_text (item));
  galley_ctl_json_set_text (object, "error", galley_proposal_get_error (item));
  galley_ctl_json_set_text (object, "finish_reason", galley_proposal_get_finish_reason (item));
  return object;
}

static void
print_json (GalleyCtl *ctl, GalleyRun *run)
{
  g_autoptr (JsonObject) object = json_object_new ();

  if (!ctl->json)
    return;
  galley_ctl_json_set_number (object, "id", galley_record_get_id (GALLEY_RECORD (run)));
  galley_ctl_json_set_number (object, "post_id", galley_run_get_post_id (run));
  galley_ctl_json_set_text (object, "action", galley_run_get_action_name (run));
  galley_ctl_json_set_text (object, "provider", galley_run_get_provider_name (run));
  galley_ctl_json_set_text (object, "model", galley_run_settings_get_model (galley_run_get_settings (run)));
  galley_ctl_json_set_text (object, "status", galley_run_status_to_string (galley_run_get_status (run)));
  json_object_set_array_member (object, "proposals",
                                galley_ctl_json_from_list (galley_run_get_proposals (run), convert_proposal));
  galley_ctl_json_print_object (ctl, g_steal_pointer (&object));
}

static gboolean
carry_out (GalleyCtl *ctl, int post, GArray *ids, GalleyRunSettings *settings, GError **error)
{
  g_autoptr (GalleyKeyring) keyring = galley_keyring_new ();
  g_autoptr (GalleyRunner) runner = galley_runner_new (ctl->context, keyring);
  g_autoptr (GalleyRun) run = NULL;
  gboolean done;

  galley_runner_recover_async (runner, ctl->cancellable, galley_ctl_result_cb, ctl);
  if (galley_runner_recover_finish (runner, galley_ctl_await (ctl), error) < 0)
    return FALSE;
  galley_runner_start_async (runner, post, (const int *)ids->data, ids->len, settings, ctl->cancellable, galley_ctl_result_cb,
                             ctl);
  run = galley_runner_start_finish (runner, galley_ctl_await (ctl), error);
  if (run == NULL || !wait_for_end (ctl, runner, run, error))
    return FALSE;
  done = check_run (run, error) && (galley_ctl_get_option (ctl, "accept") == NULL || accept_all (ctl, run, error));
  print_json (ctl, run);
  return done;
}

static gboolean
run_run (GalleyCtl *ctl, GError **error)
{
  const char *action = galley_ctl_get_option (ctl, "action");
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GalleyRunSettings) settings = NULL;
  int post;

  if (!galley_ctl_get_number (ctl, 0, "POST", &post, error))
    return FALSE;
  ids = parse_sections (ctl, error);
  if (ids == NULL)
    return FALSE;
  if (action == NULL || *action == '\0' || !g_utf8_validate (action, -1, NULL))
    {
      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_USAGE, _("Say what is to be done, with “--action=NAME”"));
      return FALSE;
    }
  if (!galley_ctl_open (ctl, error) || (ids->len == 0 && !find_sections (ctl, post, ids, error)))
    return FALSE;
  settings = make_settings (ctl, action, error);
  return settings != NULL && choose_model (ctl, settings, error) && carry_out (ctl, post, ids, settings, error);
}

static const GalleyCtlOption run_options[] = {
  { "action", "NAME", NC_ ("galleyctl", "What to do: the name or number of an action") },
  { "section", "ID", NC_ ("galleyctl", "For this section; may be given several times"), TRUE },
  { "all", NULL, NC_ ("galleyctl", "For every section of the post") },
  { "accept", NULL, NC_ ("galleyctl", "Put the answers into their sections") },
  { "provider", "NAME", NC_ ("galleyctl", "Ask this provider instead of the action's: its name or number") },
  { "model", "NAME", NC_ ("galleyctl", "Ask this model instead of the action's") },
  { NULL },
};

const GalleyCtlCommand galley_ctl_run_commands[] = {
  {
    .words = "run",
    .arguments = "POST",
    .least = 1,
    .most = 1,
    .options = run_options,
    .summary = NC_ ("galleyctl", "Have a language model propose texts"),
    .help = NC_ ("galleyctl",
                 "Runs an action over sections of a post, the first one unless others are given, and prints what the "
                 "model answers while it comes. Each answer is kept as a proposal; the text of a section is changed "
                 "with --accept only, and only if all answers came and nobody changed it meanwhile.\n\n"
                 "The provider “Demo” needs no server and no key; it is no language model, and says so."),
    .examples = NC_ ("galleyctl",
                     "galleyctl run 1 --action=\"Draft a section\" --provider=Demo\n"
                     "galleyctl run 1 --action=\"Fix the language\" --all --accept\n"
                     "galleyctl run 1 --action=11 --section=2 --section=3 --model=mistral:7b"),
    .run = run_run,
  },
  { NULL },
};
