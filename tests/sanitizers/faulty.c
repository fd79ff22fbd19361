/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does on purpose what its argument names: a sanitizer that lets it pass would let everything pass. */

#define G_LOG_DOMAIN "faulty"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <glib-object.h>

/* Objects rather than plain memory: GLib's own allocator can hide them.  More than one, because the last pointer may survive in a register. */
__attribute__ ((noinline)) static void
leak (void)
{
  for (int i = 0; i < 10; i++)
    {
      GObject *object = g_object_new (G_TYPE_OBJECT, NULL);
      memset (&object, 0, sizeof object);
    }
}

__attribute__ ((noinline)) static int
read_freed_memory (void)
{
  int *volatile number = g_new0 (int, 1);
  g_free (number);
  return *number;
}

__attribute__ ((noinline)) static int
overflow (void)
{
  volatile int number = INT_MAX;
  number++;
  return number;
}

int
main (int argc, char **argv)
{
  const char *fault = argc > 1 ? argv[1] : "none";
  int         seen = 0;

  if (g_str_equal (fault, "leak"))
    leak ();
  else if (g_str_equal (fault, "freed"))
    seen = read_freed_memory ();
  else if (g_str_equal (fault, "overflow"))
    seen = overflow ();
  return seen == 1 ? EXIT_FAILURE : EXIT_SUCCESS;
}
