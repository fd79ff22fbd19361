/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "galley-context.h"
#include "galley-ctl-command.h"

G_BEGIN_DECLS

/**
 * GalleyCtl:
 * @command: (nullable): what is to be done
 * @arguments: (owned): what it is to be done with
 * @options: (owned): values of the command's own options, by name; "" for one without a value
 * @database: (owned) (nullable): `--database`
 * @json: `--json`
 * @help: `--help`
 * @version: `--version`
 * @context: (owned) (nullable): the open database
 * @cancellable: (owned): cancelled by Ctrl+C
 * @output: (owned): what goes to standard output at the end
 * @status: the exit status of a run without an error
 *
 * One run of the program.
 *
 * Commands are written one step after the other: galley_ctl_await() runs the main loop until the operation that was started has
 * ended.
 */
struct _GalleyCtl
{
  const GalleyCtlCommand *command;
  GPtrArray              *arguments;
  GHashTable             *options;
  char                   *database;
  gboolean                json;
  gboolean                help;
  gboolean                version;
  GalleyContext          *context;
  GCancellable           *cancellable;
  GString                *output;
  int                     status;
  /*< private >*/
  GAsyncResult *result;
};

GalleyCtl    *galley_ctl_new (void);
void          galley_ctl_free (GalleyCtl *self);
const char   *galley_ctl_get_argument (GalleyCtl *self, guint place);
const char   *galley_ctl_get_option (GalleyCtl *self, const char *name);
const char   *galley_ctl_get_text (GalleyCtl *self, guint place, const char *what, GError **error);
gboolean      galley_ctl_get_number (GalleyCtl *self, guint place, const char *what, int *number, GError **error);
gboolean      galley_ctl_get_number_option (GalleyCtl *self, const char *name, int *number, GError **error);
void          galley_ctl_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *galley_ctl_await (GalleyCtl *self);
gboolean      galley_ctl_open (GalleyCtl *self, GError **error);
gboolean      galley_ctl_close (GalleyCtl *self, GError **error);
void          galley_ctl_print (GalleyCtl *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void          galley_ctl_print_json (GalleyCtl *self, JsonNode *node);
gboolean      galley_ctl_flush (GalleyCtl *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyCtl, galley_ctl_free)

G_END_DECLS
