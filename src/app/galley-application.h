/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_APPLICATION (galley_application_get_type ())

/**
 * GalleyApplication:
 *
 * The program: the one database it works on, and its windows.
 */
G_DECLARE_FINAL_TYPE (GalleyApplication, galley_application, GALLEY, APPLICATION, AdwApplication)

GApplication *galley_application_new (void);

G_END_DECLS
