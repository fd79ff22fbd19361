/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ctl.h"

G_BEGIN_DECLS

gboolean galley_ctl_help_print (GalleyCtl *ctl, GError **error);

G_END_DECLS
