/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-keyring"

#include "galley-keyring.h"

#include "call.h"

/* Keys: with a real Secret Service, where one is installed, and without any.  libsecret looks for its service once in a program,
 * so each of these is a program of its own: this one, with another environment. */

static GalleyProviderInfo *
make_info (int         id,
           const char *database)
{
  return g_object_new (GALLEY_TYPE_PROVIDER_INFO, "id", id, "name", "Peer", "database-id", database, NULL);
}

static void
assert_key (GalleyKeyring      *keyring,
            GalleyProviderInfo *info,
            const char         *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = CALL (galley_keyring_lookup, keyring, &error, info);

  g_assert_no_error (error);
  g_assert_cmpstr (key, ==, expected);
}

static void
store_key (GalleyKeyring      *keyring,
           GalleyProviderInfo *info,
           const char         *key,
           gboolean            expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean lasting;

  galley_keyring_store_async (keyring, info, key, NULL, galley_test_result_cb, &result);
  g_assert_true (galley_keyring_store_finish (keyring, galley_test_await (&result), &lasting, &error));
  g_assert_no_error (error);
  g_assert_cmpint (lasting, ==, expected);
  g_assert_cmpint (galley_keyring_get_session_only (keyring), ==, !expected);
}

static void
clear_key (GalleyKeyring      *keyring,
           GalleyProviderInfo *info)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (CALL (galley_keyring_clear, keyring, &error, info));
  g_assert_no_error (error);
}

static void
use_keyring (gboolean lasting)
{
  g_autoptr (GalleyKeyring) keyring = galley_keyring_new ();
  g_autoptr (GalleyKeyring) later = galley_keyring_new ();
  g_autoptr (GalleyProviderInfo) one = make_info (1, "a");
  g_autoptr (GalleyProviderInfo) two = make_info (2, "a");
  g_autoptr (GalleyProviderInfo) other = make_info (1, "b");

  assert_key (keyring, one, NULL);
  store_key (keyring, one, "first", lasting);
  store_key (keyring, two, "second", lasting);
  assert_key (keyring, one, "first");
  assert_key (keyring, two, "second");
  /* The same number in another database is another provider. */
  assert_key (keyring, other, NULL);
  store_key (keyring, one, "third", lasting);
  assert_key (keyring, one, "third");
  /* What lasts is there for the next program. */
  assert_key (later, one, lasting ? "third" : NULL);
  clear_key (keyring, one);
  clear_key (keyring, one);
  assert_key (keyring, one, NULL);
  assert_key (keyring, two, "second");
  clear_key (keyring, two);
}

/* Where the service keeps its keyrings and sockets. */
static char *
make_home (GSubprocessLauncher *launcher)
{
  const char *const variables[] = { "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR" };
  char             *home = g_dir_make_tmp ("galley-keyring-XXXXXX", NULL);

  g_assert_nonnull (home);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_subprocess_launcher_setenv (launcher, variables[i], home, TRUE);
  return home;
}

static void
remove_home (const char *home)
{
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "rm", "-rf", home, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

/* libsecret 0.20 forgets to free the reply of each look-up that finds a key (_secret_service_decode_get_secrets_first), which was
 * made in a thread of GDBus, so that no suppression could tell it from others.  Everything else is looked for all the same. */
static void
allow_leaks (GSubprocessLauncher *launcher)
{
  const char      *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *more = g_strconcat (options ? options : "", options ? ":" : "", "detect_leaks=0", NULL);

  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", more, TRUE);
}

/* Runs a case of this program again, as `program… test-keyring -p path`. */
static void
run_again (const char *path,
           const char *bus,
           ...)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *home = make_home (launcher);
  const char      *word;
  va_list          list;

  va_start (list, bus);
  while ((word = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer)word);
  va_end (list);
  g_ptr_array_add (words, (gpointer)g_test_get_filename (G_TEST_BUILT, "test-keyring", NULL));
  g_ptr_array_add (words, (gpointer) "-p");
  g_ptr_array_add (words, (gpointer)path);
  g_ptr_array_add (words, NULL);

  g_subprocess_launcher_setenv (launcher, "TEST_KEYRING_AGAIN", "1", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "SECRET_BACKEND");
  if (bus != NULL)
    g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", bus, TRUE);
  else
    allow_leaks (launcher);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)words->pdata, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
  remove_home (home);
}

static gboolean
is_again (void)
{
  return g_getenv ("TEST_KEYRING_AGAIN") != NULL;
}

static void
test_without_service (void)
{
  if (is_again ())
    use_keyring (FALSE);
  else
    run_again ("/keyring/without-service", "unix:path=/nonexistent/bus", NULL);
}

static void
test_with_service (void)
{
  g_autofree char *bus = g_find_program_in_path ("dbus-run-session");
  g_autofree char *daemon = g_find_program_in_path ("gnome-keyring-daemon");

  if (is_again ())
    {
      use_keyring (TRUE);
      return;
    }
  if (bus == NULL || daemon == NULL)
    {
      g_test_skip ("dbus-run-session or gnome-keyring-daemon is not installed");
      return;
    }

  /* An empty password opens the keyring without a question; the daemon ends with the bus. */
  run_again ("/keyring/with-service", NULL, bus, "--", "/bin/sh", "-c",
             "printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$0\" \"$@\"", NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keyring/without-service", test_without_service);
  g_test_add_func ("/keyring/with-service", test_with_service);

  return g_test_run ();
}
