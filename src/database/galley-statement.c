/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-statement"

#include "galley-statement-private.h"

#include <string.h>

#include "galley-sql-resource.h"

struct _GalleyStatement
{
  gatomicrefcount     ref_count;
  char               *name; /* (owned) (nullable) */
  GBytes             *sql;  /* (owned), NUL-terminated after its end */
  GalleyStatementKind kind;
  GPtrArray          *parameters; /* (owned) (element-type utf8), NULL for an SQL NULL */
  GPtrArray          *texts;      /* (owned) (element-type GBytes): what the parameters point to, without those that are NULL */
  gsize               size;       /* bytes in the parameters */
  gboolean            sealed;
};

G_DEFINE_BOXED_TYPE (GalleyStatement, galley_statement, galley_statement_ref, galley_statement_unref)

static GalleyStatement *
create (const char         *name,
        GBytes             *sql,
        GalleyStatementKind kind)
{
  GalleyStatement *self = g_new0 (GalleyStatement, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->sql = sql;
  self->kind = kind;
  self->parameters = g_ptr_array_new ();
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  return self;
}

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_strdup_printf ("/io/github/galleyeditor/Galley/sql/queries/%s.sql", name);
  g_autoptr (GError) error = NULL;
  GBytes *sql;

  /* Asked of the resource itself and not of the global registry: this reference is what makes the linker keep the compiled-in
   * SQL, which nothing else in a static library mentions. */
  sql = g_resource_lookup_data (galley_sql_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (sql == NULL)
    g_error ("There is no statement %s: %s", name, error->message);
  return sql;
}

static GalleyStatementKind
parse_kind (const char *name,
            const char *sql)
{
  static const struct
  {
    const char         *line;
    GalleyStatementKind kind;
  } kinds[] = {
    { "-- kind: read\n", GALLEY_STATEMENT_READ },
    { "-- kind: idempotent\n", GALLEY_STATEMENT_IDEMPOTENT },
    { "-- kind: once\n", GALLEY_STATEMENT_ONCE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (sql, kinds[i].line))
      return kinds[i].kind;
  g_error ("The first line of %s.sql does not say its kind", name);
}

/**
 * galley_statement_new:
 * @name: a file of `sql/queries`, without `.sql`
 *
 * Takes a statement from the files that are compiled in.
 *
 * The first line of the file says its kind, `-- kind: read`, `idempotent` or `once`.  A statement of kind once returns one
 * number in one row: the id of what it made.  The statement is prepared on the server when a connection meets it first.
 * A name without a file is a mistake in the program and ends it.
 *
 * Returns: (transfer full): a new statement without parameters
 */
GalleyStatement *
galley_statement_new (const char *name)
{
  GBytes *sql;

  g_return_val_if_fail (name != NULL, NULL);

  sql = load (name);
  return create (name, sql, parse_kind (name, g_bytes_get_data (sql, NULL)));
}

/**
 * galley_statement_new_for_sql:
 * @sql: SQL text; never built out of users' data, which is bound instead
 * @kind: what may be done when the connection dies meanwhile
 *
 * Makes a statement of any SQL text, for tests, migrations and session commands.  It is not prepared.
 *
 * Executed alone and without parameters, the text may hold several commands separated by semicolons.  They are one transaction
 * unless they say otherwise, and the result is that of the last one.
 *
 * Returns: (transfer full): a new statement without parameters
 */
GalleyStatement *
galley_statement_new_for_sql (const char         *sql,
                              GalleyStatementKind kind)
{
  g_return_val_if_fail (sql != NULL, NULL);

  return create (NULL, g_bytes_new (sql, strlen (sql) + 1), kind);
}

/* What is taken over may be long, so it is shared and not copied. */
static void
bind (GalleyStatement *self,
      GBytes          *text)
{
  if (self->sealed)
    g_error ("A parameter was bound to a statement that was given to a connection already");
  g_ptr_array_add (self->parameters, (gpointer)(text != NULL ? g_bytes_get_data (text, NULL) : NULL));
  if (text == NULL)
    return;
  g_ptr_array_add (self->texts, text);
  self->size += g_bytes_get_size (text) - 1;
}

static void
bind_string (GalleyStatement *self,
             char            *text)
{
  bind (self, text != NULL ? g_bytes_new_take (text, strlen (text) + 1) : NULL);
}

/* The texts of another statement, in their order, with NULL where that has NULL. */
static void
bind_all (GalleyStatement *self,
          GalleyStatement *other)
{
  guint n_texts = 0;

  for (guint i = 0; i < other->parameters->len; i++)
    if (g_ptr_array_index (other->parameters, i) != NULL)
      bind (self, g_bytes_ref (g_ptr_array_index (other->texts, n_texts++)));
    else
      bind (self, NULL);
}

/* A terminating semicolon would end the statement inside of the parentheses it is put in. */
static char *
dup_without_semicolon (const char *sql)
{
  char *copy = g_strchomp (g_strdup (sql));
  gsize length = strlen (copy);

  if (length > 0 && copy[length - 1] == ';')
    copy[length - 1] = '\0';
  return copy;
}

/**
 * galley_statement_new_operation:
 * @self: a statement of kind once
 * @operation: the id of the operation, a UUID
 *
 * Wraps a statement so that the database remembers its number under an operation's id, in the same transaction.
 *
 * The id is unique, so of several tries under it at most one is committed: a later one waits for an earlier one that is still
 * running, and fails if that one was committed.
 *
 * Returns: (transfer full): a statement with the parameters of @self and one more, whose result is the one column `result`
 */
GalleyStatement *
galley_statement_new_operation (GalleyStatement *self,
                                const char      *operation)
{
  g_autofree char *inner = dup_without_semicolon (galley_statement_get_sql (self));
  g_autofree char *name = self->name != NULL ? g_strconcat ("once:", self->name, NULL) : NULL;
  char            *sql = g_strdup_printf ("WITH made (result) AS (\n%s\n)\n"
                                                     "INSERT INTO galley.operation (id, result)\n"
                                                     "SELECT $%u, made.result FROM made\n"
                                                     "RETURNING result",
                                          inner, self->parameters->len + 1);
  GalleyStatement *wrapped = create (name, g_bytes_new_take (sql, strlen (sql) + 1), GALLEY_STATEMENT_ONCE);

  bind_all (wrapped, self);
  galley_statement_bind_text (wrapped, operation);
  return wrapped;
}

/**
 * galley_statement_ref:
 * @self: a statement
 *
 * Returns: (transfer full): @self with one more reference
 */
GalleyStatement *
galley_statement_ref (GalleyStatement *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * galley_statement_unref:
 * @self: (transfer full): a statement
 *
 * Drops a reference, and with the last one the statement.
 */
void
galley_statement_unref (GalleyStatement *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->name);
  g_bytes_unref (self->sql);
  g_ptr_array_unref (self->parameters);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/**
 * galley_statement_bind_text:
 * @self: a statement that was not given to a connection yet
 * @text: (nullable): the value in PostgreSQL's text form, which is copied; %NULL for an SQL NULL
 *
 * Binds the next parameter.  The server takes the type from where the parameter stands, so this serves every type.
 */
void
galley_statement_bind_text (GalleyStatement *self,
                            const char      *text)
{
  g_return_if_fail (self != NULL);

  bind_string (self, g_strdup (text));
}

/**
 * galley_statement_bind_shared:
 * @self: a statement that was not given to a connection yet
 * @text: the value in PostgreSQL's text form, as UTF-8, and a NUL as its last byte
 *
 * Binds the next parameter without copying it: to copy a text of megabytes takes so long that a main loop feels it.
 */
void
galley_statement_bind_shared (GalleyStatement *self,
                              GBytes          *text)
{
  gsize       size;
  const char *data;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);
  data = g_bytes_get_data (text, &size);
  g_return_if_fail (size > 0 && data[size - 1] == '\0');

  bind (self, g_bytes_ref (text));
}

/**
 * galley_statement_bind_int:
 * @self: a statement that was not given to a connection yet
 * @value: a whole number
 *
 * Binds the next parameter.
 */
void
galley_statement_bind_int (GalleyStatement *self,
                           gint64           value)
{
  g_return_if_fail (self != NULL);

  bind_string (self, g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

/**
 * galley_statement_bind_boolean:
 * @self: a statement that was not given to a connection yet
 * @value: a truth value
 *
 * Binds the next parameter.
 */
void
galley_statement_bind_boolean (GalleyStatement *self,
                               gboolean         value)
{
  g_return_if_fail (self != NULL);

  bind_string (self, g_strdup (value ? "t" : "f"));
}

/**
 * galley_statement_bind_null:
 * @self: a statement that was not given to a connection yet
 *
 * Binds an SQL NULL as the next parameter.
 */
void
galley_statement_bind_null (GalleyStatement *self)
{
  g_return_if_fail (self != NULL);

  bind (self, NULL);
}

/**
 * galley_statement_bind_int_array:
 * @self: a statement that was not given to a connection yet
 * @ids: (array length=n_ids) (nullable): whole numbers; %NULL only when there are none
 * @n_ids: how many
 *
 * Binds an array of numbers (`int[]` or `bigint[]`) as the next parameter.
 */
void
galley_statement_bind_int_array (GalleyStatement *self,
                                 const gint64    *ids,
                                 gsize            n_ids)
{
  GString *array;

  g_return_if_fail (self != NULL);
  g_return_if_fail (ids != NULL || n_ids == 0);

  array = g_string_new ("{");
  for (gsize i = 0; i < n_ids; i++)
    g_string_append_printf (array, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (array, '}');
  bind_string (self, g_string_free (array, FALSE));
}

static void
append_quoted (GString    *array,
               const char *text)
{
  g_string_append_c (array, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_c (array, '\\');
      g_string_append_c (array, *text);
    }
  g_string_append_c (array, '"');
}

/**
 * galley_statement_bind_text_array:
 * @self: a statement that was not given to a connection yet
 * @texts: (array zero-terminated=1): texts in UTF-8
 *
 * Binds an array of texts (`text[]`) as the next parameter.
 */
void
galley_statement_bind_text_array (GalleyStatement   *self,
                                  const char *const *texts)
{
  GString *array;

  g_return_if_fail (self != NULL);
  g_return_if_fail (texts != NULL);

  array = g_string_new ("{");
  for (gsize i = 0; texts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (array, ',');
      append_quoted (array, texts[i]);
    }
  g_string_append_c (array, '}');
  bind_string (self, g_string_free (array, FALSE));
}

/**
 * galley_statement_get_name:
 * @self: a statement
 *
 * Returns: (nullable) (transfer none): the name of its file without `.sql`; %NULL for a statement made of SQL text
 */
const char *
galley_statement_get_name (GalleyStatement *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * galley_statement_get_sql:
 * @self: a statement
 *
 * Returns: (transfer none): its SQL text
 */
const char *
galley_statement_get_sql (GalleyStatement *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_bytes_get_data (self->sql, NULL);
}

/**
 * galley_statement_get_kind:
 * @self: a statement
 *
 * Returns: what may be done when the connection dies while the statement is under way
 */
GalleyStatementKind
galley_statement_get_kind (GalleyStatement *self)
{
  g_return_val_if_fail (self != NULL, GALLEY_STATEMENT_ONCE);

  return self->kind;
}

/**
 * galley_statement_seal:
 * @self: a statement
 *
 * Makes the statement immutable, as it is on its way to the server now.
 */
void
galley_statement_seal (GalleyStatement *self)
{
  self->sealed = TRUE;
}

/**
 * galley_statement_get_n_parameters:
 * @self: a statement
 *
 * Returns: how many parameters were bound
 */
guint
galley_statement_get_n_parameters (GalleyStatement *self)
{
  return self->parameters->len;
}

/**
 * galley_statement_get_parameters:
 * @self: a statement
 *
 * Returns: (array) (nullable) (transfer none): the bound values in text form; %NULL when there are none
 */
const char *const *
galley_statement_get_parameters (GalleyStatement *self)
{
  return (const char *const *)self->parameters->pdata;
}

/**
 * galley_statement_get_size:
 * @self: a statement
 *
 * Returns: how many bytes its parameters have together
 */
gsize
galley_statement_get_size (GalleyStatement *self)
{
  return self->size;
}

/**
 * galley_statement_is_script:
 * @self: a statement
 *
 * Returns: whether it may hold several commands, so that it must go by the protocol that allows them
 */
gboolean
galley_statement_is_script (GalleyStatement *self)
{
  return self->name == NULL && self->parameters->len == 0;
}
