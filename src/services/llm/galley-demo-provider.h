/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-provider.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_DEMO_PROVIDER (galley_demo_provider_get_type ())

/**
 * GalleyDemoProvider:
 *
 * A provider that is no language model: it answers by itself, always the same to the same question, says so, and needs no server.  It
 * is for trying things out, and for tests.  Parameters of its model direct it: `delay` (milliseconds between words), `text` (what to
 * answer), `fail_after` (words, then it fails), `stall_after` (words, then it says nothing any more).
 */
G_DECLARE_FINAL_TYPE (GalleyDemoProvider, galley_demo_provider, GALLEY, DEMO_PROVIDER, GalleyProvider)

char *galley_demo_provider_compose (GalleyPrompt *prompt);

G_END_DECLS
