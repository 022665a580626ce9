// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The window of indicators, and the text that keeps them. */
#include "config.h"

#include "market/bt-synthetic.h"
#include "study/bt-study-registry.h"
#include "ui/bt-chart-menu.h"
#include "ui/bt-studies-window.h"
#include "ui/bt-study-text.h"
#include "widget-test.h"

typedef struct
{
  GtkWidget *window;
  BtChart *chart;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  BtCivilTime from = { .year = 2024, .month = 3, .day = 4 };
  BtCivilTime to = { .year = 2024, .month = 3, .day = 6 };
  g_autoptr (BtSeries) series
    = bt_synthetic_gold (1, bt_time_from_civil (&from), bt_time_from_civil (&to), 206000);
  g_autoptr (BtTape) tape = bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"), 1000);

  fixture->window = gtk_window_new ();
  fixture->chart = BT_CHART (bt_chart_new ());
  bt_chart_menu_attach (fixture->chart);
  bt_chart_set_tape (fixture->chart, tape, BT_TRADING_DAY_DEFAULT);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->chart));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  widget_test_settle ();
}

static BtStudiesWindow *
open_window (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->chart), "chart.studies", NULL));
  BtStudiesWindow *window = bt_studies_window_find (fixture->chart);
  g_assert_nonnull (window);
  return window;
}

/* Returns the first widget below one of that type, or NULL. */
static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_find_and_add (Fixture *fixture, gconstpointer data)
{
  BtStudiesWindow *window = open_window (fixture);
  GtkWidget *search = widget_test_part (window, "search");
  BtStudySettings settings;

  gtk_editable_set_text (GTK_EDITABLE (search), "relative strength");
  g_signal_emit_by_name (search, "search-changed");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpuint (bt_chart_get_n_studies (fixture->chart), ==, 1);
  bt_chart_get_study (fixture->chart, 0, &settings);
  g_assert_cmpstr (settings.study->id, ==, "rsi");
  gtk_editable_set_text (GTK_EDITABLE (search), "no such thing");
  g_signal_emit_by_name (search, "search-changed");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpuint (bt_chart_get_n_studies (fixture->chart), ==, 1);
  g_assert_true (gtk_widget_get_visible (widget_test_part (window, "none_label")));
  g_assert_false (gtk_widget_get_visible (widget_test_part (window, "list")));
}

static void
test_change_and_remove (Fixture *fixture, gconstpointer data)
{
  BtStudiesWindow *window = open_window (fixture);
  GtkWidget *group = widget_test_part (window, "shown_group");
  BtStudySettings settings;

  bt_study_text_read (fixture->chart, "rsi");
  widget_test_settle ();
  GtkWidget *row = find_child (group, ADW_TYPE_EXPANDER_ROW);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "RSI 14");
  GtkWidget *button = find_child (row, GTK_TYPE_SPIN_BUTTON);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (button), 21);
  bt_chart_get_study (fixture->chart, 0, &settings);
  g_assert_cmpfloat (settings.values[0], ==, 21);
  /* The row that is being used stays. */
  g_assert_true (find_child (group, ADW_TYPE_EXPANDER_ROW) == row);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "RSI 21");
  GtkWidget *list = find_child (row, GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), BT_STUDY_SOURCE_HLC3);
  bt_chart_get_study (fixture->chart, 0, &settings);
  g_assert_cmpint (settings.source, ==, BT_STUDY_SOURCE_HLC3);
  bt_chart_set_study (fixture->chart, bt_chart_get_study (fixture->chart, 0, &settings), NULL);
  g_assert_null (find_child (group, ADW_TYPE_EXPANDER_ROW));
}

/* Nothing below a row that is closed or taken off may be touched afterwards. */
static void
test_closes_with_the_chart (Fixture *fixture, gconstpointer data)
{
  BtStudiesWindow *window = open_window (fixture);

  bt_study_text_read (fixture->chart, "rsi\nmacd");
  gtk_window_close (GTK_WINDOW (window));
  widget_test_settle ();
  g_assert_null (bt_studies_window_find (fixture->chart));
  bt_study_text_read (fixture->chart, "ema");
  g_assert_true (open_window (fixture) != NULL);
}

static void
test_templates (Fixture *fixture, gconstpointer data)
{
  BtStudiesWindow *window = open_window (fixture);
  g_autoptr (GSettings) settings = g_settings_new (BT_APP_ID);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "Mine", "ema period=50\nrsi\n");
  g_settings_set_value (settings, "study-templates", g_variant_builder_end (&builder));
  bt_study_text_read (fixture->chart, "atr");
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (window), "chart.apply-studies", "s", "Mine"));
  g_autofree char *text = bt_study_text_write (fixture->chart);
  g_assert_cmpstr (text, ==, "ema period=50\nrsi\n");
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (window), "chart.forget-studies", "s", "Mine"));
  g_autoptr (GVariant) left = g_settings_get_value (settings, "study-templates");
  g_assert_cmpuint (g_variant_n_children (left), ==, 0);
}

/* Returns the row of a title below a widget, or NULL. */
static GtkWidget *
find_titled (GtkWidget *widget, const char *title)
{
  if (ADW_IS_ACTION_ROW (widget)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, title);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Colour, width, line and visibility are chosen beside the parameters, and are kept with them. */
static void
test_looks (Fixture *fixture, gconstpointer data)
{
  BtStudiesWindow *window = open_window (fixture);
  BtStudySettings settings;
  BtStudyLook look;

  bt_study_text_read (fixture->chart, "atr colour=3 width=2 line=dashed hidden=yes pane=0.25");
  widget_test_settle ();
  guint id = bt_chart_get_study (fixture->chart, 0, &settings);
  g_assert_true (bt_chart_get_study_look (fixture->chart, id, &look));
  g_assert_cmpuint (look.colour, ==, 3);
  g_assert_cmpuint (look.width, ==, 2);
  g_assert_cmpint (look.stroke, ==, BT_DRAWING_DASHED);
  g_assert_true (look.is_hidden);
  g_assert_cmpfloat_with_epsilon (look.pane_share, 0.25, 1e-9);
  g_autofree char *text = bt_study_text_write (fixture->chart);
  g_assert_cmpstr (text, ==, "atr colour=3 width=2 line=dashed hidden=yes pane=0.2500\n");
  GtkWidget *line = find_titled (widget_test_part (window, "shown_group"), "Visible");
  g_assert_nonnull (line);
  GtkWidget *shown = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (line));
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (shown)));
  gtk_switch_set_active (GTK_SWITCH (shown), TRUE);
  bt_chart_get_study_look (fixture->chart, id, &look);
  g_assert_false (look.is_hidden);
  g_assert_cmpuint (look.colour, ==, 3);
  g_assert_cmpfloat_with_epsilon (look.pane_share, 0.25, 1e-9);
  bt_study_text_read (fixture->chart, "atr colour=999 width=77 line=wavy hidden=no pane=7");
  g_autofree char *usual = bt_study_text_write (fixture->chart);
  g_assert_cmpstr (usual, ==, "atr\n");
}

/* Every indicator survives being kept and put back, with each parameter at its limits. */
static void
test_text (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < bt_study_registry_get_count (); i++)
    {
      const BtStudy *study = bt_study_registry_get (i);
      BtStudySettings settings;
      BtStudySettings read;

      bt_study_settings_init (&settings, study);
      for (guint k = 0; k < study->n_parameters; k++)
        settings.values[k] = k % 2 == 0 ? study->parameters[k].maximum : study->parameters[k].value;
      bt_study_text_read (fixture->chart, NULL);
      g_assert_cmpuint (bt_chart_get_n_studies (fixture->chart), ==, 0);
      bt_chart_add_study (fixture->chart, &settings);
      g_autofree char *text = bt_study_text_write (fixture->chart);
      bt_study_text_read (fixture->chart, text);
      g_assert_cmpuint (bt_chart_get_n_studies (fixture->chart), ==, 1);
      bt_chart_get_study (fixture->chart, 0, &read);
      g_assert_true (read.study == study);
      for (guint k = 0; k < study->n_parameters; k++)
        g_assert_cmpfloat (read.values[k], ==, settings.values[k]);
    }
  bt_study_text_read (fixture->chart, "nonsense\nema period=oops\n\nrsi period=999999999");
  g_autofree char *text = bt_study_text_write (fixture->chart);
  g_assert_cmpstr (text, ==, "ema\nrsi\n");
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  add ("/ui/studies/find-and-add", test_find_and_add);
  add ("/ui/studies/change-and-remove", test_change_and_remove);
  add ("/ui/studies/close", test_closes_with_the_chart);
  add ("/ui/studies/templates", test_templates);
  add ("/ui/studies/looks", test_looks);
  add ("/ui/studies/text", test_text);
  return g_test_run ();
}
