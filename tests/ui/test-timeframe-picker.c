// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The popover that chooses a timeframe: what can be typed, what is offered of which data, and what
 * comes of it. */
#include "config.h"

#include "ui/bt-session-choices.h"
#include "ui/bt-timeframe-picker.h"
#include "ui/bt-timeframe-row.h"
#include "widget-test.h"

#include <string.h>

typedef struct
{
  GtkWidget *window;
  BtTimeframePicker *picker;
  GtkEditable *entry;
  char *chosen; /* by the last "win.timeframe" */
} Fixture;

static void
chosen_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_free (fixture->chosen);
  fixture->chosen = g_variant_dup_string (parameter, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const GActionEntry entries[]
    = { { .name = "timeframe", .activate = chosen_cb, .parameter_type = "s", .state = "'M5'" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  fixture->picker = g_object_new (BT_TYPE_TIMEFRAME_PICKER, NULL);
  fixture->entry = widget_test_part (fixture->picker, "entry");
  fixture->window = gtk_window_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (fixture->picker));
  gtk_window_set_child (GTK_WINDOW (fixture->window), button);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  widget_test_settle ();
  g_free (fixture->chosen);
}

/* Returns the labels of the buttons of a row, with blanks between. */
static char *
list_buttons (Fixture *fixture, const char *id)
{
  GString *names = g_string_new (NULL);
  GtkWidget *box = widget_test_part (fixture->picker, id);

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "",
                            gtk_button_get_label (GTK_BUTTON (gtk_widget_get_first_child (child))));
  return g_string_free (names, FALSE);
}

static void
test_offered (Fixture *fixture, gconstpointer data)
{
  g_autofree char *minutes = list_buttons (fixture, "minutes_box");
  g_autofree char *hours = list_buttons (fixture, "hours_box");
  g_autofree char *days = list_buttons (fixture, "days_box");

  g_assert_cmpstr (minutes, ==, "M1 M2 M3 M4 M5 M6 M10 M12 M15 M20 M30 M45");
  g_assert_cmpstr (hours, ==, "H1 H2 H3 H4 H6 H8 H12");
  g_assert_cmpstr (days, ==, "D1 W1 MN");

  bt_timeframe_picker_set_base (fixture->picker, BT_TIMEFRAME_H4);
  g_autofree char *longer = list_buttons (fixture, "hours_box");
  g_assert_cmpstr (longer, ==, "H4 H8 H12");
  g_assert_false (gtk_widget_get_visible (widget_test_part (fixture->picker, "minutes_box")));

  bt_timeframe_picker_set_base (fixture->picker, BT_TIMEFRAME_MN);
  g_autofree char *months = list_buttons (fixture, "days_box");
  g_assert_cmpstr (months, ==, "MN");
}

static void
test_typed (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *hint;
    const char *chosen;
  } cases[] = {
    { "90", "M90", "M90" }, { "240", "H4", "H4" }, { "4h", "H4", "H4" },   { "1M", "MN", "MN" },
    { "1m", "M1", "M1" },   { "1mo", "MN", "MN" }, { "1440", "D1", "D1" }, { " 1w ", "W1", "W1" },
    { "h6", "H6", "H6" },   { "0", NULL, NULL },   { "1441", NULL, NULL }, { "two", NULL, NULL },
    { "3d", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_clear_pointer (&fixture->chosen, g_free);
      bt_timeframe_picker_type (fixture->picker, cases[i].text);
      g_test_message ("%s", cases[i].text);
      if (cases[i].hint != NULL)
        g_assert_cmpstr (widget_test_text (fixture->picker, "hint_label"), ==, cases[i].hint);
      g_assert_cmpint (gtk_widget_has_css_class (GTK_WIDGET (fixture->entry), "error"), ==,
                       cases[i].hint == NULL);
      g_signal_emit_by_name (fixture->entry, "activate");
      g_assert_cmpstr (fixture->chosen, ==, cases[i].chosen);
    }
}

/* What the candles do not make up is said, and not chosen. */
static void
test_base (Fixture *fixture, gconstpointer data)
{
  bt_timeframe_picker_set_base (fixture->picker, BT_TIMEFRAME_M5);
  bt_timeframe_picker_type (fixture->picker, "7");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->entry), "error"));
  g_assert_cmpstr (widget_test_text (fixture->picker, "hint_label"), ==,
                   "The data's candles do not make it up");
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_null (fixture->chosen);
  gtk_editable_set_text (fixture->entry, "35");
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_cmpstr (fixture->chosen, ==, "M35");
}

static void
count_cb (gpointer row, guint *count)
{
  *count += 1;
}

/* A row of a form has the picker without a window's action. */
static void
test_row (void)
{
  BtTimeframeRow *row = g_object_new (BT_TYPE_TIMEFRAME_ROW, NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkMenuButton *button = GTK_MENU_BUTTON (widget_test_part (row, "button"));
  BtTimeframe seven;
  guint count = 0;

  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (row));
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (row, "chosen", G_CALLBACK (count_cb), &count);
  bt_timeframe_row_set (row, BT_TIMEFRAME_M1, BT_TIMEFRAME_M15);
  g_assert_cmpstr (gtk_menu_button_get_label (button), ==, "M15");
  g_assert_cmpuint (count, ==, 0);
  GtkWidget *entry = widget_test_part (widget_test_part (row, "picker"), "entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "7");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (bt_timeframe_parse ("M7", &seven));
  g_assert_cmpint (bt_timeframe_row_get (row), ==, seven);
  g_assert_cmpstr (gtk_menu_button_get_label (button), ==, "M7");
  g_assert_cmpuint (count, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  g_test_add ("/ui/timeframe-picker/offered", Fixture, NULL, set_up, test_offered, tear_down);
  g_test_add ("/ui/timeframe-picker/typed", Fixture, NULL, set_up, test_typed, tear_down);
  g_test_add ("/ui/timeframe-picker/base", Fixture, NULL, set_up, test_base, tear_down);
  g_test_add_func ("/ui/timeframe-picker/row", test_row);
  return g_test_run ();
}
