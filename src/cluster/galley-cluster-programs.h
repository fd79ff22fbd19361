/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The oldest major version of PostgreSQL whose programs can be used. */
#define GALLEY_CLUSTER_OLDEST_MAJOR 15

/* The programs of one installation of PostgreSQL. */
typedef struct
{
  char *folder; /* with initdb and postgres */
  int   major;
} GalleyClusterPrograms;

GalleyClusterPrograms *galley_cluster_programs_find (int major, GError **error);
void                   galley_cluster_programs_free (GalleyClusterPrograms *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyClusterPrograms, galley_cluster_programs_free)

G_END_DECLS
