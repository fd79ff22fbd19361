/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-record.h"

G_BEGIN_DECLS

/* For what a kind of record sets: members change, and are told of, only where the value is another. */
void galley_record_assign_number (GalleyRecord *self, int *member, int number, GParamSpec *property);
void galley_record_assign_text (GalleyRecord *self, char **member, const char *text, GParamSpec *property);

G_END_DECLS
