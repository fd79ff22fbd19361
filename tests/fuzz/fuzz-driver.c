/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz-driver"

#include "fuzz.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

/* Stands in for libFuzzer where that is not built in:
 *
 *   fuzz-NAME FILE…            runs these inputs, to look at one that broke something
 *   fuzz-NAME --runs=N FOLDER  runs every input of the folder, then N inputs made out of them, the same ones each time
 *
 * What broke is in the file that a failing run names. */

#define SEED     20250501
#define MAX_SIZE 8192

typedef struct
{
  GPtrArray *inputs; /* (owned) (element-type GBytes) */
  GRand     *random; /* (owned) */
} Corpus;

static void
run (GBytes *input)
{
  gsize       size;
  const void *data = g_bytes_get_data (input, &size);
  /* An allocation of exactly this size, so that AddressSanitizer sees a read behind its end. */
  g_autofree uint8_t *copy = size > 0 ? g_memdup2 (data, size) : NULL;

  LLVMFuzzerTestOneInput (copy != NULL ? copy : (const uint8_t *)"", size);
}

static GBytes *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &error))
    g_error ("%s", error->message);
  return g_bytes_new_take (data, size);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* In the order of their names: the same on every machine. */
static void
load_folder (Corpus     *corpus,
             const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (corpus->inputs, load (g_ptr_array_index (paths, i)));
  g_assert_cmpuint (corpus->inputs->len, >, 0);
}

static guint
choose (Corpus *corpus,
        guint   n)
{
  return n == 0 ? 0 : (guint)g_rand_int_range (corpus->random, 0, (int)n);
}

static GBytes *
pick (Corpus *corpus)
{
  return g_ptr_array_index (corpus->inputs, choose (corpus, corpus->inputs->len));
}

/* A piece of some input goes to some place of this one, over what is there or between it. */
static void
put_piece (Corpus     *corpus,
           GByteArray *input,
           gboolean    over)
{
  gsize         size;
  const guint8 *other = g_bytes_get_data (pick (corpus), &size);
  guint         start = choose (corpus, (guint)size);
  guint         wanted = 1 + choose (corpus, 32);
  guint         length = MIN (wanted, (guint)size - start);
  guint         at = choose (corpus, input->len + 1);
  g_autoptr (GByteArray) tail = g_byte_array_new ();
  guint skipped = over ? MIN (length, input->len - at) : 0;

  if (size == 0 || input->len + length > MAX_SIZE)
    return;
  g_byte_array_append (tail, input->data + at + skipped, input->len - at - skipped);
  g_byte_array_set_size (input, at);
  g_byte_array_append (input, other + start, length);
  g_byte_array_append (input, tail->data, tail->len);
}

static void
mutate_once (Corpus     *corpus,
             GByteArray *input)
{
  static const char *const odd[] = { "\xff", "\xef\xbb\xbf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\n", "\r", "\t", " ", "\\", "\"", "-1", "99999999999999999999" };
  guint                    at = choose (corpus, input->len);
  guint                    length = 1 + choose (corpus, 16);
  const char              *text = odd[choose (corpus, G_N_ELEMENTS (odd))];

  switch (choose (corpus, 7))
    {
    case 0:
      if (input->len > 0)
        input->data[at] ^= (guint8)(1u << choose (corpus, 8));
      break;
    case 1:
      if (input->len > 0)
        input->data[at] = (guint8)choose (corpus, 256);
      break;
    case 2:
      if (input->len > 0)
        g_byte_array_remove_range (input, at, MIN (length, input->len - at));
      break;
    case 3:
      g_byte_array_set_size (input, at);
      break;
    case 4:
      g_byte_array_append (input, (const guint8 *)text, (guint)strlen (text));
      break;
    case 5:
      put_piece (corpus, input, TRUE);
      break;
    default:
      put_piece (corpus, input, FALSE);
      break;
    }
}

static GBytes *
make_input (Corpus *corpus)
{
  GByteArray *input = g_byte_array_new ();
  gsize       size;
  const void *data = g_bytes_get_data (pick (corpus), &size);

  g_byte_array_append (input, data, (guint)MIN (size, MAX_SIZE));
  for (guint n = 1 + choose (corpus, 8); n > 0; n--)
    mutate_once (corpus, input);
  return g_byte_array_free_to_bytes (input);
}

/* Kept until the input has been run: what is left after a crash is what crashed. */
static void
run_kept (GBytes *input,
          int     file)
{
  gsize       size;
  const void *data = g_bytes_get_data (input, &size);

  g_assert_no_errno (ftruncate (file, 0));
  g_assert_cmpint (pwrite (file, data != NULL ? data : "", size, 0), ==, size);
  run (input);
}

static void
run_corpus (const char *folder,
            guint       n_runs)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autofree char *path = g_strdup_printf ("%s/%s-input-%d", g_get_tmp_dir (), g_get_prgname (), (int)getpid ());
  Corpus           corpus = { .inputs = inputs, .random = random };
  int              file;

  load_folder (&corpus, folder);
  for (guint i = 0; i < inputs->len; i++)
    run (g_ptr_array_index (inputs, i));
  g_print ("# an input that breaks something is left in %s\n", path);
  file = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  g_assert_no_errno (file);
  for (guint i = 0; i < n_runs; i++)
    {
      g_autoptr (GBytes) input = make_input (&corpus);

      run_kept (input, file);
    }
  g_assert_no_errno (close (file));
  g_assert_no_errno (unlink (path));
  g_print ("1..1\nok 1 %u inputs from %s, %u made out of them\n", inputs->len, folder, n_runs);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *name = g_path_get_basename (argv[0]);

  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  g_set_prgname (name);
  if (argc == 3 && g_str_has_prefix (argv[1], "--runs="))
    {
      run_corpus (argv[2], (guint)g_ascii_strtoull (argv[1] + strlen ("--runs="), NULL, 10));
      return 0;
    }
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GBytes) input = load (argv[i]);

      run (input);
    }
  return 0;
}
