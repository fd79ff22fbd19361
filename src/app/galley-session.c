/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-session"

#include "galley-session.h"

#include <errno.h>

/* A crash forgets no more than this of where somebody was. */
#define DELAY_MS 300

#define WINDOW "window"

struct _GalleySession
{
  GObject parent_instance;

  char     *path;   /* (owned) */
  GKeyFile *file;   /* (owned) */
  guint     delay;  /* source: it will be written */
  gboolean  busy;   /* it is being written */
  gboolean  behind; /* it changed while it was being written */
};

G_DEFINE_FINAL_TYPE (GalleySession, galley_session, G_TYPE_OBJECT)

static void write_soon (GalleySession *self);

static void
galley_session_finalize (GObject *object)
{
  GalleySession *self = GALLEY_SESSION (object);

  g_clear_handle_id (&self->delay, g_source_remove);
  g_free (self->path);
  g_key_file_unref (self->file);
  G_OBJECT_CLASS (galley_session_parent_class)->finalize (object);
}

static void
galley_session_class_init (GalleySessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_session_finalize;
}

static void
galley_session_init (GalleySession *self)
{
  self->file = g_key_file_new ();
}

/**
 * galley_session_new:
 * @path: (nullable): the file it is kept in; %NULL for `session` in the state folder of Galley
 *
 * Reads where somebody was.  A file that cannot be read is as good as none.
 *
 * Returns: (transfer full): the session
 */
GalleySession *
galley_session_new (const char *path)
{
  GalleySession *self = g_object_new (GALLEY_TYPE_SESSION, NULL);
  g_autoptr (GError) error = NULL;

  self->path = path != NULL ? g_strdup (path) : g_build_filename (g_get_user_state_dir (), "galley", "session", NULL);
  if (!g_key_file_load_from_file (self->file, self->path, G_KEY_FILE_NONE, &error) &&
      !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_message ("%s: %s", self->path, error->message);
  return self;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GalleySession) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Where the window was is not worth a word to the user. */
  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_message ("%s: %s", self->path, error->message);
  self->busy = FALSE;
  if (self->behind)
    write_soon (self);
}

static gboolean
make_folder (GalleySession *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_message ("%s: %s", folder, g_strerror (errno));
  return FALSE;
}

static void
write_cb (gpointer user_data)
{
  GalleySession *self = user_data;
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  char *text;

  self->delay = 0;
  if (!make_folder (self))
    return;

  text = g_key_file_to_data (self->file, &length, NULL);
  bytes = g_bytes_new_take (text, length);
  self->busy = TRUE;
  self->behind = FALSE;
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, written_cb, g_object_ref (self));
}

static void
write_soon (GalleySession *self)
{
  if (self->busy)
    self->behind = TRUE;
  else if (self->delay == 0)
    self->delay = g_timeout_add_once (DELAY_MS, write_cb, self);
}

/* One writing at a time, and none of what is there already. */
static void
set_integer (GalleySession *self,
             const char    *group,
             const char    *key,
             int            value)
{
  if (g_key_file_has_key (self->file, group, key, NULL) && g_key_file_get_integer (self->file, group, key, NULL) == value)
    return;

  g_key_file_set_integer (self->file, group, key, value);
  write_soon (self);
}

static void
set_string (GalleySession *self,
            const char    *group,
            const char    *key,
            const char    *value)
{
  g_autofree char *old = g_key_file_get_string (self->file, group, key, NULL);

  if (g_strcmp0 (old, value) == 0)
    return;

  if (value != NULL)
    g_key_file_set_string (self->file, group, key, value);
  else
    g_key_file_remove_key (self->file, group, key, NULL);
  write_soon (self);
}

/* A URI can hold what a group's name cannot, and a password that is not to be found in another file. */
static char *
name_group (const char *database)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, database, -1);

  return g_strdup_printf ("database %.16s", hash);
}

/**
 * galley_session_place_clear:
 * @place: a place
 *
 * Frees what a place holds.
 */
void
galley_session_place_clear (GalleySessionPlace *place)
{
  g_clear_pointer (&place->field, g_free);
}

/**
 * galley_session_get_size:
 * @self: the session
 * @width: (out): in pixels, 0 when it is not known
 * @height: (out): in pixels, 0 when it is not known
 * @maximized: (out): whether it filled the screen
 *
 * Tells how large the window was.
 */
void
galley_session_get_size (GalleySession *self,
                         int           *width,
                         int           *height,
                         gboolean      *maximized)
{
  g_return_if_fail (GALLEY_IS_SESSION (self));

  *width = g_key_file_get_integer (self->file, WINDOW, "width", NULL);
  *height = g_key_file_get_integer (self->file, WINDOW, "height", NULL);
  *maximized = g_key_file_get_integer (self->file, WINDOW, "maximized", NULL) != 0;
}

/**
 * galley_session_set_size:
 * @self: the session
 * @width: in pixels
 * @height: in pixels
 * @maximized: whether it fills the screen
 *
 * Notes how large the window is.
 */
void
galley_session_set_size (GalleySession *self,
                         int            width,
                         int            height,
                         gboolean       maximized)
{
  g_return_if_fail (GALLEY_IS_SESSION (self));

  set_integer (self, WINDOW, "width", width);
  set_integer (self, WINDOW, "height", height);
  set_integer (self, WINDOW, "maximized", maximized);
}

/**
 * galley_session_get_panel:
 * @self: the session
 *
 * Returns: whether the panel of the language models was to be seen; %FALSE when nothing is known: writing comes first
 */
gboolean
galley_session_get_panel (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), FALSE);

  return g_key_file_get_integer (self->file, WINDOW, "panel", NULL) != 0;
}

/**
 * galley_session_set_panel:
 * @self: the session
 * @revealed: whether the panel of the language models is to be seen
 *
 * Notes whether the panel is there.
 */
void
galley_session_set_panel (GalleySession *self,
                          gboolean       revealed)
{
  g_return_if_fail (GALLEY_IS_SESSION (self));

  set_integer (self, WINDOW, "panel", revealed);
}

/**
 * galley_session_get_place:
 * @self: the session
 * @database: what tells one database from another
 * @place: (out caller-allocates): where somebody was in it; to be cleared
 *
 * Tells where somebody was in a database.
 */
void
galley_session_get_place (GalleySession      *self,
                          const char         *database,
                          GalleySessionPlace *place)
{
  g_autofree char *group = NULL;

  g_return_if_fail (GALLEY_IS_SESSION (self));
  g_return_if_fail (database != NULL);

  group = name_group (database);
  place->post_id = g_key_file_get_integer (self->file, group, "post", NULL);
  place->section_id = g_key_file_get_integer (self->file, group, "section", NULL);
  place->field = g_key_file_get_string (self->file, group, "field", NULL);
  place->offset = g_key_file_get_integer (self->file, group, "offset", NULL);
}

/**
 * galley_session_set_place:
 * @self: the session
 * @database: what tells one database from another
 * @place: where somebody is in it
 *
 * Notes where somebody is in a database.
 */
void
galley_session_set_place (GalleySession            *self,
                          const char               *database,
                          const GalleySessionPlace *place)
{
  g_autofree char *group = NULL;

  g_return_if_fail (GALLEY_IS_SESSION (self));
  g_return_if_fail (database != NULL);

  group = name_group (database);
  set_integer (self, group, "post", place->post_id);
  set_integer (self, group, "section", place->section_id);
  set_string (self, group, "field", place->field);
  set_integer (self, group, "offset", place->offset);
}

/**
 * galley_session_flush:
 * @self: the session
 *
 * Writes what was not written yet, at once; for the end of the program.
 */
void
galley_session_flush (GalleySession *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GALLEY_IS_SESSION (self));

  if (self->delay == 0 && !self->behind)
    return;

  g_clear_handle_id (&self->delay, g_source_remove);
  self->behind = FALSE;
  if (make_folder (self) && !g_key_file_save_to_file (self->file, self->path, &error))
    g_message ("%s: %s", self->path, error->message);
}
