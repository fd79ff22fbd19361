/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-answer"

#include "galley-config.h"

#include "galley-ctl-answer.h"

#include "galley-ctl-json.h"

/* What verbs that change one thing answer.  The stores say 0 for what could not be done, with the error set. */

static void
print_pair (GalleyCtl *ctl, int id, const char *name, int number)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", id);
  if (name != NULL)
    json_object_set_int_member (object, name, number);
  galley_ctl_json_print_object (ctl, object);
}

/**
 * galley_ctl_answer_id:
 * @ctl: a run
 * @id: what a store returned
 *
 * Prints an id, and nothing else.
 *
 * Returns: whether there is one
 */
gboolean
galley_ctl_answer_id (GalleyCtl *ctl, int id)
{
  if (id != 0 && ctl->json)
    print_pair (ctl, id, NULL, 0);
  else if (id != 0)
    galley_ctl_print (ctl, "%d\n", id);
  return id != 0;
}

/**
 * galley_ctl_answer_done:
 * @ctl: a run
 * @id: what something was done with
 * @message: what to tell a person
 *
 * Prints that something was done.
 *
 * Returns: %TRUE
 */
gboolean
galley_ctl_answer_done (GalleyCtl *ctl, int id, const char *message)
{
  if (ctl->json)
    print_pair (ctl, id, NULL, 0);
  else
    galley_ctl_print (ctl, "%s\n", message);
  return TRUE;
}

/**
 * galley_ctl_answer_number:
 * @ctl: a run
 * @id: what something was done with
 * @name: the key of the number in JSON
 * @number: what a store returned
 * @message: what to tell a person
 *
 * Prints what a number of something is now, its place for one.
 *
 * Returns: whether there is one
 */
gboolean
galley_ctl_answer_number (GalleyCtl *ctl, int id, const char *name, int number, const char *message)
{
  if (number != 0 && ctl->json)
    print_pair (ctl, id, name, number);
  else if (number != 0)
    galley_ctl_print (ctl, "%s\n", message);
  return number != 0;
}
