/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_POST_STATUS (galley_post_status_get_type ())

/**
 * GalleyPostStatus:
 * @GALLEY_POST_STATUS_DRAFT: being written
 * @GALLEY_POST_STATUS_IN_PROCESS: being worked on
 * @GALLEY_POST_STATUS_PUBLISHED: published
 * @GALLEY_POST_STATUS_ARCHIVED: put away
 * @GALLEY_POST_STATUS_DELETED: in the trash
 *
 * How far a post is.  The words (`draft`, `in_process`, `published`, `archived`, `deleted`) are the same in SQL, JSON and on the
 * command line.
 */
typedef enum
{
  GALLEY_POST_STATUS_DRAFT,
  GALLEY_POST_STATUS_IN_PROCESS,
  GALLEY_POST_STATUS_PUBLISHED,
  GALLEY_POST_STATUS_ARCHIVED,
  GALLEY_POST_STATUS_DELETED,
} GalleyPostStatus;

GType       galley_post_status_get_type (void);
const char *galley_post_status_to_string (GalleyPostStatus value);
gboolean    galley_post_status_from_string (const char *word, GalleyPostStatus *value);

G_END_DECLS
