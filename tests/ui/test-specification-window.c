// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The form of an instrument, and the preview of a broker's table. */
#include "config.h"

#include "session-fixture.h"
#include "store/bt-instrument-table.h"
#include "ui/bt-field-row.h"
#include "ui/bt-instrument-form.h"
#include "ui/bt-specification-window.h"
#include "widget-test.h"

#include <string.h>

typedef struct
{
  SessionFixture base;
  GSettings *settings;
  BtWorkspace *workspace;
  BtSpecificationPlan *plan;
  char *stored; /* the symbol of the signal */
} Fixture;

static gboolean
is_loaded (gpointer workspace)
{
  return bt_dataset_list_is_loaded (bt_workspace_get_datasets (workspace))
         && bt_session_library_is_loaded (bt_workspace_get_library (workspace));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->settings = g_settings_new (BT_APP_ID);
  g_autoptr (BtAppearance) appearance = bt_appearance_new (fixture->settings);
  fixture->workspace = bt_workspace_new (fixture->base.store, fixture->settings, appearance);
  widget_test_wait (is_loaded, fixture->workspace);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->stored);
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->settings);
  widget_test_settle ();
  session_fixture_tear_down (&fixture->base, data);
}

static BtFieldRow *
get_row (BtInstrumentForm *form, const char *id)
{
  return BT_FIELD_ROW (widget_test_part (form, id));
}

static gboolean
is_good (BtInstrumentForm *form)
{
  gboolean good = FALSE;

  g_object_get (form, "is-good", &good, NULL);
  return good;
}

static void
test_form (Fixture *fixture, gconstpointer data)
{
  BtInstrumentForm *form = g_object_ref_sink (g_object_new (BT_TYPE_INSTRUMENT_FORM, NULL));
  const BtInstrument *gold = bt_instrument_find_builtin ("XAUUSD");
  BtInstrument read = { 0 };
  gboolean is_edited = TRUE;

  g_assert_false (bt_instrument_form_read (form, &read));
  bt_instrument_form_show (form, gold);
  g_object_get (form, "is-edited", &is_edited, NULL);
  g_assert_false (is_edited);
  g_assert_true (bt_instrument_form_read (form, &read));
  g_assert_cmpmem (&read, sizeof read, gold, sizeof *gold);
  g_assert_cmpstr (bt_field_row_get_text (get_row (form, "hours_row")), ==,
                   "Sun 18:00-Fri 17:00, break 17:00-18:00 America/New_York");
  /* Each fault stands at its field, and goes with it. */
  bt_field_row_set_text (get_row (form, "digits_row"), "9");
  g_assert_false (is_good (form));
  g_assert_nonnull (strstr (bt_field_row_get_fault (get_row (form, "digits_row")), "0 to 8"));
  g_assert_null (bt_field_row_get_fault (get_row (form, "contract_row")));
  bt_field_row_set_text (get_row (form, "digits_row"), "3");
  g_assert_null (bt_field_row_get_fault (get_row (form, "digits_row")));
  bt_field_row_set_text (get_row (form, "step_row"), "1000");
  g_assert_nonnull (bt_field_row_get_fault (get_row (form, "step_row")));
  bt_field_row_set_text (get_row (form, "step_row"), "0.1");
  bt_field_row_set_text (get_row (form, "hours_row"), "Mon-Fri 09:00");
  g_assert_nonnull (strstr (bt_field_row_get_fault (get_row (form, "hours_row")), "hyphen"));
  /* The menu fills in what is usual. */
  gtk_widget_activate_action (GTK_WIDGET (form), "form.hours", "i", BT_HOURS_COINS);
  g_assert_cmpstr (bt_field_row_get_text (get_row (form, "hours_row")), ==, "24x7");
  bt_field_row_set_text (get_row (form, "quote_row"), " eur ");
  bt_field_row_set_text (get_row (form, "swap_long_row"), "-7.35");
  gtk_switch_set_active (GTK_SWITCH (widget_test_part (form, "swap_switch")), TRUE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (widget_test_part (form, "triple_row")), 5);
  g_assert_true (is_good (form));
  g_object_get (form, "is-edited", &is_edited, NULL);
  g_assert_true (is_edited);
  g_assert_true (bt_instrument_form_read (form, &read));
  g_assert_cmpuint (read.digits, ==, 3);
  g_assert_cmpstr (read.quote, ==, "EUR");
  g_assert_true (read.has_swap);
  g_assert_cmpint (read.swap_long_points, ==, -735);
  g_assert_cmpint (read.swap_triple_weekday, ==, 5);
  g_assert_true (bt_trading_hours_equal (&read.hours, bt_trading_hours_of_class (BT_HOURS_COINS)));
  bt_instrument_form_show (form, NULL);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (form)));
  widget_test_assert_finalizes (form);
}

static void
plan_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  fixture->plan = bt_specification_plan_new_finish (BT_STORE (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
has_plan (gpointer fixture)
{
  return ((Fixture *) fixture)->plan != NULL;
}

static BtSpecificationWindow *
open_table (Fixture *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->base.folder, "specification.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  bt_specification_plan_new_async (fixture->base.store, path, plan_read_cb, fixture);
  widget_test_wait (has_plan, fixture);
  return bt_specification_window_new (NULL, fixture->workspace, g_steal_pointer (&fixture->plan));
}

static void
stored_cb (Fixture *fixture, const char *symbol)
{
  fixture->stored = g_strdup (symbol);
}

static gboolean
is_stored (gpointer fixture)
{
  return ((Fixture *) fixture)->stored != NULL;
}

static gboolean
find_silver (BtDb *db, gpointer data, GError **error)
{
  return bt_instrument_table_find (db, "XAGUSD", data, error);
}

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  BtSpecificationWindow *window = open_table (
    fixture, "Symbol;Contract size;Swap long;Mystery\nXAGUSD;2500;-1,25;x\nEURUSD;100000;;y\n");
  BtInstrument silver = { 0 };

  g_signal_connect_swapped (window, "stored", G_CALLBACK (stored_cb), fixture);
  g_assert_cmpstr (adw_preferences_group_get_title (
                     ADW_PREFERENCES_GROUP (widget_test_part (window, "changes_group"))),
                   ==, "1 instrument changes");
  g_assert_false (gtk_widget_get_visible (widget_test_part (window, "faults_group")));
  g_assert_true (gtk_widget_get_visible (widget_test_part (window, "notes_group")));
  gtk_widget_activate_action (GTK_WIDGET (window), "specification.store", NULL);
  widget_test_wait (is_stored, fixture);
  g_assert_cmpstr (fixture->stored, ==, "XAGUSD");
  g_assert_true (bt_store_run (fixture->base.store, find_silver, &silver, NULL));
  g_assert_cmpint (silver.contract_size, ==, G_GINT64_CONSTANT (250000000000));
  g_assert_cmpint (silver.swap_long_points, ==, -125);
}

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  BtSpecificationWindow *window
    = open_table (fixture, "Symbol,Contract size,Digits\nXAGUSD,2500,3\nEURUSD,many,5\n");
  GtkWidget *button = widget_test_part (window, "store_button");

  g_assert_true (gtk_widget_get_visible (widget_test_part (window, "faults_group")));
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  ADD ("/ui/instruments/form", test_form);
  ADD ("/ui/instruments/preview", test_preview);
  ADD ("/ui/instruments/faults", test_faults);
  return g_test_run ();
}
