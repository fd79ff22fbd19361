/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "galley-field.h"

G_BEGIN_DECLS

/**
 * GalleyPostField:
 * @GALLEY_POST_TITLE: the title
 * @GALLEY_POST_SLUG: the part of the address that is its own
 * @GALLEY_POST_SUMMARY: the summary
 * @GALLEY_POST_BASIC_IDEA: what it is to be about, at length
 * @GALLEY_POST_IDEA_SEED: what it is to be about, in a sentence
 * @GALLEY_POST_PROVISIONAL_TITLE: the working title
 * @GALLEY_POST_IDEA_SCOPE: what belongs to it and what does not
 * @GALLEY_POST_TOPICS_TO_COVER: topics
 * @GALLEY_POST_INTERESTING_FACTS: facts
 * @GALLEY_POST_TARTANS_PRODUCTS: products referred to
 * @GALLEY_POST_SECTION_PLANNING: notes for the outline
 * @GALLEY_POST_MAIN_TITLE: the title as it is published
 * @GALLEY_POST_SUBTITLE: the subtitle
 * @GALLEY_POST_INTRO_BLURB: the introduction
 * @GALLEY_POST_CONCLUSION: the conclusion
 * @GALLEY_POST_BASIC_METADATA: metadata
 * @GALLEY_POST_TAGS: notes on tags
 * @GALLEY_POST_CATEGORIES: notes on categories
 * @GALLEY_POST_IMAGE_CAPTIONS: captions of images of the whole post
 * @GALLEY_POST_SEO_OPTIMIZATION: notes on being found
 * @GALLEY_POST_SELF_REVIEW: the author's review
 * @GALLEY_POST_PEER_REVIEW: somebody else's review
 * @GALLEY_POST_FINAL_CHECK: the last check
 * @GALLEY_POST_SCHEDULING: when it is to be published
 * @GALLEY_POST_DEPLOYMENT: how it is published
 * @GALLEY_POST_VERIFICATION: how the published page was verified
 * @GALLEY_POST_FEEDBACK_COLLECTION: what readers said
 * @GALLEY_POST_CONTENT_UPDATES: what is to be brought up to date
 * @GALLEY_POST_VERSION_CONTROL: notes on versions
 * @GALLEY_POST_PLATFORM_SELECTION: where it is syndicated
 * @GALLEY_POST_CONTENT_ADAPTATION: how it is adapted for that
 * @GALLEY_POST_DISTRIBUTION: how it is distributed
 * @GALLEY_POST_ENGAGEMENT_TRACKING: how readers take part
 * @GALLEY_POST_N_FIELDS: how many there are
 *
 * The texts of a post.  The first three come with every list of posts, the others when a post is fetched by itself.
 */
typedef enum
{
  GALLEY_POST_TITLE,
  GALLEY_POST_SLUG,
  GALLEY_POST_SUMMARY,
  GALLEY_POST_BASIC_IDEA,
  GALLEY_POST_IDEA_SEED,
  GALLEY_POST_PROVISIONAL_TITLE,
  GALLEY_POST_IDEA_SCOPE,
  GALLEY_POST_TOPICS_TO_COVER,
  GALLEY_POST_INTERESTING_FACTS,
  GALLEY_POST_TARTANS_PRODUCTS,
  GALLEY_POST_SECTION_PLANNING,
  GALLEY_POST_MAIN_TITLE,
  GALLEY_POST_SUBTITLE,
  GALLEY_POST_INTRO_BLURB,
  GALLEY_POST_CONCLUSION,
  GALLEY_POST_BASIC_METADATA,
  GALLEY_POST_TAGS,
  GALLEY_POST_CATEGORIES,
  GALLEY_POST_IMAGE_CAPTIONS,
  GALLEY_POST_SEO_OPTIMIZATION,
  GALLEY_POST_SELF_REVIEW,
  GALLEY_POST_PEER_REVIEW,
  GALLEY_POST_FINAL_CHECK,
  GALLEY_POST_SCHEDULING,
  GALLEY_POST_DEPLOYMENT,
  GALLEY_POST_VERIFICATION,
  GALLEY_POST_FEEDBACK_COLLECTION,
  GALLEY_POST_CONTENT_UPDATES,
  GALLEY_POST_VERSION_CONTROL,
  GALLEY_POST_PLATFORM_SELECTION,
  GALLEY_POST_CONTENT_ADAPTATION,
  GALLEY_POST_DISTRIBUTION,
  GALLEY_POST_ENGAGEMENT_TRACKING,
  GALLEY_POST_N_FIELDS,
} GalleyPostField;

const GalleyField *galley_post_field_get_table (void);
const char        *galley_post_field_get_name (GalleyPostField field);
const char        *galley_post_field_get_column (GalleyPostField field);
gboolean           galley_post_field_is_development (GalleyPostField field);
gboolean           galley_post_field_from_string (const char *word, GalleyPostField *field);

G_END_DECLS
