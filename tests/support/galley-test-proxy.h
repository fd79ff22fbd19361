/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyTestDirection:
 * @GALLEY_TEST_UP: from the client to the server
 * @GALLEY_TEST_DOWN: from the server to the client
 *
 * The ways that bytes go.
 */
typedef enum
{
  GALLEY_TEST_UP,
  GALLEY_TEST_DOWN,
} GalleyTestDirection;

/**
 * GalleyTestProxy:
 *
 * Stands between a client and a server, and cuts, or only holds up, links through it after a number of bytes.
 */
typedef struct _GalleyTestProxy GalleyTestProxy;

GalleyTestProxy *galley_test_proxy_new (const char *server_folder);
void             galley_test_proxy_free (GalleyTestProxy *self);
const char      *galley_test_proxy_get_folder (GalleyTestProxy *self);
void             galley_test_proxy_cut (GalleyTestProxy *self, GalleyTestDirection direction, gint64 n_bytes, guint n_links, gboolean silently);
gint64           galley_test_proxy_get_n_bytes (GalleyTestProxy *self, GalleyTestDirection direction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTestProxy, galley_test_proxy_free)

G_END_DECLS
