/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-cluster-user.h"

G_BEGIN_DECLS

/* A program of PostgreSQL that does one thing and ends: as whom it runs, and what it keeps open. */
typedef struct
{
  const GalleyClusterUser *user;           /* (unowned) */
  const char              *program_folder; /* (unowned) */
  const char              *work_folder;    /* (unowned) */
  int                      lock;           /* (unowned): a locked file that every process of it inherits */
} GalleyClusterProcess;

/* clang-format off */
gboolean galley_cluster_process_run (const GalleyClusterProcess *self, const char *const *arguments, const char *input,
                                     GCancellable *cancellable, GError **error);
/* clang-format on */

G_END_DECLS
