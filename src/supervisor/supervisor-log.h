/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdbool.h>
#include <sys/types.h>

/* The server's log: one file that stderr of the supervisor and of the server go to, of bounded size. */

int   supervisor_log_open (const char *path);
void  supervisor_log_trim (void);
off_t supervisor_log_get_size (void);
bool  supervisor_log_mentions (off_t since, const char *const *phrases);
void  supervisor_log_message (const char *format, ...) __attribute__ ((format (printf, 1, 2)));
