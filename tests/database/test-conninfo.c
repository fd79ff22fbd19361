/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <glib/gstdio.h>

#include "galley-conninfo.h"
#include "galley-error.h"
#include "galley-host.h"
#include "galley-test-resolver.h"
#include "galley-test-util.h"

static GalleyConninfo *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GalleyConninfo *conninfo = galley_conninfo_new (text, &error);

  g_assert_no_error (error);
  return conninfo;
}

/* "name/address/port name/address/port" */
static void
assert_hosts (GPtrArray  *hosts,
              const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < hosts->len; i++)
    {
      const GalleyHost *host = g_ptr_array_index (hosts, i);

      g_string_append_printf (text, "%s%s/%s/%s", i > 0 ? " " : "", host->name, host->address, host->port);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_hosts (void)
{
  static const struct
  {
    const char *text;
    const char *hosts;
  } cases[] = {
    { "", "//5432" },
    { "host=a", "a//5432" },
    { "host=a,b", "a//5432 b//5432" },
    { "host=a,b port=1", "a//1 b//1" },
    { "host=a,b port=1,2", "a//1 b//2" },
    { "host=a,b hostaddr=10.0.0.1,", "a/10.0.0.1/5432 b//5432" },
    { "hostaddr=10.0.0.1", "/10.0.0.1/5432" },
    { "host=%2Ftmp", "%2Ftmp//5432" },
    { "postgresql://%2Ftmp/galley", "/tmp//5432" },
    { "postgresql://me:secret@a:1,b:2/galley?connect_timeout=3", "a//1 b//2" },
    { "postgresql://[::1]:7/galley", "::1//7" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleyConninfo) conninfo = parse (cases[i].text);

      g_test_message ("%s", cases[i].text);
      assert_hosts (galley_conninfo_get_hosts (conninfo), cases[i].hosts);
    }
}

static void
assert_variable (char      **environment,
                 const char *name,
                 const char *value)
{
  g_assert_cmpstr (g_environ_getenv (environment, name), ==, value);
}

/* A program of PostgreSQL finds the same database by its environment. */
static void
test_for_programs (void)
{
  g_autoptr (GalleyConninfo) conninfo =
               parse ("postgresql://me:secret@a,b:7/galley?target_session_attrs=read-write&keepalives=1");
  g_autoptr (GalleyConninfo) local = parse ("host='/tmp/with blank' dbname=galley user=galley");
  g_auto (GStrv) environment = galley_conninfo_set_environment (conninfo, NULL);
  g_auto (GStrv) replaced = NULL;

  assert_variable (environment, "PGHOST", "a,b");
  assert_variable (environment, "PGPORT", ",7");
  assert_variable (environment, "PGDATABASE", "galley");
  assert_variable (environment, "PGUSER", "me");
  assert_variable (environment, "PGPASSWORD", "secret");
  assert_variable (environment, "PGTARGETSESSIONATTRS", "read-write");

  environment = g_environ_setenv (environment, "PGSERVICE", "elsewhere", TRUE);
  environment = g_environ_setenv (environment, "PGHOSTADDR", "10.0.0.1", TRUE);
  environment = g_environ_setenv (environment, "PATH", "/bin", TRUE);
  replaced = galley_conninfo_set_environment (local, g_steal_pointer (&environment));
  assert_variable (replaced, "PGHOST", "/tmp/with blank");
  assert_variable (replaced, "PGUSER", "galley");
  assert_variable (replaced, "PGPASSWORD", NULL);
  assert_variable (replaced, "PGTARGETSESSIONATTRS", NULL);
  assert_variable (replaced, "PGSERVICE", NULL);
  assert_variable (replaced, "PGHOSTADDR", NULL);
  assert_variable (replaced, "PATH", "/bin");
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "galley",
    "host=a,b port=1,2,3",
    "host=a,b hostaddr=10.0.0.1",
    "postgresql://a:5432/x?nonsense=1",
    "nonsense=1",
    "host=a sslmode=maybe",
    "service=there-is-no-such-service",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyConninfo) conninfo = galley_conninfo_new (texts[i], &error);

      g_test_message ("%s", texts[i]);
      g_assert_null (conninfo);
      g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_INVALID);
      galley_test_assert_message (error, "database address");
    }
}

/* Whatever goes wrong with an address, what is said of it does not hold the password. */
static void
test_secret (void)
{
  static const char *const texts[] = {
    "postgresql://me:geheim@host/db?nonsense=1",
    "postgresql://me:geheim%zz@host/db",
    "postgresql://me:geheim@[::1/db",
    "host=a password=geheim nonsense=1",
    "host=a password='geheim",
    "host=a password=x geheim",
    "host=a password=geheim sslmode=maybe",
  };
  g_autoptr (GalleyConninfo) conninfo = parse ("postgresql://me:geheim@host:7/db?passfile=geheim");
  g_autofree char *place = galley_conninfo_to_string (conninfo);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyConninfo) refused = galley_conninfo_new (texts[i], &error);

      g_test_message ("%s", texts[i]);
      g_assert_null (refused);
      g_assert_null (strstr (error->message, "geheim"));
    }
  g_assert_cmpstr (place, ==, "host=host port=7 dbname=db user=me");
}

static void
test_timeout (void)
{
  g_autoptr (GalleyConninfo) unsaid = parse ("host=a");
  g_autoptr (GalleyConninfo) said = parse ("host=a connect_timeout=3");
  g_autoptr (GalleyConninfo) endless = parse ("host=a connect_timeout=0");
  g_autoptr (GalleyConninfo) from_environment = NULL;

  g_assert_cmpint (galley_conninfo_get_connect_timeout (unsaid), ==, 10000);
  g_assert_cmpint (galley_conninfo_get_connect_timeout (said), ==, 3000);
  g_assert_cmpint (galley_conninfo_get_connect_timeout (endless), ==, -1);
  g_setenv ("PGCONNECT_TIMEOUT", "7", TRUE);
  from_environment = parse ("host=a");
  g_unsetenv ("PGCONNECT_TIMEOUT");
  g_assert_cmpint (galley_conninfo_get_connect_timeout (from_environment), ==, 7000);
}

static void
test_environment (void)
{
  g_autoptr (GalleyConninfo) plain = NULL;
  g_autoptr (GalleyConninfo) overridden = NULL;

  g_setenv ("PGHOST", "from-environment", TRUE);
  g_setenv ("PGPORT", "7", TRUE);
  plain = parse ("dbname=x");
  overridden = parse ("host=said");
  g_unsetenv ("PGHOST");
  g_unsetenv ("PGPORT");
  assert_hosts (galley_conninfo_get_hosts (plain), "from-environment//7");
  assert_hosts (galley_conninfo_get_hosts (overridden), "said//7");
}

static void
test_service (void)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "services", NULL);
  g_autoptr (GalleyConninfo) named = NULL;
  g_autoptr (GalleyConninfo) from_environment = NULL;
  g_autofree char *place = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_config_dir (), 0700));
  g_file_set_contents (path, "[writing]\nhost=one,two\nport=8\ndbname=texts\nuser=me\npassword=geheim\n", -1, &error);
  g_assert_no_error (error);
  g_setenv ("PGSERVICEFILE", path, TRUE);
  named = parse ("service=writing");
  g_setenv ("PGSERVICE", "writing", TRUE);
  from_environment = parse ("");
  g_unsetenv ("PGSERVICE");
  g_unsetenv ("PGSERVICEFILE");
  assert_hosts (galley_conninfo_get_hosts (named), "one//8 two//8");
  assert_hosts (galley_conninfo_get_hosts (from_environment), "one//8 two//8");
  place = galley_conninfo_to_string (named);
  g_assert_cmpstr (place, ==, "host=one,two port=8 dbname=texts user=me");
}

static GPtrArray *
resolve (const char *text,
         GError    **error)
{
  g_autoptr (GalleyConninfo) conninfo = parse (text);
  g_autoptr (GAsyncResult) result = NULL;

  galley_host_resolve_all_async (galley_conninfo_get_hosts (conninfo), NULL, galley_test_result_cb, &result);
  return galley_host_resolve_all_finish (galley_test_await (&result), error);
}

static void
test_resolving (void)
{
  static const struct
  {
    const char *text;
    const char *hosts;
  } cases[] = {
    { "host=one.test", "one.test/10.0.0.1/5432" },
    { "host=two.test,one.test port=1,2", "two.test/10.0.0.2/1 two.test/2001:db8::2/1 one.test/10.0.0.1/2" },
    { "host=missing.test,one.test", "one.test/10.0.0.1/5432" },
    { "host=one.test,one.test", "one.test/10.0.0.1/5432" },
    { "host=/tmp,one.test,10.0.0.9", "/tmp//5432 one.test/10.0.0.1/5432 10.0.0.9//5432" },
    { "host=whatever.test hostaddr=10.0.0.5", "whatever.test/10.0.0.5/5432" },
    { "", "//5432" },
  };
  g_autoptr (GalleyTestResolver) resolver = galley_test_resolver_install ();

  galley_test_resolver_add (resolver, "one.test", "10.0.0.1");
  galley_test_resolver_add (resolver, "two.test", "10.0.0.2");
  galley_test_resolver_add (resolver, "two.test", "2001:db8::2");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) hosts = resolve (cases[i].text, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      assert_hosts (hosts, cases[i].hosts);
    }
}

static void
test_unresolved (void)
{
  g_autoptr (GalleyTestResolver) resolver = galley_test_resolver_install ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hosts = resolve ("host=missing.test,gone.test", &error);

  g_assert_null (hosts);
  g_assert_error (error, GALLEY_ERROR, GALLEY_ERROR_CONNECTION);
  galley_test_assert_message (error, "missing.test");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/conninfo/hosts", test_hosts);
  g_test_add_func ("/conninfo/for-programs", test_for_programs);
  g_test_add_func ("/conninfo/refused", test_refused);
  g_test_add_func ("/conninfo/secret", test_secret);
  g_test_add_func ("/conninfo/timeout", test_timeout);
  g_test_add_func ("/conninfo/environment", test_environment);
  g_test_add_func ("/conninfo/service", test_service);
  g_test_add_func ("/conninfo/resolving", test_resolving);
  g_test_add_func ("/conninfo/unresolved", test_unresolved);
  return g_test_run ();
}
