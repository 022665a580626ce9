// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-text-store.h"

#include <string.h>

#define USUAL_RESOLUTION 96.0
#define MOST_TEXT_SCALE 3.0

/* What a text is found by. */
typedef struct
{
  const char *text;
  BtTextStyle style;
} Key;

typedef struct
{
  Key key; /* its text owned */
  BtText text;
  GList link; /* in the order of use */
} Entry;

struct _BtTextStore
{
  PangoContext *context;
  double text_scale;
  PangoFontDescription *fonts[BT_N_TEXT_STYLES];
  PangoAttrList *attributes;
  GHashTable *entries; /* Key → Entry, which holds it */
  GQueue order;        /* of Entry, the one used last first */
  guint n_users;
};

static const struct
{
  double size_px;
  PangoWeight weight;
} STYLES[BT_N_TEXT_STYLES] = {
  [BT_TEXT_AXIS] = { 11, PANGO_WEIGHT_NORMAL },
  [BT_TEXT_AXIS_BOLD] = { 11, PANGO_WEIGHT_SEMIBOLD },
  [BT_TEXT_LEGEND] = { 12, PANGO_WEIGHT_NORMAL },
  [BT_TEXT_TITLE] = { 13, PANGO_WEIGHT_BOLD },
  [BT_TEXT_MESSAGE] = { 14, PANGO_WEIGHT_NORMAL },
};

/* All there are; NULL while there is none. */
static GPtrArray *stores;

static guint
hash_key (gconstpointer pointer)
{
  const Key *key = pointer;

  return g_str_hash (key->text) * BT_N_TEXT_STYLES + key->style;
}

static gboolean
is_same_key (gconstpointer a, gconstpointer b)
{
  const Key *first = a;
  const Key *second = b;

  return first->style == second->style && strcmp (first->text, second->text) == 0;
}

static void
free_entry (gpointer pointer)
{
  Entry *entry = pointer;

  g_clear_pointer (&entry->text.halo, cairo_surface_destroy);
  g_object_unref (entry->text.layout);
  g_free ((char *) entry->key.text);
  g_free (entry);
}

static gboolean
has_same_options (PangoContext *a, PangoContext *b)
{
  const cairo_font_options_t *first = pango_cairo_context_get_font_options (a);
  const cairo_font_options_t *second = pango_cairo_context_get_font_options (b);

  if (first == NULL || second == NULL)
    return first == second;
  return cairo_font_options_equal (first, second);
}

static gboolean
has_same_font (PangoContext *a, PangoContext *b)
{
  const PangoFontDescription *first = pango_context_get_font_description (a);
  const PangoFontDescription *second = pango_context_get_font_description (b);

  if (first == NULL || second == NULL)
    return first == second;
  return pango_font_description_equal (first, second);
}

/* Says whether texts come out the same in both. */
static gboolean
is_same_context (PangoContext *a, PangoContext *b)
{
  return pango_context_get_font_map (a) == pango_context_get_font_map (b)
         && pango_context_get_language (a) == pango_context_get_language (b)
         && pango_context_get_base_dir (a) == pango_context_get_base_dir (b)
         && pango_context_get_round_glyph_positions (a)
              == pango_context_get_round_glyph_positions (b)
         && pango_cairo_context_get_resolution (a) == pango_cairo_context_get_resolution (b)
         && has_same_options (a, b) && has_same_font (a, b);
}

/* A context of the store's own: those of widgets follow the desktop's settings. */
static PangoContext *
copy_context (PangoContext *context)
{
  PangoContext *copy = pango_font_map_create_context (pango_context_get_font_map (context));

  pango_context_set_language (copy, pango_context_get_language (context));
  pango_context_set_base_dir (copy, pango_context_get_base_dir (context));
  pango_context_set_round_glyph_positions (copy, pango_context_get_round_glyph_positions (context));
  pango_context_set_font_description (copy, pango_context_get_font_description (context));
  pango_cairo_context_set_resolution (copy, pango_cairo_context_get_resolution (context));
  pango_cairo_context_set_font_options (copy, pango_cairo_context_get_font_options (context));
  return copy;
}

/* The user's larger text shows in the resolution of the context. */
static void
make_fonts (BtTextStore *store)
{
  const PangoFontDescription *base = pango_context_get_font_description (store->context);
  double resolution = pango_cairo_context_get_resolution (store->context);

  store->text_scale = CLAMP (resolution / USUAL_RESOLUTION, 1.0, MOST_TEXT_SCALE);
  for (guint i = 0; i < BT_N_TEXT_STYLES; i++)
    {
      PangoFontDescription *font
        = base != NULL ? pango_font_description_copy (base) : pango_font_description_new ();
      if (pango_font_description_get_family (font) == NULL)
        pango_font_description_set_family (font, "Sans");
      pango_font_description_set_absolute_size (font, STYLES[i].size_px * store->text_scale
                                                        * PANGO_SCALE);
      pango_font_description_set_weight (font, STYLES[i].weight);
      store->fonts[i] = font;
    }
}

static BtTextStore *
make_store (PangoContext *context)
{
  BtTextStore *store = g_new0 (BtTextStore, 1);

  store->context = copy_context (context);
  store->entries = g_hash_table_new_full (hash_key, is_same_key, NULL, free_entry);
  store->attributes = pango_attr_list_new ();
  pango_attr_list_insert (store->attributes, pango_attr_font_features_new ("tnum=1"));
  make_fonts (store);
  return store;
}

static void
free_store (gpointer pointer)
{
  BtTextStore *store = pointer;

  g_hash_table_unref (store->entries);
  for (guint i = 0; i < BT_N_TEXT_STYLES; i++)
    pango_font_description_free (store->fonts[i]);
  pango_attr_list_unref (store->attributes);
  g_object_unref (store->context);
  g_free (store);
}

BtTextStore *
bt_text_store_take (PangoContext *context)
{
  BtTextStore *store = NULL;

  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);

  if (stores == NULL)
    stores = g_ptr_array_new_with_free_func (free_store);
  for (guint i = 0; i < stores->len && store == NULL; i++)
    if (is_same_context (((BtTextStore *) stores->pdata[i])->context, context))
      store = stores->pdata[i];
  if (store == NULL)
    {
      store = make_store (context);
      g_ptr_array_add (stores, store);
    }
  store->n_users++;
  return store;
}

void
bt_text_store_release (BtTextStore *store)
{
  g_return_if_fail (store != NULL && store->n_users > 0);

  if (--store->n_users > 0)
    return;
  g_ptr_array_remove_fast (stores, store);
  if (stores->len == 0)
    g_clear_pointer (&stores, g_ptr_array_unref);
}

double
bt_text_store_get_text_scale (const BtTextStore *store)
{
  return store->text_scale;
}

guint
bt_text_store_get_count (const BtTextStore *store)
{
  return store->order.length;
}

static void
drop_oldest (BtTextStore *store)
{
  GList *link = g_queue_pop_tail_link (&store->order);
  Entry *entry = link->data;

  g_hash_table_remove (store->entries, &entry->key);
}

static Entry *
make_entry (BtTextStore *store, const char *text, BtTextStyle style)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->key = (Key){ g_strdup (text), style };
  entry->link.data = entry;
  entry->text.layout = pango_layout_new (store->context);
  pango_layout_set_font_description (entry->text.layout, store->fonts[style]);
  pango_layout_set_attributes (entry->text.layout, store->attributes);
  pango_layout_set_text (entry->text.layout, text, -1);
  pango_layout_get_pixel_size (entry->text.layout, &entry->text.width, &entry->text.height);
  return entry;
}

BtText *
bt_text_store_get (BtTextStore *store, const char *text, BtTextStyle style)
{
  const Key key = { text, style };
  Entry *entry = g_hash_table_lookup (store->entries, &key);

  if (entry != NULL)
    g_queue_unlink (&store->order, &entry->link);
  else
    {
      /* Fewer share it than did: it shrinks as slowly as it grew. */
      for (guint i = 0; i < 2 && store->order.length >= store->n_users * BT_TEXT_STORE_SHARE; i++)
        drop_oldest (store);
      entry = make_entry (store, text, style);
      g_hash_table_insert (store->entries, &entry->key, entry);
    }
  g_queue_push_head_link (&store->order, &entry->link);
  return &entry->text;
}
