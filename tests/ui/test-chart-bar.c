// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The bar above the charts: what it shows of the active one, and what becomes of its buttons where
 * there is little room. */
#include "config.h"

#include "market/bt-synthetic.h"
#include "ui/bt-chart-bar.h"
#include "ui/bt-chart-menu.h"
#include "widget-test.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *bar;
  BtChart *chart;
} Fixture;

static BtChart *
make_chart (void)
{
  BtCivilTime from = { .year = 2024, .month = 3, .day = 4 };
  BtCivilTime to = { .year = 2024, .month = 3, .day = 6 };
  g_autoptr (BtSeries) series
    = bt_synthetic_gold (1, bt_time_from_civil (&from), bt_time_from_civil (&to), 206000);
  g_autoptr (BtTape) tape = bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), 1000);
  BtChart *chart = g_object_ref_sink (BT_CHART (bt_chart_new ()));

  bt_chart_menu_attach (chart);
  bt_chart_set_tape (chart, tape, BT_TRADING_DAY_DEFAULT);
  return chart;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->chart = make_chart ();
  fixture->bar = g_object_new (BT_TYPE_CHART_BAR, "chart", fixture->chart, "layout", "1", NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->bar);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  widget_test_assert_finalizes (fixture->chart);
}

/* Lays the bar out at a width. */
static void
allocate (Fixture *fixture, int width)
{
  int height;

  gtk_widget_measure (fixture->bar, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  gtk_widget_allocate (fixture->bar, width, height, -1, NULL);
}

static gboolean
is_shown (Fixture *fixture, const char *part)
{
  return gtk_widget_get_child_visible (widget_test_part (fixture->bar, part));
}

static int
width_of (Fixture *fixture, const char *part)
{
  return gtk_widget_get_width (widget_test_part (fixture->bar, part));
}

/* First words go, then buttons; nothing is wider than the bar, and what is hidden is in the menu.
 */
static void
test_room (Fixture *fixture, gconstpointer data)
{
  int minimum;
  int natural;

  gtk_widget_measure (fixture->bar, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <, natural);
  allocate (fixture, natural + 100);
  int with_words = width_of (fixture, "compare_button");
  g_assert_true (is_shown (fixture, "redo_button"));
  g_assert_false (is_shown (fixture, "overflow_button"));
  allocate (fixture, natural - 1);
  g_assert_cmpint (width_of (fixture, "compare_button"), <, with_words);
  g_assert_true (is_shown (fixture, "compare_button"));
  g_assert_false (is_shown (fixture, "overflow_button"));
  allocate (fixture, minimum);
  g_assert_true (is_shown (fixture, "overflow_button"));
  g_assert_true (is_shown (fixture, "style_button"));
  static const char *const hidden[]
    = { "studies_button", "templates_button", "compare_button", "undo_button",
        "redo_button",    "auto_button",      "log_button",     "percent_button" };
  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    g_assert_false (is_shown (fixture, hidden[i]));
  graphene_rect_t last;
  g_assert_true (gtk_widget_compute_bounds (widget_test_part (fixture->bar, "overflow_button"),
                                            fixture->bar, &last));
  g_assert_cmpfloat (last.origin.x + last.size.width, <=, minimum);
  allocate (fixture, natural);
  g_assert_true (is_shown (fixture, "percent_button"));
}

/* Among the usual timeframes the drop-down needs no label. */
static void
test_timeframe (Fixture *fixture, gconstpointer data)
{
  GtkMenuButton *button = widget_test_part (fixture->bar, "timeframe_button");

  bt_chart_set_timeframe (fixture->chart, BT_TIMEFRAME_H1);
  g_assert_null (gtk_menu_button_get_label (button));
  bt_chart_set_timeframe (fixture->chart, BT_TIMEFRAME_M30);
  g_assert_cmpstr (gtk_menu_button_get_label (button), ==, "M30");
}

/* The toggles are about the chart, however its scale came to be, and about the next one after it.
 */
static void
test_scale (Fixture *fixture, gconstpointer data)
{
  GtkToggleButton *toggle = widget_test_part (fixture->bar, "log_button");
  BtChart *other = make_chart ();
  int scale;

  g_assert_false (gtk_toggle_button_get_active (toggle));
  g_object_set (fixture->chart, "scale", bt_price_scale_kind_parse ("logarithmic"), NULL);
  g_assert_true (gtk_toggle_button_get_active (toggle));
  g_signal_emit_by_name (toggle, "clicked");
  g_object_get (fixture->chart, "scale", &scale, NULL);
  g_assert_cmpint (scale, ==, bt_price_scale_kind_parse ("linear"));
  g_object_set (fixture->chart, "scale", bt_price_scale_kind_parse ("percent"), NULL);
  g_object_set (fixture->bar, "chart", other, NULL);
  g_assert_false (gtk_toggle_button_get_active (widget_test_part (fixture->bar, "percent_button")));
  g_object_set (fixture->bar, "chart", fixture->chart, NULL);
  widget_test_assert_finalizes (other);
}

/* Returns the names in the menu of templates that the menu at the end shows. */
static guint
count_hidden_templates (Fixture *fixture)
{
  GtkMenuButton *button = widget_test_part (fixture->bar, "overflow_button");
  GMenuModel *menu;

  gtk_menu_button_popup (button);
  gtk_menu_button_popdown (button);
  menu = gtk_menu_button_get_menu_model (button);
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) templates = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      if (templates == NULL)
        continue;
      g_autoptr (GMenuModel) names = g_menu_model_get_item_link (templates, 0, G_MENU_LINK_SECTION);
      return (guint) g_menu_model_get_n_items (names);
    }
  g_assert_not_reached ();
}

static gboolean
is_laid_out (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

/* The templates are as they are now where the button of them is hidden, too. */
static void
test_templates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (BT_APP_ID);
  int minimum;

  gtk_widget_measure (fixture->bar, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), minimum, -1);
  gtk_window_present (GTK_WINDOW (fixture->window));
  widget_test_wait (is_laid_out, widget_test_part (fixture->bar, "overflow_button"));
  g_assert_cmpuint (count_hidden_templates (fixture), ==, 0);
  g_settings_set_value (settings, "study-templates", g_variant_new_parsed ("{'trend': 'sma'}"));
  g_assert_cmpuint (count_hidden_templates (fixture), ==, 1);
  g_settings_reset (settings, "study-templates");
  g_assert_cmpuint (count_hidden_templates (fixture), ==, 0);
}

int
main (int argc, char *argv[])
{
  widget_test_init (&argc, &argv);
#define ADD(path, func) g_test_add ("/ui/chart-bar/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("room", test_room);
  ADD ("timeframe", test_timeframe);
  ADD ("scale", test_scale);
  ADD ("templates", test_templates);
#undef ADD
  return g_test_run ();
}
