/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-post-field"

#include "galley-post-field.h"

static const GalleyField fields[GALLEY_POST_N_FIELDS] = {
  [GALLEY_POST_TITLE] = { "title", "title" },
  [GALLEY_POST_SLUG] = { "slug", "slug" },
  [GALLEY_POST_SUMMARY] = { "summary", "summary" },
  [GALLEY_POST_BASIC_IDEA] = { "basic_idea", "basic_idea" },
  [GALLEY_POST_IDEA_SEED] = { "idea_seed", "idea_seed" },
  [GALLEY_POST_PROVISIONAL_TITLE] = { "provisional_title", "provisional_title" },
  [GALLEY_POST_IDEA_SCOPE] = { "idea_scope", "idea_scope" },
  [GALLEY_POST_TOPICS_TO_COVER] = { "topics_to_cover", "topics_to_cover" },
  [GALLEY_POST_INTERESTING_FACTS] = { "interesting_facts", "interesting_facts" },
  [GALLEY_POST_TARTANS_PRODUCTS] = { "tartans_products", "tartans_products" },
  [GALLEY_POST_SECTION_PLANNING] = { "section_planning", "section_planning" },
  [GALLEY_POST_MAIN_TITLE] = { "main_title", "main_title" },
  [GALLEY_POST_SUBTITLE] = { "subtitle", "subtitle" },
  [GALLEY_POST_INTRO_BLURB] = { "intro_blurb", "intro_blurb" },
  [GALLEY_POST_CONCLUSION] = { "conclusion", "conclusion" },
  [GALLEY_POST_BASIC_METADATA] = { "basic_metadata", "basic_metadata" },
  [GALLEY_POST_TAGS] = { "tags", "tags" },
  [GALLEY_POST_CATEGORIES] = { "categories", "categories" },
  [GALLEY_POST_IMAGE_CAPTIONS] = { "image_captions", "image_captions" },
  [GALLEY_POST_SEO_OPTIMIZATION] = { "seo_optimization", "seo_optimization" },
  [GALLEY_POST_SELF_REVIEW] = { "self_review", "self_review" },
  [GALLEY_POST_PEER_REVIEW] = { "peer_review", "peer_review" },
  [GALLEY_POST_FINAL_CHECK] = { "final_check", "final_check" },
  [GALLEY_POST_SCHEDULING] = { "scheduling", "scheduling" },
  [GALLEY_POST_DEPLOYMENT] = { "deployment", "deployment" },
  [GALLEY_POST_VERIFICATION] = { "verification", "verification" },
  [GALLEY_POST_FEEDBACK_COLLECTION] = { "feedback_collection", "feedback_collection" },
  [GALLEY_POST_CONTENT_UPDATES] = { "content_updates", "content_updates" },
  [GALLEY_POST_VERSION_CONTROL] = { "version_control", "version_control" },
  [GALLEY_POST_PLATFORM_SELECTION] = { "platform_selection", "platform_selection" },
  [GALLEY_POST_CONTENT_ADAPTATION] = { "content_adaptation", "content_adaptation" },
  [GALLEY_POST_DISTRIBUTION] = { "distribution", "distribution" },
  [GALLEY_POST_ENGAGEMENT_TRACKING] = { "engagement_tracking", "engagement_tracking" },
};

/**
 * galley_post_field_get_table:
 *
 * Gives the words for all texts of a post.
 *
 * Returns: (transfer none) (array fixed-size=33): a table of %GALLEY_POST_N_FIELDS entries, by [enum@PostField]
 */
const GalleyField *
galley_post_field_get_table (void)
{
  return fields;
}

/**
 * galley_post_field_get_name:
 * @field: a field
 *
 * Gives the word for @field in the window, the command line and JSON.
 *
 * Returns: (transfer none): the name
 */
const char *
galley_post_field_get_name (GalleyPostField field)
{
  g_return_val_if_fail (field < GALLEY_POST_N_FIELDS, NULL);

  return fields[field].name;
}

/**
 * galley_post_field_get_column:
 * @field: a field
 *
 * Gives the database's word for @field.
 *
 * Returns: (transfer none): the name of the column
 */
const char *
galley_post_field_get_column (GalleyPostField field)
{
  g_return_val_if_fail (field < GALLEY_POST_N_FIELDS, NULL);

  return fields[field].column;
}

/**
 * galley_post_field_is_development:
 * @field: a field
 *
 * Tells in which of a post's two rows a text is.
 *
 * Returns: whether it is in `post_development`, not in `post`
 */
gboolean
galley_post_field_is_development (GalleyPostField field)
{
  return field > GALLEY_POST_SUMMARY;
}

/**
 * galley_post_field_from_string:
 * @word: (nullable): a name, a column or an alias
 * @field: (out): the field that it means; left alone when there is none
 *
 * Finds a field by any word for it.
 *
 * Returns: whether @word was understood
 */
gboolean
galley_post_field_from_string (const char      *word,
                               GalleyPostField *field)
{
  int found = galley_field_find (fields, G_N_ELEMENTS (fields), word);

  g_return_val_if_fail (field != NULL, FALSE);

  if (found < 0)
    return FALSE;

  *field = found;
  return TRUE;
}
