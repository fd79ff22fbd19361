/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ctl.h"

G_BEGIN_DECLS

/**
 * GalleyCtlTable:
 *
 * Rows for people, in columns as wide as what is in them.
 */
typedef struct _GalleyCtlTable GalleyCtlTable;

GalleyCtlTable *galley_ctl_table_new (guint n_columns, ...);
void            galley_ctl_table_free (GalleyCtlTable *self);
void            galley_ctl_table_add_number (GalleyCtlTable *self, gint64 number);
void            galley_ctl_table_add_id (GalleyCtlTable *self, int id);
void            galley_ctl_table_add_text (GalleyCtlTable *self, const char *text);
void            galley_ctl_table_add_time (GalleyCtlTable *self, GDateTime *time);
void            galley_ctl_table_print (GalleyCtlTable *self, GalleyCtl *ctl);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyCtlTable, galley_ctl_table_free)

G_END_DECLS
