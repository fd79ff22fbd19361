/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-ctl.h"

G_BEGIN_DECLS

GInputStream *galley_ctl_input_open (GalleyCtl *ctl, const char *path, GError **error);
char         *galley_ctl_input_read_text (GalleyCtl *ctl, const char *path, GError **error);
void          galley_ctl_input_prefix (GError **error, const char *path);

G_END_DECLS
