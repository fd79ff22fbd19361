/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-test-certificate"

#include "galley-test-certificate.h"

/**
 * galley_test_make_certificate:
 * @folder: where to put it
 * @name: the stem of its files
 * @host: for which host it is good
 *
 * Makes a certificate that signs itself, `NAME.pem`, and its key, `NAME.key`.
 */
void
galley_test_make_certificate (const char *folder,
                              const char *name,
                              const char *host)
{
  g_autofree char *command = g_strdup_printf ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
                                              " -subj /CN=%s -addext subjectAltName=DNS:%s -keyout %s/%s.key -out %s/%s.pem",
                                              host, host, folder, name, folder, name);
  g_autofree char *messages = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, &messages, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s: %s", command, messages);
}
