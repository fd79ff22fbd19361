/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void          galley_test_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *galley_test_await (GAsyncResult **result);
void          galley_test_turn (void);

/**
 * galley_test_until:
 * @condition: an expression
 *
 * Runs the main loop until something makes the condition true.  It is not a wait for time to pass: a test in which it never becomes true
 * fails.
 */
#define galley_test_until(condition) \
  G_STMT_START                       \
  {                                  \
    while (!(condition))             \
      galley_test_turn ();           \
  }                                  \
  G_STMT_END

/**
 * galley_test_assert_message:
 * @error: an error
 * @part: text that has to be part of its message
 *
 * Fails the test unless the message says what it should, in one line.
 */
#define galley_test_assert_message(error, part)                   \
  G_STMT_START                                                    \
  {                                                               \
    g_assert_nonnull (error);                                     \
    if (strstr ((error)->message, part) == NULL)                  \
      g_error ("“%s” does not say “%s”", (error)->message, part); \
    if (strchr ((error)->message, '\n') != NULL)                  \
      g_error ("“%s” is not one line", (error)->message);         \
  }                                                               \
  G_STMT_END

G_END_DECLS
