/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-error.h"

G_DEFINE_QUARK (galley_error_quark, galley_error)
