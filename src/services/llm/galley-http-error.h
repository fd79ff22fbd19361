/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-http-answer.h"
#include "galley-http-request.h"

G_BEGIN_DECLS

/* What went wrong, in words that say what to do. */

GError *galley_http_error_for_answer (const GalleyHttpRequest *request, const GalleyHttpAnswer *answer);
GError *galley_http_error_for_network (const GalleyHttpRequest *request, const GError *error, gboolean has_begun);
GError *galley_http_error_for_silence (const GalleyHttpRequest *request, gboolean has_begun);
GError *galley_http_error_for_page (const GalleyHttpRequest *request);
GError *galley_http_error_for_open_key (const GalleyHttpRequest *request);

G_END_DECLS
