// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Styles of drawings that are kept by name, and the one that new drawings begin with. */
#include "config.h"

#include "ui/bt-drawing-presets.h"
#include "ui/bt-drawing-style.h"
#include "widget-test.h"

static void
test_presets (void)
{
  g_autoptr (GSettings) settings = g_settings_new (BT_APP_ID);
  const BtDrawingPreset bold = { .colour = 2, .width = 4, .stroke = BT_DRAWING_DOTTED };
  const BtDrawingPreset thin = { .colour = 5, .width = 1, .stroke = BT_DRAWING_SOLID };
  BtDrawingPreset found;

  g_assert_false (bt_drawing_presets_find (settings, "Bold", &found));
  bt_drawing_presets_set (settings, "Bold", &thin);
  bt_drawing_presets_set (settings, "Other", &thin);
  /* A name that is there takes the new look. */
  bt_drawing_presets_set (settings, "Bold", &bold);
  g_assert_true (bt_drawing_presets_find (settings, "Bold", &found));
  g_assert_cmpuint (found.colour, ==, 2);
  g_assert_cmpuint (found.width, ==, 4);
  g_assert_cmpint (found.stroke, ==, BT_DRAWING_DOTTED);
  g_autoptr (GMenuModel) menu = bt_drawing_presets_dup_menu (settings, "style");
  g_autoptr (GMenuModel) kept = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (kept), ==, 2);
  bt_drawing_presets_set (settings, "Bold", NULL);
  g_assert_false (bt_drawing_presets_find (settings, "Bold", &found));
  g_assert_true (bt_drawing_presets_find (settings, "Other", &found));
  bt_drawing_presets_set (settings, "Other", NULL);
  /* What was written by hand is brought into bounds. */
  g_settings_set (settings, "drawing-pen", "(uuu)", 3u, 99u, 77u);
  found = bt_drawing_presets_get_pen (settings);
  g_assert_cmpuint (found.width, ==, BT_DRAWING_MAX_WIDTH);
  g_assert_cmpint (found.stroke, ==, BT_DRAWING_SOLID);
  g_settings_reset (settings, "drawing-pen");
}

/* The popover of a chart changes the selected drawing to a kept style, in one step of undo. */
static void
test_apply (void)
{
  g_autoptr (GSettings) settings = g_settings_new (BT_APP_ID);
  g_autoptr (BtDrawingSet) drawings = bt_drawing_set_new ();
  const BtDrawingPreset bold = { .colour = 2, .width = 4, .stroke = BT_DRAWING_DOTTED };
  GtkWidget *chart = g_object_ref_sink (bt_chart_new ());
  GtkWidget *style = g_object_ref_sink (g_object_new (BT_TYPE_DRAWING_STYLE, NULL));
  BtDrawing *drawing
    = bt_drawing_new (bt_drawing_tool_find ("horizontal-line"), (BtDrawingAnchor){ 0, 200000 });

  bt_drawing_presets_set (settings, "Bold", &bold);
  bt_chart_set_drawings (BT_CHART (chart), drawings);
  bt_drawing_style_set_chart (BT_DRAWING_STYLE (style), BT_CHART (chart));
  guint id = bt_drawing_set_add (drawings, drawing);
  g_object_set (chart, "selected-drawing", id, NULL);
  g_assert_true (gtk_widget_activate_action (style, "style.apply", "s", "Bold"));
  const BtDrawing *changed = bt_drawing_set_find (drawings, id);
  g_assert_cmpuint (changed->colour, ==, 2);
  g_assert_cmpuint (changed->width, ==, 4);
  g_assert_cmpint (changed->stroke, ==, BT_DRAWING_DOTTED);
  bt_drawing_set_undo (drawings);
  g_assert_cmpuint (bt_drawing_set_find (drawings, id)->width, !=, 4);
  g_assert_true (gtk_widget_activate_action (style, "style.use-for-new", NULL));
  g_assert_cmpuint (bt_drawing_presets_get_pen (settings).width, ==, 4);
  g_assert_true (gtk_widget_activate_action (style, "style.forget", "s", "Bold"));
  g_assert_false (bt_drawing_presets_find (settings, "Bold", &(BtDrawingPreset){ 0 }));
  g_settings_reset (settings, "drawing-pen");
  g_object_unref (style);
  g_object_unref (chart);
}

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  g_test_add_func ("/ui/drawing-style/presets", test_presets);
  g_test_add_func ("/ui/drawing-style/apply", test_apply);
  return g_test_run ();
}
