/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-ctl-run"

#include <signal.h>
#include <string.h>

#include "ctl-fixture.h"
#include "galley-test-util.h"

/* Post 1 with the sections 1 and 2, and a demo that answers at once. */
static void
make_post (CtlFixture *fixture,
           const char *parameters)
{
  g_autofree char *said = NULL;
  g_autofree char *directed = NULL;

  g_assert_cmpint (ctl_get_id (fixture, "post new Stones"), ==, 1);
  said = ctl_get_with (fixture, "One\nTwo", "outline set 1");
  directed = fixture_sql (fixture->database, "UPDATE llm_model SET api_params = '%s' WHERE name = 'demo'", parameters);
}

#define QUICK "{\"delay\": 0, \"text\": \"A new text.\"}"

static void
assert_drafts (CtlFixture *fixture,
               const char *expected)
{
  g_autofree char *drafts =
    fixture_sql (fixture->database, "SELECT coalesce(draft, '-') FROM post_section ORDER BY section_order");

  g_assert_cmpstr (drafts, ==, expected);
}

static void
assert_proposals (CtlFixture *fixture,
                  const char *expected)
{
  g_autofree char *proposals = fixture_sql (fixture->database,
                                            "SELECT section_id || ' ' || status || ' ' || text FROM galley.proposal ORDER BY id");

  g_assert_cmpstr (proposals, ==, expected);
}

static void
test_first (CtlFixture   *fixture,
            gconstpointer data)
{
  make_post (fixture, QUICK);
  ctl_assert_output (fixture, "run 1 --action=\"Draft a section\" --provider=Demo", "A new text.\n");
  assert_proposals (fixture, "1 proposed A new text.");
  assert_drafts (fixture, "-\n-");
}

static void
test_accept (CtlFixture   *fixture,
             gconstpointer data)
{
  make_post (fixture, QUICK);
  ctl_assert_output (fixture, "run 1 --action \"draft a SECTION\" --provider=demo --section=2 --accept", "A new text.\n");
  assert_drafts (fixture, "-\nA new text.");
  ctl_assert_output (fixture, "run 1 --action=9 --provider=1 --model=demo --all --accept", "A new text.\nA new text.\n");
  assert_drafts (fixture, "A new text.\nA new text.");
  assert_proposals (fixture, "2 accepted A new text.\n1 accepted A new text.\n2 accepted A new text.");
}

static void
test_several (CtlFixture   *fixture,
              gconstpointer data)
{
  make_post (fixture, QUICK);
  ctl_assert_output (fixture, "run 1 --action=\"Draft a section\" --provider=Demo --section=2 --section=1",
                     "A new text.\nA new text.\n");
  assert_proposals (fixture, "2 proposed A new text.\n1 proposed A new text.");
}

static void
test_json (CtlFixture   *fixture,
           gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *run;
  JsonObject *proposal;

  make_post (fixture, QUICK);
  node = ctl_get_json (fixture, "run 1 --action=\"Draft a section\" --provider=Demo --accept");
  run = json_node_get_object (node);
  g_assert_cmpint (json_object_get_int_member (run, "id"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (run, "status"), ==, "done");
  g_assert_cmpstr (json_object_get_string_member (run, "model"), ==, "demo");
  proposal = json_array_get_object_element (json_object_get_array_member (run, "proposals"), 0);
  g_assert_cmpint (json_object_get_int_member (proposal, "section_id"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (proposal, "text"), ==, "A new text.");
}

static void
test_demo (CtlFixture   *fixture,
           gconstpointer data)
{
  g_autofree char *output = NULL;

  make_post (fixture, "{\"delay\": 0}");
  output = ctl_get (fixture, "run 1 --action=\"Draft a section\" --provider=Demo");
  g_assert_true (g_str_has_prefix (output, "[Demo: no language model wrote this.]"));
  g_assert_nonnull (strstr (output, "“One”"));
}

/* A model that fails half-way: nothing is accepted, and what came is kept. */
static void
test_failure (CtlFixture   *fixture,
              gconstpointer data)
{
  g_autoptr (CtlRun) run = NULL;

  make_post (fixture, "{\"delay\": 0, \"text\": \"A new text.\", \"fail_after\": 2}");
  run = ctl_run (fixture, NULL, 0, "run 1 --action=\"Draft a section\" --provider=Demo --all --accept");
  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (run->output, ==, "A new\nA new\n");
  g_assert_true (g_str_has_prefix (run->error, "galleyctl: The demo was told to fail"));
  g_assert_true (strchr (run->error, '\n') == run->error + strlen (run->error) - 1);
  assert_drafts (fixture, "-\n-");
  assert_proposals (fixture, "1 failed A new\n2 failed A new");
}

static void
test_no_server (CtlFixture   *fixture,
                gconstpointer data)
{
  g_autofree char *moved = NULL;
  g_autoptr (CtlRun) run = NULL;

  make_post (fixture, QUICK);
  /* Port 1 is nobody's. */
  moved = fixture_sql (fixture->database, "UPDATE llm_provider SET api_url = 'http://127.0.0.1:1' WHERE name = 'Ollama'");
  run = ctl_run (fixture, NULL, 0, "run 1 --action=\"Draft a section\" --all");
  g_assert_cmpint (run->status, ==, 1);
  g_assert_cmpstr (run->output, ==, "");
  g_assert_nonnull (strstr (run->error, "ollama serve"));
  assert_proposals (fixture, "1 failed \n2 failed ");
}

static void
test_usage (CtlFixture   *fixture,
            gconstpointer data)
{
  g_autoptr (CtlRun) empty = NULL;

  make_post (fixture, QUICK);
  ctl_fail (fixture, 2, NULL, 0, "run 1", "--action=NAME");
  ctl_fail (fixture, 2, NULL, 0, "run", "POST");
  ctl_fail (fixture, 2, NULL, 0, "run 1 --action=9 --section=x", "--section");
  ctl_fail (fixture, 2, NULL, 0, "run 1 --action=9 --section=1 --all", "not both");
  ctl_fail (fixture, 1, NULL, 0, "run 1 --action=Sing", "Draft a section");
  ctl_fail (fixture, 1, NULL, 0, "run 1 --action=9 --provider=Nobody", "Demo");
  ctl_fail (fixture, 1, NULL, 0, "run 1 --action=9 --provider=Demo --section=77", "section 77");
  ctl_fail (fixture, 1, NULL, 0, "run 9 --action=9", "post 9");
  g_assert_cmpint (ctl_get_id (fixture, "post new Empty"), ==, 2);
  ctl_fail (fixture, 1, NULL, 0, "run 2 --action=9 --provider=Demo", "galleyctl section add 2");
}

/* Ctrl+C while a model answers: what came is kept. */
static void
test_interrupt (CtlFixture   *fixture,
                gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher =
               ctl_launcher (fixture, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *said = NULL;
  char             text[6] = "";

  make_post (fixture, "{\"delay\": 0, \"text\": \"A new text.\", \"stall_after\": 2}");
  process = g_subprocess_launcher_spawn (launcher, &error, GALLEYCTL, "run", "1", "--action=9", "--provider=Demo", NULL);
  g_assert_no_error (error);
  /* It comes while it is made. */
  g_assert_true (g_input_stream_read_all (g_subprocess_get_stdout_pipe (process), text, 5, NULL, NULL, &error));
  g_assert_cmpstr (text, ==, "A new");
  g_subprocess_send_signal (process, SIGINT);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &rest, &said, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_true (g_str_has_prefix (said, "galleyctl: Interrupted"));
  assert_proposals (fixture, "1 cancelled A new");
}

static void
add (void)
{
  ctl_add ("/ctl-run/first", test_first);
  ctl_add ("/ctl-run/accept", test_accept);
  ctl_add ("/ctl-run/several", test_several);
  ctl_add ("/ctl-run/json", test_json);
  ctl_add ("/ctl-run/demo", test_demo);
  ctl_add ("/ctl-run/failure", test_failure);
  ctl_add ("/ctl-run/no-server", test_no_server);
  ctl_add ("/ctl-run/usage", test_usage);
  ctl_add ("/ctl-run/interrupt", test_interrupt);
}

int
main (int   argc,
      char *argv[])
{
  return ctl_main (argc, argv, add);
}
