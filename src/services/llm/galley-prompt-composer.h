/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "galley-post.h"
#include "galley-prompt.h"
#include "galley-run-settings.h"
#include "galley-section.h"

G_BEGIN_DECLS

GalleyPrompt *galley_prompt_compose (GalleyRunSettings *settings, GalleyPost *post, GalleySection *section, GListModel *sections, GListModel *elements);

G_END_DECLS
