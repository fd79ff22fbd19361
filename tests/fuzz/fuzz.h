/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stddef.h>
#include <stdint.h>

/* What a fuzz target is, by libFuzzer's convention: takes any bytes, returns 0, and breaks off when something is not as it must be. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
