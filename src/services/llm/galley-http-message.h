/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "galley-http-request.h"

G_BEGIN_DECLS

SoupMessage *galley_http_message_new (const GalleyHttpRequest *request);

G_END_DECLS
