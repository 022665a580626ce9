// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The menu over a chart, by its actions. */
#include "config.h"

#include "market/bt-synthetic.h"
#include "ui/bt-chart-looks.h"
#include "ui/bt-chart-menu.h"
#include "ui/bt-style-button.h"
#include "widget-test.h"

static GtkWidget *
make_chart (void)
{
  BtCivilTime from = { .year = 2024, .month = 3, .day = 4 };
  BtCivilTime to = { .year = 2024, .month = 3, .day = 6 };
  g_autoptr (BtSeries) series
    = bt_synthetic_gold (1, bt_time_from_civil (&from), bt_time_from_civil (&to), 206000);
  g_autoptr (BtTape) tape = bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), 1000);
  GtkWidget *chart = g_object_ref_sink (bt_chart_new ());

  bt_chart_menu_attach (BT_CHART (chart));
  bt_chart_set_tape (BT_CHART (chart), tape, BT_TRADING_DAY_DEFAULT);
  return chart;
}

static int
get_option (GtkWidget *chart, const char *name)
{
  int value;

  g_object_get (chart, name, &value, NULL);
  return value;
}

static void
test_choices (void)
{
  GtkWidget *chart = make_chart ();

  g_assert_true (gtk_widget_activate_action (chart, "chart.style", "s", "area"));
  g_assert_cmpint (get_option (chart, "style"), ==, bt_chart_style_parse ("area"));
  g_assert_true (gtk_widget_activate_action (chart, "chart.scale", "s", "logarithmic"));
  g_assert_cmpint (get_option (chart, "scale"), ==, bt_price_scale_kind_parse ("logarithmic"));
  g_assert_true (gtk_widget_activate_action (chart, "chart.scale-percent", NULL));
  g_assert_cmpint (get_option (chart, "scale"), ==, BT_PRICE_SCALE_PERCENT);
  g_assert_true (gtk_widget_activate_action (chart, "chart.scale-percent", NULL));
  g_assert_cmpint (get_option (chart, "scale"), ==, BT_PRICE_SCALE_LINEAR);
  g_assert_true (gtk_widget_activate_action (chart, "chart.series", "s", "renko"));
  g_assert_cmpint (bt_chart_get_series (BT_CHART (chart)).kind, ==, BT_CHART_SERIES_RENKO);
  g_assert_cmpint (bt_chart_get_series (BT_CHART (chart)).size, >, 0);
  g_assert_true (gtk_widget_activate_action (chart, "chart.inverted", NULL));
  g_assert_true (get_option (chart, "inverted"));
  widget_test_assert_finalizes (chart);
}

/* What the menu shows of the chart's looks is what the chart has, and it is kept. */
static void
test_looks (void)
{
  g_autoptr (JsonObject) object = json_object_new ();
  GtkWidget *chart = make_chart ();
  GtkWidget *other = make_chart ();

  g_assert_true (gtk_widget_activate_action (chart, "chart.show-gaps", NULL));
  g_assert_true (gtk_widget_activate_action (chart, "chart.show-profile", NULL));
  g_assert_true (gtk_widget_activate_action (chart, "chart.crosshair-magnet", NULL));
  g_assert_true (gtk_widget_activate_action (chart, "chart.separators", "s", "week"));
  g_assert_true (gtk_widget_activate_action (chart, "chart.london", NULL));
  g_assert_true (get_option (chart, "show-gaps"));
  g_assert_true (get_option (chart, "show-profile"));
  g_assert_true (get_option (chart, "crosshair-magnet"));
  g_assert_cmpint (get_option (chart, "separators"), ==, 3);
  g_assert_cmpint (get_option (chart, "sessions"), ==, 5);
  bt_chart_looks_write (BT_CHART (chart), object);
  bt_chart_looks_read (BT_CHART (other), object);
  g_assert_true (get_option (other, "show-gaps"));
  g_assert_true (get_option (other, "show-profile"));
  g_assert_true (get_option (other, "crosshair-magnet"));
  g_assert_cmpint (get_option (other, "separators"), ==, 3);
  g_assert_cmpint (get_option (other, "sessions"), ==, 5);
  /* Without sessions, one that is chosen is the only one. */
  g_object_set (chart, "show-sessions", FALSE, NULL);
  g_assert_true (gtk_widget_activate_action (chart, "chart.tokyo", NULL));
  g_assert_cmpint (get_option (chart, "sessions"), ==, 1);
  g_assert_true (get_option (chart, "show-sessions"));
  /* What makes no sense is as usual. */
  json_object_set_int_member (object, "sessions", 99);
  json_object_set_string_member (object, "separators", "century");
  bt_chart_looks_read (BT_CHART (other), object);
  g_assert_cmpint (get_option (other, "separators"), ==, 0);
  g_assert_cmpint (get_option (other, "sessions"), ==, 7);
  widget_test_assert_finalizes (chart);
  widget_test_assert_finalizes (other);
}

static void
test_fit (void)
{
  GtkWidget *chart = make_chart ();

  g_object_set (chart, "auto-scale", FALSE, "is-following", FALSE, NULL);
  g_assert_true (gtk_widget_activate_action (chart, "chart.fit", NULL));
  g_assert_true (get_option (chart, "auto-scale"));
  g_assert_true (get_option (chart, "is-following"));
  widget_test_assert_finalizes (chart);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_given (gpointer data)
{
  return *(char **) data != NULL;
}

static gboolean
is_laid_out (gpointer chart)
{
  g_autofree char *price = bt_chart_format_price_at (chart, 0);

  return price != NULL;
}

/* By key it is about the newest candle, at its close; a picture is copied at any time. */
static void
test_copies (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *chart = make_chart ();
  g_autofree char *text = NULL;

  gtk_window_set_child (GTK_WINDOW (window), chart);
  gtk_window_present (GTK_WINDOW (window));
  widget_test_wait (is_laid_out, chart);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (chart);
  g_assert_null (bt_chart_format_price_at (BT_CHART (chart), -1));
  g_autofree char *price = bt_chart_format_price_at (BT_CHART (chart), 0);
  double x, y;
  BtCandle candle;
  gint64 points;
  g_assert_true (bt_chart_get_focus_place (BT_CHART (chart), &x, &y));
  g_assert_true (bt_chart_get_current_candle (BT_CHART (chart), &candle));
  g_assert_true (bt_chart_get_price_at (BT_CHART (chart), y, &points));
  g_assert_cmpint (ABS (points - candle.close_points), <=, 10);
  g_assert_cmpfloat (x, >, 0);
  /* The menu was not opened yet: its place is the top edge. */
  g_assert_true (gtk_widget_activate_action (chart, "chart.copy-price", NULL));
  gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, &text);
  widget_test_wait (is_given, &text);
  g_assert_cmpstr (text, ==, price);
  g_assert_true (gtk_widget_activate_action (chart, "chart.copy-picture", NULL));
  g_assert_true (
    gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_TEXTURE));
  gtk_window_destroy (GTK_WINDOW (window));
  widget_test_assert_finalizes (chart);
}

static void
test_names (void)
{
  for (int style = 0; style < 6; style++)
    g_assert_cmpint (bt_chart_style_parse (bt_chart_style_to_string (style)), ==, style);
  for (int kind = 0; kind < BT_N_CHART_SERIES_KINDS; kind++)
    g_assert_cmpint (bt_chart_series_kind_parse (bt_chart_series_kind_to_string (kind)), ==, kind);
  for (int kind = 0; kind < 4; kind++)
    g_assert_cmpint (bt_price_scale_kind_parse (bt_price_scale_kind_to_string (kind)), ==, kind);
  g_assert_cmpint (bt_chart_style_parse (NULL), ==, 0);
  g_assert_cmpint (bt_price_scale_kind_parse ("cubic"), ==, 0);
}

/* The button on the window's bar says what the chart is, whoever changed it. */
static void
test_style_button (void)
{
  GtkWidget *chart = make_chart ();
  GtkWidget *button = g_object_ref_sink (g_object_new (BT_TYPE_STYLE_BUTTON, "chart", chart, NULL));

  g_assert_cmpstr (widget_test_text (button, "label"), ==, "Hollow candles");
  g_assert_true (gtk_widget_activate_action (chart, "chart.style", "s", "candles"));
  g_assert_cmpstr (widget_test_text (button, "label"), ==, "Candles");
  g_assert_false (get_option (chart, "hollow"));
  g_assert_true (gtk_widget_activate_action (button, "chart.style", "s", "hollow"));
  g_assert_true (get_option (chart, "hollow"));
  g_object_set (chart, "style", bt_chart_style_parse ("baseline"), NULL);
  g_assert_cmpstr (widget_test_text (button, "label"), ==, "Baseline");
  g_assert_true (gtk_widget_activate_action (button, "chart.series", "s", "renko"));
  g_assert_cmpstr (widget_test_text (button, "label"), ==, "Renko");
  g_assert_cmpint (get_option (chart, "series"), ==, BT_CHART_SERIES_RENKO);
  g_object_set (button, "chart", NULL, NULL);
  widget_test_assert_finalizes (button);
  widget_test_assert_finalizes (chart);
}

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  g_test_add_func ("/ui/chart-menu/choices", test_choices);
  g_test_add_func ("/ui/chart-menu/fit", test_fit);
  g_test_add_func ("/ui/chart-menu/looks", test_looks);
  g_test_add_func ("/ui/chart-menu/copies", test_copies);
  g_test_add_func ("/ui/chart-menu/names", test_names);
  g_test_add_func ("/ui/chart-menu/style-button", test_style_button);
  return g_test_run ();
}
