/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "galley-search-row"

#include "galley-config.h"

#include "galley-search-row.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "galley-excerpt.h"

struct _GalleySearchRow
{
  GtkListBoxRow parent_instance;

  GalleySearchHit *hit; /* (owned) */

  GtkLabel *place;
  GtkLabel *excerpt;
};

G_DEFINE_FINAL_TYPE (GalleySearchRow, galley_search_row, GTK_TYPE_LIST_BOX_ROW)

typedef struct
{
  const char *field;
  const char *word;
} FieldWord;

/* The fields that have a name of their own in the window. */
static const FieldWord field_words[] = {
  { "title", N_ ("Title") },
    { "slug", N_ ("Address") },
      { "summary", N_ ("Summary") },
        { "heading", N_ ("Heading") },
          { "description", N_ ("Description") },
            { "draft", N_ ("Draft") },
              { "polished", N_ ("Polished") },
                { "ideas_to_include", N_ ("Ideas to Include") },
                  { "facts_to_include", N_ ("Facts to Include") },
                    { "highlighting", N_ ("Highlighting") },
                      { "text", N_ ("Element") },
                        { "basic_idea", N_ ("Basic Idea") },
                          { "idea_seed", N_ ("Idea") },
                            { "main_title", N_ ("Main Title") },
                              { "subtitle", N_ ("Subtitle") },
                                { "intro_blurb", N_ ("Introduction") },
                                  { "conclusion", N_ ("Conclusion") },
                                };

/* What has no word of its own is called what it is called everywhere: “seo_optimization” becomes “Seo optimization”. */
static char *
dup_field_word (const char *field)
{
  char *word;

  for (guint i = 0; i < G_N_ELEMENTS (field_words); i++)
    if (g_strcmp0 (field_words[i].field, field) == 0)
      return g_strdup (_ (field_words[i].word));

  word = g_strdelimit (g_strdup (field != NULL ? field : ""), "_", ' ');
  word[0] = g_ascii_toupper (word[0]);
  return word;
}

static void
show_hit (GalleySearchRow *self)
{
  const char      *heading = galley_search_hit_get_heading (self->hit);
  g_autofree char *field = dup_field_word (galley_search_hit_get_field (self->hit));
  g_autofree char *place = NULL;
  g_autofree char *excerpt = NULL;
  g_autofree char *name = NULL;
  g_autoptr (PangoAttrList) attributes = NULL;

  if (heading != NULL && *heading != '\0')
    /* Translators: the heading of a section, the field in which words were found */
    place = g_strdup_printf (_ ("%s · %s"), heading, field);
  else
    place = g_strdup (field);
  excerpt = galley_excerpt_parse (galley_search_hit_get_excerpt (self->hit), &attributes);
  gtk_label_set_text (self->place, place);
  gtk_label_set_text (self->excerpt, excerpt);
  gtk_label_set_attributes (self->excerpt, attributes);
  /* Translators: the title of a post, where in it words were found, what is around them */
  name = g_strdup_printf (_ ("%s, %s: %s"), galley_search_hit_get_title (self->hit), place, excerpt);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
galley_search_row_dispose (GObject *object)
{
  GalleySearchRow *self = GALLEY_SEARCH_ROW (object);

  /* What the template made is in the row's child, which the row itself disposes of, as it does of its header. */
  g_clear_object (&self->hit);
  G_OBJECT_CLASS (galley_search_row_parent_class)->dispose (object);
}

static void
galley_search_row_class_init (GalleySearchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = galley_search_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleyeditor/Galley/ui/library/galley-search-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleySearchRow, place);
  gtk_widget_class_bind_template_child (widget_class, GalleySearchRow, excerpt);
}

static void
galley_search_row_init (GalleySearchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * galley_search_row_new:
 * @hit: where words were found
 *
 * Returns: (transfer floating): a row that shows it
 */
GtkWidget *
galley_search_row_new (GalleySearchHit *hit)
{
  GalleySearchRow *self;

  g_return_val_if_fail (GALLEY_IS_SEARCH_HIT (hit), NULL);

  self = g_object_new (GALLEY_TYPE_SEARCH_ROW, NULL);
  self->hit = g_object_ref (hit);
  show_hit (self);

  return GTK_WIDGET (self);
}

/**
 * galley_search_row_get_hit:
 * @self: a row
 *
 * Returns: (transfer none): where words were found
 */
GalleySearchHit *
galley_search_row_get_hit (GalleySearchRow *self)
{
  g_return_val_if_fail (GALLEY_IS_SEARCH_ROW (self), NULL);

  return self->hit;
}
