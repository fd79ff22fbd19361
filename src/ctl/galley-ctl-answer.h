/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ctl.h"

G_BEGIN_DECLS

gboolean galley_ctl_answer_id (GalleyCtl *ctl, int id);
gboolean galley_ctl_answer_done (GalleyCtl *ctl, int id, const char *message);
gboolean galley_ctl_answer_place (GalleyCtl *ctl, int id, int place);
gboolean galley_ctl_answer_version (GalleyCtl *ctl, int id, int version);

G_END_DECLS
