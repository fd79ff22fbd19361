/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test-list-diff"

#include "galley-list-diff.h"

#include <string.h>

/* A list that is changed step by step. */
typedef struct
{
  GPtrArray *list; /* (owned) */
  guint      n_steps;
  guint      n_touched; /* entries that left or came */
} Changed;

static void
splice_cb (guint     position,
           guint     n_removals,
           guint     n_additions,
           gpointer *additions,
           gpointer  user_data)
{
  Changed *changed = user_data;

  if (n_removals > 0)
    g_ptr_array_remove_range (changed->list, position, n_removals);
  for (guint i = 0; i < n_additions; i++)
    g_ptr_array_insert (changed->list, (int)(position + i), additions[i]);
  changed->n_steps++;
  changed->n_touched += n_removals + n_additions;
}

/* A list of letters; each letter is an entry. */
static GPtrArray *
make_list (const char *letters)
{
  GPtrArray *list = g_ptr_array_new ();

  for (; *letters != '\0'; letters++)
    g_ptr_array_add (list, GINT_TO_POINTER (*letters));
  return list;
}

static void
assert_same (GPtrArray *list,
             GPtrArray *expected)
{
  g_assert_cmpmem (list->pdata, list->len * sizeof (gpointer), expected->pdata, expected->len * sizeof (gpointer));
}

static void
assert_diff (const char *from_letters,
             const char *to_letters,
             guint       n_steps,
             guint       n_touched)
{
  g_autoptr (GPtrArray) from = make_list (from_letters);
  g_autoptr (GPtrArray) to = make_list (to_letters);
  Changed changed = { make_list (from_letters), 0, 0 };

  galley_list_diff (from, to, splice_cb, &changed);
  assert_same (changed.list, to);
  g_assert_cmpuint (changed.n_steps, ==, n_steps);
  g_assert_cmpuint (changed.n_touched, ==, n_touched);
  g_ptr_array_unref (changed.list);
}

static void
test_few_steps (void)
{
  assert_diff ("", "", 0, 0);
  assert_diff ("abc", "abc", 0, 0);
  assert_diff ("", "abc", 1, 3);
  assert_diff ("abc", "", 1, 3);
  assert_diff ("abcde", "abxcde", 1, 1);
  assert_diff ("abcde", "abde", 1, 1);
  assert_diff ("abcde", "eabcd", 2, 2);
  assert_diff ("abcde", "bcdea", 2, 2);
  assert_diff ("abcdef", "adebcf", 2, 4);
  assert_diff ("abcd", "xbcdy", 3, 3);
}

static GPtrArray *
make_random_list (guint most)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *list = g_ptr_array_new ();
  guint      n = (guint)g_test_rand_int_range (0, (int)most);

  while (list->len < n)
    {
      gpointer entry = GINT_TO_POINTER (g_test_rand_int_range (1, (int)most * 2));

      if (g_hash_table_add (seen, entry))
        g_ptr_array_add (list, entry);
    }
  return list;
}

/* Lists with nothing in common are replaced, too. */
static void
test_any_lists (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GPtrArray) from = make_random_list (round < 400 ? 12 : 600);
      g_autoptr (GPtrArray) to = make_random_list (round < 400 ? 12 : 600);
      Changed changed = { g_ptr_array_copy (from, NULL, NULL), 0, 0 };

      galley_list_diff (from, to, splice_cb, &changed);
      assert_same (changed.list, to);
      g_assert_cmpuint (changed.n_steps, <=, 100);
      g_ptr_array_unref (changed.list);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-diff/few-steps", test_few_steps);
  g_test_add_func ("/list-diff/any-lists", test_any_lists);

  return g_test_run ();
}
