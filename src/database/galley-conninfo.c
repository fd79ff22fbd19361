/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-conninfo"

#include "galley-config.h"

#include "galley-conninfo.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-error.h"
#include "galley-host.h"

#define DEFAULT_CONNECT_TIMEOUT_MS 10000

/* A value that no libpq accepts, see find_effective(). */
#define IMPOSSIBLE "galley-never"

struct _GalleyConninfo
{
  PQconninfoOption *given;     /* (owned): what the string says */
  PQconninfoOption *effective; /* (owned): that, and what comes from elsewhere */
  GPtrArray        *hosts;     /* (owned) (element-type GalleyHost) */
};

static const char *
get_option (const PQconninfoOption *options,
            const char             *keyword)
{
  for (; options->keyword != NULL; options++)
    if (g_str_equal (options->keyword, keyword))
      return options->val != NULL ? options->val : "";
  return "";
}

static GPtrArray *
collect_keywords (GalleyConninfo *self,
                  GPtrArray      *values)
{
  GPtrArray *keywords = g_ptr_array_new ();

  for (PQconninfoOption *option = self->given; option->keyword != NULL; option++)
    if (option->val != NULL)
      {
        g_ptr_array_add (keywords, option->keyword);
        g_ptr_array_add (values, option->val);
      }
  return keywords;
}

static PGconn *
start (GPtrArray *keywords,
       GPtrArray *values)
{
  g_ptr_array_add (keywords, NULL);
  g_ptr_array_add (values, NULL);
  return PQconnectStartParams ((const char *const *)keywords->pdata, (const char *const *)values->pdata, FALSE);
}

static void
add_option (GPtrArray  *keywords,
            GPtrArray  *values,
            const char *keyword,
            const char *value)
{
  g_ptr_array_add (keywords, (gpointer)keyword);
  g_ptr_array_add (values, (gpointer)value);
}

/* Only libpq knows what the environment, the service file and its own defaults add, and it tells it of a PGconn only.  So one is
 * made that libpq gives up because of an impossible option, after having read everything and before it would look up a host
 * name. */
static gboolean
find_effective (GalleyConninfo *self,
                GError        **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (GPtrArray) keywords = collect_keywords (self, values);
  PGconn *link;

  add_option (keywords, values, "target_session_attrs", IMPOSSIBLE);
  link = start (keywords, values);
  if (strstr (PQerrorMessage (link), IMPOSSIBLE) == NULL)
    {
      g_autofree char *reason = g_strstrip (g_strdup (PQerrorMessage (link)));

      g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID, _ ("The database address cannot be used: %s"), reason);
      PQfinish (link);
      return FALSE;
    }
  self->effective = PQconninfo (link);
  PQfinish (link);
  return TRUE;
}

static const char *
get_element (char **list,
             guint  index,
             guint  length)
{
  if (length == 0)
    return "";
  return list[MIN (index, length - 1)];
}

/* libpq made sure already that the lists fit together: as many addresses as names, and as many ports or one for all. */
static void
find_hosts (GalleyConninfo *self)
{
  g_auto (GStrv) names = g_strsplit (get_option (self->effective, "host"), ",", -1);
  g_auto (GStrv) addresses = g_strsplit (get_option (self->effective, "hostaddr"), ",", -1);
  g_auto (GStrv) ports = g_strsplit (get_option (self->effective, "port"), ",", -1);
  guint n_names = g_strv_length (names);
  guint n_addresses = g_strv_length (addresses);
  guint n_ports = g_strv_length (ports);

  self->hosts = g_ptr_array_new_with_free_func ((GDestroyNotify)galley_host_free);
  for (guint i = 0; i < MAX (MAX (n_names, n_addresses), 1); i++)
    g_ptr_array_add (self->hosts, galley_host_new (get_element (names, i, n_names), get_element (addresses, i, n_addresses),
                                                   get_element (ports, i, n_ports)));
}

/* What libpq says about a string that it cannot parse quotes the part that it stumbled over, which may be the password. */
static gboolean
may_hold_password (const char *text)
{
  return strchr (text, '@') != NULL || strstr (text, "pass") != NULL;
}

static gboolean
parse (GalleyConninfo *self,
       const char     *text,
       GError        **error)
{
  char            *message = NULL;
  g_autofree char *reason = NULL;

  self->given = PQconninfoParse (text, &message);
  if (self->given != NULL)
    return TRUE;
  reason = g_strstrip (g_strdup (message != NULL && !may_hold_password (text) ? message : _ ("it is not well-formed")));
  PQfreemem (message);
  g_set_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID,
               _ ("The database address cannot be read: %s. Write it as postgresql://USER@HOST/DATABASE or as “host=HOST "
                  "dbname=DATABASE”."),
                  reason);
  return FALSE;
}

/**
 * galley_conninfo_new:
 * @text: a URI or a libpq keyword string; empty for libpq's defaults
 * @error: return location for an error
 *
 * Parses a connection string, and completes it from the environment (`PGHOST`, …), the service file and libpq's defaults.  Reads
 * local files only and looks up no name.
 *
 * Returns: (nullable) (transfer full): the parsed string; %NULL with `GALLEY_ERROR_INVALID` when it cannot be used, in words that
 *   do not repeat a password
 */
GalleyConninfo *
galley_conninfo_new (const char *text,
                     GError    **error)
{
  g_autoptr (GalleyConninfo) self = g_new0 (GalleyConninfo, 1);

  if (!parse (self, text, error) || !find_effective (self, error))
    return NULL;
  find_hosts (self);
  return g_steal_pointer (&self);
}

/**
 * galley_conninfo_free:
 * @self: (transfer full): a parsed connection string
 */
void
galley_conninfo_free (GalleyConninfo *self)
{
  g_clear_pointer (&self->given, PQconninfoFree);
  g_clear_pointer (&self->effective, PQconninfoFree);
  g_clear_pointer (&self->hosts, g_ptr_array_unref);
  g_free (self);
}

/**
 * galley_conninfo_get_connect_timeout:
 * @self: a parsed connection string
 *
 * Returns: how long to wait for one host, in milliseconds: what `connect_timeout` says, or 10 s when nothing does; -1 for as long
 *   as it takes, which is what libpq understands by 0
 */
int
galley_conninfo_get_connect_timeout (GalleyConninfo *self)
{
  const char *value = get_option (self->effective, "connect_timeout");
  gint64      seconds;

  if (value[0] == '\0')
    return DEFAULT_CONNECT_TIMEOUT_MS;
  seconds = g_ascii_strtoll (value, NULL, 10);
  return seconds > 0 ? (int)MIN (seconds, G_MAXINT / 1000) * 1000 : -1;
}

/**
 * galley_conninfo_to_string:
 * @self: a parsed connection string
 *
 * Returns: (transfer full): where it leads to, for messages: without any password
 */
char *
galley_conninfo_to_string (GalleyConninfo *self)
{
  static const char *const keywords[] = { "host", "hostaddr", "port", "dbname", "user" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      const char *value = get_option (self->effective, keywords[i]);

      if (value[0] != '\0')
        g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " " : "", keywords[i], value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What was given stands for the one value that is not what libpq would take, see find_effective(). */
static const char *
get_effective (GalleyConninfo         *self,
               const PQconninfoOption *option)
{
  const char *own = get_option (self->given, option->keyword);

  if (g_str_equal (option->keyword, "target_session_attrs"))
    return own[0] != '\0' ? own : g_getenv (option->envvar);
  return option->val;
}

/**
 * galley_conninfo_set_environment:
 * @self: a parsed connection string
 * @environment: (transfer full) (array zero-terminated=1): the environment of a program of PostgreSQL
 *
 * Makes programs that use libpq, such as `psql`, connect to this database by themselves, also with the password if one was given:
 * it is not seen in a list of processes there.  Keywords without a variable, as `keepalives`, are left out.
 *
 * Returns: (transfer full) (array zero-terminated=1): the environment with `PGHOST`, `PGDATABASE` and their like
 */
char **
galley_conninfo_set_environment (GalleyConninfo *self,
                                 char          **environment)
{
  for (const PQconninfoOption *option = self->effective; option->keyword != NULL; option++)
    {
      const char *value = get_effective (self, option);

      if (option->envvar == NULL)
        continue;
      /* What a service says is among the values, over which it would win once they are variables. */
      if (value == NULL || value[0] == '\0' || g_str_equal (option->keyword, "service"))
        environment = g_environ_unsetenv (environment, option->envvar);
      else
        environment = g_environ_setenv (environment, option->envvar, value, TRUE);
    }
  return environment;
}

/**
 * galley_conninfo_get_hosts:
 * @self: a parsed connection string
 *
 * Returns: (transfer none) (element-type GalleyHost): the places to try, in their order
 */
GPtrArray *
galley_conninfo_get_hosts (GalleyConninfo *self)
{
  return self->hosts;
}

/**
 * galley_conninfo_set_hosts:
 * @self: a parsed connection string
 * @hosts: (transfer full) (element-type GalleyHost): the places to try, their names looked up
 */
void
galley_conninfo_set_hosts (GalleyConninfo *self,
                           GPtrArray      *hosts)
{
  g_ptr_array_unref (self->hosts);
  self->hosts = hosts;
}

/**
 * galley_conninfo_find_host:
 * @self: a parsed connection string
 * @link: what galley_conninfo_start() returned
 *
 * Returns: the place that libpq is trying now, as an index of the hosts; -1 when libpq does not say
 */
int
galley_conninfo_find_host (GalleyConninfo *self,
                           PGconn         *link)
{
  const char *name = PQhost (link);
  const char *address = PQhostaddr (link);
  const char *port = PQport (link);

  for (guint i = 0; i < self->hosts->len; i++)
    {
      const GalleyHost *host = g_ptr_array_index (self->hosts, i);
      gboolean          same_port = host->port[0] == '\0' || g_strcmp0 (host->port, port) == 0;
      gboolean          same_name = host->name[0] == '\0' || g_strcmp0 (host->name, name) == 0;
      gboolean          same_address = host->address[0] == '\0' || g_strcmp0 (host->address, address) == 0;

      if (same_port && same_name && same_address)
        return (int)i;
    }
  return -1;
}

static char *
join_hosts (GPtrArray *hosts,
            gsize      offset)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < hosts->len; i++)
    {
      const char *value = G_STRUCT_MEMBER (char *, g_ptr_array_index (hosts, i), offset);

      any = any || value[0] != '\0';
      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", value);
    }
  /* A list of nothing but commas would hide libpq's default. */
  return any ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup ("");
}

/* A cut cable is noticed within seconds by these, and never by what is the default of most systems.  tcp_user_timeout covers what
 * keep-alive packets do not: data that was sent and is not acknowledged. */
static void
add_watchfulness (GalleyConninfo *self,
                  GPtrArray      *keywords,
                  GPtrArray      *values)
{
  static const struct
  {
    const char *keyword;
    const char *value;
  } defaults[] = {
    { "keepalives_idle", "10" },
    { "keepalives_interval", "3" },
    { "keepalives_count", "3" },
    { "tcp_user_timeout", "5000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (get_option (self->effective, defaults[i].keyword)[0] == '\0')
      add_option (keywords, values, defaults[i].keyword, defaults[i].value);
}

/**
 * galley_conninfo_start:
 * @self: a parsed connection string whose hosts have been looked up
 *
 * Starts to connect.  The password goes to libpq as a value of its own, never as a part of a string that is parsed again.
 *
 * Returns: (transfer full): what `PQconnectStartParams()` returned
 */
PGconn *
galley_conninfo_start (GalleyConninfo *self)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (GPtrArray) keywords = collect_keywords (self, values);
  g_autofree char *names = join_hosts (self->hosts, G_STRUCT_OFFSET (GalleyHost, name));
  g_autofree char *addresses = join_hosts (self->hosts, G_STRUCT_OFFSET (GalleyHost, address));
  g_autofree char *ports = join_hosts (self->hosts, G_STRUCT_OFFSET (GalleyHost, port));

  add_option (keywords, values, "host", names);
  add_option (keywords, values, "hostaddr", addresses);
  add_option (keywords, values, "port", ports);
  add_option (keywords, values, "client_encoding", "UTF8");
  add_option (keywords, values, "fallback_application_name", "galley");
  add_watchfulness (self, keywords, values);
  return start (keywords, values);
}
