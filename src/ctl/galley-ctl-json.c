/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-ctl-json"

#include "galley-ctl-json.h"

/* What `--json` prints.  The keys are the words of the outline's JSON and of the fields, and stay as they are: programs rely on
 * them.  A key is always there; what is not known is null, and so are ids and places that do not exist. */

/**
 * galley_ctl_json_set_text:
 * @object: where to put it
 * @name: the key
 * @text: (nullable): the value
 *
 * Puts a text into an object, null for %NULL.
 */
void
galley_ctl_json_set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

/**
 * galley_ctl_json_set_number:
 * @object: where to put it
 * @name: the key
 * @number: an id or a place
 *
 * Puts a number into an object, null for 0.
 */
void
galley_ctl_json_set_number (JsonObject *object, const char *name, gint64 number)
{
  if (number != 0)
    json_object_set_int_member (object, name, number);
  else
    json_object_set_null_member (object, name);
}

/**
 * galley_ctl_json_set_time:
 * @object: where to put it
 * @name: the key
 * @time: (nullable): the value
 *
 * Puts a time into an object, as RFC 3339 in UTC; null for %NULL.
 */
void
galley_ctl_json_set_time (JsonObject *object, const char *name, GDateTime *time)
{
  g_autoptr (GDateTime) utc = time != NULL ? g_date_time_to_utc (time) : NULL;
  g_autofree char *text = utc != NULL ? g_date_time_format_iso8601 (utc) : NULL;

  galley_ctl_json_set_text (object, name, text);
}

static void
set_record (JsonObject *object, GalleyRecord *record)
{
  json_object_set_int_member (object, "version", galley_record_get_version (record));
  galley_ctl_json_set_time (object, "created_at", galley_record_get_created (record));
  galley_ctl_json_set_time (object, "updated_at", galley_record_get_updated (record));
}

/**
 * galley_ctl_json_from_post:
 * @post: a post
 *
 * Converts a post without its further texts.
 *
 * Returns: (transfer full): an object
 */
JsonObject *
galley_ctl_json_from_post (GalleyPost *post)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", galley_record_get_id (GALLEY_RECORD (post)));
  for (GalleyPostField field = GALLEY_POST_TITLE; field <= GALLEY_POST_SUMMARY; field++)
    galley_ctl_json_set_text (object, galley_post_field_get_name (field), galley_post_get_field (post, field));
  json_object_set_string_member (object, "status", galley_post_status_to_string (galley_post_get_status (post)));
  json_object_set_int_member (object, "n_sections", galley_post_get_n_sections (post));
  json_object_set_int_member (object, "n_words", galley_post_get_n_words (post));
  json_object_set_int_member (object, "outline_version", galley_post_get_outline_version (post));
  set_record (object, GALLEY_RECORD (post));
  return object;
}

/**
 * galley_ctl_json_from_section:
 * @section: a section
 *
 * Converts a section with all its texts.
 *
 * Returns: (transfer full): an object
 */
JsonObject *
galley_ctl_json_from_section (GalleySection *section)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", galley_record_get_id (GALLEY_RECORD (section)));
  json_object_set_int_member (object, "post_id", galley_section_get_post_id (section));
  json_object_set_int_member (object, "order", galley_section_get_place (section));
  for (GalleySectionField field = 0; field < GALLEY_SECTION_N_FIELDS; field++)
    galley_ctl_json_set_text (object, galley_section_field_get_name (field), galley_section_get_field (section, field));
  galley_ctl_json_set_number (object, "image_id", galley_section_get_image_id (section));
  json_object_set_int_member (object, "n_words", galley_section_count_words (section));
  set_record (object, GALLEY_RECORD (section));
  return object;
}

/**
 * galley_ctl_json_from_parked:
 * @parked: a section in the trash
 *
 * Converts a section in the trash.
 *
 * Returns: (transfer full): an object
 */
JsonObject *
galley_ctl_json_from_parked (GalleyParkedSection *parked)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", galley_parked_section_get_id (parked));
  json_object_set_int_member (object, "post_id", galley_parked_section_get_post_id (parked));
  galley_ctl_json_set_text (object, "heading", galley_parked_section_get_heading (parked));
  galley_ctl_json_set_text (object, "text", galley_parked_section_get_text (parked));
  galley_ctl_json_set_number (object, "order", galley_parked_section_get_place (parked));
  json_object_set_int_member (object, "n_elements", galley_parked_section_get_n_elements (parked));
  galley_ctl_json_set_time (object, "parked_at", galley_parked_section_get_parked (parked));
  return object;
}

/**
 * galley_ctl_json_from_element:
 * @element: an element
 *
 * Converts an element.
 *
 * Returns: (transfer full): an object
 */
JsonObject *
galley_ctl_json_from_element (GalleyElement *element)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", galley_record_get_id (GALLEY_RECORD (element)));
  json_object_set_int_member (object, "post_id", galley_element_get_post_id (element));
  json_object_set_int_member (object, "section_id", galley_element_get_section_id (element));
  json_object_set_int_member (object, "order", galley_element_get_place (element));
  json_object_set_string_member (object, "type", galley_element_type_to_string (galley_element_get_element_type (element)));
  galley_ctl_json_set_text (object, "text", galley_element_get_text (element));
  set_record (object, GALLEY_RECORD (element));
  return object;
}

/**
 * galley_ctl_json_from_outcome:
 * @outcome: what setting an outline did
 *
 * Converts an outcome.
 *
 * Returns: (transfer full): an object
 */
JsonObject *
galley_ctl_json_from_outcome (GalleyOutlineOutcome *outcome)
{
  JsonObject *object = json_object_new ();
  const char *conflicts = galley_outline_outcome_get_conflicts (outcome);
  g_autoptr (JsonNode) node = conflicts != NULL ? json_from_string (conflicts, NULL) : NULL;

  json_object_set_string_member (object, "outcome",
                                 galley_outline_status_to_string (galley_outline_outcome_get_status (outcome)));
  json_object_set_int_member (object, "outline_version", galley_outline_outcome_get_outline_version (outcome));
  json_object_set_int_member (object, "kept", galley_outline_outcome_get_n_kept (outcome));
  json_object_set_int_member (object, "renamed", galley_outline_outcome_get_n_renamed (outcome));
  json_object_set_int_member (object, "moved", galley_outline_outcome_get_n_moved (outcome));
  json_object_set_int_member (object, "added", galley_outline_outcome_get_n_added (outcome));
  json_object_set_int_member (object, "parked", galley_outline_outcome_get_n_parked (outcome));
  json_object_set_int_member (object, "restored", galley_outline_outcome_get_n_restored (outcome));
  if (node != NULL)
    json_object_set_member (object, "conflicts", g_steal_pointer (&node));
  else
    json_object_set_array_member (object, "conflicts", json_array_new ());
  galley_ctl_json_set_number (object, "log_id", galley_outline_outcome_get_log_id (outcome));
  return object;
}

/**
 * galley_ctl_json_from_change:
 * @change: a line of a plan
 *
 * Converts a line of a plan.
 *
 * Returns: (transfer full): an object
 */
JsonObject *
galley_ctl_json_from_change (GalleyOutlineChange *change)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "action", galley_outline_action_to_string (galley_outline_change_get_action (change)));
  galley_ctl_json_set_number (object, "id", galley_outline_change_get_section_id (change));
  galley_ctl_json_set_text (object, "heading", galley_outline_change_get_heading (change));
  galley_ctl_json_set_text (object, "old_heading", galley_outline_change_get_old_heading (change));
  galley_ctl_json_set_number (object, "order", galley_outline_change_get_place (change));
  galley_ctl_json_set_number (object, "old_order", galley_outline_change_get_old_place (change));
  return object;
}

/**
 * galley_ctl_json_from_entry:
 * @entry: an entry of the log of an outline
 *
 * Converts an entry.
 *
 * Returns: (transfer full): an object
 */
JsonObject *
galley_ctl_json_from_entry (GalleyOutlineEntry *entry)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", galley_outline_entry_get_id (entry));
  json_object_set_int_member (object, "post_id", galley_outline_entry_get_post_id (entry));
  galley_ctl_json_set_time (object, "at", galley_outline_entry_get_time (entry));
  galley_ctl_json_set_text (object, "verb", galley_outline_entry_get_verb (entry));
  galley_ctl_json_set_text (object, "outcome", galley_outline_entry_get_outcome (entry));
  galley_ctl_json_set_text (object, "reason", galley_outline_entry_get_reason (entry));
  galley_ctl_json_set_text (object, "before", galley_outline_entry_get_before (entry));
  galley_ctl_json_set_text (object, "after", galley_outline_entry_get_after (entry));
  return object;
}

/**
 * galley_ctl_json_from_finding:
 * @finding: what a check found
 *
 * Converts a finding.
 *
 * Returns: (transfer full): an object
 */
JsonObject *
galley_ctl_json_from_finding (GalleyFinding *finding)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "post_id", galley_finding_get_post_id (finding));
  json_object_set_string_member (object, "finding", galley_finding_get_finding (finding));
  galley_ctl_json_set_text (object, "detail", galley_finding_get_detail (finding));
  return object;
}

/**
 * galley_ctl_json_name_field:
 * @hit: where words were found
 *
 * Gives the field of a hit by the name that the other commands take.
 *
 * Returns: (transfer none) (nullable): e.g. `heading`, where the database says `section_heading`
 */
const char *
galley_ctl_json_name_field (GalleySearchHit *hit)
{
  const char        *word = galley_search_hit_get_field (hit);
  GalleySectionField field;

  if (galley_search_hit_get_section_id (hit) != 0 && galley_search_hit_get_element_id (hit) == 0 && word != NULL &&
      galley_section_field_from_string (word, &field))
    return galley_section_field_get_name (field);
  return word;
}

/**
 * galley_ctl_json_from_hit:
 * @hit: where words were found
 *
 * Converts a hit; the words are between U+0002 and U+0003 in the excerpt.
 *
 * Returns: (transfer full): an object
 */
JsonObject *
galley_ctl_json_from_hit (GalleySearchHit *hit)
{
  JsonObject *object = json_object_new ();

  galley_ctl_json_set_text (object, "kind", galley_search_hit_get_kind (hit));
  json_object_set_int_member (object, "post_id", galley_search_hit_get_post_id (hit));
  galley_ctl_json_set_number (object, "section_id", galley_search_hit_get_section_id (hit));
  galley_ctl_json_set_number (object, "element_id", galley_search_hit_get_element_id (hit));
  galley_ctl_json_set_text (object, "field", galley_ctl_json_name_field (hit));
  galley_ctl_json_set_text (object, "title", galley_search_hit_get_title (hit));
  galley_ctl_json_set_text (object, "heading", galley_search_hit_get_heading (hit));
  galley_ctl_json_set_text (object, "excerpt", galley_search_hit_get_excerpt (hit));
  json_object_set_int_member (object, "place", galley_search_hit_get_place (hit));
  json_object_set_double_member (object, "rank", galley_search_hit_get_rank (hit));
  return object;
}

/**
 * galley_ctl_json_from_list:
 * @list: objects
 * @convert: converts one of them
 *
 * Converts a list.
 *
 * Returns: (transfer full): an array
 */
JsonArray *
galley_ctl_json_from_list (GListModel *list, GalleyCtlConvert convert)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      json_array_add_object_element (array, convert (item));
    }
  return array;
}

/**
 * galley_ctl_json_print_object:
 * @ctl: a run
 * @object: (transfer full): an object
 *
 * Prints an object.
 */
void
galley_ctl_json_print_object (GalleyCtl *ctl, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  galley_ctl_print_json (ctl, node);
}

/**
 * galley_ctl_json_print_list:
 * @ctl: a run
 * @list: objects
 * @convert: converts one of them
 *
 * Prints a list as an array.
 */
void
galley_ctl_json_print_list (GalleyCtl *ctl, GListModel *list, GalleyCtlConvert convert)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, galley_ctl_json_from_list (list, convert));
  galley_ctl_print_json (ctl, node);
}

/**
 * galley_ctl_json_print_number:
 * @ctl: a run
 * @name: the key
 * @number: the value
 *
 * Prints an object with one number.
 */
void
galley_ctl_json_print_number (GalleyCtl *ctl, const char *name, gint64 number)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, name, number);
  galley_ctl_json_print_object (ctl, object);
}
