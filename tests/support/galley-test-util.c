/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-test-util"

#include "galley-test-util.h"

/* Long enough for a loaded machine under a sanitizer; only a test that fails ever takes it. */
#define PATIENCE_S 60

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("Nothing happened for %d s", PATIENCE_S);
  return G_SOURCE_REMOVE;
}

/**
 * galley_test_turn:
 *
 * Runs one turn of the main loop, waiting for something to happen.  When nothing does for a minute, the test fails.
 */
void
galley_test_turn (void)
{
  GMainContext *context = g_main_context_get_thread_default ();
  g_autoptr (GSource) alarm = g_timeout_source_new_seconds (PATIENCE_S);

  g_source_set_callback (alarm, give_up_cb, NULL, NULL);
  g_source_attach (alarm, context);
  g_main_context_iteration (context, TRUE);
  g_source_destroy (alarm);
}

/**
 * galley_test_result_cb:
 * @source: (nullable): what the operation was asked of
 * @result: the result
 * @user_data: (type GAsyncResult**): where galley_test_await() looks for it
 *
 * The callback to give to an asynchronous function in a test.
 */
void
galley_test_result_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

/**
 * galley_test_await:
 * @result: (inout): the place that was given to galley_test_result_cb() as user data
 *
 * Runs the main loop until the operation has ended.
 *
 * Returns: (transfer none): the result, which stays in its place
 */
GAsyncResult *
galley_test_await (GAsyncResult **result)
{
  galley_test_until (*result != NULL);
  return *result;
}
