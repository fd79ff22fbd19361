/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_TEST_RESOLVER (galley_test_resolver_get_type ())

/**
 * GalleyTestResolver:
 *
 * Knows the names that a test tells it, and no network.  The name `silent.test` is never answered for.
 */
G_DECLARE_FINAL_TYPE (GalleyTestResolver, galley_test_resolver, GALLEY, TEST_RESOLVER, GResolver)

GalleyTestResolver *galley_test_resolver_install (void);
void                galley_test_resolver_add (GalleyTestResolver *self, const char *name, const char *address);

G_END_DECLS
