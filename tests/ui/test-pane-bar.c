// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The buttons of the panes below the candles. */
#include "config.h"

#include "market/bt-synthetic.h"
#include "ui/bt-chart-menu.h"
#include "ui/bt-pane-bar.h"
#include "ui/bt-studies-window.h"
#include "ui/bt-study-text.h"
#include "widget-test.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *overlay;
  BtChart *chart;
} Fixture;

static BtPaneBar *
find_bar (Fixture *fixture, guint place)
{
  for (GtkWidget *child = gtk_widget_get_first_child (fixture->overlay); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (BT_IS_PANE_BAR (child) && place-- == 0)
      return BT_PANE_BAR (child);
  return NULL;
}

static gboolean
is_shown (Fixture *fixture, guint place)
{
  GtkWidget *bar = GTK_WIDGET (find_bar (fixture, place));

  return gtk_widget_get_mapped (bar) && gtk_widget_get_width (bar) > 0
         && bt_pane_bar_get_study (BT_PANE_BAR (bar)) != 0;
}

static gboolean
has_two (gpointer data)
{
  return is_shown (data, 0) && is_shown (data, 1);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  BtCivilTime from = { .year = 2024, .month = 3, .day = 4 };
  BtCivilTime to = { .year = 2024, .month = 3, .day = 6 };
  g_autoptr (BtSeries) series
    = bt_synthetic_gold (1, bt_time_from_civil (&from), bt_time_from_civil (&to), 206000);
  g_autoptr (BtTape) tape = bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), 1000);

  fixture->window = gtk_window_new ();
  fixture->overlay = gtk_overlay_new ();
  fixture->chart = BT_CHART (bt_chart_new ());
  bt_chart_menu_attach (fixture->chart);
  bt_pane_bar_attach (GTK_OVERLAY (fixture->overlay), fixture->chart);
  gtk_overlay_set_child (GTK_OVERLAY (fixture->overlay), GTK_WIDGET (fixture->chart));
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->overlay);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  bt_chart_set_tape (fixture->chart, tape, BT_TRADING_DAY_DEFAULT);
  gtk_window_present (GTK_WINDOW (fixture->window));
  bt_study_text_read (fixture->chart, "rsi\ncci");
  widget_test_wait (has_two, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  widget_test_settle ();
}

static const char *
get_study_id (Fixture *fixture, guint place)
{
  BtStudySettings settings;

  for (guint i = 0; i < bt_chart_get_n_studies (fixture->chart); i++)
    if (bt_chart_get_study (fixture->chart, i, &settings)
        == bt_pane_bar_get_study (find_bar (fixture, place)))
      return settings.study->id;
  return NULL;
}

static void
act (Fixture *fixture, guint place, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (find_bar (fixture, place)), action, NULL));
}

/* Each stands within its own pane, at the right. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *bar = GTK_WIDGET (find_bar (fixture, i));
      GdkRectangle area;
      graphene_rect_t bounds;

      g_assert_cmpuint (bt_chart_get_pane (fixture->chart, i, &area), ==,
                        bt_pane_bar_get_study (BT_PANE_BAR (bar)));
      g_assert_true (gtk_widget_compute_bounds (bar, fixture->overlay, &bounds));
      g_assert_cmpfloat (bounds.origin.y, >=, area.y);
      g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, area.y + area.height);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, area.x + area.width);
      g_assert_cmpfloat (bounds.origin.x, >, area.x + area.width / 2.0);
    }
}

static gboolean
is_swapped (gpointer data)
{
  return has_two (data) && g_strcmp0 (get_study_id (data, 0), "cci") == 0;
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (get_study_id (fixture, 0), ==, "rsi");
  act (fixture, 0, "pane.down");
  widget_test_wait (is_swapped, fixture);
  g_assert_cmpstr (get_study_id (fixture, 1), ==, "rsi");
  /* There is nothing above the first one. */
  act (fixture, 0, "pane.up");
  widget_test_settle ();
  g_assert_cmpstr (get_study_id (fixture, 0), ==, "cci");
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  GdkRectangle usual;
  GdkRectangle large;

  bt_chart_get_pane (fixture->chart, 1, &usual);
  act (fixture, 1, "pane.large");
  bt_chart_get_pane (fixture->chart, 1, &large);
  g_assert_cmpint (large.height, >, 2 * usual.height);
  act (fixture, 1, "pane.large");
  bt_chart_get_pane (fixture->chart, 1, &large);
  g_assert_cmpint (large.height, ==, usual.height);
}

static gboolean
has_one_cci (gpointer data)
{
  return is_shown (data, 0) && !is_shown (data, 1)
         && g_strcmp0 (get_study_id (data, 0), "cci") == 0;
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  act (fixture, 0, "pane.settings");
  g_assert_nonnull (bt_studies_window_find (fixture->chart));
  act (fixture, 0, "pane.close");
  widget_test_wait (has_one_cci, fixture);
  g_assert_cmpuint (bt_chart_get_n_studies (fixture->chart), ==, 1);
}

int
main (int argc, char *argv[])
{
  widget_test_init (&argc, &argv);
#define ADD(path, func) g_test_add ("/ui/pane-bar/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("places", test_places);
  ADD ("order", test_order);
  ADD ("large", test_large);
  ADD ("close", test_close);
#undef ADD
  return g_test_run ();
}
