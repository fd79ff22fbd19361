/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_DOCUMENT (galley_document_get_type ())

/**
 * GalleyDocument:
 *
 * A whole post outside of the database: what every import format becomes and every export format is made out of.
 *
 * It is the JSON object that `galley.post_document` returns and `galley.post_import` takes.  The parts are JSON objects and arrays of
 * the document itself: changing them changes the document.
 */
G_DECLARE_FINAL_TYPE (GalleyDocument, galley_document, GALLEY, DOCUMENT, GObject)

GalleyDocument *galley_document_new (const char *title);
GalleyDocument *galley_document_new_from_json (const char *data,
                                               gsize       length,
                                               GError    **error);
char           *galley_document_to_json (GalleyDocument *self,
                                         gboolean        pretty);
JsonObject     *galley_document_get_root (GalleyDocument *self);
JsonObject     *galley_document_get_post (GalleyDocument *self);
JsonObject     *galley_document_get_development (GalleyDocument *self);
JsonArray      *galley_document_get_categories (GalleyDocument *self);
JsonArray      *galley_document_get_tags (GalleyDocument *self);
JsonArray      *galley_document_get_sections (GalleyDocument *self);
const char     *galley_document_get_title (GalleyDocument *self);
JsonObject     *galley_document_add_section (GalleyDocument *self,
                                             const char     *heading,
                                             const char     *draft);
const char     *galley_document_get_text (JsonObject *part,
                                          const char *name);

G_END_DECLS
