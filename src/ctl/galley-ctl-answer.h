/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ctl.h"

G_BEGIN_DECLS

gboolean galley_ctl_answer_id (GalleyCtl *ctl, int id);
gboolean galley_ctl_answer_done (GalleyCtl *ctl, int id, const char *message);
gboolean galley_ctl_answer_number (GalleyCtl *ctl, int id, const char *name, int number, const char *message);

G_END_DECLS
