/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_PROMPT (galley_prompt_get_type ())

/**
 * GalleyPrompt:
 *
 * The exact messages that a language model is sent.  Immutable once it is composed.
 */
G_DECLARE_FINAL_TYPE (GalleyPrompt, galley_prompt, GALLEY, PROMPT, GObject)

GalleyPrompt *galley_prompt_new (const char *system, const char *user);
const char   *galley_prompt_get_system (GalleyPrompt *self);
const char   *galley_prompt_get_user (GalleyPrompt *self);
const char   *galley_prompt_get_missing (GalleyPrompt *self);
void          galley_prompt_set_missing (GalleyPrompt *self, const char *field);
char         *galley_prompt_to_json (GalleyPrompt *self);

G_END_DECLS
