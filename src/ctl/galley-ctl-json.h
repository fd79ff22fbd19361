/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ctl.h"

G_BEGIN_DECLS

/* Converts one object of a list. */
typedef JsonObject *(*GalleyCtlConvert) (gpointer item);

void        galley_ctl_json_set_text (JsonObject *object, const char *name, const char *text);
void        galley_ctl_json_set_number (JsonObject *object, const char *name, gint64 number);
void        galley_ctl_json_set_time (JsonObject *object, const char *name, GDateTime *time);
JsonObject *galley_ctl_json_from_post (GalleyPost *post);
JsonObject *galley_ctl_json_from_section (GalleySection *section);
JsonObject *galley_ctl_json_from_parked (GalleyParkedSection *parked);
JsonObject *galley_ctl_json_from_element (GalleyElement *element);
JsonObject *galley_ctl_json_from_outcome (GalleyOutlineOutcome *outcome);
JsonObject *galley_ctl_json_from_change (GalleyOutlineChange *change);
JsonObject *galley_ctl_json_from_entry (GalleyOutlineEntry *entry);
JsonObject *galley_ctl_json_from_finding (GalleyFinding *finding);
JsonObject *galley_ctl_json_from_hit (GalleySearchHit *hit);
const char *galley_ctl_json_name_field (GalleySearchHit *hit);
JsonArray  *galley_ctl_json_from_list (GListModel *list, GalleyCtlConvert convert);
void        galley_ctl_json_print_object (GalleyCtl *ctl, JsonObject *object);
void        galley_ctl_json_print_list (GalleyCtl *ctl, GListModel *list, GalleyCtlConvert convert);
void        galley_ctl_json_print_number (GalleyCtl *ctl, const char *name, gint64 number);

G_END_DECLS
