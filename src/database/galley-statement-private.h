/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-statement.h"

G_BEGIN_DECLS

GalleyStatement   *galley_statement_new_operation (GalleyStatement *self, const char *operation);
void               galley_statement_seal (GalleyStatement *self);
guint              galley_statement_get_n_parameters (GalleyStatement *self);
const char *const *galley_statement_get_parameters (GalleyStatement *self);
gsize              galley_statement_get_size (GalleyStatement *self);
gboolean           galley_statement_is_script (GalleyStatement *self);

G_END_DECLS
