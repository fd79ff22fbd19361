/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-test-util.h"

/**
 * CALL:
 * @verb: an asynchronous function without `_async`
 * @object: what has it
 * @error: (out): return location for an error
 * @...: its arguments
 *
 * Calls an asynchronous function in a test, waits for the result, and gives what its finish function returns.  A GNU statement
 * expression, because each verb returns another type.
 */
#define CALL(verb, object, error, ...)                                               \
  ({                                                                                 \
    g_autoptr (GAsyncResult) call_result = NULL;                                     \
    verb##_async (object, ##__VA_ARGS__, NULL, galley_test_result_cb, &call_result); \
    verb##_finish (object, galley_test_await (&call_result), error);                 \
  })

/**
 * CALL_SAVE:
 * @verb: an asynchronous function that saves, without `_async`
 * @object: what has it
 * @outcome: (out): return location for what became of it
 * @version: (out) (nullable): return location for the version
 * @value: (out) (nullable): return location for what is stored
 * @error: (out): return location for an error
 * @...: its arguments
 *
 * The same for a function that saves a text.
 */
#define CALL_SAVE(verb, object, outcome, version, value, error, ...)                          \
  ({                                                                                          \
    g_autoptr (GAsyncResult) call_result = NULL;                                              \
    verb##_async (object, __VA_ARGS__, NULL, galley_test_result_cb, &call_result);            \
    verb##_finish (object, galley_test_await (&call_result), outcome, version, value, error); \
  })
