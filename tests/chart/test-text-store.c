// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Texts are laid out once for all charts of the same fonts, and a full store never gives up many at
 * once. */
#include "config.h"

#include "chart/bt-text-store.h"

static PangoContext *
make_context (const char *font)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_context_set_font_description (context, description);
  pango_font_description_free (description);
  return context;
}

static BtTextStore *
take_store (const char *font)
{
  PangoContext *context = make_context (font);
  BtTextStore *store = bt_text_store_take (context);

  g_object_unref (context);
  return store;
}

static void
fill (BtTextStore *store, guint from, guint count)
{
  char text[16];

  for (guint i = from; i < from + count; i++)
    {
      g_snprintf (text, sizeof text, "%u", i);
      bt_text_store_get (store, text, BT_TEXT_AXIS);
    }
}

static void
test_shared (void)
{
  BtTextStore *first = take_store ("Sans 10");
  BtTextStore *second = take_store ("Sans 10");
  BtTextStore *other = take_store ("Monospace 10");
  PangoLayout *layout = bt_text_store_get (first, "2071.35", BT_TEXT_AXIS)->layout;

  g_assert_true (first == second);
  g_assert_true (first != other);
  g_assert_true (bt_text_store_get (second, "2071.35", BT_TEXT_AXIS)->layout == layout);
  g_assert_true (bt_text_store_get (second, "2071.35", BT_TEXT_LEGEND)->layout != layout);
  g_assert_true (bt_text_store_get (other, "2071.35", BT_TEXT_AXIS)->layout != layout);
  g_assert_cmpuint (bt_text_store_get_count (first), ==, 2);
  bt_text_store_release (first);
  g_assert_cmpuint (bt_text_store_get_count (second), ==, 2);
  bt_text_store_release (second);
  bt_text_store_release (other);
}

static void
test_size (void)
{
  BtTextStore *store = take_store ("Sans 10");
  const BtText *text = bt_text_store_get (store, "2071.35", BT_TEXT_TITLE);
  int width = 0;
  int height = 0;

  pango_layout_get_pixel_size (text->layout, &width, &height);
  g_assert_cmpint (text->width, ==, width);
  g_assert_cmpint (text->height, ==, height);
  g_assert_cmpint (width, >, bt_text_store_get (store, "2071.35", BT_TEXT_AXIS)->width);
  g_assert_cmpfloat (bt_text_store_get_text_scale (store), ==, 1.0);
  bt_text_store_release (store);
}

/* A context that is changed after it was taken has another store. */
static void
test_changed_context (void)
{
  PangoContext *context = make_context ("Sans 10");
  BtTextStore *usual = bt_text_store_take (context);

  pango_cairo_context_set_resolution (context, 192);
  BtTextStore *large = bt_text_store_take (context);
  g_assert_true (usual != large);
  g_assert_cmpfloat (bt_text_store_get_text_scale (large), ==, 2.0);
  g_assert_cmpint (bt_text_store_get (usual, "8", BT_TEXT_AXIS)->height, <,
                   bt_text_store_get (large, "8", BT_TEXT_AXIS)->height);
  bt_text_store_release (usual);
  bt_text_store_release (large);
  g_object_unref (context);
}

static void
test_oldest_goes (void)
{
  BtTextStore *store = take_store ("Sans 10");

  fill (store, 0, BT_TEXT_STORE_SHARE);
  g_assert_cmpuint (bt_text_store_get_count (store), ==, BT_TEXT_STORE_SHARE);
  g_autoptr (PangoLayout) kept
    = g_object_ref (bt_text_store_get (store, "0", BT_TEXT_AXIS)->layout);
  g_autoptr (PangoLayout) gone
    = g_object_ref (bt_text_store_get (store, "1", BT_TEXT_AXIS)->layout);
  /* From the oldest to the newest are now 2, 3 … 0, 1. */
  bt_text_store_get (store, "0", BT_TEXT_AXIS);
  fill (store, BT_TEXT_STORE_SHARE, BT_TEXT_STORE_SHARE - 1);
  g_assert_cmpuint (bt_text_store_get_count (store), ==, BT_TEXT_STORE_SHARE);
  g_assert_true (bt_text_store_get (store, "0", BT_TEXT_AXIS)->layout == kept);
  g_assert_true (bt_text_store_get (store, "1", BT_TEXT_AXIS)->layout != gone);
  bt_text_store_release (store);
}

/* What a window that was closed leaves behind goes away bit by bit. */
static void
test_shrinks_slowly (void)
{
  BtTextStore *store = take_store ("Sans 10");
  BtTextStore *again = take_store ("Sans 10");
  const guint full = 2 * BT_TEXT_STORE_SHARE;

  fill (store, 0, full);
  g_assert_cmpuint (bt_text_store_get_count (store), ==, full);
  bt_text_store_release (again);
  fill (store, full, 1);
  g_assert_cmpuint (bt_text_store_get_count (store), ==, full - 1);
  fill (store, full + 1, full);
  g_assert_cmpuint (bt_text_store_get_count (store), ==, BT_TEXT_STORE_SHARE);
  bt_text_store_release (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/text-store/shared", test_shared);
  g_test_add_func ("/chart/text-store/size", test_size);
  g_test_add_func ("/chart/text-store/changed-context", test_changed_context);
  g_test_add_func ("/chart/text-store/oldest-goes", test_oldest_goes);
  g_test_add_func ("/chart/text-store/shrinks-slowly", test_shrinks_slowly);
  return g_test_run ();
}
