/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

double galley_bench_now (void);
double galley_bench_median (double *values, guint n_values);
double galley_bench_most (const double *values, guint n_values);
void   galley_bench_watch_gaps (GMainContext *context);
void   galley_bench_take_gap (double *gap, double *work);
void   galley_bench_print (const char *what, const char *target, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
