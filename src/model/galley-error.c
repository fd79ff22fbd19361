/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "galley-error.h"

G_DEFINE_QUARK (galley-error-quark, galley_error)
