// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The new-session dialog, the data page and the main window on a data folder with one dataset. */
#include "config.h"

#include "session-fixture.h"
#include "ui/bt-date-row.h"
#include "ui/bt-main-window.h"
#include "ui/bt-new-session-dialog.h"
#include "ui/bt-preferences-window.h"
#include "ui/bt-quality-pane.h"
#include "widget-test.h"

typedef struct
{
  SessionFixture base;
  GSettings *settings;
  BtWorkspace *workspace;
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
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->settings);
  widget_test_settle ();
  session_fixture_tear_down (&fixture->base, data);
}

static gboolean
has_no_fault (gpointer dialog)
{
  return bt_new_session_dialog_get_fault (dialog) == NULL
         && *widget_test_text (dialog, "count_label") != '\0';
}

/* A fault is marked at its row, named in the footer, and keeps Create from being pressed. */
static void
assert_fault (BtNewSessionDialog *dialog, const char *row, const char *part)
{
  g_assert_nonnull (strstr (bt_new_session_dialog_get_fault (dialog), part));
  g_assert_false (gtk_widget_get_sensitive (widget_test_part (dialog, "create_button")));
  if (row != NULL)
    g_assert_true (gtk_widget_has_css_class (widget_test_part (dialog, row), "field-error"));
}

/* Returns the text of a row for a time. */
static GtkEditable *
get_entry (BtNewSessionDialog *dialog, const char *row)
{
  return widget_test_part (widget_test_part (widget_test_part (dialog, row), "field"), "entry");
}

static void
test_new_session_faults (Fixture *fixture, gconstpointer data)
{
  BtNewSessionDialog *dialog = bt_new_session_dialog_new (NULL, fixture->workspace, 0);
  GtkEditable *from = get_entry (dialog, "from_row");
  GtkEditable *to = get_entry (dialog, "to_row");
  g_autofree char *first = g_strdup (gtk_editable_get_text (from));

  widget_test_wait (has_no_fault, dialog);
  gtk_editable_set_text (from, "last Tuesday");
  assert_fault (dialog, "from_row", "no date");
  gtk_editable_set_text (from, "");
  assert_fault (dialog, "from_row", "beginning");
  gtk_editable_set_text (from, "2099-01-01");
  assert_fault (dialog, "from_row", "ends before");
  gtk_editable_set_text (from, first);
  gtk_editable_set_text (to, "1999-01-01");
  assert_fault (dialog, "to_row", "not after");
  gtk_editable_set_text (to, "");
  gtk_spin_button_set_value (widget_test_part (dialog, "stop_out_spin"), 150);
  assert_fault (dialog, "stop_out_row", "stop-out");
  gtk_spin_button_set_value (widget_test_part (dialog, "stop_out_spin"), 50);
  gtk_spin_button_set_value (widget_test_part (dialog, "balance_spin"), 0);
  assert_fault (dialog, "balance_row", "balance");
  gtk_spin_button_set_value (widget_test_part (dialog, "balance_spin"), 5000);
  gtk_editable_set_text (widget_test_part (dialog, "name_row"), "  ");
  assert_fault (dialog, NULL, "name");
  gtk_editable_set_text (widget_test_part (dialog, "name_row"), "Test");
  widget_test_wait (has_no_fault, dialog);
  widget_test_assert_finalizes (dialog);
}

static void
session_created_cb (BtNewSessionDialog *dialog, const char *id, char **out)
{
  *out = g_strdup (id);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_new_session_creates (Fixture *fixture, gconstpointer data)
{
  BtNewSessionDialog *dialog
    = bt_new_session_dialog_new (NULL, fixture->workspace, fixture->base.dataset_id);
  g_autofree char *id = NULL;

  g_signal_connect (dialog, "created", G_CALLBACK (session_created_cb), &id);
  widget_test_wait (has_no_fault, dialog);
  gtk_editable_set_text (widget_test_part (dialog, "name_row"), "Made by the dialog");
  gtk_spin_button_set_value (widget_test_part (dialog, "balance_spin"), 2500);
  gtk_spin_button_set_value (widget_test_part (dialog, "leverage_spin"), 30);
  adw_combo_row_set_selected (widget_test_part (dialog, "commission_row"),
                              BT_COMMISSION_PER_LOT_SIDE);
  gtk_spin_button_set_value (widget_test_part (dialog, "amount_spin"), 3.5);
  adw_combo_row_set_selected (widget_test_part (dialog, "policy_row"), BT_PATH_PESSIMISTIC);
  g_assert_null (bt_new_session_dialog_get_fault (dialog));
  g_signal_emit_by_name (widget_test_part (dialog, "create_button"), "clicked");
  widget_test_wait (is_set, &id);
  g_autoptr (BtSession) session = session_fixture_open (&fixture->base, id);
  const BtSessionSettings *settings = bt_session_get_settings (session);
  g_assert_cmpstr (bt_session_get_name (session), ==, "Made by the dialog");
  g_assert_cmpint (settings->balance.minor, ==, 250000);
  g_assert_cmpint (settings->leverage, ==, 30);
  g_assert_cmpint (settings->commission_kind, ==, BT_COMMISSION_PER_LOT_SIDE);
  g_assert_cmpint (settings->commission_amount, ==, 350);
  g_assert_cmpint (settings->policy, ==, BT_PATH_PESSIMISTIC);
  bt_session_close (session);
}

static void
test_date_row (Fixture *fixture, gconstpointer data)
{
  BtDateRow *row = g_object_ref_sink (g_object_new (BT_TYPE_DATE_ROW, "title", "From", NULL));
  gint64 time_usec;

  g_assert_true (bt_date_row_get_time (row, &time_usec));
  g_assert_cmpint (time_usec, ==, BT_TIME_NONE);
  bt_date_row_set_time (row, 1709539200 * BT_USEC_PER_SECOND);
  g_assert_cmpstr (
    gtk_editable_get_text (widget_test_part (widget_test_part (row, "field"), "entry")), ==,
    "2024-03-04 08:00");
  g_assert_true (bt_date_row_get_time (row, &time_usec));
  g_assert_cmpint (time_usec, ==, 1709539200 * BT_USEC_PER_SECOND);
  gtk_editable_set_text (widget_test_part (widget_test_part (row, "field"), "entry"), "2024-02-30");
  g_assert_false (bt_date_row_get_time (row, &time_usec));
  bt_date_row_set_fault (row, "There is no such day", "hint");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "There is no such day");
  bt_date_row_set_fault (row, NULL, "hint");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "hint");
  widget_test_assert_finalizes (row);
}

static void
test_main_window (Fixture *fixture, gconstpointer data)
{
  BtMainWindow *window = bt_main_window_new (NULL, fixture->workspace);

  g_assert_cmpstr (widget_test_text (window, "dataset_count"), ==, "1");
  g_assert_cmpstr (widget_test_text (window, "session_count"), ==, "0");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (widget_test_part (window, "pages")), ==,
                   "sessions");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "data");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (widget_test_part (window, "pages")), ==,
                   "data");
  /* The one dataset is shown without being asked for. */
  gpointer pane = widget_test_part (widget_test_part (window, "data_page"), "pane");
  BtDatasetItem *item = NULL;
  g_object_get (pane, "item", &item, NULL);
  g_assert_nonnull (item);
  g_assert_cmpint (bt_dataset_item_get (item)->id, ==, fixture->base.dataset_id);
  g_object_unref (item);
  widget_test_assert_finalizes (window);
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  BtPreferencesWindow *window = bt_preferences_window_new (NULL, fixture->workspace);

  widget_test_settle ();
  adw_combo_row_set_selected (widget_test_part (window, "scheme_row"), 1);
  g_assert_cmpint (g_settings_get_enum (fixture->settings, "color-scheme"), ==, 1);
  g_assert_false (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  adw_combo_row_set_selected (widget_test_part (window, "scheme_row"), 0);
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  adw_combo_row_set_selected (widget_test_part (window, "colors_row"), 1);
  gboolean is_colour_blind;
  g_object_get (bt_workspace_get_appearance (fixture->workspace), "colour-blind", &is_colour_blind,
                NULL);
  g_assert_true (is_colour_blind);
  gtk_window_destroy (GTK_WINDOW (window));
  widget_test_settle ();
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  bt_dataset_list_export_finish (BT_DATASET_LIST (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(const gboolean *) data;
}

/* The file's name says how the candles are written. */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "out.csv", "out.json", "out.csv.gz" };
  static const char *const starts[] = { "time,open,", "{\n  \"symbol\"", "\x1f\x8b" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->base.folder, names[i], NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autofree char *content = NULL;
      gboolean is_done = FALSE;

      bt_dataset_list_export_async (bt_workspace_get_datasets (fixture->workspace),
                                    fixture->base.dataset_id, file, NULL, exported_cb, &is_done);
      widget_test_wait (is_true, &is_done);
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_true (g_str_has_prefix (content, starts[i]));
    }
}

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  ADD ("/ui/new-session/faults", test_new_session_faults);
  ADD ("/ui/new-session/creates", test_new_session_creates);
  ADD ("/ui/date-row/times", test_date_row);
  ADD ("/ui/main-window/pages", test_main_window);
  ADD ("/ui/preferences/settings", test_preferences);
  ADD ("/ui/datasets/export", test_export);
  return g_test_run ();
}
