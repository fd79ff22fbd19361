/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-cluster-programs"

#include "galley-config.h"

#include "galley-cluster-programs.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"

/* Where distributions keep the versions side by side, as folder of the versions, what a version's name starts with, and its
 * folder of programs: Debian and its kin; the PostgreSQL project's RPMs. */
static const struct
{
  const char *folder;
  const char *prefix;
  const char *programs;
} versioned_places[] = {
  { "/usr/lib/postgresql", "", "bin" },
  { "/usr", "pgsql-", "bin" },
};

/* One search: what is wanted, and what was met on the way. */
typedef struct
{
  int                    wanted; /* major version, or 0 for the newest */
  int                    met;    /* newest major version that was found but is of no use, or 0 */
  GalleyClusterPrograms *found;
} Search;

/**
 * galley_cluster_programs_free:
 * @self: (transfer full): programs
 *
 * Frees it.
 */
void
galley_cluster_programs_free (GalleyClusterPrograms *self)
{
  g_free (self->folder);
  g_free (self);
}

static gboolean
has_programs (const char *folder)
{
  g_autofree char *initdb = g_build_filename (folder, "initdb", NULL);
  g_autofree char *postgres = g_build_filename (folder, "postgres", NULL);

  return g_file_test (initdb, G_FILE_TEST_IS_EXECUTABLE) && g_file_test (postgres, G_FILE_TEST_IS_EXECUTABLE);
}

/* First line that @program prints with @argument; NULL when it cannot be run. */
static char *
ask (const char *program, const char *argument)
{
  const char *arguments[] = { program, argument, NULL };
  char       *output = NULL;
  int         status;

  if (!g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL,
                     &status, NULL) ||
      !g_spawn_check_wait_status (status, NULL))
    {
      g_free (output);
      return NULL;
    }
  return g_strstrip (output);
}

/* "postgres (PostgreSQL) 15.18 (Debian …)", "… 18beta1"; 0 when it says nothing of the kind. */
static int
ask_major (const char *folder)
{
  g_autofree char *program = g_build_filename (folder, "postgres", NULL);
  g_autofree char *answer = ask (program, "--version");
  const char      *version = answer != NULL ? strstr (answer, ") ") : NULL;

  return version != NULL ? atoi (version + 2) : 0;
}

/* Takes the programs in @folder, whose version is known to be @major or asked for when that is 0, when they are the wanted
 * ones. */
static gboolean
consider (Search *search, const char *folder, int major)
{
  if (!has_programs (folder))
    return FALSE;
  if (major == 0)
    major = ask_major (folder);
  if (major < GALLEY_CLUSTER_OLDEST_MAJOR || (search->wanted != 0 && major != search->wanted))
    {
      search->met = MAX (search->met, major);
      return FALSE;
    }
  search->found = g_new0 (GalleyClusterPrograms, 1);
  search->found->folder = g_strdup (folder);
  search->found->major = major;
  return TRUE;
}

static int
compare_versions (gconstpointer a, gconstpointer b)
{
  return *(const int *)b - *(const int *)a;
}

/* Major versions that have a folder, the newest first: 15 comes after 9, which a comparison of names would deny. */
static GArray *
list_versions (const char *folder, const char *prefix)
{
  GArray *versions = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      int version = g_str_has_prefix (name, prefix) ? atoi (name + strlen (prefix)) : 0;

      if (version > 0)
        g_array_append_val (versions, version);
    }
  g_array_sort (versions, compare_versions);
  return versions;
}

static gboolean
consider_versioned_places (Search *search)
{
  for (gsize i = 0; i < G_N_ELEMENTS (versioned_places); i++)
    {
      g_autoptr (GArray) versions = list_versions (versioned_places[i].folder, versioned_places[i].prefix);

      for (guint j = 0; j < versions->len; j++)
        {
          int              version = g_array_index (versions, int, j);
          g_autofree char *name = g_strdup_printf ("%s%d", versioned_places[i].prefix, version);
          g_autofree char *folder = g_build_filename (versioned_places[i].folder, name, versioned_places[i].programs, NULL);

          if (consider (search, folder, version))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
consider_pg_config (Search *search)
{
  g_autofree char *folder = ask ("pg_config", "--bindir");

  return folder != NULL && *folder != '\0' && consider (search, folder, 0);
}

static gboolean
consider_path (Search *search)
{
  g_auto (GStrv) folders = g_strsplit (g_getenv ("PATH") != NULL ? g_getenv ("PATH") : "", G_SEARCHPATH_SEPARATOR_S, -1);

  for (gsize i = 0; folders[i] != NULL; i++)
    if (g_path_is_absolute (folders[i]) && consider (search, folders[i], 0))
      return TRUE;
  return FALSE;
}

/* What somebody asked for is taken or refused, and not silently replaced by something else. */
static gboolean
consider_request (Search *search, const char *folder, GError **error)
{
  if (consider (search, folder, 0))
    return TRUE;
  if (!has_programs (folder))
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                 _("GALLEY_PG_BINDIR names %s, but the programs initdb and postgres are not there. Set it to the right folder, "
                   "or unset it."),
                    folder);
  else if (search->wanted != 0)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                 _("Your database was made by PostgreSQL %d, but GALLEY_PG_BINDIR names %s, which is PostgreSQL %d. Set it to "
                   "the folder of PostgreSQL %d, or unset it."),
                    search->wanted, folder, search->met, search->wanted);
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                 _("GALLEY_PG_BINDIR names %s, which is PostgreSQL %d. Galley needs PostgreSQL %d or newer."), folder,
                    search->met, GALLEY_CLUSTER_OLDEST_MAJOR);
  return FALSE;
}

static void
explain_failure (const Search *search, GError **error)
{
  if (search->wanted != 0)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                 _("Your database was made by PostgreSQL %d, whose programs are not installed. Install them (on Debian and "
                   "Ubuntu: sudo apt install postgresql-%d); other versions cannot read it."),
                    search->wanted, search->wanted);
  else if (search->met != 0)
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                 _("PostgreSQL %d is installed, but Galley needs PostgreSQL %d or newer. Install a newer one (on Debian and "
                   "Ubuntu: sudo apt install postgresql), or use another database with --database."),
                    search->met, GALLEY_CLUSTER_OLDEST_MAJOR);
  else
    g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_UNSUPPORTED,
                 _("Galley keeps its data in PostgreSQL %d or newer, which is not installed. Install it (on Debian and Ubuntu: "
                   "sudo apt install postgresql; on Fedora: sudo dnf install postgresql-server), or use another database with "
                   "--database."),
                    GALLEY_CLUSTER_OLDEST_MAJOR);
}

/**
 * galley_cluster_programs_find:
 * @major: the major version that made the cluster, or 0 when there is none yet
 * @error: return location for a #GError
 *
 * Finds the programs of PostgreSQL: those of version @major, or the newest that are there.  Looked through, in this order: the
 * environment variable `GALLEY_PG_BINDIR` (which decides alone), the folder that was set when Galley was built, a Flatpak's own
 * programs, the places of distributions, `pg_config`, and `PATH`.
 *
 * Blocks while programs are asked for their version.
 *
 * Returns: (transfer full) (nullable): the programs; on failure %NULL with %GALLEY_ERROR_UNSUPPORTED and a message that says what
 *   to install
 */
GalleyClusterPrograms *
galley_cluster_programs_find (int major, GError **error)
{
  Search      search = { .wanted = major };
  const char *requested = g_getenv ("GALLEY_PG_BINDIR");

  if (requested != NULL && *requested != '\0')
    return consider_request (&search, requested, error) ? search.found : NULL;

  if ((*GALLEY_PG_BINDIR != '\0' && consider (&search, GALLEY_PG_BINDIR, 0)) || consider (&search, "/app/bin", 0) ||
      consider_versioned_places (&search) || consider_pg_config (&search) || consider_path (&search))
    return search.found;

  explain_failure (&search, error);
  return NULL;
}
